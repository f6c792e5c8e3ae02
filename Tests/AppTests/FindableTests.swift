import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A vacancy, and people who may be found for it, with names and addresses that must not leak.
struct FindRig {
    let site: TestSite
    let vacancy: Int
    static let base = "/organisatie/1/vacatures/1/mensen"
    static let canaries = ["KANARIENAAM", "kanarie.mail", "0699887766", "9902 ZZ"]

    /// - Parameter given: a site without vacancies to use; a fresh one when left out.
    init(_ given: TestSite? = nil, people: Int = 2, findable: Bool = true) async throws {
        if let given { site = given } else { site = try await TestSite() }
        vacancy = try await VacancyFixture(title: "Taalmaatje").add(to: site)
        let now = site.clock.now
        try await site.write { db in
            for number in 0..<people {
                let id = "person-\(number)"
                try db.run(
                    """
                    INSERT INTO person (id, name, email, phone, postcode, neighbourhood_id, language, created_at)
                    VALUES (\(id), \("Kim\(number) KANARIENAAM"), \("kanarie.mail\(number)@voorbeeld.nl"), '0699887766',
                        '9902 ZZ', 'n2', 'nl', \(now))
                    """)
                var wishes = Wishes()
                wishes.interests = [.onderwijs]
                wishes.moments = WeekMoments(codes: ["di-avond"])
                try db.run(
                    """
                    INSERT INTO person_wishes (person_id, municipality_code, wishes, findable, created_at, updated_at,
                        used_at)
                    VALUES (\(id), 'GM9999', \(wishes.json.text), \(findable), \(now), \(now), \(now))
                    """)
            }
        }
    }

    func key() async throws -> String {
        try #require(await site.get(Self.base, as: .member).link(Self.base + "/"))
    }

    func ask() async throws -> String {
        #expect(
            await site.post(try await key(), form: [("bericht", "Wil je eens komen kijken?")], as: .member).status
                == 303)
        let mail = try #require(
            try await site.read { db in
                try db.rows("SELECT * FROM mail WHERE kind = 'kennismaking-vraag' ORDER BY created_at DESC, id DESC")
                    .first.map(Outbox.Item.init(row:))
            })
        return try #require(mail.path("/gevraagd/"))
    }

    /// All an organisation can lay its hands on.
    func leaks() async throws -> [String] {
        var texts: [String] = []
        for path in [Self.base, "/organisatie/1/vacatures/1", "/organisatie/1/reacties", "/vandaag"] {
            for role in [Role.member, .manager] { texts.append(await site.get(path, as: role).body) }
        }
        if let key = await site.get(Self.base, as: .member).link(Self.base + "/") {
            texts.append(await site.get(key, as: .member).body)
        }
        for role in [Role.member, .manager] {
            texts += try await site.mails(to: role.email).map { $0.subject + $0.text }
        }
        return Self.canaries.filter { canary in texts.contains { $0.contains(canary) } }
            + texts.filter { $0.contains("person-") }
    }
}

