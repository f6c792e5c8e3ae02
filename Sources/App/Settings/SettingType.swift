/// How the values of one kind are read and written.
package struct SettingType<Value: Sendable>: Sendable {
    /// What it must be, such as `a whole number from 1 to 65535`, in both languages.
    let english: String
    let dutch: String
    let shape: SettingShape
    let read: @Sendable (SettingText) throws(SettingFault) -> Value
    /// The value as it stands in a settings file.
    let spell: @Sendable (Value) -> String
}

/// Which texts a setting takes.
package enum SettingShape: Sendable {
    case one, list, pairs
    /// A secret in a file, or given itself in the environment.
    case secret
    /// A secret that must be in a file, because others read it there.
    case secretFile
}

extension SettingType {
    /// A type that is read from one text. `read` gives `nil` for what it cannot be.
    static func plain(
        _ english: String, _ dutch: String, spell: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) -> Value?
    ) -> SettingType {
        SettingType(
            english: english, dutch: dutch, shape: .one,
            read: { text throws(SettingFault) in
                guard case .one(let word) = text else { throw SettingFault("must be \(english), not a list.") }
                guard let value = read(word) else { throw SettingFault("must be \(english), not '\(word)'.") }
                return value
            }, spell: spell)
    }
}

extension SettingType where Value == String {
    /// - Parameter isRight: whether the text, without spaces around it, is what it must be.
    static func text(
        _ english: String = "text", _ dutch: String = "tekst",
        isRight: @escaping @Sendable (String) -> Bool = { !$0.isEmpty && $0.utf8.count <= 500 }
    ) -> SettingType {
        .plain(english, dutch, spell: YAMLWord.spell) { isRight($0) && !$0.contains(where: \.isNewline) ? $0 : nil }
    }

    static var file: SettingType { .text("a file", "bestand") }
    static var folder: SettingType { .text("a folder", "map") }
}

extension SettingType where Value == Int {
    static func number(_ range: ClosedRange<Int>) -> SettingType {
        .plain(
            "a whole number from \(range.lowerBound) to \(range.upperBound)",
            "getal van \(range.lowerBound) tot en met \(range.upperBound)", spell: { String($0) }
        ) { text in
            guard let number = Int(text), range.contains(number) else { return nil }
            return number
        }
    }

    /// A time of the day as minutes: `02:30`.
    static var timeOfDay: SettingType {
        .plain(
            "a time such as 02:30", "tijd zoals 02:30",
            spell: { minutes in
                let hour = String(100 + minutes / 60).dropFirst()
                return "\"\(hour):\(String(100 + minutes % 60).dropFirst())\""
            }
        ) { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = UInt8(parts[0]), hour < 24,
                let minute = UInt8(parts[1]), minute < 60
            else { return nil }
            return Int(hour) * 60 + Int(minute)
        }
    }
}

extension SettingType where Value == Bool {
    static var flag: SettingType {
        .plain("yes or no", "yes of no", spell: { $0 ? "yes" : "no" }) { text in
            switch text.lowercased() {
            case "yes", "true", "on": true
            case "no", "false", "off": false
            default: nil
            }
        }
    }
}

extension SettingType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few words.
    static var choice: SettingType {
        let words = Value.allCases.map(\.rawValue)
        return .plain(
            words.joined(separator: " or "), words.joined(separator: " of "), spell: { YAMLWord.spell($0.rawValue) }
        ) { Value(rawValue: $0) }
    }
}
