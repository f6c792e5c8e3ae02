import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// What two people do at the desk at once.
struct DeskMondayTests {
    @Test func `a case that a colleague just took stays theirs, until somebody takes it over on purpose`() async throws
    {
        let rig = try await DeskRig()
        let site = rig.site
        try await rig.hire(.neighbour)
        let number = try await rig.web("Riet Zoeker")
        let path = rig.path(number) + "/pakken"
        #expect(await site.get(rig.path(number), as: .broker).body.contains("Ik neem het"))
        #expect(await site.post(path, form: [("van", "")], as: .neighbour).status == 303)
        // The page of the other still says that it is nobody's.
        let late = await site.post(path, form: [("van", "")], as: .broker)
        #expect(late.status == 303)
        #expect(try await owner(rig, number) == site.id(.neighbour))
        let page = await site.get(rig.path(number), as: .broker)
        #expect(page.body.contains("Ik neem het over"))
        #expect(await site.post(path, form: [("van", site.id(.neighbour))], as: .broker).status == 303)
        #expect(try await owner(rig, number) == site.id(.broker))
        // A second click of the same person changes nothing.
        #expect(await site.post(path, form: [("van", "")], as: .broker).status == 303)
        #expect(try await owner(rig, number) == site.id(.broker))
    }

    @Test func `a case is given on only by whoever saw whose it is`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        try await rig.hire(.neighbour)
        let number = try await rig.web("Riet Zoeker")
        let give = rig.path(number) + "/geven"
        let page = await site.get(rig.path(number), as: .centreManager)
        #expect(page.body.contains("name=\"van\" value=\"\""))
        // While the manager looks, a colleague takes it.
        #expect(await site.post(rig.path(number) + "/pakken", form: [("van", "")], as: .neighbour).status == 303)
        for seen in [[("van", "")], [("van", site.id(.broker))], []] {
            let late = await site.post(give, form: seen + [("aan", site.id(.broker))], as: .centreManager)
            #expect(late.status == 303)
            #expect(try await owner(rig, number) == site.id(.neighbour))
        }
        let given = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'intake-gegeven'")
        }
        #expect(given == 1)
        let form = [("van", site.id(.neighbour)), ("aan", site.id(.broker))]
        #expect(await site.post(give, form: form, as: .centreManager).status == 303)
        #expect(try await owner(rig, number) == site.id(.broker))
    }

    @Test func `a no to one of two proposals is on the broker's list at once, and a yes to the other still counts`()
        async throws
    {
        let rig = try await DeskRig()
        let site = rig.site
        let (first, second) = (try await rig.vacancy(), try await rig.vacancy())
        let number = try await rig.counter("Riet Zoeker", email: "riet@test.example")
        await rig.talk(number)
        #expect(await rig.propose(number, [first, second]).status == 303)
        let link = try await rig.link("riet@test.example")
        let proposals = try await site.read { db in
            try db.rows("SELECT id FROM desk_proposal ORDER BY id").map { try $0("id", as: String.self) }
        }
        #expect(proposals.count == 2)
        let no = await site.post(link + "/voorstellen/\(proposals[0])", form: [("antwoord", "nee")])
        #expect(no.status == 303)
        let told = try await rig.state(number)
        #expect(told.state == "voorstel" && told.step == "nieuws")
        #expect(await rig.tasks(.broker).contains("Er is nieuws aan de balie: bel terug"))
        // Who was called about it waits for the other answer again.
        #expect(
            await site.post(rig.path(number) + "/contact", form: [("wat", "gebeld")], as: .broker).status == 303)
        #expect(try await rig.state(number).step == "antwoord-voorstel")
        let yes = await site.post(link + "/voorstellen/\(proposals[1])", form: [("antwoord", "ja")])
        #expect(yes.status == 303)
        #expect(try await rig.state(number).step == "kennismaking")
    }

    @Test func `two brokers of one name have a line each in the team`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        try await rig.hire(.neighbour)
        try await site.write { [ids = [site.id(.broker), site.id(.neighbour)]] db in
            try db.run("UPDATE person SET name = 'Jan Jansen' WHERE id IN (\(list: ids))")
        }
        _ = try await rig.counter("Riet Zoeker")
        let taken = try await rig.web("Wim Zoeker", email: "wim@test.example")
        #expect(await site.post(rig.path(taken) + "/pakken", form: [("van", "")], as: .neighbour).status == 303)
        _ = try await rig.web("Els Zoeker", email: "els@test.example")
        let reader = try DeskReader(Actor(person: site.id(.centreManager), municipal: ["GM9999": [.centreManager]]))
        let loads = try await site.read { [now = site.clock.now] db in try Caseload.all(reader, now: now, in: db) }
        #expect(loads.map(\.name) == ["Jan Jansen", "Jan Jansen", ""])
        #expect(loads.map(\.open) == [1, 1, 1])
    }

    private func owner(_ rig: DeskRig, _ number: Int) async throws -> String? {
        try await rig.site.read { db in
            try db.value("SELECT owner_id FROM intake WHERE number = \(number)", as: String.self)
        }
    }
}
