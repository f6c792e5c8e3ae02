import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// The address book: lists that come in, what is refused and why.
struct AddressTests {
    @Test func `a pasted line is read as people write it`() {
        func read(_ text: String) -> IntakeLine? { IntakeText.read(text).first }
        let full = read("Anna Bos <anna@voorbeeld.nl>; 0123 456 789; Taalhuis De Brug; Groot; Engels")
        #expect(full?.name == "Anna Bos" && full?.email == "anna@voorbeeld.nl" && full?.phone == "0123 456 789")
        #expect(full?.organisation == "Taalhuis De Brug" && full?.stratum == "Groot" && full?.language == "Engels")
        #expect(read("anna@voorbeeld.nl")?.email == "anna@voorbeeld.nl")
        let comma = read("Anna Bos, anna@voorbeeld.nl, 0123456789")
        #expect(comma?.name == "Anna Bos" && comma?.phone == "0123456789")
        let tabs = read("Bos, Anna\tanna@voorbeeld.nl\tTaalhuis")
        #expect(tabs?.name == "Bos, Anna" && tabs?.organisation == "Taalhuis")
        #expect(read("\"Bos, A.\" <a@b.nl>")?.name == "Bos, A." || read("\"Bos, A.\" <a@b.nl>")?.email == "a@b.nl")
        #expect(IntakeText.read("\n\n  \r\n").isEmpty)
        #expect(IntakeText.read("x\n\ny").map(\.line) == [1, 3])
    }

    @Test func `columns are guessed from their headings or what stands in them`() throws {
        let sheet = try IntakeSheet(
            Array("Naam;Mailadres;Tel.;Vereniging;Grootteklasse\nAnna;a@b.nl;0123456789;X;klein\n".utf8))
        #expect(sheet.guess == [.name, .email, .phone, .organisation, .stratum])
        let bare = try IntakeSheet(Array("anna@voorbeeld.nl;Anna\nbert@voorbeeld.nl;Bert\n".utf8))
        #expect(bare.rows.count == 2 && bare.guess.first == .email)
        let lines = sheet.lines(sheet.guess)
        #expect(lines.first?.stratum == "klein" && lines.first?.line == 2)
    }

    @Test func `doubles are made one, and every line that does not come in is named`() async throws {
        let rig = try await FieldRig()
        try await rig.paste("Anna Bos <anna@voorbeeld.example>")
        let page = try await rig.paste(
            """
            Anna <ANNA@voorbeeld.example>; 0123 456 789; Taalhuis
            Bert <bert@voorbeeld.example>
            B. Dam <bert@voorbeeld.example>; 0123 456 780
            geen adres
            Fout <fout@>
            Nummer 123456782; Cor <cor@voorbeeld.example>
            """)
        #expect(page.status == 200)
        #expect(page.body.contains(Texts.dutch(IntakeProblem.known.label)))
        #expect(page.body.contains(Texts.dutch(IntakeProblem.twice.label)))
        #expect(page.body.contains(Texts.dutch(IntakeProblem.noContact.label)) && page.body.contains("Regel 4"))
        #expect(page.body.contains(Texts.dutch(IntakeProblem.badEmail.label)) && page.body.contains("Regel 5"))
        let all = try await rig.addresses()
        #expect(all.map(\.email) == ["anna@voorbeeld.example", "bert@voorbeeld.example"] || all.count == 3)
        let anna = try await rig.address("anna@voorbeeld.example")
        #expect(anna.name == "Anna Bos" && anna.phone == "0123 456 789" && anna.organisation == "Taalhuis")
        #expect(try await rig.address("bert@voorbeeld.example").phone == "0123 456 780")
    }

