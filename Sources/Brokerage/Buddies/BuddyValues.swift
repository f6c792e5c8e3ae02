import Core
import Storage
import Web

/// Languages people speak together, as bits. The place in the list is the bit: new ones come at the end.
struct BuddyLanguages: Sendable, Hashable, SQLConvertible {
    var bits: UInt32

    private static let known: [(code: String, label: Text)] =
        [SpokenLanguage.dutch, .english, .arabic, .turkish, .polish, .ukrainian, .tigrinya, .persian].map(named)
        + [("ber", Text("Berbers")), ("so", Text("Somalisch"))]
        + [SpokenLanguage.french, .spanish, .german, .papiamento].map(named) + [("gebaren", Text("Gebarentaal"))]

    private static func named(_ language: SpokenLanguage) -> (code: String, label: Text) {
        (language.rawValue, language.label)
    }

    init(bits: UInt32) { self.bits = bits & ((1 << UInt32(Self.known.count)) - 1) }
    init(codes: [String]) {
        var bits: UInt32 = 0
        for (index, item) in Self.known.enumerated() where codes.contains(item.code) { bits |= 1 << UInt32(index) }
        self.init(bits: bits)
    }

    var isEmpty: Bool { bits == 0 }
    var codes: [String] {
        Self.known.enumerated().filter { bits & (1 << UInt32($0.offset)) != 0 }.map(\.element.code)
    }
    /// Each language on its own.
    static var each: [BuddyLanguages] { known.indices.map { BuddyLanguages(bits: 1 << UInt32($0)) } }
    static var choices: [Field.Choice] { known.map { .init($0.code, $0.label) } }

    func words(_ t: Texts) -> String {
        Self.known.enumerated().filter { bits & (1 << UInt32($0.offset)) != 0 }.map { t($0.element.label) }
            .joined(separator: ", ")
    }

    var sqlValue: SQLValue { .integer(Int64(bits)) }
    init?(sqlValue: SQLValue) {
        guard let number = Int64(sqlValue: sqlValue), let bits = UInt32(exactly: number) else { return nil }
        self.init(bits: bits)
    }
}

/// Only where someone says so: a wish of who asks, and what a volunteer tells of themselves.
enum BuddyGender: String, Sendable, CaseIterable, SQLConvertible {
    case man
    case woman = "vrouw"

    var wish: Text {
        switch self {
        case .man: Text("Liefst een man")
        case .woman: Text("Liefst een vrouw")
        }
    }
    var label: Text {
        switch self {
        case .man: Text("Man")
        case .woman: Text("Vrouw")
        }
    }
}

/// How it goes, in one tick.
enum BuddyAnswer: String, Sendable, CaseIterable, SQLConvertible {
    case good = "goed"
    case better = "beter"
    case stop = "stoppen"

    var label: Text {
        switch self {
        case .good: Text("Het gaat goed")
        case .better: Text("Het kan beter")
        case .stop: Text("Ik wil stoppen")
        }
    }
}
