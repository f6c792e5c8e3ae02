import Core
import Storage
import Testing

@testable import Evaluation

/// An address list that does not fit in the book.
struct FullBookTests {
    /// Looks at three addresses and makes the book full but for `room`.
    private func look(_ rig: FieldRig, room: Int) async throws -> String {
        try await rig.paste("Dirk <dirk@voorbeeld.example>")
        try await rig.site.write { [id = rig.id] db in
            try db.run(
                "UPDATE survey_address SET number = \(AddressBook.most - room) WHERE survey_id = \(id)")
        }
        let look = await rig.site.post(
            rig.path("adressen/toevoegen/plakken"), form: [("lijst", FieldRig.three)], as: .researcher)
        #expect(look.status == 303)
        return look.location
    }

    @Test func `it is refused before it begins, with the numbers`() async throws {
        let rig = try await FieldRig()
        let path = try await look(rig, room: 2)
        let refused = await rig.site.post(path + "/overnemen", as: .researcher)
        #expect(refused.status == 400)
        #expect(refused.body.contains("deze lijst heeft er 3. Maak de lijst korter."))
        #expect(try await rig.addresses().count == 1)
        // It can still be thrown away.
        #expect(await rig.site.post(path + "/weg", as: .researcher).status == 303)
    }

    @Test func `what fits to the last place comes in`() async throws {
        let rig = try await FieldRig()
        let path = try await look(rig, room: 3)
        #expect(await rig.site.post(path + "/overnemen", as: .researcher).status == 303)
        #expect(try await rig.addresses().count == 4)
    }

    @Test func `a book that filled up meanwhile stops the list and says so`() async throws {
        let rig = try await FieldRig()
        let path = try await look(rig, room: 2)
        let list = String(try #require(path.split(separator: "/").last))
        try await rig.site.write { db in
            try db.run("UPDATE survey_intake SET state = \(Intake.State.running) WHERE id = \(list)")
        }
        try await TakeIntake(house: rig.house).run(list, now: rig.site.clock.now)
        let left = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM survey_intake WHERE content IS NOT NULL OR state = 'bezig'")
        }
        #expect(left == 0)
        #expect(try await rig.addresses().count == 1)
        let page = await rig.site.get(path, as: .researcher)
        #expect(page.header("refresh") == nil && page.body.contains(Texts.dutch(IntakeProblem.full.label)))
    }

    @Test func `no list stays longer than a week, whatever its state`() async throws {
        let rig = try await FieldRig()
        _ = try await look(rig, room: 2)
        try await rig.site.write { db in
            try db.run("UPDATE survey_intake SET state = \(Intake.State.running) WHERE content IS NOT NULL")
        }
        let rule = try #require(FieldworkPart(house: rig.house).retention.first { $0.id == "enquete-lijsten" })
        let now = rig.site.clock.now
        #expect(try await rig.site.write { db in try rule.apply(now - .days(7), now, db) } == 0)
        #expect(try await rig.site.write { db in try rule.apply(now + .seconds(1), now, db) } == 2)
    }
}
