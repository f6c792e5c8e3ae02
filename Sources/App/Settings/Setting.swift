/// A setting as it is declared, once: its key, its type, what holds when it is left out, and what it is for.
package struct Setting<Value: Sendable>: AnySetting {
    /// Section and name, such as `listen.port`; without a section, a name alone.
    package let key: String
    let type: SettingType<Value>
    /// What holds when nobody sets it.
    package let standard: Value?
    /// As it could stand in a file.
    package let example: String
    package let english: String
    package let dutch: String

    init(
        _ key: String, _ type: SettingType<Value>, standard: Value? = nil, example: String, _ english: String,
        _ dutch: String
    ) {
        self.key = key
        self.type = type
        self.standard = standard
        self.example = example
        self.english = english
        self.dutch = dutch
    }

    package var typeNames: (english: String, dutch: String) { (type.english, type.dutch) }
    package var shape: SettingShape { type.shape }
    package var standardText: String? { standard.map(type.spell) }

    package func check(_ text: SettingText) -> SettingFault? {
        do throws(SettingFault) {
            _ = try type.read(text)
            return nil
        } catch {
            return error
        }
    }
}

/// Any setting, whatever its type.
package protocol AnySetting: Sendable {
    var key: String { get }
    var typeNames: (english: String, dutch: String) { get }
    var shape: SettingShape { get }
    /// What holds when nobody sets it, as it stands in a file.
    var standardText: String? { get }
    var example: String { get }
    var english: String { get }
    var dutch: String { get }
    func check(_ text: SettingText) -> SettingFault?
}

extension AnySetting {
    package var section: String? { key.firstIndex(of: ".").map { String(key[..<$0]) } }
    package var name: String { key.firstIndex(of: ".").map { String(key[key.index(after: $0)...]) } ?? key }

    /// The variable of the environment that wins over the file.
    package var variable: String { Self.variable(key) }

    /// For a secret: the variable that holds the secret itself.
    package var secretVariable: String? { shape == .secret ? Self.variable(bareKey) : nil }

    /// For a secret: the name of the credential that systemd lays ready.
    package var credential: String? {
        shape == .secret || shape == .secretFile ? bareKey.replacing(".", with: "-") : nil
    }

    private var bareKey: String { key.hasSuffix("-file") ? String(key.dropLast(5)) : key }

    private static func variable(_ key: String) -> String {
        "INZET_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_")
    }
}
