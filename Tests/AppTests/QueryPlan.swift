import Core
import Storage
import TestEngines

/// How the engine would carry a statement out.
struct QueryPlan: Sendable {
    let steps: [String]
    /// The tables it would read from beginning to end.
    let scanned: [String]

    /// - Parameter statement: with placeholders where values come.
    init(_ statement: String, in db: any SQLConnection) throws {
        switch TestEngine.chosen {
        case .sqlite: try self.init(sqlite: statement, db)
        case .postgres: try self.init(postgres: statement, db)
        }
    }

    private init(sqlite statement: String, _ db: any SQLConnection) throws {
        let filled = statement.replacing(/\$\d+/, with: "1")
        let steps = try db.rows(SQL(stringLiteral: "EXPLAIN QUERY PLAN " + filled)).map {
            try $0("detail", as: String.self)
        }
        self.steps = steps
        let names = Self.names(in: statement)
        scanned = steps.compactMap { step in
            let words = step.split(separator: " ").map(String.init)
            guard words.first == "SCAN", words.count > 1, !step.contains("USING") else { return nil }
            return names[words[1]] ?? words[1]
        }
    }

    /// A test holds few rows, and for few rows reading all of them is best: so that is forbidden, and what still reads all
    /// of them has no other way. The plan is that for values nobody knows yet.
    private init(postgres statement: String, _ db: any SQLConnection) throws {
        try db.run("SET LOCAL enable_seqscan = off")
        try db.run("SET LOCAL plan_cache_mode = force_generic_plan")
        let count = statement.matches(of: /\$(\d+)/).compactMap { Int($0.output.1) }.max() ?? 0
        let values = count == 0 ? "" : "(" + Array(repeating: "NULL", count: count).joined(separator: ", ") + ")"
        try db.run(SQL(stringLiteral: "PREPARE planned AS " + statement))
        defer { _ = try? db.run("DEALLOCATE planned") }
        let steps = try db.rows(SQL(stringLiteral: "EXPLAIN (COSTS off) EXECUTE planned" + values)).map {
            try $0("QUERY PLAN", as: String.self)
        }
        self.steps = steps
        var scanned: [String] = []
        for (place, step) in steps.enumerated() {
            guard
                let match = step.firstMatch(
                    of: /(Seq Scan|Index Scan|Index Only Scan)( Backward)?( using \w+)? on (\w+)/)
            else { continue }
            // What stands under a step, up to the next step, says how it looks.
            let under = steps[(place + 1)...].prefix { !$0.contains("->") }
            let isLed = under.contains { $0.contains("Index Cond") }
            let sieves = under.contains { $0.contains("Filter:") }
            if match.output.1 == "Seq Scan" || !isLed && sieves { scanned.append(String(match.output.4)) }
        }
        self.scanned = scanned
    }

    /// The tables behind the short names in a statement.
    private static func names(in statement: String) -> [String: String] {
        var names: [String: String] = [:]
        for match in statement.matches(of: /(?:FROM|JOIN|,)\s+(\w+)\s+(?:AS\s+)?([a-z]\w?)\b/) {
            names[String(match.output.2)] = String(match.output.1)
        }
        return names
    }
}
