import Community
import Core
import Services
import Storage
import Web

/// What a list of the desk shows: from the address.
struct BuddyListFilter: Sendable {
    let kind: Int?
    let area: String?
    let state: String?
    /// The key of the last of the page before.
    let after: String?
    static let size = 50

    init(_ query: Query) {
        kind = query.int("soort")
        area = query.text("buurt")
        state = query.text("stand")
        after = query.text("na")
    }
}
