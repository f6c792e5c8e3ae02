import Community
import Core
import Services
import Storage

/// The board of a round: who may write and vote, and until when.
struct ChanceBoard: Sendable {
    enum State: String, Sendable, SQLConvertible {
        case collecting = "verzamelen"
        case voting = "stemmen"
        case closed = "gesloten"

        var label: Text {
            switch self {
            case .collecting: Text("kaartjes verzamelen")
            case .voting: Text("stemmen")
            case .closed: Text("gesloten")
            }
        }
    }

    let cycle: PolicyCycle.Identity
    let state: State
    /// What to type in a room to come to the board.
    let code: String
    /// Changes when the link is renewed.
    let nonce: String
    let until: Day?
    /// The version of the content with its themes.
    let contentVersion: Int
    let openedAt: Moment
    let closedAt: Moment?

    init(row: Row) throws {
        cycle = try row("cycle_id")
        state = try row("state")
        code = try row("code")
        nonce = try row("nonce")
        until = try row("until_day")
        contentVersion = try row("content_version")
        openedAt = try row("opened_at")
        closedAt = try row("closed_at")
    }

    /// The secret of the open link. It is not stored: the key of the site makes it again.
    static func secret(_ cycle: PolicyCycle.Identity, nonce: String, vault: Vault) -> String {
        vault.sign("kansenbord:\(cycle.text):\(nonce)")
    }

    func path(_ vault: Vault) -> String { "/kansen/" + Self.secret(cycle, nonce: nonce, vault: vault) }

    /// Six signs that nobody confuses: some 700 million codes, and few tries.
    static func makeCode() -> String {
        let signs = Array("ABCDEFGHJKMNPQRSTVWXYZ23456789")
        return String((0..<6).map { _ in signs[Int.random(in: 0..<signs.count)] })
    }

    /// As people type it: any case, with or without spaces.
    static func readCode(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }
}

/// One chance or threat on the board.
struct ChanceCard: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case chance, threat

        var label: Text {
            switch self {
            case .chance: Text("Kans")
            case .threat: Text("Bedreiging")
            }
        }
    }

    let id: String
    /// Within its board.
    let number: Int
    let theme: String
    let kind: Kind
    let text: String
    /// The participant who wrote it; `nil` for a card that officers made by merging.
    let guest: String?
    /// The card it was put together in.
    let mergedInto: String?
    /// Made from other cards.
    let isMerged: Bool
    /// Covered because it named a person.
    let isHidden: Bool

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        theme = try row("theme")
        kind = try row("kind")
        text = try row("body")
        guest = try row("guest_id")
        mergedInto = try row("merged_into")
        isMerged = try row("is_merged")
        isHidden = try row("hidden_at", as: Moment?.self) != nil
    }
}
