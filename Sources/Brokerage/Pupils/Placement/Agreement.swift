import Community
import Core
import Formats
import Services
import Storage
import Web

/// Who agreed to a placement, and how: on line or on paper.
struct Signature: Sendable {
    enum Party: String, Sendable, CaseIterable, SQLConvertible {
        case pupil = "leerling", organisation = "organisatie", school = "school", guardian = "ouder"

        var label: Text {
            switch self {
            case .pupil: Text("Leerling")
            case .organisation: Text("Organisatie")
            case .school: Text("School")
            case .guardian: Text("Ouder of verzorger")
            }
        }

        /// A parent signs for whoever is under 16.
        static func needed(_ pupil: Pupil) -> [Party] { allCases.filter { $0 != .guardian || pupil.isUnder16 } }
    }

    enum Way: String, Sendable, SQLConvertible { case online, paper = "papier" }

    let party: Party
    let name: String
    let way: Way
    let signedAt: Moment

    init(row: Row) throws {
        party = try row("party")
        name = try row("name")
        way = try row("way")
        signedAt = try row("signed_at")
    }

    static func all(of placement: PupilPlacement.Identity, in db: any SQLConnection) throws -> [Signature] {
        try db.rows("SELECT * FROM pupil_signature WHERE placement_id = \(placement) ORDER BY signed_at, party").map(
            Signature.init(row:))
    }

    /// Signs once; a second time changes nothing.
    static func sign(
        _ placement: PupilPlacement, as party: Party, name: String, way: Way = .online, house: House, visit: Visit,
        in db: any SQLConnection
    ) throws {
        guard let round = try PupilRound.find(placement.round, in: db), round.state == .published else {
            throw WebError.notFound
        }
        let changed = try db.run(
            """
            INSERT INTO pupil_signature (placement_id, party, name, way, person_id, signed_at)
            VALUES (\(placement.id), \(party), \(name), \(way), \(visit.actor.person), \(visit.now))
            ON CONFLICT (placement_id, party) DO NOTHING
            """)
        guard changed == 1 else { return }
        try house.record(
            Audit.Event(
                "stageafspraak-getekend", "stageplaatsing", placement.id.text, municipality: placement.municipality,
                details: ["door": .string(party.rawValue), "hoe": .string(way.rawValue)]), by: visit, in: db)
    }
}
