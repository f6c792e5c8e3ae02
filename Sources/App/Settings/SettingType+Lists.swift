extension SettingType {
    /// More than one value. In the environment they stand with commas between them.
    static func list<Element: Sendable>(of inner: SettingType<Element>) -> SettingType where Value == [Element] {
        SettingType(
            english: "a list; each: \(inner.english)", dutch: "lijst van: \(inner.dutch)", shape: .list,
            read: { text throws(SettingFault) in
                let words: [String] =
                    switch text {
                    case .list(let words): words
                    case .one(let word): [word]
                    case .pairs, .secret: []
                    }
                guard !words.isEmpty else { throw SettingFault("must be a list; each: \(inner.english).") }
                var values: [Element] = []
                for word in words { values.append(try inner.read(.one(word))) }
                return values
            }, spell: { "[" + $0.map(inner.spell).joined(separator: ", ") + "]" })
    }
}

extension SettingType where Value == [String: [String]] {
    /// Names, each with the words it stands for.
    ///
    /// - Parameter words: the words that are known.
    static func names(for words: [String]) -> SettingType {
        let known = words.joined(separator: ", ")
        return SettingType(
            english: "names, each with one or more of \(known)", dutch: "namen, elk met een of meer van \(known)",
            shape: .pairs,
            read: { text throws(SettingFault) in
                guard case .pairs(let pairs) = text else {
                    throw SettingFault("must be names, each with one or more of \(known).")
                }
                var values: [String: [String]] = [:]
                for pair in pairs {
                    guard !pair.name.isEmpty, !pair.words.isEmpty else {
                        throw SettingFault("'\(pair.name)' must stand for one or more of \(known).")
                    }
                    for word in pair.words where !words.contains(word) {
                        throw SettingFault("'\(pair.name)' stands for '\(word)', which is none of \(known).")
                    }
                    values[pair.name] = pair.words
                }
                return values
            },
            spell: { pairs in
                let parts = pairs.sorted { $0.key < $1.key }.map { name, words in
                    YAMLWord.spell(name) + ": [" + words.map(YAMLWord.spell).joined(separator: ", ") + "]"
                }
                return "{" + parts.joined(separator: ", ") + "}"
            })
    }
}

extension SettingType where Value == SecretText {
    /// A secret in a file of its own, or given itself in the environment.
    static var secret: SettingType {
        SettingType(
            english: "a file that only you and the service can read", dutch: "bestand dat anderen niet kunnen lezen",
            shape: .secret,
            read: { text throws(SettingFault) in
                switch text {
                case .one(let path): return SecretText(try SecretFile.read(path))
                case .secret(let text): return SecretText(text)
                case .list, .pairs: throw SettingFault("must be a file, not a list.")
                }
            }, spell: { _ in "" })
    }
}

extension SettingType where Value == String {
    /// The path of a file with a secret, which is read later.
    static var secretFile: SettingType {
        SettingType(
            english: "a file that only you and the service can read", dutch: "bestand dat anderen niet kunnen lezen",
            shape: .secretFile,
            read: { text throws(SettingFault) in
                guard case .one(let path) = text else { throw SettingFault("must be a file, not a list.") }
                _ = try SecretFile.read(path)
                return path
            }, spell: YAMLWord.spell)
    }
}