    @Test func `a file is looked at, its columns put right, and taken over`() async throws {
        let rig = try await FieldRig()
        let csv = "Wie;Waar\nAnna;anna@voorbeeld.example\nBert;bert@voorbeeld.example\n"
        let kept = await rig.upload(csv)
        #expect(kept.status == 303)
        let path = kept.location
        #expect(await rig.site.get(path, as: .researcher).body.contains("anna@voorbeeld.example"))
        let again = await rig.site.post(
            path + "/kolommen", form: [("kolom", "naam"), ("kolom", "mail")], as: .researcher)
        #expect(again.status == 303)
        #expect(await rig.site.post(path + "/overnemen", as: .researcher).status == 303)
        #expect(try await rig.addresses().map(\.name) == ["Anna", "Bert"])
        // Once more changes nothing.
        #expect(await rig.site.post(path + "/overnemen", as: .researcher).status == 303)
        #expect(try await rig.addresses().count == 2)
        #expect(await rig.site.get(path, as: .broker).status == 404)
    }

    @Test func `our own registers come in with their reason`() async throws {
        let rig = try await FieldRig()
        let page = await rig.site.get(rig.path("adressen/toevoegen"), as: .researcher)
        #expect(page.status == 200 && page.body.contains("Organisaties van de gemeente"))
        let look = await rig.site.post(
            rig.path("adressen/toevoegen/register"), form: [("register", "organisations")], as: .researcher)
        #expect(look.status == 303)
        _ = await rig.site.post(look.location + "/overnemen", as: .researcher)
        let all = try await rig.addresses()
        #expect(all.map(\.organisation) == ["Taalhuis De Brug"] && all.first?.source == .register)
    }

    @Test func `the list is searched and paged by number`() async throws {
        let rig = try await FieldRig()
        try await rig.paste(
            (1...70).map { "Mens \($0) <mens\($0)@voorbeeld.example>; Groep\($0 % 2)" }.joined(separator: "\n"))
        let first = await rig.site.get(rig.path("adressen"), as: .researcher)
        #expect(first.body.contains("adressen/50\"") && !first.body.contains("adressen/51\""))
        let next = await rig.site.get(rig.path("adressen?na=50"), as: .researcher)
        #expect(next.body.contains("adressen/51\""))
        let found = await rig.site.get(rig.path("adressen?zoek=MENS%2042"), as: .researcher)
        #expect(found.body.contains("adressen/42\"") && !found.body.contains("adressen/41\""))
        let odd = await rig.site.get(rig.path("adressen?zoek=%25"), as: .researcher)
        #expect(odd.status == 200 && !odd.body.contains("adressen/1\""))
    }

