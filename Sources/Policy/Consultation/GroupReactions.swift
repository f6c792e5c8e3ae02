import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer puts reactions under a theme, so that what belongs together is read together.
struct GroupReactions: Sendable {
    let house: House
    let visit: Visit

    static let form = Form([
        Field(
            "thema", Text("Thema"), hint: Text("Laat leeg om een reactie uit een thema te halen."), required: false,
            limit: 60)
    ])

    /// - Parameter theme: an existing name or a new one; empty takes the reactions out of their theme.
    func perform(_ numbers: [Int], theme: String) async throws -> (PolicyCycle, Consultation) {
        try await house.database.write { [visit, house] db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            try it.requireOpen()
            let id = theme.isEmpty ? nil : try Self.theme(theme, of: it.id, now: visit.now, in: db)
            try db.run(
                """
                UPDATE policy_reaction SET theme_id = \(id) WHERE consultation_id = \(it.id)
                AND number IN (\(list: numbers))
                """)
            try db.run(
                """
                DELETE FROM policy_consultation_theme WHERE consultation_id = \(it.id) AND NOT EXISTS
                    (SELECT 1 FROM policy_reaction r WHERE r.theme_id = policy_consultation_theme.id)
                """)
            try house.record(
                Audit.Event(
                    "reacties-gegroepeerd", "raadpleging", it.id.text, municipality: it.municipality,
                    details: ["aantal": .int(numbers.count)]), by: visit, in: db)
            return (cycle, it)
        }
    }

    static func theme(_ name: String, of it: Consultation.Identity, now: Moment, in db: any SQLConnection) throws
        -> String
    {
        let known = try db.value(
            "SELECT id FROM policy_consultation_theme WHERE consultation_id = \(it) AND name = \(name)",
            as: String.self)
        if let known { return known }
        let id = UUIDv7.make(at: now)
        try db.run(
            "INSERT INTO policy_consultation_theme (id, consultation_id, name) VALUES (\(id), \(it), \(name))")
        return id
    }
}
