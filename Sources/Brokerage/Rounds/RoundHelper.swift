import Community
import Core
import Services
import Storage
import Web

/// Somebody who talks with people, or walks past doors: no account, a secret link that opens the own share only.
struct RoundHelper: Sendable {
    typealias Identity = ID<RoundHelper>

    let id: Identity
    let number: Int
    let trajectory: Trajectory.Identity?
    let round: DoorRound.Identity?
    let municipality: String
    let organisation: Organisation.Identity?
    let name: String
    let email: String?
    let phone: String?
    let keyHash: String?
    let sealedKey: [UInt8]?
    let createdAt: Moment
    let stoppedAt: Moment?

    var isActive: Bool { stoppedAt == nil }
    var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        trajectory = try row("trajectory_id")
        round = try row("round_id")
        municipality = try row("municipality_code")
        organisation = try row("organisation_id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        keyHash = try row("key_hash")
        sealedKey = try row("key_sealed")
        createdAt = try row("created_at")
        stoppedAt = try row("stopped_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> RoundHelper? {
        try db.first("SELECT * FROM round_helper WHERE id = \(id)").map(RoundHelper.init(row:))
    }

    static func all(of trajectory: Trajectory.Identity, in db: any SQLConnection) throws -> [RoundHelper] {
        try db.rows("SELECT * FROM round_helper WHERE trajectory_id = \(trajectory) ORDER BY number").map(
            RoundHelper.init(row:))
    }

    static func all(of round: DoorRound.Identity, in db: any SQLConnection) throws -> [RoundHelper] {
        try db.rows("SELECT * FROM round_helper WHERE round_id = \(round) ORDER BY number").map(RoundHelper.init(row:))
    }

    /// Who holds this link, as long as it was not stopped.
    ///
    /// - Throws: `WebError.notFound` when nobody does.
    static func entered(by visit: Visit, in db: any SQLConnection) throws -> RoundHelper {
        let secret = try visit.parameter("sleutel")
        guard
            let helper = try db.first(
                "SELECT * FROM round_helper WHERE key_hash = \(Secret.hash(secret)) AND stopped_at IS NULL"
            ).map(RoundHelper.init(row:))
        else { throw WebError.notFound }
        return helper
    }
}

/// The link of a helper: found by hash, kept sealed so that it can be shown once more to whoever lost it.
struct RoundKeys: Sendable {
    let house: House

    static func path(_ secret: String) -> String { "/ronde/" + secret.percentEncoded }
    private static func place(_ hash: String) -> String { "round_helper.key " + hash }

    /// Gives the helper a new link; the old one no longer opens anything.
    func renew(_ helper: RoundHelper.Identity, in db: any SQLConnection) throws -> String {
        let secret = Secret.make()
        let hash = Secret.hash(secret)
        let sealed = try house.vault.seal(Array(secret.utf8), place: Self.place(hash))
        try db.run("UPDATE round_helper SET key_hash = \(hash), key_sealed = \(sealed) WHERE id = \(helper)")
        return secret
    }

    /// The link as it was made; `nil` when there is none, or another site sealed it.
    func secret(of helper: RoundHelper) -> String? {
        guard let hash = helper.keyHash, let sealed = helper.sealedKey,
            let plain = try? house.vault.open(sealed, place: Self.place(hash))
        else { return nil }
        return String(decoding: plain, as: UTF8.self)
    }
}
