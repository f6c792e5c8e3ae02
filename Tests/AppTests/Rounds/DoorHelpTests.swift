import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Help asked at a door.
struct DoorHelpTests {
    private static let answer: [(String, String)] = [
        ("keer", "0"), ("vraag", "Kanarie zoekt iemand voor een praatje"), ("naam", "Kanarie Bewoner"),
        ("telefoon", "06 1234 5678"), ("toestemming", "ja"),
    ]

    @Test func `becomes a request for a buddy where there are kinds, with the kind chosen when the centre calls`()
        async throws
    {
        let rig = try await RoundRig()
        let site = rig.site
        let ready = await site.post(
            "/centrale/maatjes/soorten/klaar", form: [("gemeente", "GM9999")], as: .broker)
        #expect(ready.status == 303)
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        let path = try await rig.link("Wim Loper") + "/deur/\(try await rig.door(1).number)/gesproken"
        #expect(await site.post(path, form: Self.answer).status == 303)
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM intake") } == 0)
        let row = try await site.read { db in
            try #require(try db.first("SELECT source, state, neighbourhood_id FROM buddy_request"))
        }
        #expect(try row("source", as: String.self) == "deur" && row("state", as: String.self) == "nieuw")
        #expect(try row("neighbourhood_id", as: String?.self) == "n1")
        // The words lie sealed, and only this centre reads them.
        let dump = try await site.read { db in
            try db.rows("SELECT * FROM buddy_request").map { "\($0.values)" }.joined()
        }
        #expect(!dump.contains("Kanarie"))
        let page = await site.get("/centrale/maatjes/aanvragen/1", as: .broker)
        #expect(page.body.contains("Kanarie Bewoner") && page.body.contains("aan de deur gevraagd"))
        #expect(await site.get("/centrale/maatjes/aanvragen/1", as: .otherBroker).status == 404)
        #expect(try await rig.tasks(.broker).contains("Maatjes: bel wie iets aanvroeg"))
        try await choose(rig)
        // The same press once more, as on a bad line, asks nothing twice.
        _ = await site.post(path, form: Self.answer)
        #expect(try await site.read { try $0.count("SELECT COUNT(*) FROM buddy_request") } == 1)
    }

    /// Another kind than the first of the list; never one of another municipality.
    private func choose(_ rig: RoundRig) async throws {
        let site = rig.site
        #expect(
            await site.post("/centrale/maatjes/soorten/klaar", form: [("gemeente", "GM9998")], as: .otherBroker).status
                == 303)
        func kind(_ code: String) async throws -> (id: String, number: Int) {
            try await site.read { db in
                let row = try #require(
                    try db.first(
                        "SELECT id, number FROM buddy_kind WHERE municipality_code = \(code) ORDER BY number DESC"))
                return (try row("id"), try row("number"))
            }
        }
        let list = "/centrale/maatjes/aanvragen/1/lijst"
        let (strange, own) = (try await kind("GM9998"), try await kind("GM9999"))
        #expect(await site.post(list, form: [("soort", String(strange.number))], as: .broker).status == 404)
        #expect(await site.post(list, form: [("soort", String(own.number))], as: .broker).status == 303)
        let now = try await site.read { db in try db.value("SELECT kind_id FROM buddy_request", as: String.self) }
        #expect(now == own.id)
    }
}
