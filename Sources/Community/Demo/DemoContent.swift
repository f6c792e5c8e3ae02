package import Formats
import Web

/// The invented municipality, as the files in the program tell it.
package enum DemoContent {
    /// One file of the folder `demo`; an empty list when it is not there or cannot be read.
    package static func file(_ name: String) -> JSONValue {
        guard let text = Assets.text("demo/\(name).json"), let value = try? JSONValue(parsing: text) else { return [] }
        return value
    }
}

extension JSONValue {
    /// The text under a name, empty when there is none.
    package func text(_ key: String) -> String { self[key]?.string ?? "" }
    package func flag(_ key: String) -> Bool { self[key]?.bool ?? false }
    package func number(_ key: String) -> Int { self[key]?.int ?? 0 }
    package func list(_ key: String) -> [JSONValue] { self[key]?.array ?? [] }
}
