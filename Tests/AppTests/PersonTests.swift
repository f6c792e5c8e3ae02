import App
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

extension TestSite {
    fileprivate func person(_ role: Role) async throws -> Person? {
        try await read { [id = id(role)] db in try Person.find(Person.Identity(id), in: db) }
    }

    /// Every text in every table, with where it stands.
    fileprivate func allTexts() async throws -> [(place: String, text: String)] {
        let statements = town.modules.flatMap(\.migrations).flatMap(\.statements)
        let tables = statements.compactMap { statement -> String? in
            let words = statement.text.split(whereSeparator: \.isWhitespace)
            return words.starts(with: ["CREATE", "TABLE"]) ? words.dropFirst(2).first.map(String.init) : nil
        }
        #expect(tables.count > 15)
        return try await read { db in
            try tables.flatMap { table in
                try db.rows(SQL(stringLiteral: "SELECT * FROM \(table)")).flatMap { row in
                    zip(row.columns.names, row.values).compactMap { column, value in
                        guard case .text(let text) = value else { return nil }
                        return ("\(table).\(column)", text)
                    }
                }
            }
        }
    }

    fileprivate func traces(of words: [String]) async throws -> [String] {
        try await allTexts().filter { entry in
            words.contains { entry.text.lowercased().contains($0.lowercased()) }
        }.map { "\($0.place): \($0.text.prefix(80))" }
    }
}

