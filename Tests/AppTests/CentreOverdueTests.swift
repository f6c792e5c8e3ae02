import Brokerage
import Community
import Core
import Formats
import Storage
import Testing

struct CentreOverdueTests {
    private static func site(daysAgo: Int) async throws -> TestSite {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        try await site.write { db in try db.run("UPDATE organisation SET phone = '0123 456 789' WHERE number = 1") }
        _ = try await ApplicationFixture(confirmed: site.clock.now - .days(daysAgo)).add(to: site)
        return site
    }

    @Test func `who waits longer than a week is listed with whom to call`() async throws {
        let site = try await Self.site(daysAgo: 9)
        let list = await site.get("/centrale/reacties", as: .broker)
        #expect(list.body.contains("1 reactie wacht langer dan een week op antwoord, bij 1 organisatie."))
        #expect(list.body.contains("tel:0123456789"))
        let one = await site.get("/centrale/reacties/1", as: .broker)
        #expect(one.body.contains("Jan de Vries"))
        #expect(one.body.contains("9 dagen"))
        #expect(!one.body.contains("jan1@test.example"))
        #expect(await site.get("/centrale/reacties", as: .otherBroker).body.contains("Iedereen heeft antwoord"))
        #expect(await site.get("/centrale/reacties/1", as: .otherBroker).status == 404)
        #expect(await site.get("/centrale/reacties/1/1/sluiten", as: .otherBroker).status == 404)
    }

    @Test func `a reminder goes out once a day`() async throws {
        let site = try await Self.site(daysAgo: 9)
        _ = await site.post("/centrale/reacties/1/herinneren", as: .broker)
        let first = try await site.mails().filter { $0.kind == "herinnering-centrale" }
        #expect(Set(first.map(\.recipient)) == [Role.member.email, Role.manager.email])
        #expect(first.allSatisfy { $0.text.contains("wacht 9 dagen") })
        _ = await site.post("/centrale/reacties/1/herinneren", as: .broker)
        #expect(try await site.mails().filter { $0.kind == "herinnering-centrale" }.count == first.count)
        #expect(await site.get("/centrale/reacties/1", as: .broker).body.contains("Vandaag herinnerd"))
    }

    @Test func `the centre can close an application with kind words`() async throws {
        let site = try await Self.site(daysAgo: 20)
        let form = await site.get("/centrale/reacties/1/1/sluiten", as: .broker)
        #expect(form.body.contains("Beste Jan de Vries,"))
        let empty = await site.post(
            "/centrale/reacties/1/1/sluiten", form: [("reden", "anders"), ("tekst", "")], as: .broker)
        #expect(empty.status == 400)
        let reply = await site.post(
            "/centrale/reacties/1/1/sluiten", form: [("reden", "anders"), ("tekst", "Sorry dat je niets hoorde.")],
            as: .broker)
        #expect(reply.location == "/centrale/reacties/1")
        let state = try await site.read { db in
            try db.value("SELECT state FROM application WHERE number = 1", as: String.self)
        }
        #expect(state == VacancyApplication.State.declined.rawValue)
        let mails = try await site.mails()
        #expect(
            mails.contains { $0.recipient == "jan1@test.example" && $0.text.contains("Sorry dat je niets hoorde.") })
        #expect(mails.contains { $0.kind == "reactie-gesloten-door-centrale" && $0.recipient == Role.manager.email })
        #expect(await site.get("/centrale/reacties/1/1/sluiten", as: .broker).status == 404)
    }

    @Test func `what is answered or young cannot be closed`() async throws {
        let site = try await Self.site(daysAgo: 3)
        #expect(await site.get("/centrale/reacties/1/1/sluiten", as: .broker).status == 404)
    }

    @Test func `the tasks say what cannot wait`() async throws {
        let site = try await Self.site(daysAgo: 16)
        _ = try await VacancyFixture(title: "Nieuw", state: .submitted).add(to: site)
        let today = await site.get("/vandaag", as: .broker)
        #expect(today.body.contains("1 reactie is langer dan twee weken onbeantwoord"))
        #expect(today.body.contains("Bij 1 organisatie."))
        #expect(today.body.contains("1 vacature wacht op jouw akkoord"))
        let other = await site.get("/vandaag", as: .otherBroker)
        #expect(!other.body.contains("onbeantwoord"))
    }

    @Test func `a low answer score is a task and a filter`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        for day in [30, 40, 50] {
            _ = try await ApplicationFixture(confirmed: site.clock.now - .days(day)).add(to: site)
        }
        #expect(await site.get("/vandaag", as: .broker).body.contains("1 organisatie antwoordt vaak te laat"))
        let list = await site.get("/centrale/organisaties?score=laag", as: .broker)
        #expect(list.body.contains("Taalhuis De Brug"))
        #expect(await site.get("/centrale/organisaties?zoek=brug", as: .broker).body.contains("Taalhuis De Brug"))
        #expect(await site.get("/centrale/organisaties?zoek=100%25", as: .broker).body.contains("Niets gevonden"))
        #expect(!(await site.get("/centrale/organisaties", as: .otherBroker).body.contains("Taalhuis De Brug")))
        #expect(
            await site.get("/centrale/organisaties/1", as: .broker).body.contains(
                "0 van de 3 reacties kregen binnen 7 dagen antwoord"))
    }
}
