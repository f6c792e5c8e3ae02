import Community
import Core
import Storage

@testable import Brokerage

/// What teachers and the centre do for pupils whose round went otherwise.
extension SimWorld {
    private struct One: Sendable {
        let number: Int
        let classID: String
        let round: Int
    }

    /// Pupils of published rounds that satisfy a condition on `p`.
    private func pupils(_ condition: SQL) async throws -> [One] {
        try await site.read { [today] db in
            try db.rows(
                """
                SELECT p.number, p.class_id, r.number AS round_number FROM pupil p JOIN pupil_round r ON r.id = p.round_id
                WHERE r.state = 'bekend' AND p.erased_at IS NULL AND r.last_day >= \(today) AND \(condition)
                ORDER BY p.number
                """
            ).map { One(number: try $0("number"), classID: try $0("class_id"), round: try $0("round_number")) }
        }
    }

    private func tick(_ word: String, _ pupil: One, _ more: [(String, String)] = [], act: String) async {
        await post(
            "/school/1/klassen/\(pupil.classID)/\(word)", [(word, String(pupil.number))] + more, as: .researcher, act)
    }

    func settle(_ role: Role) async throws {
        let placeless: SQL =
            "NOT EXISTS (SELECT 1 FROM pupil_placement m WHERE m.pupil_id = p.id AND m.ended_at IS NULL)"
        let left = try await pupils("\(placeless) AND p.own_way_at IS NULL")
        if let pupil = one(left), chance(15) { await tick("regelt-zelf", pupil, act: "regelt zelf") }
        if let pupil = one(try await pupils("p.own_way_at IS NOT NULL")), chance(10) {
            await tick("zoekt-weer", pupil, act: "zoekt weer")
        }
        if let pupil = one(left), chance(25) { try await byHand(pupil, takesAway: false, role) }
        let placed = try await pupils("NOT (\(placeless))")
        if let pupil = one(placed), chance(6) { try await byHand(pupil, takesAway: true, role) }
        if let pupil = one(placed), chance(40) {
            await tick("tekenen", pupil, chance(40) ? [("papier", "ja")] : [], act: "school tekent")
        }
        try await stoppedHours(role)
    }

    private func byHand(_ pupil: One, takesAway: Bool, _ role: Role) async throws {
        let places = try await texts(
            """
            SELECT p.id AS s FROM pupil_place p JOIN pupil_round r ON r.id = p.round_id
            WHERE p.state = 'goedgekeurd' AND r.number = \(pupil.round) ORDER BY p.number
            """)
        guard let place = takesAway ? "geen" : one(places) else { return }
        await post(
            "\(Self.stage)/rondes/\(pupil.round)/leerlingen/\(pupil.number)",
            [("plek", place), ("reden", "Past beter.")],
            as: role, takesAway ? "plek afgenomen" : "plek met de hand")
    }

    private func stoppedHours(_ role: Role) async throws {
        let waiting = try await site.read { db in
            try db.rows(
                """
                SELECT h.id, r.number FROM pupil_hours h JOIN pupil_placement m ON m.id = h.placement_id
                JOIN pupil_round r ON r.id = m.round_id JOIN organisation o ON o.id = h.organisation_id
                WHERE h.state = 'wacht' AND o.state = 'gestopt' ORDER BY h.day, h.id
                """
            ).map { (id: try $0("id", as: String.self), round: try $0("number", as: Int.self)) }
        }
        if let one = waiting.first, chance(20) {
            await post(
                "\(Self.stage)/rondes/\(one.round)/uren", [("uren", one.id), ("doe", "ja")], as: role,
                "uren van een gestopte")
        }
    }
}
