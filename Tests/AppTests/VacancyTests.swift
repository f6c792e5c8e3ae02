import App
import Brokerage
import Community
import Core
import Services
import Storage
import Testing
import Web

private let workplace = "/organisatie/1/vacatures"

private func form(_ action: String, _ changes: [String: String] = [:]) -> [(String, String)] {
    vacancyFields(changes).pairs.map { ($0.name, $0.value) } + [("actie", action)]
}

struct VacancyTests {
    let site: TestSite

    init() async throws { site = try await TestSite() }

    @Test func `a vacancy goes from draft to closed and back`() async throws {
        let made = await site.post(workplace + "/nieuw", form: form("concept"), as: .member)
        #expect(made.status == 303 && made.location == workplace + "/1")
        #expect(try await site.vacancy(1)?.state == .draft)
        #expect(await site.get("/vacatures/1").status == 404)

        _ = await site.post(workplace + "/1/inzending", as: .member)
        #expect(try await site.vacancy(1)?.state == .submitted)
        for role in [Role.anonymous, .resident, .stranger, .otherBroker, .policyOfficer] {
            #expect(await site.get("/vacatures/1", as: role).status == 404, "\(role)")
        }
        for role in [Role.member, .manager, .broker] {
            let preview = await site.get("/vacatures/1", as: role)
            #expect(preview.status == 200 && preview.body.contains("Zo ziet de vacature eruit"), "\(role)")
            #expect(preview.body.contains("noindex") && !preview.body.contains("ld+json"))
        }

        try await approve(1)
        let page = await site.get("/vacatures/1")
        #expect(page.status == 200 && page.body.contains("Taalmaatje voor een gezin") && !page.body.contains("noindex"))
        #expect(try await site.mails(to: Role.manager.email).map(\.kind) == ["vacature-online"])

        _ = await site.post(workplace + "/1/pauze", as: .member)
        let paused = await site.get("/vacatures/1")
        #expect(paused.status == 200 && paused.body.contains("staat op pauze") && paused.body.contains("noindex"))
        #expect(!paused.body.contains("/vacatures/1/reageren"))
        _ = await site.post(workplace + "/1/hervatting", as: .member)
        #expect(try await site.vacancy(1)?.state == .online)

        let refused = await site.post(workplace + "/1/sluiting", as: .member)
        #expect(refused.status == 400 && refused.body.contains("Maak een keuze"))
        _ = await site.post(workplace + "/1/sluiting", form: [("reden", "vervuld")], as: .member)
        let closed = await site.get("/vacatures/1")
        #expect(closed.status == 200 && closed.body.contains("is gesloten") && !closed.body.contains("ld+json"))
        #expect(await site.get("/vacatures/1/agenda.ics").status == 404)

        _ = await site.post(workplace + "/1/heropening", as: .member)
        #expect(try await site.vacancy(1)?.state == .online)
    }

    @Test func `nothing typed is lost when something is wrong`() async throws {
        let changes = [
            "titel": "Iets & <meer>", "uren-van": "drie", "wat": "Regel een\nregel twee", "postcode": "1234 XX",
        ]
        let reply = await site.post(workplace + "/nieuw", form: form("inzenden", changes), as: .member)
        #expect(reply.status == 400)
        #expect(reply.body.contains("Iets &amp; &lt;meer&gt;") && reply.body.contains("value=\"drie\""))
        #expect(reply.body.contains("Regel een\nregel twee") && reply.body.contains("href=\"#veld-uren-van\""))
        #expect(reply.body.contains("value=\"za-ochtend\" aria-label=\"zaterdagochtend\" checked"))
        let unknown = await site.post(workplace + "/nieuw", form: form("concept", ["postcode": "1234 XX"]), as: .member)
        #expect(unknown.status == 400 && unknown.body.contains("Deze postcode kennen we niet"))
        #expect(try await site.vacancy(1) == nil)
    }

    @Test func `a change of the text on line stays on line and waits for the centre`() async throws {
        _ = try await site.addVacancy(state: .online)
        site.clock.move(by: .hours(1))
        _ = await site.post(workplace + "/1/bewerken", form: form("bewaren", ["plaatsen": "5"]), as: .member)
        let free = try #require(try await site.vacancy(1))
        #expect(free.places == 5 && !free.hasUnseenChanges)

        _ = await site.post(
            workplace + "/1/bewerken", form: form("bewaren", ["titel": "Iets heel anders"]), as: .member)
        let changed = try #require(try await site.vacancy(1))
        #expect(changed.state == .online && changed.hasUnseenChanges)
        #expect(VacancySnapshot.changes(of: changed, t: .dutch)?.map(\.key) == [.title])
        #expect(await site.get("/vacatures/1").body.contains("Iets heel anders"))

        try await approve(1)
        let seen = try #require(try await site.vacancy(1))
        #expect(!seen.hasUnseenChanges && VacancySnapshot.changes(of: seen, t: .dutch) == [])

        _ = await site.post(workplace + "/1/bewerken", form: form("bewaren", ["wat": "Reclame"]), as: .member)
        try await returnVacancy(1, "Dit is geen vrijwilligerswerk.")
        #expect(try await site.vacancy(1)?.state == .draft)
        #expect(await site.get("/vacatures/1").status == 404)
        let mail = try #require(try await site.mails(to: Role.manager.email).last)
        #expect(mail.kind == "vacature-terug" && mail.text.contains("> Dit is geen vrijwilligerswerk."))
        #expect(await site.get(workplace + "/1", as: .member).body.contains("Dit is geen vrijwilligerswerk."))
    }

