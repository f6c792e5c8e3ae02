package import Community
import Core
package import Storage

/// Stepping into the shoes of who has no account: a pupil with a code, a parent with a link. In a demo only.
package struct PupilDemoDoors: Sendable {
    package enum Door: String, Sendable, CaseIterable {
        /// Choosing now.
        case pupil = "leerling"
        /// Of the round before: with a place, hours and a proof.
        case placed = "leerling-met-plek"
        /// Was asked for a yes and did not answer.
        case guardian = "ouder"
    }

    package static let teacherEmail = "ilse@veenlanden.waterveen.example"
    package static let teacherName = "Ilse Brandsma"

    private let house: House
    package init(house: House) { self.house = house }

    /// The page behind this door and the name of who goes through; `nil` when the demo has nobody like that.
    package func open(_ door: Door, in db: any SQLConnection) throws -> (name: String, path: String)? {
        guard let pupil = try pupil(door, in: db).map(Pupil.init(row:)) else { return nil }
        let keys = PupilKeys(house: house)
        switch door {
        case .pupil, .placed:
            return (pupil.firstName, "/stage/leerling/" + (try keys.key(.pupil, of: pupil.id, in: db)))
        case .guardian:
            return (pupil.firstName, "/stage/ouder/" + (try keys.key(.guardian, of: pupil.id, in: db)))
        }
    }

    private func pupil(_ door: Door, in db: any SQLConnection) throws -> Row? {
        switch door {
        case .pupil:
            try db.first(
                """
                SELECT p.* FROM pupil_round r JOIN pupil p ON p.round_id = r.id
                WHERE r.state = \(PupilRound.State.open) AND p.erased_at IS NULL AND p.group_id IS NULL
                AND (p.under_16 = \(false) OR p.consent_at IS NOT NULL)
                AND (SELECT COUNT(*) FROM pupil_wish w WHERE w.owner_id = p.id) = 4 ORDER BY p.number LIMIT 1
                """)
        case .placed:
            try db.first(
                """
                SELECT p.* FROM pupil_round r JOIN pupil p ON p.round_id = r.id
                JOIN pupil_placement m ON m.pupil_id = p.id AND m.ended_at IS NULL
                WHERE r.state = \(PupilRound.State.published) AND p.erased_at IS NULL AND m.wish > 1
                AND (SELECT SUM(h.minutes) FROM pupil_hours h WHERE h.placement_id = m.id
                    AND h.state = \(PupilHours.State.agreed)) >= r.hours * 60 ORDER BY p.number LIMIT 1
                """)
        case .guardian:
            try db.first(
                """
                SELECT p.* FROM pupil_round r JOIN pupil p ON p.round_id = r.id
                WHERE r.state = \(PupilRound.State.open) AND p.erased_at IS NULL AND p.under_16 = \(true)
                AND p.consent_at IS NULL AND p.refused_at IS NULL ORDER BY p.number LIMIT 1
                """)
        }
    }
}
