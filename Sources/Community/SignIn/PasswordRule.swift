import Core
import Services

/// What makes a password too easy: too short, known to everybody, or about the person or the site.
///
/// Length counts, character classes do not (NIST SP 800-63B, 5.1.1.2). What remains after the well-known words, the
/// digits and the marks are taken out must still be a few letters long.
enum PasswordRule {
    static let longest = 200

    /// What is wrong, in a sentence that says what to do.
    ///
    /// - Parameters:
    ///   - email: the person's own address.
    ///   - place: the name of the site's municipality or region.
    static func problem(_ password: String, email: String?, place: String) -> Text? {
        guard password.count >= Passwords.minimumLength else {
            return Text("Neem ten minste \(Passwords.minimumLength) tekens. Een zin van vier woorden werkt goed.")
        }
        guard password.count <= longest else { return Text("Maak dit korter: hoogstens \(longest) tekens.") }
        let plain = TextFolding.fold(password)
        if ownWords(email: email, place: place).contains(where: { plain.contains($0) }) {
            return Text("Zet je e-mailadres, de naam van de plaats of Inzet niet in je wachtwoord.")
        }
        // Everybody knows the trick with 0 for o and @ for a.
        if isGuessable(plain) || isGuessable(TextFolding.fold(spelledOut(password))) {
            return Text("Dit wachtwoord is makkelijk te raden. Neem vier losse woorden.")
        }
        return nil
    }

    private static func ownWords(email: String?, place: String) -> [String] {
        let local = email.map { TextFolding.fold(String($0.prefix { $0 != "@" })) } ?? ""
        let names = TextFolding.words(place) + TextFolding.words(local) + [local, "inzet"]
        return names.filter { $0.count >= 4 }
    }

    private static func isGuessable(_ plain: String) -> Bool {
        var rest = plain
        for word in CommonPasswords.words { rest = rest.replacing(word, with: " ") }
        let letters = rest.filter(\.isLetter)
        return letters.count < 4 || Set(letters).count < 3 || isMostlyRuns(plain)
    }

    private static func spelledOut(_ password: String) -> String { String(password.map { letters[$0] ?? $0 }) }

    private static let letters: [Character: Character] = [
        "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t",
    ]

    /// Whether more than half of the characters follow from the one before: `aaaa`, `abcd`, `9876`.
    private static func isMostlyRuns(_ plain: String) -> Bool {
        let values = plain.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).filter { abs($0.0 - $0.1) <= 1 }.count
        return steps * 2 > values.count
    }
}
