/// Every setting there is. The example file, the checks and the table in the manual all come from here.
package enum KnownSettings {
    /// A section of the settings file with what it is about. The first has no name: it stands above the others.
    package struct Section: Sendable {
        package let name: String
        package let english: String
        package let dutch: String
        /// Whether it may be a list: one item for each.
        package let isRepeated: Bool
        package let settings: [any AnySetting]

        init(
            _ name: String, _ english: String, _ dutch: String, isRepeated: Bool = false, _ settings: [any AnySetting]
        ) {
            self.name = name
            self.english = english
            self.dutch = dutch
            self.isRepeated = isRepeated
            self.settings = settings
        }
    }

    package static let sections: [Section] = [
        site, listening, limits, mail, security, backup, openID, logging, metrics, stopping,
    ]

    package static let all: [any AnySetting] = sections.flatMap(\.settings)
    package static let repeated: Set<String> = Set(sections.filter(\.isRepeated).map(\.name))
    private static let byKey: [String: any AnySetting] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.key, $0) })

    /// The setting at a path: `oidc.2.issuer` is `oidc.issuer` of the second item.
    package static func find(_ path: String) -> (any AnySetting)? {
        if let setting = byKey[path] { return setting }
        let parts = path.split(separator: ".", maxSplits: 2).map(String.init)
        guard parts.count == 3, repeated.contains(parts[0]), let number = Int(parts[1]),
            (2...mostItems).contains(number)
        else { return nil }
        return byKey[parts[0] + "." + parts[2]]
    }

    /// So many items a section that is a list has at most.
    static let mostItems = 400

    package static func path(_ setting: any AnySetting, item: Int) -> String {
        guard item > 1, let section = setting.section else { return setting.key }
        return "\(section).\(item).\(setting.name)"
    }

    /// The variables of the environment that set something.
    package static let variables: [String] = all.flatMap { setting in
        (setting.shape == .pairs ? [] : [setting.variable]) + (setting.secretVariable.map { [$0] } ?? [])
    }

    private static let byVariable: [String: (setting: any AnySetting, isSecretItself: Bool)] = {
        var found: [String: (any AnySetting, Bool)] = [:]
        for setting in all {
            found[setting.variable] = (setting, false)
            if let variable = setting.secretVariable { found[variable] = (setting, true) }
        }
        return found
    }()

    /// What a variable sets; also `INZET_OIDC_2_ISSUER`.
    static func find(variable name: String) -> (setting: any AnySetting, path: String, isSecretItself: Bool)? {
        if let found = byVariable[name] { return (found.setting, found.setting.key, found.isSecretItself) }
        for section in repeated {
            let start = "INZET_\(section.uppercased())_"
            guard name.hasPrefix(start) else { continue }
            let rest = name.dropFirst(start.count)
            let digits = rest.prefix { $0.isNumber }
            guard let item = Int(digits), (2...mostItems).contains(item),
                let found = byVariable[start + rest.dropFirst(digits.count + 1)]
            else { continue }
            return (found.setting, path(found.setting, item: item), found.isSecretItself)
        }
        return nil
    }
}
