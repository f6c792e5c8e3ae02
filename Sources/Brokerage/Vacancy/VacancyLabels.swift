package import Core
package import Storage

/// For or with whom the work is.
package enum TargetGroup: String, Sendable, CaseIterable, SQLConvertible {
    case kinderen, jongeren, volwassenen, ouderen, nieuwkomers
    case beperking = "mensen-met-beperking"
    case mantelzorgers, gezinnen, dieren, iedereen

    package var label: Text {
        switch self {
        case .kinderen: Text("Kinderen")
        case .jongeren: Text("Jongeren")
        case .volwassenen: Text("Volwassenen")
        case .ouderen: Text("Ouderen")
        case .nieuwkomers: Text("Nieuwkomers")
        case .beperking: Text("Mensen met een beperking")
        case .mantelzorgers: Text("Mantelzorgers")
        case .gezinnen: Text("Gezinnen")
        case .dieren: Text("Dieren")
        case .iedereen: Text("Iedereen")
        }
    }

    /// The groups as one column keeps them: codes with commas between.
    package static func decode(_ text: String) -> [TargetGroup] {
        text.split(separator: ",").compactMap { TargetGroup(rawValue: String($0)) }
    }
    package static func encode(_ groups: [TargetGroup]) -> String { groups.map(\.rawValue).joined(separator: ",") }
}

/// How the work comes back.
package enum Rhythm: String, Sendable, CaseIterable, SQLConvertible {
    case once = "eenmalig"
    case project = "project"
    case regular = "regelmatig"
    case flexible = "flexibel"

    package var label: Text {
        switch self {
        case .once: Text("Eenmalig")
        case .project: Text("Een project met een eind")
        case .regular: Text("Regelmatig")
        case .flexible: Text("Jij bepaalt")
        }
    }

    /// The bit under which the search keeps it.
    package var bit: UInt8 { 1 << UInt8(Self.allCases.firstIndex(of: self) ?? 0) }
}

/// Parts of the week: 28 bits, weekday × 4 + part of the day, Monday morning first.
package struct WeekMoments: Sendable, Hashable, SQLConvertible {
    package var bits: UInt32
    package init(bits: UInt32) { self.bits = bits & 0x0FFF_FFFF }

    package static let days = ["ma", "di", "wo", "do", "vr", "za", "zo"]
    package static let parts = ["ochtend", "middag", "avond", "nacht"]

    package init(codes: [String]) {
        self.init(bits: codes.reduce(0) { $0 | (Self.bit($1) ?? 0) })
    }

    /// The bit of a code such as `di-avond`.
    package static func bit(_ code: String) -> UInt32? {
        let halves = code.split(separator: "-")
        guard halves.count == 2, let day = days.firstIndex(of: String(halves[0])),
            let part = parts.firstIndex(of: String(halves[1]))
        else { return nil }
        return 1 << UInt32(day * 4 + part)
    }

    package var codes: [String] {
        (0..<28).filter { bits & (1 << UInt32($0)) != 0 }.map { Self.days[$0 / 4] + "-" + Self.parts[$0 % 4] }
    }

    package var isEmpty: Bool { bits == 0 }

    package var sqlValue: SQLValue { .integer(Int64(bits)) }
    package init?(sqlValue: SQLValue) {
        guard let number = Int64(sqlValue: sqlValue), let bits = UInt32(exactly: number) else { return nil }
        self.init(bits: bits)
    }

    /// In words: `dinsdagavond en zaterdagmiddag`, at most `limit` of them.
    package func words(_ t: Texts, limit: Int = 4) -> String {
        let all = (0..<28).filter { bits & (1 << UInt32($0)) != 0 }.map { index in
            t.language == .dutch
                ? t.weekday(index / 4) + Self.parts[index % 4]
                : t.weekday(index / 4) + " " + t(Self.partLabel(index % 4))
        }
        let shown = all.prefix(limit)
        let rest = all.count - shown.count
        let list =
            shown.count > 1 && rest == 0
            ? shown.dropLast().joined(separator: ", ") + " " + t("en") + " " + (shown.last ?? "")
            : shown.joined(separator: ", ")
        return rest > 0 ? list + " " + t("en nog \(rest)") : list
    }

    package static func partLabel(_ part: Int) -> Text {
        switch part {
        case 0: Text("ochtend")
        case 1: Text("middag")
        case 2: Text("avond")
        default: Text("nacht")
        }
    }
}

/// Things that are good to know before someone looks further.
package enum VacancyMark: String, Sendable, CaseIterable {
    case fromHome = "thuis"
    case goodToStart = "starten"
    case learningDutch = "taal"
    case wheelchair = "rolstoel"

    package var label: Text {
        switch self {
        case .fromHome: Text("Vanuit huis")
        case .goodToStart: Text("Goed om mee te beginnen")
        case .learningDutch: Text("Ook als je Nederlands leert")
        case .wheelchair: Text("Rolstoeltoegankelijk")
        }
    }

    /// The bit under which the search keeps it.
    package var bit: UInt16 { 1 << UInt16(Self.allCases.firstIndex(of: self) ?? 0) }
}
