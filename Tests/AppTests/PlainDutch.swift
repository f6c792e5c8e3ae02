/// Signs that a Dutch text is harder than level B1: long sentences, and words of the office.
enum PlainDutch {
    /// In a sentence. Longer ones can nearly always be two.
    static let mostWords = 25

    /// Words with a plain twin, and the polite form where the site says `je`.
    static let avoided: Set<String> = [
        "aangaande", "aldaar", "alsmede", "alsook", "alvorens", "betreffende", "conform", "derhalve", "desgewenst",
        "dienaangaande", "doch", "faciliteren", "gaarne", "geschiedt", "geschieden", "hieromtrent", "indien",
        "ingevolge",
        "inzake", "jegens", "middels", "mits", "niettegenstaande", "nochtans", "ofschoon", "omtrent", "reeds", "tenzij",
        "teneinde", "tevens", "thans", "u", "uw", "uzelf", "voornemens", "voorts", "wederom", "woonachtig", "zulks",
    ]
    /// Names of things that hold such a word.
    static let names = ["verklaring omtrent het gedrag"]

    /// What to change in `text`, empty when it is plain.
    static func problems(in text: String) -> [String] {
        var problems: [String] = []
        for sentence in sentences(in: text) {
            let count = sentence.split(whereSeparator: \.isWhitespace).count
            if count > mostWords { problems.append("\(count) words: \(sentence)") }
        }
        var lower = text.lowercased()
        for name in names { lower.replace(name, with: "") }
        // Cut at everything that is no letter, so that `mail.uw` and a name such as `u2` do not hide or make a word.
        let words = Set(lower.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        problems += words.intersection(avoided).sorted().map { "“\($0)” in: \(text)" }
        return problems
    }

    /// A full stop ends a sentence only before a space, so that `www.voorbeeld.nl` and `1.5` stay whole.
    static func sentences(in text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        var ended = false
        for character in text {
            if character == "\n" || (ended && character.isWhitespace) {
                sentences.append(current)
                current = ""
            } else {
                current.append(character)
            }
            ended = ".!?".contains(character)
        }
        sentences.append(current)
        return sentences.filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