/// People who want to be found.
struct FindableTests {
    @Test func `an organisation sees why, and not who, until there is a yes`() async throws {
        let rig = try await FindRig()
        let page = await rig.site.get(FindRig.base, as: .member)
        #expect(page.status == 200)
        #expect(page.body.contains("Persoon 1") && page.body.contains("dinsdagavond"))
        #expect(try await rig.leaks().isEmpty)
        let link = try await rig.ask()
        #expect(try await rig.leaks().isEmpty)
        let asked = await rig.site.get(link)
        #expect(asked.status == 200 && asked.body.contains("Wil je eens komen kijken?"))
        // Looking changes nothing: mail programs look too.
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM application") } == 0)
        #expect(await rig.site.post(link, form: [("antwoord", "ja"), ("bericht", "Leuk!")]).status == 303)
        let application = try #require(
            try await rig.site.read { db in
                try db.first("SELECT * FROM application").map(VacancyApplication.init(row:))
            })
        #expect(application.sharesContact && application.state == .received && application.message == "Leuk!")
        let inbox = await rig.site.get("/organisatie/1/reacties/\(application.number)", as: .member)
        #expect(inbox.body.contains("KANARIENAAM") && inbox.body.contains("kanarie.mail"))
        #expect(try await rig.site.mails(to: Role.member.email).contains { $0.kind == "reactie-nieuw" })
        // A second answer changes nothing.
        #expect(await rig.site.post(link, form: [("antwoord", "nee")]).status == 303)
        #expect(
            try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM people_ask WHERE state = 'ja'") } == 1)
    }

    @Test func `no, never and stop do what they say, and say nothing of who`() async throws {
        for (choice, seen) in [("nee", true), ("nooit", false), ("stop", false)] {
            let rig = try await FindRig(people: 1)
            let link = try await rig.ask()
            #expect(await rig.site.post(link, form: [("antwoord", choice)]).status == 303)
            #expect(try await rig.leaks().isEmpty)
            #expect(try await rig.site.mails(to: Role.member.email).contains { $0.kind == "kennismaking-nee" })
            #expect(await rig.site.get(FindRig.base, as: .member).link(FindRig.base + "/") == nil)
            // For other work of the same organisation.
            _ = try await VacancyFixture(title: "Ander werk").add(to: rig.site)
            let other = "/organisatie/1/vacatures/2/mensen"
            #expect((await rig.site.get(other, as: .member).link(other + "/") != nil) == seen, "\(choice)")
        }
    }

    @Test func `who does not want to be found is nowhere`() async throws {
        let rig = try await FindRig(findable: false)
        let page = await rig.site.get(FindRig.base, as: .member)
        #expect(page.body.contains("Er is nu niemand die past"))
        #expect(try await rig.leaks().isEmpty)
    }

    @Test func `a neighbourhood is named from five people on`() async throws {
        let few = try await FindRig(people: 4)
        #expect(await !few.site.get(FindRig.base, as: .member).body.contains("uit Oud-Veen"))
        #expect(await !few.site.get(FindRig.base, as: .member).body.contains("Woont"))
        let enough = try await FindRig(people: 5)
        #expect(await enough.site.get(FindRig.base, as: .member).body.contains("uit Oud-Veen"))
    }

    @Test func `another organisation and another person get nothing`() async throws {
        let rig = try await FindRig()
        let key = try await rig.key()
        for role in [Role.stranger, .resident, .broker, .anonymous] {
            let status = await rig.site.get(FindRig.base, as: role).status
            #expect(status == 404 || status == 303, "\(role)")
            let posted = await rig.site.post(key, form: [("bericht", "Hoi")], as: role).status
            #expect([303, 401, 403, 404].contains(posted), "\(role): \(posted)")
        }
        // Through the stranger's own workspace the vacancy is not there either.
        let through = "/organisatie/2" + key.dropFirst("/organisatie/1".count)
        #expect(await rig.site.get(through, as: .stranger).status == 404)
        #expect(await rig.site.post(through, form: [("bericht", "Hoi")], as: .stranger).status == 404)
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM people_ask") } == 0)
        _ = try await rig.ask()
        #expect(await rig.site.get("/mijn/gevraagd/1", as: .resident).status == 404)
        #expect(await rig.site.post("/mijn/gevraagd/1", form: [("antwoord", "ja")], as: .resident).status == 404)
        #expect(await rig.site.get("/gevraagd/verzonnen").status == 404)
    }

    @Test func `nobody is asked too often, and an organisation waits for answers`() async throws {
        let rig = try await FindRig(people: 1)
        for number in 2...4 { _ = try await VacancyFixture(title: "Werk \(number)").add(to: rig.site) }
        for number in 1...PeopleAsk.perPersonPerWeek {
            let base = "/organisatie/1/vacatures/\(number)/mensen"
            let key = try #require(await rig.site.get(base, as: .member).link(base + "/"))
            #expect(await rig.site.post(key, form: [("bericht", "Kom je?")], as: .member).status == 303)
        }
        let third = "/organisatie/1/vacatures/3/mensen"
        #expect(await rig.site.get(third, as: .member).link(third + "/") == nil)

        let many = try await FindRig(people: PeopleAsk.openPerOrganisation + 2)
        for _ in 0..<PeopleAsk.openPerOrganisation { _ = try await many.ask() }
        let page = await many.site.get(FindRig.base, as: .member)
        #expect(page.link(FindRig.base + "/") == nil && page.body.contains("Wacht op antwoord voordat"))
    }

    @Test func `a question nobody answers lapses and both hear so`() async throws {
        let rig = try await FindRig(people: 1)
        let link = try await rig.ask()
        let now = rig.site.clock.now + .days(PeopleAsk.termDays - 1)
        let work = rig.site.town.house
        #expect(try await rig.site.write { db in try LapseAsks(house: work, now: now).run(limit: 9, in: db) } == 0)
        let later = now + .days(2)
        #expect(try await rig.site.write { db in try LapseAsks(house: work, now: later).run(limit: 9, in: db) } == 1)
        let kinds = try await rig.site.read { db in
            try db.rows("SELECT recipient FROM mail WHERE kind = 'kennismaking-vervallen'").map {
                try $0("recipient", as: String.self)
            }
        }
        #expect(kinds.contains(Role.member.email) && kinds.contains("kanarie.mail0@voorbeeld.nl"))
        #expect(try await rig.leaks().isEmpty)
        #expect(await rig.site.get(link).body.contains("Deze vraag is vervallen"))
        #expect(await rig.site.post(link, form: [("antwoord", "ja")]).status == 303)
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM application") } == 0)
    }

    @Test func `an answer by the link is nobody's who is signed in on that device`() async throws {
        for choice in ["ja", "nee", "nooit", "stop"] {
            let rig = try await FindRig(people: 1)
            let link = try await rig.ask()
            #expect(await rig.site.post(link, form: [("antwoord", choice)], as: .broker).status == 303)
            let broker = rig.site.id(.broker)
            let (own, byLink) = try await rig.site.read { db in
                (
                    try db.count("SELECT COUNT(*) FROM audit_event WHERE actor = \(broker)"),
                    try db.count("SELECT COUNT(*) FROM audit_event WHERE actor = 'kennismaking-link'")
                )
            }
            #expect(own == 0 && byLink > 0, "\(choice)")
        }
    }

    @Test func `an erasure that comes by again mails nobody`() async throws {
        for isAgain in [false, true] {
            let rig = try await FindRig(people: 1)
            _ = try await rig.ask()
            let (house, now) = (rig.site.town.house, rig.site.clock.now)
            let (mails, open) = try await rig.site.write { db in
                if isAgain {
                    try db.run("INSERT INTO erased_person (person_id, erased_at) VALUES ('person-0', \(now))")
                }
                try PeopleAsk.personalData(house).erase("person-0", now, db)
                return (
                    try db.count("SELECT COUNT(*) FROM mail WHERE kind = 'kennismaking-vervallen'"),
                    try db.count("SELECT COUNT(*) FROM people_ask WHERE state = 'open'")
                )
            }
            #expect((mails == 0) == isAgain && open == 0)
        }
    }

    @Test func `what is kept leaves with the person`() async throws {
        let rig = try await FindRig(people: 1)
        _ = try await rig.ask()
        let house = rig.site.town.house
        let now = rig.site.clock.now
        try await rig.site.write { db in
            let data = PeopleAsk.personalData(house)
            #expect(try data.export("person-0", db)["vragen"]?.array?.count == 1)
            try data.erase("person-0", now, db)
            #expect(try db.count("SELECT COUNT(*) FROM people_ask WHERE person_id IS NOT NULL OR state = 'open'") == 0)
            try data.erase("person-0", now, db)
        }
        #expect(try await rig.leaks().isEmpty)
    }
}
