import Community
import Core
import Services
import Storage

/// The code of a pupil and the link of a parent: their only key. Kept sealed, so that a lost sheet can be printed again,
/// and found by hash.
struct PupilKeys: Sendable {
    enum Kind: String, Sendable, SQLConvertible {
        case pupil = "leerling", guardian = "ouder"
    }

    let house: House

    /// The key of this kind, made when there is none yet.
    func key(_ kind: Kind, of pupil: Pupil.Identity, in db: any SQLConnection) throws -> String {
        if let known = try find(kind, of: pupil, in: db) { return known }
        let secret = kind == .pupil ? PupilCode.make() : Secret.make()
        let hash = Secret.hash(PupilCode.bare(secret, kind))
        let sealed = try house.vault.seal(Array(secret.utf8), place: "pupil_key:" + hash)
        try db.run(
            "INSERT INTO pupil_key (hash, pupil_id, kind, sealed) VALUES (\(hash), \(pupil), \(kind), \(sealed))")
        return secret
    }

    /// The key that was made before; `nil` when there is none, or it was sealed by another site.
    func find(_ kind: Kind, of pupil: Pupil.Identity, in db: any SQLConnection) throws -> String? {
        guard let row = try db.first("SELECT hash, sealed FROM pupil_key WHERE pupil_id = \(pupil) AND kind = \(kind)")
        else { return nil }
        let plain = try? house.vault.open(try row("sealed"), place: "pupil_key:" + (try row("hash", as: String.self)))
        return plain.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Makes the key worthless; the next `key` is another.
    func revoke(_ kind: Kind, of pupil: Pupil.Identity, in db: any SQLConnection) throws {
        try db.run("DELETE FROM pupil_key WHERE pupil_id = \(pupil) AND kind = \(kind)")
    }

    /// Whose key it is.
    static func pupil(_ secret: String, _ kind: Kind, in db: any SQLConnection) throws -> Pupil? {
        try db.first(
            """
            SELECT p.* FROM pupil_key k JOIN pupil p ON p.id = k.pupil_id
            WHERE k.hash = \(Secret.hash(PupilCode.bare(secret, kind))) AND k.kind = \(kind) AND p.erased_at IS NULL
            """
        ).map(Pupil.init(row:))
    }
}

/// `K7QF-2MRT-XW9D`: sixty bits in signs that nobody mixes up.
enum PupilCode {
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")

    static func letters(_ count: Int) -> String {
        var random = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in alphabet[Int(random.next(upperBound: UInt64(alphabet.count)))] })
    }

    static func make() -> String { [letters(4), letters(4), letters(4)].joined(separator: "-") }

    /// As it is compared: small letters, spaces and missing dashes are no fault.
    static func bare(_ text: String, _ kind: PupilKeys.Kind) -> String {
        kind == .guardian ? text : text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    /// As it is written; `nil` when it cannot be a code.
    static func written(_ text: String) -> String? {
        let bare = bare(text, .pupil)
        guard bare.count == 12, bare.allSatisfy(alphabet.contains) else { return nil }
        let signs = Array(bare)
        return [signs[0..<4], signs[4..<8], signs[8..<12]].map { String($0) }.joined(separator: "-")
    }
}
