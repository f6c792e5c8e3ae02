import Storage

/// The statements prepared on one line, found by their text. Bounded: a list of another length is another text.
struct StatementCache {
    struct Statement {
        let name: String
        /// Names and types of the columns of its answer, once it has run.
        var shape: PostgresShape?
        fileprivate var lastUse: UInt64
    }

    private var statements: [String: Statement] = [:]
    private var clock: UInt64 = 0
    private let limit: Int
    /// Forgotten here, not yet on the server.
    private var doomed: [String] = []

    init(limit: Int) { self.limit = max(8, limit) }

    mutating func find(_ text: String) -> Statement? {
        guard let place = statements.index(forKey: text) else { return nil }
        clock &+= 1
        statements.values[place].lastUse = clock
        return statements.values[place]
    }

    mutating func nextName() -> String {
        clock &+= 1
        return "s\(clock)"
    }

    mutating func keep(_ text: String, name: String) {
        statements[text] = Statement(name: name, lastUse: clock)
    }

    mutating func learn(_ text: String, shape: PostgresShape) { statements[text]?.shape = shape }

    mutating func forget(_ text: String) {
        if let statement = statements.removeValue(forKey: text) { doomed.append(statement.name) }
    }

    /// The names of the statements the server must let go of: what was forgotten and, when full, the quarter that was
    /// used longest ago.
    mutating func makeRoom() -> [String] {
        defer { doomed = [] }
        guard statements.count >= limit else { return doomed }
        let oldest = statements.sorted { $0.value.lastUse < $1.value.lastUse }.prefix(limit / 4)
        for (text, _) in oldest { statements[text] = nil }
        return doomed + oldest.map(\.value.name)
    }
}
