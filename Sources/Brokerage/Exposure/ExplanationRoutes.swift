import Community
import Core
import Formats
import Matching
import Storage
import Web

/// What the page of explanation shows that is kept in the database.
struct ExplanationView: Sendable {
    struct Place: Sendable {
        let code: String
        let name: String
        /// The last one; `nil` when nobody decided yet.
        let decision: FairExposure?
    }

    let places: [Place]
    let objections: AlgorithmObjection.Figures
    /// The centres that answer for it, and the address of the first.
    let contact: (name: String, email: String)?
    /// Whether people here are helped to a buddy, and pupils to a place.
    let hasBuddies: Bool
    let hasPupils: Bool

    init(now: Moment, in db: any SQLConnection) throws {
        let municipalities = try Places.served(in: db)
        places = try municipalities.map {
            Place(code: $0.code, name: $0.name, decision: try FairExposure.history(of: $0.code, in: db).first)
        }
        objections = try AlgorithmObjection.figures(now: now, in: db)
        let centres: [(name: String, email: String)] = try db.rows(
            """
            SELECT name, email FROM centre WHERE id IN (SELECT centre_id FROM municipality) ORDER BY name, id
            """
        ).map { (try $0("name"), try $0("email")) }
        contact = centres.first.map { (centres.map(\.name).joined(separator: ", "), $0.email) }
        hasBuddies = try db.exists("SELECT 1 FROM buddy_kind LIMIT 1")
        hasPupils = try db.exists("SELECT 1 FROM pupil_round LIMIT 1")
    }
}

/// The explanation everyone can read, and the same for the register of algorithms.
struct ExplanationRoutes: Sendable {
    static let page = "/vacatures/uitleg"
    static let file = "/vacatures/uitleg/register.json"

    let house: House
    let weights: RankWeights

    func register(_ routes: Routes) {
        routes.get(Self.page, access: .everyone) { visit in
            let view = try await view(visit)
            return ExplanationPage(
                visit: visit, explanation: Explanation(t: visit.t, weights: weights), places: view.places,
                objections: view.objections
            ).reply
        }
        routes.get(Self.file, access: .everyone) { visit in
            let view = try await view(visit)
            let json = AlgorithmRegister(
                explanation: Explanation(t: visit.t, weights: weights), view: view, origin: house.origin
            ).json
            return .download(json.bytes(pretty: true), name: "algoritmeregister.json", type: "application/json")
        }
    }

    private func view(_ visit: Visit) async throws -> ExplanationView {
        try await house.database.read { [now = visit.now] db in try ExplanationView(now: now, in: db) }
    }
}
