import Formats
import Testing

struct MailMessageTests {
    private let message = MailMessage(
        from: MailAddress(name: "Gemeente Waterstad", address: "noreply@inzet.example"),
        to: [MailAddress(address: "jan@example.nl")], subject: "Nieuwe reactie", messageID: "1@inzet.example",
        date: 1_800_000_000, text: "Hoi")

    private func text(_ message: MailMessage) throws -> String { String(decoding: try message.bytes(), as: UTF8.self) }

    @Test func aPlainMessage() throws {
        let lines = [
            "From: Gemeente Waterstad <noreply@inzet.example>", "To: jan@example.nl", "Subject: Nieuwe reactie",
            "Date: Fri, 15 Jan 2027 08:00:00 +0000", "Message-ID: <1@inzet.example>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hoi", "",
        ]
        #expect(try text(message) == lines.joined(separator: "\r\n"))
    }

    @Test func richMailHasBothForms() throws {
        var message = message
        message.html = "<p>Hoi é</p>"
        message.unsubscribe = .init(url: "https://inzet.example/stop?t=1", mail: "stop@inzet.example")
        message.inReplyTo = "0@inzet.example"
        message.references = ["a@b", "0@inzet.example"]
        message.headers = [.init(name: "Auto-Submitted", value: "auto-generated")]
        let text = try text(message)
        #expect(text.contains("In-Reply-To: <0@inzet.example>\r\nReferences: <a@b> <0@inzet.example>\r\n"))
        #expect(text.contains("List-Unsubscribe: <https://inzet.example/stop?t=1>,"))
        #expect(text.contains("<mailto:stop@inzet.example>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
        #expect(text.contains("Auto-Submitted: auto-generated\r\n"))
        #expect(text.contains("multipart/alternative"))
        #expect(text.contains("\r\n\r\n<p>Hoi =C3=A9</p>\r\n--=_inzet-alternative--\r\n"))
    }

    @Test(arguments: ["a\r\nBcc: x@y.nl", "a\nb", "a\rb", "\u{0}", "a\u{B}", "\u{7F}", "a\r\n"])
    func noHeaderCanBeInjected(_ value: String) {
        let changes: [(inout MailMessage) -> Void] = [
            { $0.subject = value }, { $0.from.name = value }, { $0.to[0].name = value },
            { $0.replyTo = MailAddress(name: value, address: "a@b.nl") },
            { $0.headers = [.init(name: "X-A", value: value)] },
        ]
        for change in changes {
            var hostile = message
            change(&hostile)
            #expect(throws: MailError.self) { try hostile.bytes() }
        }
        let others: [(inout MailMessage) -> Void] = [
            { $0.messageID = value + "@x" }, { $0.inReplyTo = value }, { $0.references = [value] },
            { $0.to[0].address = value }, { $0.from.address = value + "@x.nl" }, { $0.unsubscribe = .init(url: value) },
            { $0.unsubscribe = .init(url: "https://x", mail: value) }, { $0.headers = [.init(name: value, value: "")] },
        ]
        for change in others {
            var hostile = message
            change(&hostile)
            #expect(throws: MailError.self) { try hostile.bytes() }
        }
        var subject = message
        subject.subject = value
        #expect(throws: MailError.headerInjection(header: "Subject")) { try subject.bytes() }
    }

    @Test func whatTheMessageWritesItselfIsNotWrittenTwice() {
        for name in ["From", "bcc", "Content-Type", "X Y", "", "X:"] {
            var hostile = message
            hostile.headers = [.init(name: name, value: "x")]
            #expect(throws: MailError.invalidHeaderName(name)) { try hostile.bytes() }
        }
        var nobody = message
        nobody.to = []
        #expect(throws: MailError.noRecipient) { try nobody.bytes() }
        var long = message
        long.unsubscribe = .init(url: "https://x/" + String(repeating: "a", count: 1_000))
        #expect(throws: MailError.headerTooLong(header: "List-Unsubscribe")) { try long.bytes() }
    }

    @Test(arguments: [
        ("jan@example.nl", true), ("jan.de-vries+x@sub.example.nl", true), ("a@b", true), ("", false), ("@b", false),
        ("a@", false), ("a@b@c", false), ("a b@c", false), ("a@b..nl", false), (".a@b", false), ("é@b.nl", false),
        ("a@bé.nl", false), ("\"a b\"@c.nl", false), ("a@b.nl\n", false), ("a,b@c.nl", false), ("<a@b.nl>", false),
    ])
    func addresses(_ address: String, isValid: Bool) {
        #expect(MailAddress.isValid(address) == isValid)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var random = Seeded(7)
        let pieces = [
            "a", "é", "€", "👋", " ", ".", "=", "\"", "\\", ",", "<", ">", "?", "=?", "_", "woord ", "From ", "@", "(",
            ";",
        ]
        let bodies = pieces + ["\r\n", "\n", "\r", "\t", "\u{0}", "--", "=_inzet", "\n.", " \n"]
        for round in 0..<400 {
            var sent = message
            sent.subject = random.text(pieces, upTo: 40)
            sent.from.name = random.text(pieces, upTo: 25)
            sent.to = (0...random.below(6)).map {
                MailAddress(name: random.text(pieces, upTo: 8), address: "a\($0)@b.nl")
            }
            sent.text = random.text(bodies, upTo: 150)
            if round % 2 == 0 { sent.html = "<p>" + random.text(bodies, upTo: 150) }
            let bytes = try sent.bytes()
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            #expect(lines.dropLast().allSatisfy { $0.last == 0x0D })
            #expect(lines.allSatisfy { $0.count <= 500 && $0.allSatisfy { $0 < 0x80 } })
            let received = try MailReader().read(bytes)
            #expect(received.subject == sent.subject)
            #expect(received.from?.address == sent.from.address)
            #expect((received.from?.name ?? "") == sent.from.name?.singleBlanks)
            #expect(received.to.map(\.address) == sent.to.map(\.address))
            #expect(received.to.map { $0.name ?? "" } == sent.to.map { $0.name?.singleBlanks ?? "" })
            #expect(received.text?.withoutLastLineEnds == sent.text.normalisedLines.withoutLastLineEnds)
        }
    }
}

extension String {
    fileprivate var singleBlanks: String { split(separator: " ").joined(separator: " ") }

    fileprivate var normalisedLines: String {
        var output = ""
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            if scalar == "\r" {
                output += "\n"
            } else if scalar != "\n" || previous != "\r" {
                output.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return output
    }

    fileprivate var withoutLastLineEnds: String {
        var scalars = unicodeScalars[...]
        while scalars.last == "\n" { scalars.removeLast() }
        return String(scalars)
    }
}
