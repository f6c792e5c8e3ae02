import Community
import Core
import Services
import Storage

/// The short code on the card of a door: found by hash, kept sealed so that the card can be printed.
struct DoorCode: Sendable {
    let house: House

    private static func hash(_ bare: String) -> String { Secret.hash("deur:" + bare) }
    private static func place(_ hash: String) -> String { "door.code " + hash }

    /// Sixty bits, such as `K7QF-2MRT-XW9D`, because the code alone opens a page: with a thousand open doors and a
    /// thousand guesses a second, one hit takes longer than ten thousand years.
    func make(for door: Door.Identity, in db: any SQLConnection) throws -> String {
        let code = PupilCode.make()
        let hash = Self.hash(Self.bare(code))
        let sealed = try house.vault.seal(Array(code.utf8), place: Self.place(hash))
        try db.run("UPDATE door SET code_hash = \(hash), code_sealed = \(sealed) WHERE id = \(door)")
        return code
    }

    /// The code as it was made; `nil` when there is none, or another site sealed it.
    func read(_ door: Door) -> String? {
        guard let hash = door.codeHash, let sealed = door.sealedCode,
            let plain = try? house.vault.open(sealed, place: Self.place(hash))
        else { return nil }
        return String(decoding: plain, as: UTF8.self)
    }

    /// As it is compared: small letters, spaces and missing dashes are no fault.
    static func bare(_ text: String) -> String {
        text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    static func door(_ typed: String, in db: any SQLConnection) throws -> Door? {
        let bare = bare(typed)
        guard bare.utf8.count == 12 else { return nil }
        return try db.first("SELECT * FROM door WHERE code_hash = \(hash(bare))").map(Door.init(row:))
    }
}
