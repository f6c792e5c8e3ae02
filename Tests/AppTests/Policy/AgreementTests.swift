import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

struct AgreementTests {
    @Test func `an agreement is a draft until it is settled, and public only when it says so`() async throws {
        let rig = try await AgreementRig(settles: false)
        #expect(await rig.site.get("/afspraken/1").status == 404)
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 404)
        #expect(await rig.site.get(AgreementRig.desk + "/1", as: .councilMember).status == 404)
        await rig.settle()
        #expect(await rig.site.get("/afspraken").link("/afspraken/1") != nil)
        let page = await rig.site.get("/afspraken/1")
        #expect(page.body.contains("€\u{A0}12.000") && page.body.contains("maakt koppels"))
        #expect(await rig.site.get(AgreementRig.desk, as: .councilMember).body.contains("Taalmaatjes"))
        let hidden = try await AgreementRig(["openbaar": ""])
        #expect(await hidden.site.get("/afspraken/1").status == 404)
        #expect(await hidden.site.get(AgreementRig.own, as: .member).status == 200)
    }

    @Test func `a covenant is between at least two, and mistakes are told at the field`() async throws {
        let rig = try await AgreementRig(["soort": "convenant", "partijen": "Taalhuis De Brug"], settles: false)
        #expect(await rig.settle().status == 400)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement WHERE state = 'concept'") == 1)
        let reply = await rig.site.post(
            AgreementRig.desk + "/nieuw", form: AgreementRig.form(["tot": "2026-01-01", "bedrag": "veel"]),
            as: .policyOfficer)
        #expect(reply.status == 400)
        #expect(reply.body.contains("De laatste dag ligt niet na de eerste.") && reply.body.contains("value=\"veel\""))
        let stray = await rig.site.post(
            AgreementRig.desk + "/nieuw", form: AgreementRig.form(["doel": "onzin"]), as: .policyOfficer)
        #expect(stray.status == 400)
    }

    @Test func `what was agreed changes with a reason only`() async throws {
        let rig = try await AgreementRig()
        #expect(try await rig.change(["titel": "Anders"]).status == 400)
        #expect(try await rig.change(["titel": "Anders", "waarom": "De raad vroeg het."]).status == 303)
        #expect(await rig.site.get(AgreementRig.desk + "/1", as: .councilMember).body.contains("De raad vroeg het."))
        #expect(await rig.site.post(AgreementRig.desk + "/1/verwijderen", as: .policyOfficer).status == 400)
        _ = await rig.site.post(AgreementRig.desk + "/1/beeindigen", form: [("reden", "Klaar.")], as: .policyOfficer)
        #expect(await rig.site.get("/afspraken/1").body.contains("Klaar."))
        #expect(
            await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member).status == 400)
        _ = await rig.site.post(AgreementRig.desk + "/1/hervatten", as: .policyOfficer)
        #expect(
            await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member).status == 303)
    }

    @Test func `a party tells how it goes, and mends what it told`() async throws {
        let rig = try await AgreementRig()
        #expect(await rig.site.get("/vandaag", as: .member).body.contains("Hoe gaat het met “Taalmaatjes”?"))
        let half = AgreementRig.report.filter { $0.0 != "reden" }
        let wrong = await rig.site.post(AgreementRig.own + "/voortgang", form: half, as: .member)
        #expect(wrong.status == 400 && wrong.body.contains("Twaalf koppels."))
        let odd = AgreementRig.report.map { $0.0 == "dag" ? ("dag", "2026-10-01") : $0 }
        #expect(await rig.site.post(AgreementRig.own + "/voortgang", form: odd, as: .member).status == 400)
        #expect(
            await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member).status == 303)
        #expect(await rig.site.get("/afspraken/1").body.contains("Te weinig maatjes."))
        #expect(!(await rig.site.get("/vandaag", as: .member).body.contains("Hoe gaat het met “Taalmaatjes”?")))
        let better = AgreementRig.report.map { $0.0 == "reden" ? ("reden", "Nog vijf maatjes nodig.") : $0 }
        _ = await rig.site.post(AgreementRig.own + "/voortgang", form: better, as: .manager)
        let page = await rig.site.get("/afspraken/1").body
        #expect(page.contains("Nog vijf maatjes nodig.") && !page.contains("Te weinig maatjes."))
        // The municipality's own view stands beside that of the party.
        let red = AgreementRig.report.map { $0.0 == "licht" ? ("licht", "rood") : $0 }
        _ = await rig.site.post(AgreementRig.desk + "/1/voortgang", form: red, as: .policyOfficer)
        #expect(await rig.site.get(AgreementRig.desk + "?toon=rood", as: .councilMember).body.contains("Taalmaatjes"))
        #expect(await rig.site.get("/afspraken/1").body.contains("Nog vijf maatjes nodig."))
    }

    @Test func `no organisation reaches the agreement of another, nor an officer that of another town`() async throws {
        let rig = try await AgreementRig(["openbaar": ""])
        // Manager of organisation 2 in the other municipality: its own workspace, another's number.
        for path in ["/organisatie/2/afspraken/1", "/organisatie/2/afspraken/1/voortgang", AgreementRig.own] {
            #expect(await rig.site.get(path, as: .stranger).status == 404, "\(path)")
        }
        for path in ["/organisatie/2/afspraken/1/voortgang", AgreementRig.own + "/voortgang"] {
            #expect(await rig.site.post(path, form: AgreementRig.report, as: .stranger).status == 404, "\(path)")
        }
        #expect(await rig.site.get("/organisatie/2/afspraken", as: .stranger).status == 200)
        #expect(!(await rig.site.get("/organisatie/2/afspraken", as: .stranger).body.contains("Taalmaatjes")))
        let person = rig.site.id(.otherBroker)
        try await rig.site.write { db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(person), 'GM9998', \(MunicipalRole.policyOfficer), \(TestSite.start))
                """)
        }
        for role in [Role.otherBroker, .councilMember, .resident, .stranger] {
            for action in [
                "/wijzigen", "/vastleggen", "/terughalen", "/beeindigen", "/hervatten", "/verwijderen", "/voortgang",
            ] {
                let reply = await rig.site.post(
                    AgreementRig.desk + "/1" + action, form: AgreementRig.form() + AgreementRig.report, as: role)
                #expect(reply.status == 404, "\(action) as \(role.rawValue): \(reply.status)")
            }
        }
        #expect(await rig.site.get(AgreementRig.desk + "/1", as: .otherBroker).status == 404)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement_report") == 0)
        // The same requests do work for whom they are meant.
        #expect(await rig.site.get(AgreementRig.own, as: .member).status == 200)
        #expect(
            await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member).status == 303)
    }

    @Test func `parties are asked on the day, once more after two weeks, and never after that`() async throws {
        let rig = try await AgreementRig(["van": "2026-07-01"])
        func asked() async throws -> Int {
            try await rig.count("SELECT COUNT(*) FROM mail WHERE kind = \(RemindParties.kind)")
        }
        let remind = { @Sendable [site = rig.site] in
            try await RemindParties(house: site.town.house, now: site.clock.now).run()
        }
        // Member and manager of the organisation.
        try await remind()
        #expect(try await asked() == 2)
        try await remind()
        #expect(try await asked() == 2)
        rig.site.clock.move(by: .days(15))
        try await remind()
        #expect(try await asked() == 4)
        rig.site.clock.move(by: .days(15))
        try await remind()
        #expect(try await asked() == 4)
        let link = try #require(try await rig.site.mails(to: Role.member.email).last?.path("/organisatie/"))
        #expect(link == "/organisatie/1/afspraken/1/voortgang?dag=2026-09-30")
        // The next quarter is asked anew, unless it was told already.
        rig.site.clock.move(by: .days(10))
        try await remind()
        #expect(try await asked() == 6)
    }

    @Test func `the days of its reports stand in the calendar of a party`() async throws {
        let rig = try await AgreementRig(settles: false)
        #expect(await !rig.site.get("/vandaag", as: .member).body.contains("Verslag: Taalmaatjes"))
        await rig.settle()
        let today = await rig.site.get("/vandaag", as: .member)
        #expect(today.body.contains("Verslag: Taalmaatjes") && today.link(AgreementRig.own) != nil)
        #expect(await !rig.site.get("/vandaag", as: .resident).body.contains("Taalmaatjes"))
    }

    @Test func `nobody is asked for what was told`() async throws {
        let rig = try await AgreementRig()
        _ = await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member)
        try await RemindParties(house: rig.site.town.house, now: rig.site.clock.now).run()
        #expect(try await rig.count("SELECT COUNT(*) FROM mail WHERE kind = \(RemindParties.kind)") == 0)
    }

    @Test func `an erased person leaves the report and takes the name`() async throws {
        let rig = try await AgreementRig()
        _ = await rig.site.post(AgreementRig.own + "/voortgang", form: AgreementRig.report, as: .member)
        let person = Person.Identity(rig.site.id(.member))
        let house = rig.site.town.house
        let export = try await PersonFile.export(person, house: house)
        #expect(export.first { $0.name.key == "Wat je schreef over afspraken" }?.data.text.contains("Twaalf") == true)
        try await PersonFile.erase(person, by: .program("test"), house: house)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_agreement_report WHERE person_id IS NOT NULL") == 0)
        #expect(await rig.site.get("/afspraken/1").body.contains("Twaalf koppels."))
    }

    @Test func `the budget, the next round and the plan hear of it`() async throws {
        let rig = try await AgreementRig()
        let house = rig.site.town.house
        let now = rig.site.clock.now
        let (commitments, carried, text) = try await rig.site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            let part = AgreementPart(house: house)
            var markdown = ReportMarkdown(t: .dutch)
            return (
                try part.commitments(of: cycle, in: db), try part.carriesOn(from: cycle, t: .dutch, now: now, in: db),
                markdown.text(try part.report(of: cycle, for: .plan, t: .dutch, now: now, in: db))
            )
        }
        #expect(commitments.map(\.year) == [2026, 2027])
        #expect(commitments.reduce(0) { $0 + $1.committed } == 1_200_000)
        #expect(commitments.allSatisfy { $0.line == "Taal" && $0.path == AgreementRig.desk + "/1" })
        // It ends within the round, so it does not go on.
        #expect(carried.isEmpty)
        #expect(text.contains("Het taalhuis maakt 40 koppels."))
        // Of what ended early, the days after its end are free again.
        _ = await rig.site.post(AgreementRig.desk + "/1/beeindigen", form: [("reden", "Klaar.")], as: .policyOfficer)
        let rest = try await rig.site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try AgreementPart(house: house).commitments(of: cycle, in: db)
        }
        #expect(rest.map(\.year) == [2026])
        #expect(rest.reduce(0) { $0 + $1.committed } < commitments[0].committed)
    }
}

struct AgreementRuleTests {
    private static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    @Test func `reports are due at the ends of periods and on the last day, whatever the days`() {
        for rhythm in ReportRhythm.allCases {
            for start in stride(from: Self.day("2025-12-01").number, to: Self.day("2027-02-01").number, by: 1) {
                for length in [1, 20, 45, 89, 200, 365, 500, 1461] {
                    let first = Day(number: start)
                    let last = first + length
                    let days = rhythm.dueDays(from: first, to: last)
                    #expect(days.last == last)
                    #expect(zip(days, days.dropFirst()).allSatisfy { $0 + 30 <= $1 })
                    for day in days.dropLast() {
                        #expect(day >= first + 30)
                        // The last day of a month that closes a period.
                        #expect((day + 1).parts.day == 1)
                        #expect(
                            ((day + 1).parts.month - 1) % (rhythm == .quarter ? 3 : rhythm == .halfYear ? 6 : 12) == 0)
                    }
                }
            }
        }
    }

    @Test func `the latest report that is due is asked, what was missed before is not`() {
        let first = Self.day("2026-01-01")
        let last = Self.day("2026-12-31")
        func open(_ today: String, _ reported: Set<Day> = []) -> Day? {
            ReportRhythm.quarter.openDay(from: first, to: last, reported: reported, today: Self.day(today))
        }
        #expect(open("2026-02-01") == nil)
        #expect(open("2026-03-17") == Self.day("2026-03-31"))
        #expect(open("2026-05-01") == Self.day("2026-03-31"))
        #expect(open("2026-05-01", [Self.day("2026-03-31")]) == nil)
        #expect(open("2026-07-01", [Self.day("2026-03-31")]) == Self.day("2026-06-30"))
        #expect(open("2027-07-01") == last)
    }

    @Test func `the worst light of the latest day is the light of the agreement`() throws {
        #expect([ProgressReport]().light == nil)
        #expect(ProgressReport.Light.allCases.map(\.weight) == [0, 1, 2])
    }

    @Test func `an amount over years adds up to the cent`() {
        for cents in [1, 99, 100, 1_200_000, 999_999_999_999] {
            for start in stride(from: 0, to: 400, by: 37) {
                for length in [0, 1, 180, 365, 366, 1500] {
                    let first = Self.day("2025-12-15") + start
                    let shares = YearShares.of(cents, from: first, to: first + length)
                    #expect(shares.reduce(0) { $0 + $1.cents } == cents)
                    #expect(shares.allSatisfy { $0.cents >= 0 })
                    #expect(shares.map(\.year) == Array(first.year...(first + length).year))
                }
            }
        }
        #expect(YearShares.of(100, from: Self.day("2026-02-01"), to: Self.day("2026-01-01")).isEmpty)
    }

    @Test func `of an agreement that ends early only the days until its end count`() {
        let first = Self.day("2026-01-01")
        let last = Self.day("2027-12-31")
        func shares(_ until: String) -> [[Int]] {
            YearShares.of(73_000, from: first, to: last, until: Self.day(until)).map { [$0.year, $0.cents] }
        }
        #expect(shares("2026-01-10") == [[2026, 1000]])
        #expect(shares("2027-01-01") == [[2026, 36_500], [2027, 100]])
        #expect(shares("2028-05-01") == [[2026, 36_500], [2027, 36_500]])
        #expect(shares("2025-12-31").isEmpty)
    }

    @Test func `a line is a party, with what it does after the colon`() {
        let parties = AgreementForm.parties("Het Anker: geeft: ruimte\n\n  De Brug \n: los")
        #expect(parties.map(\.name) == ["Het Anker", "De Brug", "los"])
        #expect(parties.map(\.task) == ["geeft: ruimte", "", ""])
    }
}
