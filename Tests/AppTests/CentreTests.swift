import Brokerage
import Community
import Core
import Formats
import Storage
import Testing

/// An application as a row: the tests here ask what the centre sees of it, not how it came.
struct ApplicationFixture {
    var vacancy = 1
    var name = "Jan de Vries"
    var state = VacancyApplication.State.received
    var confirmed: Moment
    var answered: Moment?
    var placed: Moment?
    var waitingSince: Moment?

    func add(to site: TestSite) async throws -> Int {
        let copy = self
        return try await site.write { db in
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM application")
            let stateAt = copy.placed ?? copy.answered ?? copy.confirmed
            try db.run(
                """
                INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, neighbourhood_id, sector,
                    name, email, language, message, state, shares_contact, created_at, confirmed_at, answered_at, state_at,
                    placed_at, waiting_since)
                SELECT \(UUIDv7.make(at: copy.confirmed)), \(number), id, organisation_id, municipality_code, neighbourhood_id,
                    sector, \(copy.name), \("jan\(number)@test.example"), 'nl', 'Ik help graag.', \(copy.state), \(false),
                    \(copy.confirmed), \(copy.confirmed), \(copy.answered), \(stateAt), \(copy.placed), \(copy.waitingSince)
                FROM vacancy WHERE number = \(copy.vacancy)
                """)
            return number
        }
    }
}

struct CentreQueueTests {
    @Test func `the queue shows what waits here and nothing of another municipality`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Hier nakijken", state: .submitted).add(to: site)
        _ = try await VacancyFixture(
            title: "Elders nakijken", state: .submitted, organisation: TestSite.otherOrganisation.id,
            municipality: "GM9998",
            neighbourhood: "n3"
        ).add(to: site)
        let here = await site.get("/centrale", as: .broker)
        #expect(here.status == 200)
        #expect(here.body.contains("Hier nakijken"))
        #expect(!here.body.contains("Elders nakijken"))
        #expect(await site.get("/centrale", as: .otherBroker).body.contains("Elders nakijken"))

