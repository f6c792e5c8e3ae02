import Core

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// All settings of one installation with what is wrong with them, from weak to strong: credentials of systemd, the
/// file, the environment, the command line.
package struct Settings: Sendable {
    package struct Entry: Sendable {
        package let text: SettingText
        package let source: SettingSource
    }

    /// By path: the key, with a number behind its section from the second item on.
    package private(set) var entries: [String: Entry] = [:]
    package private(set) var mistakes: [SettingMistake] = []
    /// What is not wrong but seldom meant.
    package private(set) var warnings: [SettingMistake] = []
    /// The file that was read.
    package private(set) var file: String?

    /// An option of the command line that sets a setting.
    package struct Option: Sendable {
        let key: String
        let name: String
        let text: String
        package init(_ key: String, _ name: String, _ text: String) {
            self.key = key
            self.name = name
            self.text = text
        }
    }

    /// The file that is read when nobody names one.
    package static let usualFile = "/etc/inzet/inzet.yaml"

    /// Variables of ours that are no settings.
    private static let others: Set<String> = ["INZET_CONFIG", "INZET_BACKUP_PASSPHRASE"]

    /// - Parameters:
    ///   - file: from `--config`; otherwise `INZET_CONFIG` says which, and an empty one says none.
    ///   - usual: the file that is read when neither does, if it is there.
    package init(
        file: String? = nil, environment: [String: String] = [:], options: [Option] = [],
        usual: String = Settings.usualFile
    ) {
        let named = file ?? environment["INZET_CONFIG"]
        self.file = named.map { $0.isEmpty ? nil : $0 } ?? (access(usual, F_OK) == 0 ? usual : nil)
        takeCredentials(environment["CREDENTIALS_DIRECTORY"])
        if let path = self.file { takeFile(path) }
        takeEnvironment(environment)
        for option in options { set(option.key, .one(option.text), .option(option.name)) }
        check()
    }

    /// Reads a text as if it were a file; for tests and for checking what is not on the disk yet.
    package init(text: String, name: String = "inzet.yaml") {
        take(SettingsFile(reading: text, repeated: KnownSettings.repeated), name)
        check()
    }

    private mutating func check() {
        for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
            guard let setting = KnownSettings.find(path), let fault = setting.check(entry.text) else { continue }
            mistake(entry.source, path, fault.text)
        }
        SettingsRules.check(&self)
        sortMistakes()
    }

    /// In the order of the file.
    mutating func sortMistakes() { mistakes.sort { ($0.source.order, $0.key) < ($1.source.order, $1.key) } }

    /// The value; the standard one when nobody set it or when what stands there is a mistake.
    ///
    /// - Parameter item: which one, in a section that is a list.
    package func value<Value>(_ setting: Setting<Value>, item: Int = 1) -> Value? {
        guard let entry = entries[KnownSettings.path(setting, item: item)] else { return setting.standard }
        return (try? setting.type.read(entry.text)) ?? setting.standard
    }

    package func isSet(_ setting: any AnySetting, item: Int = 1) -> Bool {
        entries[KnownSettings.path(setting, item: item)] != nil
    }

    /// How many items a section that may be a list has.
    package func items(of section: String) -> Int {
        var most = 0
        for path in entries.keys where path.hasPrefix(section + ".") {
            let parts = path.split(separator: ".")
            most = max(most, parts.count > 2 ? Int(parts[1]) ?? 1 : 1)
        }
        return most
    }

    // MARK: Where they come from

    private mutating func takeFile(_ path: String) {
        switch TextFile.read(path) {
        case .failure(let fault): mistake(.file(path, line: 1), "", fault.text)
        case .success(let text): take(SettingsFile(reading: text, repeated: KnownSettings.repeated), path)
        }
    }

    private mutating func take(_ content: SettingsFile, _ path: String) {
        for problem in content.problems { mistake(.file(path, line: problem.line), problem.path, problem.text) }
        for entry in content.entries { set(entry.path, entry.text, .file(path, line: entry.line)) }
    }

    private mutating func takeEnvironment(_ environment: [String: String]) {
        for (name, text) in environment.sorted(by: { $0.key < $1.key })
        where name.hasPrefix("INZET_") && !Self.others.contains(name) && !text.isEmpty {
            guard let found = KnownSettings.find(variable: name) else {
                let near = NearestWord.find(name, among: KnownSettings.variables)
                warn(.environment(name), "", "is not known\(near.map { "; did you mean \($0)?" } ?? ".")")
                continue
            }
            switch found.setting.shape {
            case .secret where found.isSecretItself: set(found.path, .secret(text), .environment(name))
            case .list:
                let words = text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
                set(found.path, .list(words), .environment(name))
            case .pairs: mistake(.environment(name), found.path, "can stand in the file only.")
            case .one, .secret, .secretFile: set(found.path, .one(text), .environment(name))
            }
        }
    }

    private mutating func takeCredentials(_ folder: String?) {
        guard let folder else { return }
        for setting in KnownSettings.all {
            guard let name = setting.credential else { continue }
            let path = folder + "/" + name
            if access(path, F_OK) == 0 { set(setting.key, .one(path), .credential(path)) }
        }
    }

    private mutating func set(_ path: String, _ text: SettingText, _ source: SettingSource) {
        guard KnownSettings.find(path) != nil else {
            let near = NearestWord.find(path, among: KnownSettings.all.map(\.key))
            mistake(source, path, "is not a setting\(near.map { "; did you mean \($0)?" } ?? ".")")
            return
        }
        if let there = entries[path], case .environment(let first) = there.source, case .environment = source {
            mistake(source, path, "is set twice: also by \(first).")
        }
        entries[path] = Entry(text: text, source: source)
    }

    // MARK: What is wrong

    package mutating func mistake(_ source: SettingSource, _ key: String, _ text: String) {
        mistakes.append(SettingMistake(source: source, key: key, text: text))
    }

    package mutating func warn(_ source: SettingSource, _ key: String, _ text: String) {
        warnings.append(SettingMistake(source: source, key: key, text: text))
    }

    /// A mistake about a setting, wherever it was written.
    mutating func mistake(about setting: any AnySetting, item: Int = 1, _ text: String) {
        let path = KnownSettings.path(setting, item: item)
        mistake(entries[path]?.source ?? .nowhere, path, text)
    }

    mutating func warn(about setting: any AnySetting, _ text: String) {
        warn(entries[setting.key]?.source ?? .nowhere, setting.key, text)
    }
}

extension SettingSource {
    /// The order in which mistakes are read: the file from above to below, then the rest.
    var order: Int {
        switch self {
        case .file(_, let line): line
        case .credential: 10_000_000
        case .environment: 10_000_001
        case .option: 10_000_002
        case .nowhere: 10_000_003
        }
    }
}