struct AccountTests {
    @Test func theProfileIsKeptAndWrongInputIsTold() async throws {
        let site = try await TestSite()
        #expect(await site.get("/mijn").status != 200)
        let good = [
            ("naam", "Rosa Jansen"), ("telefoon", "06 1234 5678"), ("postcode", "9902ab"), ("geboortejaar", "1990"),
            ("taal", "en"),
        ]
        #expect(await site.post("/mijn", form: good, as: .resident).status == 303)
        let person = try #require(try await site.person(.resident))
        #expect(person.name == "Rosa Jansen")
        #expect(person.postcode == "9902 AB")
        #expect(person.neighbourhood == "n2")
        #expect(person.birthYear == 1990)
        #expect(person.language == .english)
        let bad = await site.post(
            "/mijn", form: [("naam", ""), ("telefoon", "12"), ("geboortejaar", "3000"), ("taal", "fr")], as: .resident)
        #expect(bad.status == 400)
        for field in ["naam", "telefoon", "geboortejaar", "taal"] { #expect(bad.body.contains("#veld-\(field)")) }
        #expect(try await site.person(.resident)?.name == "Rosa Jansen")
    }

    @Test func loggingOutElsewhereKeepsThisSession() async throws {
        let site = try await TestSite()
        let id = Person.Identity(site.id(.resident))
        for _ in 0..<2 {
            _ = try await site.write { [now = site.clock.now] db in
                try Sessions.start(for: id, kind: .link, replacing: nil, now: now, in: db)
            }
        }
        #expect(await site.get("/mijn", as: .resident).body.contains("2 andere plekken"))
        #expect(await site.post("/mijn/uitloggen-overal", as: .resident).status == 303)
        #expect(await site.get("/mijn", as: .resident).status == 200)
        let left = try await site.read { [now = site.clock.now] db in try Sessions.all(of: id, now: now, in: db).count }
        #expect(left == 1)
        #expect(await site.get("/mijn", as: .neighbour).status == 200)
    }

    @Test func aNewAddressProvesItselfFirst() async throws {
        let site = try await TestSite()
        #expect(await site.post("/mijn/email", form: [("nieuw", "fout")], as: .resident).status == 400)
        #expect(await site.post("/mijn/email", form: [("nieuw", "nieuw@mij.example")], as: .resident).status == 303)
        #expect(try await site.person(.resident)?.email == Role.resident.email)
        let link = try #require(try await site.mails(to: "nieuw@mij.example").last?.path("/mijn/email/"))
        for _ in 0..<2 { #expect(await site.get(link).status == 200) }
        #expect(try await site.person(.resident)?.email == Role.resident.email, "Looking changes nothing.")
        #expect(await site.post(link).status == 303)
        #expect(try await site.person(.resident)?.email == "nieuw@mij.example")
        #expect(try await site.mails(to: Role.resident.email).contains { $0.kind == "email-gewijzigd" })
        #expect(await site.post(link).status == 404)
    }

    @Test func thePageDoesNotTellWhoHasAnAccount() async throws {
        let site = try await TestSite()
        let free = await site.post("/mijn/email", form: [("nieuw", "vrij@mij.example")], as: .resident)
        let taken = await site.post("/mijn/email", form: [("nieuw", Role.neighbour.email)], as: .resident)
        #expect(free.status == taken.status)
        #expect(free.location == taken.location)
        #expect(try await site.mails(to: Role.neighbour.email).last?.path("/mijn/email/") == nil)
        // A link to an address that got an account meanwhile is worth nothing.
        _ = await site.post("/mijn/email", form: [("nieuw", "later@mij.example")], as: .resident)
        let link = try #require(try await site.mails(to: "later@mij.example").last?.path("/mijn/email/"))
        try await site.write { [id = site.id(.neighbour)] db in
            try db.run("UPDATE person SET email = 'later@mij.example' WHERE id = \(id)")
        }
        #expect(await site.post(link).status == 404)
    }
}

struct MyDataTests {
    @Test func theExportHoldsEverything() async throws {
        let site = try await TestSite()
        _ = await site.post(
            "/mijn",
            form: [
                ("naam", "Rosa Uniek"), ("telefoon", "0612345678"), ("postcode", "9902 AB"), ("geboortejaar", "1990"),
                ("taal", "nl"),
            ], as: .manager)
        let form = [("email", Role.manager.email), ("rol", "lid")]
        _ = await site.post("/organisatie/2/mensen/uitnodigen", form: form, as: .stranger)
        let page = await site.get("/mijn/gegevens", as: .manager)
        let file = await site.get("/mijn/gegevens/json", as: .manager)
        #expect(file.header("content-disposition")?.contains("attachment") == true)
        let json = try JSONValue(parsing: file.bytes)
        #expect(json["onderdelen"]?.array?.count ?? 0 >= 3)
        for word in [
            "Rosa Uniek", Role.manager.email, "0612345678", "9902 AB", "1990", "Oud-Veen", "Taalhuis De Brug",
            "Je bent uitgenodigd bij Voetbalclub Zuid",
        ] {
            #expect(page.body.contains(word), "\(word)")
            #expect(file.body.contains(word), "\(word)")
        }
        #expect(!file.body.contains(Role.member.email), "Nothing of others.")
        #expect(await site.get("/mijn/gegevens/json").status != 200)
    }

    @Test func anErasureLeavesNoTrace() async throws {
        let site = try await TestSite()
        let name = "Rosalinde Uniek-Achternaam"
        let email = Role.resident.email
        let id = site.id(.resident)
        let profile = [("naam", name), ("telefoon", "06 9876 5432"), ("postcode", "9902 AB"), ("taal", "nl")]
        _ = await site.post("/mijn", form: profile, as: .resident)
        // Contact of an organisation, inviter, invited, with mail to others that names them and mail that waits.
        let invite = [("email", email), ("rol", "beheerder")]
        _ = await site.post("/organisatie/1/mensen/uitnodigen", form: invite, as: .manager)
        let link = try #require(try await site.mails(to: email).last?.path("/uitnodiging/"))
        #expect(await site.post(link, as: .resident).status == 303)
        _ = await site.post(
            "/organisatie/1/mensen/uitnodigen", form: [("email", "ander@mens.example"), ("rol", "lid")], as: .resident)
        _ = await site.post(
            "/organisatie/2/mensen/uitnodigen", form: [("email", email), ("rol", "lid")], as: .stranger)
        _ = await site.post("/mijn/email", form: [("nieuw", "x@nieuw.example")], as: .resident)
        try await site.write { db in
            try db.run(
                "UPDATE organisation SET contact = \(name), email = \(email), phone = '06 9876 5432' WHERE number = 1")
        }
        try await site.tick()
        let words = [name, email, "06 9876 5432", "9876 5432"]
        #expect(try await site.traces(of: words).count > 5)

        #expect(await site.post("/mijn/wissen", as: .resident).status == 400, "Not by accident.")
        let gone = await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .resident)
        #expect(gone.status == 303)
        #expect(gone.location == "/tot-ziens")
        #expect(await site.get("/tot-ziens").status == 200)
        #expect(await site.get("/mijn", as: .resident).status != 200)
        #expect(try await site.mails(to: email).map(\.kind) == ["gewist-bericht"])
        try await site.tick()
        site.clock.move(by: .hours(2))
        try await site.tick()
        let left = try await site.traces(of: words)
        #expect(left == [], "\(left)")
        let organisation = try await site.read { db in try Organisation.find(number: 1, in: db) }
        #expect(organisation?.contact == "Test Manager", "Another manager takes over as contact.")
        #expect(organisation?.email == Role.manager.email)
        let audited = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'persoon-gewist' AND object_id = \(id)")
        }
        #expect(audited == 1)
        #expect(try await site.read { db in try Audit.problems(in: db) } == [])
        // The address is free again, and belongs to someone new.
        let fresh = try await site.write { [now = site.clock.now] db in
            try Person.findOrCreate(email: email, name: "Nieuw", language: .dutch, now: now, in: db).id.text
        }
        #expect(fresh != id)
    }