        #expect(await site.get("/centrale/vacatures/1", as: .broker).status == 200)
        #expect(await site.get("/centrale/vacatures/2", as: .broker).status == 404)
        #expect(await site.get("/centrale/organisaties/2", as: .broker).status == 404)
        #expect(await site.get("/centrale/reacties/2", as: .broker).status == 404)
        let seen = site.clock.now.iso
        for path in [
            "/centrale/vacatures/2/goedkeuren", "/centrale/vacatures/2/teruggeven",
            "/centrale/organisaties/2/goedkeuren",
            "/centrale/organisaties/2/teruggeven", "/centrale/organisaties/2/stoppen",
            "/centrale/reacties/2/herinneren",
        ] {
            let reply = await site.post(
                path, form: [("gezien", seen), ("opmerking", "Nee."), ("reden", "Nee.")], as: .broker)
            #expect(reply.status == 404, "\(path)")
        }
        for role in [Role.resident, .manager, .policyOfficer, .councilMember, .researcher, .administrator] {
            #expect(await site.get("/centrale", as: role).status == 404)
            #expect(await site.get("/centrale/cijfers", as: role).status == 404)
        }
    }

    @Test func `drafts and templates are nobody's business`() async throws {
        let site = try await TestSite()
        let draft = try await VacancyFixture(title: "Nog niet klaar", state: .draft).add(to: site)
        try await site.write { db in try db.run("UPDATE vacancy SET submitted_at = NULL WHERE number = \(draft)") }
        #expect(await site.get("/centrale/vacatures/\(draft)", as: .broker).status == 404)
        #expect(await site.get("/centrale/vacatures/99", as: .broker).status == 404)
        #expect(await site.get("/centrale/vacatures/niets", as: .broker).status == 404)
    }

    @Test func `approving puts a vacancy on line and goes on to the next`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Eerste", state: .submitted).add(to: site)
        site.clock.move(by: .minutes(5))
        _ = try await VacancyFixture(title: "Tweede", state: .submitted).add(to: site)
        let page = await site.get("/centrale/vacatures/1", as: .broker)
        #expect(page.body.contains("Keur goed en zet online"))
        #expect(page.body.contains("Vrijwilligers zijn verzekerd"))
        #expect(page.body.contains("Je oefent Nederlands"))

        let reply = await site.post(
            "/centrale/vacatures/1/goedkeuren", form: [("gezien", Self.seen(page))], as: .broker)
        #expect(reply.status == 303)
        #expect(reply.location == "/centrale/vacatures/2")
        let state = try await site.read { db in try Vacancy.find(number: 1, in: db)?.state }
        #expect(state == .online)
        #expect(await site.get("/centrale/vacatures/1", as: .broker).body.contains("Goedgekeurd en online gezet"))

        // A second click, or someone who was too late.
        let again = await site.post(
            "/centrale/vacatures/1/goedkeuren", form: [("gezien", Self.seen(page))], as: .broker)
        #expect(again.status == 400)
        // Nobody approves without saying what they saw.
        #expect(await site.post("/centrale/vacatures/2/goedkeuren", as: .broker).status == 400)

        let second = await site.get("/centrale/vacatures/2", as: .broker)
        let last = await site.post(
            "/centrale/vacatures/2/goedkeuren", form: [("gezien", Self.seen(second))], as: .broker)
        #expect(last.location == "/centrale")
        #expect(await site.get("/centrale", as: .broker).body.contains("Alles is nagekeken"))
    }

    /// The value of the hidden field that says what the page showed.
    static func seen(_ page: TestReply) -> String {
        guard let start = page.body.range(of: "name=\"gezien\" value=\"") else { return "" }
        return String(page.body[start.upperBound...].prefix { $0 != "\"" })
    }

    @Test func `sending back asks for words, keeps them at an error and mails them`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(state: .submitted).add(to: site)
        let tip = await site.get("/centrale/vacatures/1?tip=2", as: .broker)
        #expect(tip.body.contains("Schrijf erbij op welke dagen en hoeveel uur per week het is.</textarea>"))

        let empty = await site.post("/centrale/vacatures/1/teruggeven", form: [("opmerking", " ")], as: .broker)
        #expect(empty.status == 400)
        #expect(empty.body.contains("Vul dit veld in."))
        let long = String(repeating: "lang ", count: 200)
        let kept = await site.post("/centrale/vacatures/1/teruggeven", form: [("opmerking", long)], as: .broker)
        #expect(kept.status == 400)
        #expect(kept.body.contains(long))

        let evil = "Schrijf <script>alert(1)</script> anders."
        let reply = await site.post("/centrale/vacatures/1/teruggeven", form: [("opmerking", evil)], as: .broker)
        #expect(reply.status == 303)
        let vacancy = try await site.read { db in try Vacancy.find(number: 1, in: db) }
        #expect(vacancy?.state == .draft)
        #expect(vacancy?.feedback == evil)
        let page = await site.get("/centrale/vacatures/1", as: .broker)
        #expect(page.body.contains("Teruggegeven. De organisatie is aan zet."))
        #expect(!page.body.contains("<script>alert"))
        let mails = try await site.mails()
        #expect(mails.contains { $0.kind == "vacature-terug" && $0.text.contains("anders.") })
    }

    @Test func `a change on line is shown as old and new and waits for a look`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Oude titel", state: .submitted).add(to: site)
        let page = await site.get("/centrale/vacatures/1", as: .broker)
        #expect(!page.body.contains("Wat is er veranderd?"))
        _ = await site.post("/centrale/vacatures/1/goedkeuren", form: [("gezien", Self.seen(page))], as: .broker)
        site.clock.move(by: .minutes(30))
        try await site.write { [now = site.clock.now] db in
            try db.run(
                "UPDATE vacancy SET title = 'Nieuwe titel', submitted_at = \(now), updated_at = \(now) WHERE number = 1"
            )
        }
        #expect(await site.get("/centrale", as: .broker).body.contains("Vacatures met een wijziging (1)"))
        let changed = await site.get("/centrale/vacatures/1", as: .broker)
        #expect(changed.body.contains("<del>Oude titel</del>"))
        #expect(changed.body.contains("<ins>Nieuwe titel</ins>"))
        let reply = await site.post(
            "/centrale/vacatures/1/goedkeuren", form: [("gezien", Self.seen(changed))], as: .broker)
        #expect(reply.location == "/centrale")
        #expect(await site.get("/centrale", as: .broker).body.contains("Alles is nagekeken"))
    }

    @Test func `an organisation is approved before its vacancies`() async throws {
        let site = try await TestSite()
        try await site.write { db in
            try db.run(
                "UPDATE organisation SET state = \(Organisation.State.submitted), approved_at = NULL WHERE number = 1")
        }
        _ = try await VacancyFixture(title: "Wacht mee", state: .submitted).add(to: site)
        #expect(await site.get("/centrale", as: .broker).body.contains("Eerst de organisatie"))
        let vacancy = await site.get("/centrale/vacatures/1", as: .broker)
        #expect(vacancy.body.contains("De organisatie is nog niet goedgekeurd."))
        let forced = await site.post(
            "/centrale/vacatures/1/goedkeuren", form: [("gezien", site.clock.now.iso)], as: .broker)
        #expect(forced.location == "/centrale/vacatures/1")
        #expect(try await site.read { db in try Vacancy.find(number: 1, in: db)?.state } == .submitted)

        let page = await site.get("/centrale/organisaties/1", as: .broker)
        #expect(page.body.contains("Keur de organisatie goed"))
        let reply = await site.post(
            "/centrale/organisaties/1/goedkeuren", form: [("gezien", Self.seen(page))], as: .broker)
        #expect(reply.location == "/centrale/vacatures/1")
        #expect(try await site.read { db in try Organisation.find(number: 1, in: db)?.state } == .approved)
    }

    @Test func `stopping an organisation asks why`() async throws {
        let site = try await TestSite()
        _ = await site.post("/centrale/organisaties/1/stoppen", form: [("reden", "")], as: .broker)
        #expect(try await site.read { db in try Organisation.find(number: 1, in: db)?.state } == .approved)
        let reply = await site.post(
            "/centrale/organisaties/1/stoppen", form: [("reden", "Bestaat niet meer.")], as: .broker)
        #expect(reply.location == "/centrale/organisaties/1")
        #expect(try await site.read { db in try Organisation.find(number: 1, in: db)?.state } == .stopped)
    }

    @Test func `a long queue goes on by key`() async throws {
        let site = try await TestSite()
        for number in 1...12 {
            _ = try await VacancyFixture(title: "Vacature nummer \(number).", state: .submitted).add(to: site)
            site.clock.move(by: .minutes(1))
        }
        let front = await site.get("/centrale", as: .broker)
        #expect(front.body.contains("Toon alle 12"))
        #expect(!front.body.contains("Vacature nummer 12."))
        #expect(await site.get("/centrale?soort=vacatures", as: .broker).body.contains("Vacature nummer 12."))
        #expect(await site.get("/centrale?soort=onzin&na=onzin", as: .broker).status == 200)
    }
}
