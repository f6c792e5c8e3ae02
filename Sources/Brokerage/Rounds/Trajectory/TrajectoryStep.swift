import Core
import Storage

/// The six steps of a trajectory, in order.
struct TrajectoryStep: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case prepare = "voorbereiden", train = "trainen", talk = "gesprekken", gather = "samenbrengen"
        case match = "koppelen", follow = "opvolgen"

        var label: Text {
            switch self {
            case .prepare: Text("Voorbereiden")
            case .train: Text("Gespreksvoerders trainen")
            case .talk: Text("Gesprekken voeren")
            case .gather: Text("Uitkomsten samenbrengen")
            case .match: Text("Mensen en werk koppelen")
            case .follow: Text("Opvolgen")
            }
        }

        var hint: Text {
            switch self {
            case .prepare: Text("Doel kiezen, de lijst maken, mensen vragen die willen praten met anderen.")
            case .train: Text("Samen oefenen: vragen, luisteren, niet overhalen.")
            case .talk: Text("Elke gespreksvoerder spreekt een paar mensen die hij of zij kent.")
            case .gather: Text("Wat willen mensen? Wat valt op? Bespreek het met elkaar.")
            case .match: Text("Iedereen die iets wil, krijgt een vervolg.")
            case .follow: Text("Vraag na een tijd of mensen begonnen zijn en of het bevalt.")
            }
        }

        /// Days after the start on which the step is done, as a first proposal.
        var proposedDay: Int {
            switch self {
            case .prepare: 14
            case .train: 28
            case .talk: 63
            case .gather: 70
            case .match: 91
            case .follow: 154
            }
        }
    }

    let kind: Kind
    let day: Day?
    let who: String
    let doneAt: Moment?

    /// All six, in order; one that nobody filled in has no day.
    static func all(of trajectory: Trajectory.Identity, in db: any SQLConnection) throws -> [TrajectoryStep] {
        let rows = try db.rows("SELECT * FROM trajectory_step WHERE trajectory_id = \(trajectory)")
        let known = try rows.map { row in
            TrajectoryStep(
                kind: try row("step"), day: try row("day"), who: try row("who"), doneAt: try row("done_at"))
        }
        return Kind.allCases.map { kind in
            known.first { $0.kind == kind } ?? TrajectoryStep(kind: kind, day: nil, who: "", doneAt: nil)
        }
    }

    func save(for trajectory: Trajectory.Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO trajectory_step (trajectory_id, step, day, who, done_at)
            VALUES (\(trajectory), \(kind), \(day), \(who), \(doneAt))
            ON CONFLICT (trajectory_id, step) DO UPDATE SET day = \(day), who = \(who), done_at = \(doneAt)
            """)
    }
}
