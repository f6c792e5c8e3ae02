import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// What the parties of an agreement read and hear, and what two officers do at once.
struct AgreementReadingTests {
    private func news(_ rig: AgreementRig) async throws -> [Outbox.Item] {
        try await rig.site.mails().filter { $0.kind == TellParties.kind }
    }

    @Test func `a draft is read by its parties from the moment an officer lays it before them`() async throws {
        let rig = try await AgreementRig(settles: false)
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 404)
        let officer = await rig.site.get(AgreementRig.desk + "/1", as: .policyOfficer)
        #expect(officer.body.contains("/laten-lezen") && officer.body.contains("data-print"))
        _ = await rig.site.post(AgreementRig.desk + "/1/laten-lezen", as: .policyOfficer)
        // Member and manager.
        #expect(try await news(rig).count == 2)
        let draft = await rig.site.get(AgreementRig.own, as: .member)
        #expect(draft.status == 200 && draft.body.contains("Dit is een concept.") && draft.body.contains("data-print"))
        #expect(!draft.body.contains("/voortgang"))
        #expect(await rig.site.get("/vandaag", as: .member).body.contains("Lees het concept van “Taalmaatjes”"))
        #expect(
            await rig.site.get(AgreementRig.desk + "/1", as: .policyOfficer).body.contains(
                "Nog niet gelezen door: Taalhuis De Brug."))
        // Nobody else: not the council, not the public, not another organisation.
        #expect(await rig.site.get(AgreementRig.desk + "/1", as: .councilMember).status == 404)
        #expect(await rig.site.get("/afspraken/1").status == 404)
        #expect(await rig.site.get("/organisatie/2/afspraken/1", as: .stranger).status == 404)
        #expect(await rig.site.post("/organisatie/2/afspraken/1/gelezen", as: .stranger).status == 404)
        #expect(await rig.site.post(AgreementRig.own + "/gelezen", as: .stranger).status == 404)
        #expect(
            await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member).status == 400)
        _ = await rig.site.post(AgreementRig.desk + "/1/niet-laten-lezen", as: .policyOfficer)
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 404)
        #expect(await !rig.site.get("/vandaag", as: .member).body.contains("Taalmaatjes"))
    }

    @Test func `what was read leaves the list, and what changed comes back`() async throws {
        let rig = try await AgreementRig(settles: false)
        _ = await rig.site.post(AgreementRig.desk + "/1/laten-lezen", as: .policyOfficer)
        let page = await rig.site.get(AgreementRig.own, as: .member)
        let version = try #require(page.body.split(separator: "name=\"versie\" value=\"").dropFirst().first)
        let read = [("versie", String(version.prefix { $0.isNumber }))]
        #expect(await rig.site.post(AgreementRig.own + "/gelezen", form: read, as: .member).status == 303)
        #expect(await !rig.site.get("/vandaag", as: .manager).body.contains("Lees het concept"))
        #expect(await rig.site.get("/vandaag", as: .policyOfficer).body.contains("Leg “Taalmaatjes” vast"))
        // A draft that is changed is to be read again, without a mail for each change.
        let before = try await news(rig).count
        #expect(try await rig.change(["titel": "Taalkoppels"]).status == 303)
        #expect(try await news(rig).count == before)
        #expect(await rig.site.get("/vandaag", as: .member).body.contains("Lees het concept van “Taalkoppels”"))
        // What came after the page was drawn is not read with it.
        _ = await rig.site.post(AgreementRig.own + "/gelezen", form: read, as: .member)
        #expect(await rig.site.get("/vandaag", as: .member).body.contains("Lees het concept van “Taalkoppels”"))
        // After two weeks it is the officer's to call.
        #expect(await !rig.site.get("/vandaag", as: .policyOfficer).body.contains("nog niet gelezen"))
        try await rig.site.write { db in
            try db.run("UPDATE policy_agreement SET shared_at = \(TestSite.start - .days(14))")
        }
        #expect(await rig.site.get("/vandaag", as: .policyOfficer).body.contains("“Taalkoppels” is nog niet gelezen"))
    }

    @Test func `settled, changed, ended and resumed: the parties get a mail and a task each time`() async throws {
        let rig = try await AgreementRig(settles: false)
        let desk = AgreementRig.desk + "/1"
        var sent = 0
        func told(_ subject: String, _ role: Role = .member) async throws {
            let mails = try await news(rig)
            #expect(mails.count == sent + 2, "\(subject)")
            #expect(mails.last?.subject == subject)
            sent = mails.count
            rig.site.clock.move(by: .minutes(1))
            #expect(await rig.site.get("/vandaag", as: role).body.contains(subject), "\(subject)")
        }
        await rig.settle()
        try await told("“Taalmaatjes” is afgesproken")
        #expect(try await rig.change(["wat": "Zestig koppels.", "waarom": "Het loopt storm."]).status == 303)
        try await told("“Taalmaatjes” is gewijzigd")
        #expect(try await news(rig).last?.text.contains("Het loopt storm.") == true)
        _ = await rig.site.post(desk + "/terughalen", as: .policyOfficer)
        try await told("“Taalmaatjes” is weer een concept")
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 200)
        await rig.settle()
        try await told("“Taalmaatjes” is afgesproken")
        _ = await rig.site.post(desk + "/beeindigen", form: [("reden", "Gelukt.")], as: .policyOfficer)
        try await told("“Taalmaatjes” is beëindigd")
        #expect(try await news(rig).last?.text.contains("Gelukt.") == true)
        _ = await rig.site.post(desk + "/hervatten", as: .policyOfficer)
        try await told("“Taalmaatjes” geldt weer")
        // Who is no party any more hears that too, and sees it no more.
        #expect(try await rig.change(["partijen": "Iemand anders", "waarom": "Zij stoppen."]).status == 303)
        #expect(try await news(rig).last?.subject == "Jullie doen niet meer mee aan “Taalmaatjes”")
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 404)
    }

    @Test func `what stood there before stays to be read`() async throws {
        let rig = try await AgreementRig()
        _ = try await rig.change([
            "wat": "Zestig koppels.", "bedrag": "15.000", "tot": "2028-12-31", "waarom": "Meer vraag.",
        ])
        rig.site.clock.move(by: .minutes(1))
        _ = try await rig.change([
            "wat": "Zestig koppels.", "bedrag": "15.000", "tot": "2028-12-31", "partijen": "Taalhuis De Brug",
            "waarom": "Een partij stopte.",
        ])
        for (path, role) in [(AgreementRig.desk + "/1", Role.councilMember), (AgreementRig.own, .member)] {
            let page = await rig.site.get(path, as: role).body
            #expect(page.contains("Het taalhuis maakt 40 koppels.") && page.contains("Zestig koppels."), "\(path)")
            #expect(page.contains("€\u{A0}12.000") && page.contains("31 december 2027"), "\(path)")
            #expect(page.contains("Iemand anders") && page.contains("Een partij stopte."), "\(path)")
        }
        let changes = try await rig.site.read { db in
            try AgreementChange.all(of: #require(try Agreement.find(number: 1, in: db)).id, in: db)
        }
        #expect(changes.count == 2)
        let first = try #require(changes.last?.before)
        #expect(first.values["bedrag"] == "1200000" && AgreementTerms(kept: first.kept) == first)
        #expect(AgreementTerms(kept: "geen json") == nil)
        // A change from before this was kept still shows its reason.
        try await rig.site.write { db in try db.run("UPDATE policy_agreement_change SET before = NULL") }
        #expect(await rig.site.get(AgreementRig.desk + "/1", as: .councilMember).body.contains("Meer vraag."))
    }

    @Test func `of two officers the second reads what the first saved, and loses nothing`() async throws {
        let rig = try await AgreementRig()
        let version = try await rig.version()
        #expect(try await rig.change(["titel": "Van de eerste", "waarom": "Zo"], from: version).status == 303)
        let second = try await rig.change(["wat": "Van de tweede", "waarom": "Anders"], from: version)
        #expect(second.status == 400)
        #expect(second.body.contains("bewaarde iemand anders deze afspraak"))
        #expect(second.body.contains("Nu staat hier: “Van de eerste”."))
        #expect(second.body.contains("Van de tweede</textarea>") && second.body.contains("value=\"Anders\""))
        let kept = try await rig.site.read { db in try Agreement.find(number: 1, in: db) }
        #expect(kept?.title == "Van de eerste" && kept?.activity == "Het taalhuis maakt 40 koppels.")
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement_change") == 1)
        // The page carries the new version: saved again, it is deliberate.
        let now = try await rig.version()
        #expect(second.body.contains("name=\"versie\" value=\"\(now)\""))
        #expect(try await rig.change(["wat": "Van de tweede", "waarom": "Anders"], from: now).status == 303)
    }

    @Test func `what changed after an officer read it is not settled unseen`() async throws {
        let rig = try await AgreementRig(settles: false)
        let read = try await rig.version()
        #expect(try await rig.change(["wat": "Iets heel anders."]).status == 303)
        let path = AgreementRig.desk + "/1/vastleggen"
        let late = await rig.site.post(path, form: [("versie", read)], as: .policyOfficer)
        #expect(late.status == 400 && late.body.contains("lees hem eerst nog eens"))
        #expect(await rig.site.post(path, as: .policyOfficer).status == 400)
        #expect(await rig.settle().status == 303)
        // Ended twice: the first reason stands.
        let end = AgreementRig.desk + "/1/beeindigen"
        #expect(await rig.site.post(end, form: [("reden", "Eén")], as: .policyOfficer).status == 303)
        #expect(await rig.site.post(end, form: [("reden", "Twee")], as: .policyOfficer).status == 400)
        #expect(try await rig.site.read { db in try Agreement.find(number: 1, in: db)?.endReason } == "Eén")
    }

    @Test func `who read it is in the export and is forgotten with the person`() async throws {
        let rig = try await AgreementRig()
        _ = await rig.site.post(AgreementRig.own + "/gelezen", form: [("versie", "9")], as: .member)
        let person = Person.Identity(rig.site.id(.member))
        let house = rig.site.town.house
        let export = try await PersonFile.export(person, house: house)
        #expect(export.first { $0.name.key == "Wat je schreef over afspraken" }?.data.text.contains("gelezen") == true)
        try await PersonFile.erase(person, by: .program("test"), house: house)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement_read WHERE person_id IS NOT NULL") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement_read") == 1)
    }
}
