import Core

/// How the columns of one kind of list become fields: made once, kept, used again with the next file.
package struct ImportMapping: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable { case vacancies = "vacatures", organisations = "organisaties" }

    /// What happens with an organisation that is not there yet.
    package enum Strangers: String, Sendable, CaseIterable { case create = "aanmaken", require = "bestaand" }

    /// What happens with days that are past.
    package enum PastDays: String, Sendable, CaseIterable { case refuse = "fout", drop = "weglaten" }

    /// What happens with a row that came in before and says something else now.
    package enum Known: String, Sendable, CaseIterable { case update = "bijwerken", keep = "laten" }

    package var name: String
    /// The name of the list: together with the key of a row it makes an import repeatable.
    package var source: String
    package var kind = Kind.vacancies
    package var rules: [ImportField: ImportRule] = [:]
    package var strangers = Strangers.create
    package var pastDays = PastDays.refuse
    package var known = Known.update
    /// The texts hold HTML: entities are read, tags go.
    package var readsHTML = false
    /// Texts that are too long are cut at a word, with a notice; otherwise the row is refused.
    package var shortens = false
    /// The centre vouches for the list: it goes on line at once when the organisation may.
    package var publishes = false

    package init(name: String, source: String, kind: Kind = .vacancies) {
        self.name = name
        self.source = source
        self.kind = kind
    }

    /// The columns that fill a field, in words: for a person who must mend a row.
    package func columns(of field: ImportField) -> String? {
        guard let columns = rules[field]?.columns, !columns.isEmpty else { return nil }
        return columns.joined(separator: " + ")
    }

    /// What this kind of list cannot do without.
    package var missing: [ImportField] {
        let needed: [ImportField] =
            kind == .vacancies ? [.title, .what, .organisation, .sector, .rhythm, .contact] : [.organisation]
        return needed.filter { rules[$0]?.isEmpty ?? true }
    }
}

/// How one field is filled.
package struct ImportRule: Sendable, Equatable {
    /// Their values are joined in this order; empty ones are left out.
    package var columns: [String] = []
    /// Between joined values; a blank line in long texts and a blank elsewhere when left out.
    package var joiner: String?
    /// Words at the start of a value that say nothing, such as "Postcode:".
    package var without: [String] = []
    /// Only what stands before this sign, when it is there.
    package var before: String?
    /// Only what stands after this sign, when it is there.
    package var after: String?
    /// What divides a list; comma, semicolon, bar and line end when left out.
    package var separator: String?
    /// What a value means here, first fit first. A star at either end stands for anything: `*Woche*`.
    package var values: [Meaning] = []
    /// What it is when the columns say nothing, or nothing that is understood.
    package var fallback: String?

    package struct Meaning: Sendable, Equatable {
        package var value: String
        package var code: String
        package init(_ value: String, _ code: String) {
            self.value = value
            self.code = code
        }
    }

    package init(columns: [String] = [], fallback: String? = nil) {
        self.columns = columns
        self.fallback = fallback
    }

    package var isEmpty: Bool { columns.isEmpty && fallback == nil }

    /// What the table makes of a value; `nil` when it is not in it.
    package func meaning(of value: String) -> String? {
        let folded = value.lowercased()
        return values.first { Self.fits(folded, $0.value.lowercased()) }?.code
    }

    private static func fits(_ value: String, _ pattern: String) -> Bool {
        let open = pattern.hasPrefix("*")
        let end = pattern.hasSuffix("*") && pattern.utf8.count > 1
        var core = pattern[...]
        if open { core = core.dropFirst() }
        if end { core = core.dropLast() }
        if open, end { return core.isEmpty || value.contains(core) }
        if open { return value.hasSuffix(core) }
        return end ? value.hasPrefix(core) : value == core
    }
}
