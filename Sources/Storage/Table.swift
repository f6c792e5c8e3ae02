/// What the engine says of one table: enough to read all of it, row by row, and to write it elsewhere.
package struct Table: Hashable, Sendable {
    /// What a column holds, the same on both engines.
    package enum Kind: String, Sendable { case text, integer, real, boolean, blob }

    package struct Column: Hashable, Sendable {
        package let name: String
        package let kind: Kind

        package init(name: String, kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    package let name: String
    /// In alphabetical order, because a column that came later stands elsewhere on another engine.
    package let columns: [Column]
    /// The columns of the primary key, in its order.
    package let key: [String]
    /// The tables its rows point at.
    package let references: Set<String>

    package init(name: String, columns: [Column], key: [String], references: Set<String>) {
        self.name = name
        self.columns = columns.sorted { $0.name < $1.name }
        self.key = key
        self.references = references
    }

    /// The tables in an order in which each comes after those it points at; tables that point at each other come last.
    package static func ordered(_ tables: [Table]) -> [Table] {
        var waiting = tables.sorted { $0.name < $1.name }
        var placed: [Table] = []
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            let free = waiting.filter { $0.references.subtracting([$0.name]).isDisjoint(with: names) }
            guard !free.isEmpty else { return placed + waiting }
            placed += free
            waiting.removeAll { free.contains($0) }
        }
        return placed
    }
}
