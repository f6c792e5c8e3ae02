import Community
import Core
import Services

/// The ways into a session. Links are made from the site's own key, so that they can be shown and mailed again while
/// the database holds their hash only.
struct TypeTestSecrets: Sendable {
    let house: House

    /// For everyone in the room.
    func link(_ session: TypeTestSession.Identity) -> String { house.vault.sign("typetest|\(session.text)") }
    /// For one mail address.
    func invitation(_ id: String) -> String { house.vault.sign("typetest-uitnodiging|\(id)") }

    func openPath(_ session: TypeTestSession.Identity) -> String { "/typetest/" + link(session) }
    static func ownPath(_ secret: String) -> String { "/typetest/mijn/" + secret }
}

/// The short code for a room: read from a screen, typed on a phone.
enum TypeTestCode {
    /// No vowels, so that no words come out; nothing that looks like something else.
    private static let letters = Array("BCDFGHJKMNPQRSTVWXZ23456789")
    static let length = 6

    static func make() -> String {
        var random = SystemRandomNumberGenerator()
        return String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
    }

    /// As typed, in the form in which codes are kept: small letters, spaces and dashes do no harm.
    static func plain(_ typed: String) -> String {
        String(typed.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(20))
    }

    /// In two groups, for reading aloud.
    static func spoken(_ code: String) -> String { code.prefix(3) + " " + code.dropFirst(3) }
}