    @Test func aShortNameTakesNothingElseAlong() async throws {
        let site = try await TestSite()
        let id = site.id(.resident)
        try await site.write { [house = site.town.house] db in
            try db.run("UPDATE person SET name = 'Jan' WHERE id = \(id)")
            try house.mail(
                Mail(
                    to: "ander@mens.example", subject: "Jan schreef je", kind: "proef",
                    [.paragraph("Jan kan in januari. Groet, Jan.")]), in: db)
        }
        try await PersonFile.erase(Person.Identity(id), by: .program("test"), house: site.town.house)
        let mail = try #require(try await site.mails(to: "ander@mens.example").last)
        #expect(mail.subject == "… schreef je")
        #expect(mail.text.contains("… kan in januari. Groet, …."))
        #expect(mail.html.contains("… kan in januari. Groet, …."))
    }

    @Test func theLastOneToManageStays() async throws {
        let site = try await TestSite()
        let page = await site.get("/mijn/wissen", as: .manager)
        #expect(page.body.contains("/organisatie/1/mensen"))
        #expect(await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .manager).status == 200)
        #expect(try await site.person(.manager) != nil)
        await #expect(throws: WebError.self) {
            try await PersonFile.erase(
                Person.Identity(site.id(.manager)), by: .program("test"), house: site.town.house)
        }
        let administrator = await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .administrator)
        #expect(administrator.body.contains("Waterveen"))
        #expect(try await site.person(.administrator) != nil)
        _ = await site.post("/organisatie/1/stoppen", form: [("zeker", "ja")], as: .manager)
        #expect(await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .manager).status == 303)
        #expect(try await site.person(.manager) == nil)
    }
}

struct PersonRetentionTests {
    @Test func silentAccountsAreWarnedAndThenErased() async throws {
        let site = try await TestSite()
        site.clock.move(by: .days(1100))
        try await site.write { [id = site.id(.neighbour), now = site.clock.now] db in
            try db.run("UPDATE person SET last_seen_at = \(now - .days(10)) WHERE id = \(id)")
        }
        try await site.tick()
        func warnings(_ role: Role) async throws -> Int {
            try await site.mails(to: role.email).filter { $0.kind == "account-waarschuwing" }.count
        }
        #expect(try await warnings(.resident) == 1)
        #expect(try await warnings(.neighbour) == 0)
        #expect(try await warnings(.manager) == 0, "Whoever acts for an organisation keeps the account.")
        #expect(try await warnings(.broker) == 0)
        for _ in 0..<5 {
            site.clock.move(by: .days(5))
            try await site.tick()
        }
        #expect(try await warnings(.resident) == 1, "One warning is enough.")
        #expect(try await site.person(.resident) != nil)
        site.clock.move(by: .days(6))
        try await site.tick()
        #expect(try await site.person(.resident) == nil)
        #expect(try await site.person(.neighbour) != nil)
        #expect(try await site.traces(of: [Role.resident.email, Role.resident.name]) == [])
    }

    @Test func aSignOfLifeKeepsTheAccount() async throws {
        let site = try await TestSite()
        site.clock.move(by: .days(1100))
        try await site.tick()
        site.clock.move(by: .days(3))
        _ = await site.get("/mijn", as: .resident)
        site.clock.move(by: .days(40))
        try await site.tick()
        #expect(try await site.person(.resident) != nil)
    }

    @Test func oldMailAndOldWorkGo() async throws {
        let site = try await TestSite()
        _ = await site.post(
            "/organisatie/1/mensen/uitnodigen", form: [("email", "a@b.example"), ("rol", "lid")], as: .manager)
        try await site.tick()
        #expect(try await site.mails(to: "a@b.example").count == 1)
        site.clock.move(by: .days(181))
        try await site.tick()
        #expect(try await site.mails(to: "a@b.example").isEmpty)
        let old = try await site.read { [now = site.clock.now] db in
            try db.count("SELECT COUNT(*) FROM job WHERE state = 'klaar' AND run_at < \(now - .days(31))")
        }
        #expect(old == 0)
    }
}