    @Test func `whoever says no is left in peace, and may come back`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let token = try await rig.token("anna@voorbeeld.example")
        let path = "/vragenlijst/\(token)/niet-meedoen"
        #expect(await rig.site.get(path).status == 200)
        #expect(await rig.site.get("/vragenlijst/onbekend/niet-meedoen").status == 404)
        #expect(try await rig.address("anna@voorbeeld.example").outcome == .silence)
        // A mail program asks by itself, without cookie or token of a form (RFC 8058).
        let click = await rig.site.post(path, form: [("List-Unsubscribe", "One-Click")], withToken: false)
        #expect(click.status == 200)
        let refused = try await rig.address("anna@voorbeeld.example")
        #expect(refused.outcome == .refusal && refused.refusalReason == "niet-gezegd" && refused.refusalWay == "mail")
        try await rig.move(.days(7))
        #expect(try await rig.kinds("anna@voorbeeld.example") == ["enquete-uitnodiging"])
        #expect(await rig.site.post("/vragenlijst/\(token)/toch-meedoen", withToken: false).status == 303)
        #expect(try await rig.address("anna@voorbeeld.example").outcome == .silence)
    }

    @Test func `whoever wants no surveys gets none, in whatever list`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let token = try await rig.token("anna@voorbeeld.example")
        let said = await rig.site.post(
            "/vragenlijst/\(token)/niet-meedoen", form: [("reden", "geen-tijd"), ("nooit", "ja")], withToken: false)
        #expect(said.status == 200)
        #expect(try await rig.address("anna@voorbeeld.example").refusalReason == "geen-tijd")
        let other = try await FieldRig.second(rig)
        let look = await rig.site.post(
            "/enquetes/\(other)/adressen/toevoegen/plakken", form: [("lijst", "Anna <Anna@voorbeeld.example>")],
            as: .researcher)
        let page = await rig.site.get(look.location, as: .researcher)
        #expect(page.body.contains(Texts.dutch(IntakeProblem.optedOut.label)))
        // The list of who wants none says nothing by itself.
        let keys = try await rig.site.read { db in
            try db.rows("SELECT key FROM survey_optout").map { try $0("key", as: String.self) }
        }
        #expect(keys.count == 1 && keys.first?.contains("anna") == false)
    }

    @Test func `two callers never get the same person`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let first = await rig.site.post(rig.path("veldwerk/bellen"), as: .broker)
        let second = await rig.site.post(rig.path("veldwerk/bellen"), as: .researcher)
        #expect(first.location.hasSuffix("bellen/1") && second.location.hasSuffix("bellen/2"))
        #expect(await rig.site.get(second.location, as: .broker).status == 303)
        #expect(await rig.site.get(first.location, as: .broker).body.contains("0123 456 781"))
        let wrong = await rig.site.post(
            first.location, form: [("hoe", "later-bellen"), ("notitie", "Mijn notitie")], as: .broker)
        #expect(wrong.status == 400 && wrong.body.contains("Mijn notitie") && wrong.body.contains("veld-dag-fout"))
        let refused = await rig.site.post(
            first.location, form: [("hoe", "wil-niet"), ("reden", "geen-tijd"), ("verder", "volgende")], as: .broker)
        #expect(refused.location.hasSuffix("bellen/3"))
        let anna = try await rig.address("anna@voorbeeld.example")
        #expect(anna.outcome == .refusal && anna.refusalWay == "telefoon" && anna.refusalReason == "geen-tijd")
        // A claim that ran out is somebody else's.
        try await rig.move(.minutes(20))
        let late = await rig.site.post(second.location, form: [("hoe", "geen-gehoor")], as: .researcher)
        #expect(late.status == 400)
        let again = await rig.site.post(rig.path("veldwerk/bellen"), as: .broker)
        #expect(again.location.hasSuffix("bellen/2"))
    }

    @Test func `in an anonymous survey nobody fills in together`() async throws {
        let rig = try await FieldRig()
        try await rig.open(.anonymous)
        let call = await rig.site.post(rig.path("veldwerk/bellen"), as: .broker)
        #expect(await !rig.site.get(call.location, as: .broker).body.contains("samen-ingevuld"))
        #expect(await rig.site.post(call.location, form: [("hoe", "samen-ingevuld")], as: .broker).status == 400)
    }
}

extension FieldRig {
    /// Sends a file, as a browser does.
    func upload(_ csv: String) async -> TestReply {
        let page = await site.get(path("adressen/toevoegen"), as: .researcher)
        let start = page.body.firstRange(of: "name=\"_csrf\" value=\"")?.upperBound ?? page.body.endIndex
        let token = page.body[start...].prefix { $0 != "\"" }
        let mark = "grens7d3"
        let body = """
            --\(mark)\r
            Content-Disposition: form-data; name="_csrf"\r
            \r
            \(token)\r
            --\(mark)\r
            Content-Disposition: form-data; name="bestand"; filename="lijst.csv"\r
            Content-Type: text/csv\r
            \r
            \(csv)\r
            --\(mark)--\r

            """
        return await site.ask(
            "POST", path("adressen/toevoegen/bestand"), .researcher, Array(body.utf8), [:],
            "multipart/form-data; boundary=\(mark)")
    }

    /// Another survey of the same municipality; gives its number.
    static func second(_ rig: FieldRig) async throws -> Int {
        try await rig.site.write { [now = rig.site.clock.now] db in
            let stored = try StoredQuestionnaire.add(
                questionnaire, name: "Tweede", municipality: "GM9999", origin: nil, owner: nil, now: now, in: db)
            return try StartSurvey.add(
                "Tweede", municipality: "GM9999", questionnaire: stored, owner: nil, now: now, in: db
            ).number
        }
    }
}
