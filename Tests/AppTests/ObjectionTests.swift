import Community
import Core
import Formats
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// The explanation and objections.
struct ObjectionTests {
    private static let form = [
        ("onderwerp", "volgorde"), ("gemeente", "GM9999"), ("bezwaar", "Mijn vacature staat KANARIE-WOORD onderaan."),
        ("naam", "Bo KANARIE"), ("email", "bo@voorbeeld.nl"),
    ]

    @Test func `everyone reads the weights, and the register gets its fields`() async throws {
        let site = try await TestSite()
        let page = await site.get("/vacatures/uitleg")
        #expect(page.status == 200)
        for weight in site.town.brokerage.ranking.weights.points { #expect(page.body.contains(">\(weight)<")) }
        #expect(await site.get("/vacatures").body.contains("href=\"/vacatures/uitleg\""))
        let json = try JSONValue(parsing: await site.get("/vacatures/uitleg/register.json").body)
        let entries = try #require(json["algorithms"]?.array)
        #expect(entries.count == 2)
        for entry in entries {
            for field in [
                "name", "description_short", "goal", "human_intervention", "objection_procedure", "lawful_basis",
            ] {
                #expect(entry[field]?.string?.isEmpty == false, "\(field)")
            }
        }
        // Each algorithm in use has an entry, with its own door for objections.
        #expect(
            await site.post("/centrale/maatjes/soorten/klaar", form: [("gemeente", "GM9999")], as: .centreManager)
                .status
                == 303)
        let more = try JSONValue(parsing: await site.get("/vacatures/uitleg/register.json").body)["algorithms"]?.array
        #expect(more?.last?["uuid"]?.string == "maatjes")
        #expect(more?.last?["url"]?.string?.hasSuffix("?onderwerp=maatjes") == true)
        let pupils = AlgorithmEntry.pupils(.dutch)
        for line in PupilRules(t: .dutch).data { #expect(pupils.data.contains(line)) }
        #expect(pupils.subject == .pupils)
        let english = await site.get("/vacatures/uitleg", headers: ["accept-language": "en"])
        #expect(english.status == 200)
    }

    @Test func `an objection is a task with a term, a person answers, the writer reads it`() async throws {
        let site = try await TestSite()
        let empty = await site.post("/vacatures/uitleg/bezwaar", form: [("naam", "Bo")])
        #expect(
            empty.status == 400 && empty.body.contains("Dit moet nog anders") && empty.body.contains("value=\"Bo\""))
        #expect(await site.post("/vacatures/uitleg/bezwaar", form: Self.form).status == 303)
        let task = await site.get("/vandaag", as: .centreManager).body
        #expect(task.contains("1 bezwaar wacht op jouw antwoord"))
        #expect(await !site.get("/vandaag", as: .broker).body.contains("bezwaar wacht"))
        let link = try #require(try await site.mails(to: "bo@voorbeeld.nl").last?.path("/bezwaar/"))
        #expect(await site.get(link).body.contains("KANARIE-WOORD"))
        // Nobody confirmed the address: the words are behind the link only.
        #expect(try await site.mails(to: "bo@voorbeeld.nl").allSatisfy { !$0.text.contains("KANARIE-WOORD") })
        #expect(await site.get(link + "x").status == 404)
        for role in [Role.broker, .otherBroker, .administrator, .resident, .member] {
            #expect(await site.get("/centrale/bezwaren/1", as: role).status == 404, "\(role)")
            #expect(await site.post("/centrale/bezwaren/1", form: [("antwoord", "x")], as: role).status == 404)
        }
        #expect(await site.post("/centrale/bezwaren/1", form: [("antwoord", "")], as: .centreManager).status == 400)
        let answer = [("antwoord", "Je hebt gelijk."), ("aangepast", "ja")]
        #expect(await site.post("/centrale/bezwaren/1", form: answer, as: .centreManager).status == 303)
        #expect(await site.post("/centrale/bezwaren/1", form: answer, as: .centreManager).status == 404)
        #expect(await site.get(link).body.contains("Je hebt gelijk."))
        let told = try await site.mails(to: "bo@voorbeeld.nl").first { $0.kind == "bezwaar-antwoord" }
        #expect(told?.text.contains("Je hebt gelijk.") == true)
        #expect(await site.get("/vacatures/uitleg").body.contains("1 keer bezwaar, 1 keer beantwoord"))
        #expect(await !site.get("/vandaag", as: .centreManager).body.contains("bezwaar wacht"))
    }

    @Test func `where nobody leads the centre, its brokers answer`() async throws {
        let site = try await TestSite()
        let now = site.clock.now
        try await site.write { db in
            try db.run(
                """
                INSERT INTO algorithm_objection (id, number, municipality_code, subject, words, name, email, language,
                    created_at, due_at)
                VALUES ('o1', 7, 'GM9998', 'volgorde', 'KANARIE-WOORD', 'Bo', 'bo@voorbeeld.nl', 'nl', \(now),
                    \(now + .days(14)))
                """)
        }
        let answer = [("antwoord", "Je hebt gelijk."), ("aangepast", "ja")]
        for role in [Role.broker, .centreManager] {
            #expect(await site.get("/centrale/bezwaren/7", as: role).status == 404)
            #expect(await site.post("/centrale/bezwaren/7", form: answer, as: role).status == 404)
        }
        #expect(await site.get("/centrale/bezwaren", as: .broker).status == 404)
        #expect(await site.get("/vandaag", as: .otherBroker).body.contains("1 bezwaar wacht op jouw antwoord"))
        #expect(await site.get("/centrale/bezwaren", as: .otherBroker).body.contains("Bo"))
        // A manager comes: now it is theirs.
        let manager = site.id(.resident)
        func lead(_ isThere: Bool) async throws {
            try await site.write { db in
                try db.run("DELETE FROM municipal_role WHERE person_id = \(manager)")
                if isThere {
                    try db.run(
                        """
                        INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                        VALUES (\(manager), 'GM9998', \(MunicipalRole.centreManager), \(now))
                        """)
                }
            }
        }
        try await lead(true)
        #expect(await !site.get("/vandaag", as: .otherBroker).body.contains("bezwaar wacht"))
        #expect(await site.post("/centrale/bezwaren/7", form: answer, as: .otherBroker).status == 404)
        try await lead(false)
        #expect(await site.post("/centrale/bezwaren/7", form: answer, as: .otherBroker).status == 303)
        #expect(try await site.mails(to: "bo@voorbeeld.nl").contains { $0.kind == "bezwaar-antwoord" })
    }

    @Test func `one address cannot flood the desk`() async throws {
        let site = try await TestSite()
        for _ in 0..<3 { #expect(await site.post("/vacatures/uitleg/bezwaar", form: Self.form).status == 303) }
        #expect(await site.post("/vacatures/uitleg/bezwaar", form: Self.form).status == 429)
    }

    @Test func `a manager of another centre sees nothing`() async throws {
        let site = try await TestSite()
        #expect(await site.post("/vacatures/uitleg/bezwaar", form: Self.form).status == 303)
        try await site.write { db in
            try db.run(
                "UPDATE municipal_role SET role = \(MunicipalRole.centreManager.rawValue) WHERE municipality_code = 'GM9998'"
            )
        }
        #expect(await site.get("/centrale/bezwaren/1", as: .otherBroker).status == 404)
        #expect(
            await site.post("/centrale/bezwaren/1", form: [("antwoord", "x"), ("aangepast", "nee")], as: .otherBroker)
                .status == 404)
        let list = await site.get("/centrale/bezwaren", as: .otherBroker)
        #expect(list.status == 200 && !list.body.contains("KANARIE"))
    }
}
