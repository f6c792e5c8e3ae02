import Brokerage
import Core
import Storage
import Testing

/// What the search remembers never outlives a change: each step looks, so that the page is remembered, and looks again.
struct ShelfTests {
    private let path = "/vacatures?q=taalmaatje"

    @Test func `a placement shows at once`() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 1)
        try await rig.site.town.brokerage.start()
        #expect(await !rig.site.get(path).body.contains("Wachtlijst"))
        _ = try await rig.apply()
        _ = await rig.answer(1, "uitnodigen", text: "Kom langs.")
        #expect(await !rig.site.get(path).body.contains("Wachtlijst"))
        #expect(await rig.answer(1, "plaatsen").status == 303)
        #expect(await rig.site.get(path).body.contains("Wachtlijst"))
        #expect(await rig.site.get("/api/v1" + path).body.contains("\"plekkenVrij\":0"))
    }

    @Test func `a transaction that is rolled back tells nothing`() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 1)
        try await rig.site.town.brokerage.start()
        let first = await rig.site.get(path).body.contains("Taalmaatje")
        struct Change: Error {}
        await #expect(throws: Change.self) {
            try await rig.site.write { db in
                try db.run("UPDATE vacancy SET title = 'Anders'")
                try db.notify("vacancy", "v1")
                throw Change()
            }
        }
        #expect(first)
        #expect(await rig.site.get(path).body.contains("Taalmaatje"))
    }
}