    @Test func `an organisation that waits may send in but not go on line`() async throws {
        try await site.write { db in
            try db.run("UPDATE organisation SET state = \(Organisation.State.submitted) WHERE number = 1")
        }
        _ = await site.post(workplace + "/nieuw", form: form("inzenden"), as: .member)
        #expect(try await site.vacancy(1)?.state == .submitted)
        let outcome = try await ApproveVacancy.perform(1, municipalities: ["GM9999"], visit: visit, desk: desk)
        #expect(outcome == .organisationWaits)
        #expect(try await site.vacancy(1)?.state == .submitted)
    }

    @Test func `the centre of another municipality does not have it, and old eyes approve nothing`() async throws {
        let vacancy = try await site.addVacancy(state: .submitted)
        await #expect(throws: WebError.notFound) {
            try await ApproveVacancy.perform(1, municipalities: ["GM9998"], visit: visit, desk: desk)
        }
        await #expect(throws: WebError.notFound) {
            try await ReturnVacancy.perform(1, municipalities: [], feedback: "Nee", visit: visit, desk: desk)
        }
        await #expect(throws: VacancyDesk.outdated) {
            try await ApproveVacancy.perform(
                1, municipalities: ["GM9999"], seen: vacancy.updatedAt - .seconds(1), visit: visit, desk: desk)
        }
        #expect(try await site.vacancy(1)?.state == .submitted)
    }

    @Test func `another organisation's vacancy does not exist`() async throws {
        let own = try await site.addVacancy(state: .online)
        let gets = ["", "/bewerken", "/sluiting"]
        let posts = [
            "/bewerken", "/sluiting", "/inzending", "/intrekking", "/pauze", "/hervatting", "/heropening",
            "/levensteken",
            "/kopie", "/sjabloon", "/verwijdering",
        ]
        for base in ["/organisatie/2/vacatures/1", "/organisatie/1/vacatures/1"] {
            for path in gets { #expect(await site.get(base + path, as: .stranger).status == 404, "\(base + path)") }
            for path in posts {
                let reply = await site.post(base + path, form: form("bewaren") + [("reden", "anders")], as: .stranger)
                #expect(reply.status == 404, "\(base + path)")
            }
        }
        #expect(
            await site.get("/organisatie/2/vacatures/nieuw?van=1", as: .stranger).body.contains("Het Anker") == false)
        let after = try #require(try await site.vacancy(1))
        #expect(after.state == .online && after.updatedAt == own.updatedAt)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM vacancy") } == 1)
    }

    @Test func `no text becomes markup on any page`() async throws {
        let evil = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"
        let texts = ["titel", "wat", "waarom", "krijgt", "eisen", "tijd", "cursus", "vergoeding", "contact"]
        var changes = ["plek": "</script><script>alert(1)</script>\"", "ritme": "regelmatig"]
        for name in texts { changes[name] = String(evil.prefix(name == "titel" || name == "contact" ? 79 : 110)) }
        _ = try await site.addVacancy(changes, state: .online)
        _ = try await site.addVacancy(changes)
        let pages: [(String, Role)] = [
            ("/vacatures/1", .anonymous), ("/vacatures/2", .member), (workplace, .member), (workplace + "/1", .member),
            (workplace + "/1/bewerken", .member), (workplace + "/1/sluiting", .member),
            (workplace + "?stand=concept", .member), ("/vandaag", .member),
        ]
        for (path, role) in pages {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path)")
            #expect(!reply.body.contains("<script>alert") && !reply.body.contains("<img src=x"), "\(path)")
        }
    }

    @Test func `search engines get a posting while it is open`() async throws {
        let last = site.clock.now.day + 20
        _ = try await site.addVacancy(["laatste-dag": last.iso], state: .online)
        let body = await site.get("/vacatures/1-een-oud-adres").body
        #expect(
            body.contains("<link rel=\"canonical\" href=\"http://inzet.test/vacatures/1-taalmaatje-voor-een-gezin\">"))
        for part in [
            "\"@type\":\"JobPosting\"", "\"employmentType\":\"VOLUNTEER\"", "\"validThrough\":\"\(last.iso)\"",
            "\"addressLocality\":\"Waterveen\"", "\"name\":\"Taalhuis De Brug\"",
        ] { #expect(body.contains(part), "\(part)") }
        #expect(body.contains("Oud-Veen") && body.contains("Anna") && !body.contains("info@test.example"))
        // Six signs of a postcode are a handful of doors.
        #expect(body.contains("\"postalCode\":\"9902\"") && !body.contains("9902 AB") && !body.contains("9902AB"))
    }

    @Test func `its day goes into a calendar`() async throws {
        let first = site.clock.now.day + 3
        _ = try await site.addVacancy(["ritme": "eenmalig", "eerste-dag": first.iso], state: .online)
        let file = await site.get("/vacatures/1/agenda.ics")
        #expect(file.status == 200 && file.header("content-type") == "text/calendar; charset=utf-8")
        #expect(file.body.contains("DTSTART;VALUE=DATE:20261126") && file.body.contains("UID:vacature-1@inzet.test"))
        let entries = try await site.town.brokerage.vacancyCalendar(for: member, t: .dutch, from: site.clock.now.day)
        #expect(entries.map(\.day) == [first])
    }

    @Test(arguments: [
        "/vacatures/0", "/vacatures/x", "/vacatures/-1", "/vacatures/99999999999999999999", "/vacatures/77",
    ])
    func `what is no vacancy is not found`(_ path: String) async { #expect(await site.get(path).status == 404) }

    @Test func `copies and templates start a new vacancy`() async throws {
        _ = try await site.addVacancy(["laatste-dag": (site.clock.now.day + 1).iso], state: .online)
        site.clock.move(by: .days(3))
        let copy = await site.post(workplace + "/1/kopie", as: .member)
        #expect(copy.location == workplace + "/2/bewerken")
        let second = try #require(try await site.vacancy(2))
        #expect(second.state == .draft && second.lastDay == nil && second.approvedCopy == nil)
        _ = await site.post(workplace + "/1/sjabloon", as: .member)
        #expect(try await site.vacancy(3)?.isTemplate == true)
        #expect(await site.get("/vacatures/3").status == 404)
        #expect(await site.post(workplace + "/3/inzending", as: .member).status == 400)
        #expect(await site.get(workplace + "/nieuw", as: .member).body.contains("nieuw?van=3"))
        #expect(await site.get(workplace + "/nieuw?van=3", as: .member).body.contains("Het Anker"))
        #expect(await site.post(workplace + "/2/verwijdering", as: .member).location == workplace)
        #expect(await site.post(workplace + "/1/verwijdering", as: .member).status == 400)
        #expect(try await site.vacancy(2) == nil)
    }

    @Test func `the home page names what waits`() async throws {
        _ = try await site.addVacancy(state: .submitted)
        try await returnVacancy(1, "Zeg hoe vaak.")
        _ = try await site.addVacancy(["laatste-dag": (site.clock.now.day + 5).iso], state: .online)
        _ = try await site.addVacancy()
        let tasks = try await site.town.brokerage.vacancyTasks(for: member, t: .dutch, now: site.clock.now)
        #expect(tasks.count == 3 && tasks.first?.detail == "Zeg hoe vaak." && tasks.first?.isUrgent == true)
        let stranger = Actor(
            person: site.id(.stranger), organisations: [.init(id: Self.other.id, number: 2, name: "", role: .manager)])
        #expect(try await site.town.brokerage.vacancyTasks(for: stranger, t: .dutch, now: site.clock.now).isEmpty)
    }

    // MARK: The centre, without its pages

    func apply(to vacancy: Vacancy, number: Int, state: VacancyApplication.State = .received) async throws {
        try await site.write { [now = site.clock.now] db in
            try db.run(
                """
                INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, sector, name, email,
                    language, message, state, shares_contact, created_at, confirmed_at, state_at)
                VALUES (\("a\(number)"), \(number), \(vacancy.id), \(vacancy.organisation), \(vacancy.municipality),
                    \(vacancy.sector), 'Vera', 'vrijwilliger@test.example', 'nl', 'Ik help graag.', \(state), \(false),
                    \(now), \(now), \(now))
                """)
        }
    }

    static let other = TestSite.otherOrganisation

    var desk: VacancyDesk { VacancyDesk(house: site.town.house, events: .none) }

    var member: Actor {
        Actor(
            person: site.id(.member),
            organisations: [.init(id: TestSite.organisation.id, number: 1, name: "Taalhuis", role: .member)])
    }

    var visit: Visit {
        var visit = Visit(
            method: .post, path: "/", now: site.clock.now, requestID: "1", address: "192.0.2.1",
            site: Site(place: "Waterveen", contact: "", origin: TestSite.origin),
            csrf: CSRFToken(key: [1], binding: "a"))
        visit.actor = Actor(person: site.id(.broker), municipal: ["GM9999": [.broker]])
        return visit
    }

    func approve(_ number: Int) async throws {
        _ = try await ApproveVacancy.perform(number, municipalities: ["GM9999"], visit: visit, desk: desk)
    }

    func returnVacancy(_ number: Int, _ feedback: String) async throws {
        try await ReturnVacancy.perform(
            number, municipalities: ["GM9999"], feedback: feedback, visit: visit, desk: desk)
    }
}
