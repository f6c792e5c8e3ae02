package import Core

/// A set of choices of which each has a bit in the ranking and a code in addresses, forms and columns.
package protocol CodedChoice: RawRepresentable<String>, CaseIterable, Sendable, Hashable {
    /// As a choice in a form, with a capital.
    var label: Text { get }
}

extension CodedChoice {
    /// Its place in the ranking's sets; only for use in memory, because it moves when a choice comes in between.
    package var bit: UInt64 {
        var bit: UInt64 = 1
        for choice in Self.allCases {
            if choice == self { return bit }
            bit <<= 1
        }
        return 0
    }

    /// The choices whose bits are set, in their own order.
    package static func choices(_ bits: UInt64) -> [Self] { allCases.filter { bits & $0.bit != 0 } }

    /// The set of these choices, for the ranking.
    package static func bits(_ choices: some Sequence<Self>) -> UInt64 { choices.reduce(0) { $0 | $1.bit } }

    /// As one column keeps them: codes with commas between. Codes nobody knows any more are left out.
    package static func decode(_ text: String) -> [Self] {
        text.split(separator: ",").compactMap { Self(rawValue: String($0)) }
    }

    /// The column that `decode` reads.
    package static func encode(_ choices: [Self]) -> String { choices.map(\.rawValue).joined(separator: ",") }
}

/// What someone is good at, and what comes in handy in a piece of work: never a condition.
package enum Skill: String, CodedChoice {
    case cooking = "koken"
    case gardening = "tuinieren"
    case repairing = "klussen"
    case computers = "computers"
    case writing = "schrijven"
    case numbers = "rekenen"
    case listening = "luisteren"
    case hosting = "ontvangen"
    case organising = "organiseren"
    case explaining = "uitleggen"
    case music = "muziek"
    case crafting = "creatief"
    case sports = "sport"
    case animals = "dieren"
    case caring = "zorgen"
    case driving = "rijden"
    case images = "beeld"
    case translating = "vertalen"

    package var label: Text {
        switch self {
        case .cooking: Text("Koken en bakken")
        case .gardening: Text("Tuinieren")
        case .repairing: Text("Klussen en repareren")
        case .computers: Text("Werken met computers")
        case .writing: Text("Schrijven")
        case .numbers: Text("Rekenen en geld bijhouden")
        case .listening: Text("Luisteren")
        case .hosting: Text("Mensen ontvangen")
        case .organising: Text("Organiseren")
        case .explaining: Text("Uitleggen")
        case .music: Text("Muziek maken")
        case .crafting: Text("Tekenen en maken")
        case .sports: Text("Sporten")
        case .animals: Text("Omgaan met dieren")
        case .caring: Text("Voor iemand zorgen")
        case .driving: Text("Autorijden")
        case .images: Text("Foto en film")
        case .translating: Text("Teksten vertalen")
        }
    }

    /// In the middle of a sentence, after “goed in”.
    package var words: Text {
        switch self {
        case .cooking: Text("koken en bakken")
        case .gardening: Text("tuinieren")
        case .repairing: Text("klussen en repareren")
        case .computers: Text("werken met computers")
        case .writing: Text("schrijven")
        case .numbers: Text("rekenen en geld bijhouden")
        case .listening: Text("luisteren")
        case .hosting: Text("mensen ontvangen")
        case .organising: Text("organiseren")
        case .explaining: Text("uitleggen")
        case .music: Text("muziek maken")
        case .crafting: Text("tekenen en maken")
        case .sports: Text("sporten")
        case .animals: Text("omgaan met dieren")
        case .caring: Text("voor iemand zorgen")
        case .driving: Text("autorijden")
        case .images: Text("foto en film")
        case .translating: Text("vertalen")
        }
    }
}
