import Formats
import Testing

struct MailReaderTests {
    private func read(_ lines: [String], limits: MailReader.Limits = .init()) throws -> ReceivedMail {
        try MailReader(limits: limits).read(Array(lines.joined(separator: "\r\n").utf8))
    }

    @Test func headersAreUnfoldedAndDecoded() throws {
        let mail = try read([
            "From: =?utf-8?q?Jos=C3=A9_=3Cboss=40x=2Enl=3E?= <jose@example.nl>",
            "Subject: =?ISO-8859-1?Q?caf=E9?= =?utf-8?B?w6k=?= =?utf-8?Q?=C3?=", " =?utf-8?Q?=A9?= en",
            "\tmeer =?onzin", "Message-ID: <abc@x.nl>", "In-Reply-To: <v1@inzet.example>", "References: <a@b>",
            " <v1@inzet.example>", "To: \"Vries, Jan de\" <jan@example.nl>, (collega) piet@example.nl", "", "Hoi",
        ])
        #expect(mail.subject == "caféé" + "é en meer =?onzin")
        #expect(mail.from == MailAddress(name: "José <boss@x.nl>", address: "jose@example.nl"))
        #expect(
            mail.to == [
                MailAddress(name: "Vries, Jan de", address: "jan@example.nl"), MailAddress(address: "piet@example.nl"),
            ])
        #expect(mail.messageID == "abc@x.nl")
        #expect(mail.inReplyTo == "v1@inzet.example")
        #expect(mail.references == ["a@b", "v1@inzet.example"])
        #expect(mail.text == "Hoi")
    }

    @Test func anEncodedWordBringsNoLineEnd() throws {
        let mail = try read(["Subject: =?utf-8?Q?a=0D=0ABcc:_x?=", "", ""])
        #expect(mail.subject == "a  Bcc: x")
        #expect(mail.headers.count == 1)
    }

    @Test func twoSendersAreNoSender() throws {
        #expect(try read(["From: a@b.nl", "From: c@d.nl", "", ""]).from == nil)
        #expect(try read(["From: a@b.nl, c@d.nl", "", ""]).from == nil)
        #expect(try read(["From: <a@b.nl> <c@d.nl>", "", ""]).from == nil)
        #expect(try read(["Subject: x", "", ""]).from == nil)
    }

    @Test func theFirstPlainTextIsFoundInside() throws {
        let mail = try read([
            "Content-Type: multipart/mixed; boundary*0=\"bui\"; boundary*1=ten", "", "voorwoord", "--buiten",
            "Content-Disposition: attachment", "Content-Type: text/plain", "", "bijlage", "--buiten",
            "Content-Type: multipart/alternative (uitleg); boundary=binnen", "", "--binnen", "Content-Type: text/html",
            "",
            "<p>x", "--binnen", "Content-Type: text/plain; charset=\"windows-1252\"",
            "Content-Transfer-Encoding: base64", "", "SG9pIPo=", "--binnen--", "", "--buiten--", "nawoord",
        ])
        #expect(mail.text == "Hoi ú")
    }

    @Test(arguments: [
        ("iso-8859-1", "=E9=80", "é€"), ("ISO-8859-15", "=A4", "€"), ("utf-8", "=C3=A9", "é"),
        ("us-ascii", "=C3=A9", "é"),
        ("onbekend", "=E9", "é"), ("utf-8", "=FF", "\u{FFFD}"), ("utf-8", "een=\r\ntwee=  \r\n=3D=x=", "eentwee==x"),
    ])
    func charsets(_ charset: String, _ body: String, _ expected: String) throws {
        let mail = try read([
            "Content-Type: text/plain; charset=\(charset)", "Content-Transfer-Encoding: quoted-printable", "", body,
        ])
        #expect(mail.text == expected)
    }

    @Test func flowedTextIsJoined() throws {
        let mail = try read([
            "Content-Type: text/plain; format=flowed", "", "een ", "twee", " drie", "> vier ", "vijf", "-- ", "naam",
        ])
        #expect(mail.text == "een twee\ndrie\n> vier \nvijf\n-- \nnaam")
    }

    @Test func mailWithoutPlainText() throws {
        #expect(try read(["Content-Type: text/html", "", "<p>x"]).text == nil)
        #expect(try read(["Content-Type: multipart/mixed", "", "x"]).text == nil)
        #expect(try read(["Content-Type: multipart/mixed; boundary=x", "", "--y"]).text == nil)
        #expect(try read(["Content-Type: multipart/mixed; boundary=x", "", "--x"]).text == "")
    }

    @Test func programsAreRecognised() throws {
        #expect(try read(["Auto-Submitted: auto-replied", "", ""]).isAutomatic)
        #expect(try read(["Precedence: bulk", "", ""]).isAutomatic)
        #expect(try read(["Return-Path: <>", "", ""]).isAutomatic)
        #expect(try !read(["Auto-Submitted: no", "Return-Path: <a@b.nl>", "", ""]).isAutomatic)
    }

    @Test func limitsAreErrors() {
        #expect(throws: MailReadError.tooLarge(limit: 10)) {
            try read(["Subject: x", "", ""], limits: .init(bytes: 10))
        }
        #expect(throws: MailReadError.tooManyHeaders(limit: 2)) {
            try read(["A: 1", "B: 2", "C: 3"], limits: .init(headers: 2))
        }
        #expect(throws: MailReadError.headersTooLong(limit: 9)) {
            try read(["A: 1", "B: 2", "", "ja"], limits: .init(headerBytes: 9))
        }
        #expect(throws: MailReadError.noHeaders) { try read(["gewone tekst"]) }
        #expect(throws: MailReadError.noHeaders) { try read([]) }
        func nested(_ depth: Int) -> [String] {
            (0..<depth).flatMap { ["Content-Type: multipart/mixed; boundary=b\($0)", "", "--b\($0)"] } + ["", "tekst"]
        }
        #expect(throws: Never.self) { try read(nested(5)) }
        #expect(throws: MailReadError.nestedTooDeep(limit: 5)) { try read(nested(6)) }
        let many =
            ["Content-Type: multipart/mixed; boundary=x", ""]
            + Array(repeating: "--x\r\nContent-Type: a/b\r\n", count: 300)
        #expect(throws: MailReadError.tooManyParts(limit: 200)) { try read(many) }
    }

    @Test func longTextIsCutBetweenCharacters() throws {
        let mail = try read(["Subject: x", "", "aé€👋"], limits: .init(textBytes: 8))
        #expect(mail.isTruncated)
        #expect(mail.text == "aé€")
        #expect(try read(["Subject: x", "", "aé€👋"], limits: .init(textBytes: 6)).text == "aé€")
        #expect(try read(["Subject: x", "", "aé€👋"], limits: .init(textBytes: 2)).text == "a")
    }
}
