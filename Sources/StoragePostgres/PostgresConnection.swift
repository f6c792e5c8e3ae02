import CLibPQ
import Storage

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One line to the server. One thread at a time uses it.
final class PostgresConnection: SQLConnection, @unchecked Sendable {
    let line: OpaquePointer
    private var cache: StatementCache
    private let log: StatementLog?
    private let isolates: Bool
    private let commitSeconds: Double
    private var kind = TransactionKind.writing
    /// Goes with the first statement, in one trip to the server.
    private var opening: String?
    /// A command was sent whose answer nobody waited for.
    private var owesAnswer = false
    /// The worst that happened in this transaction, and the error for it.
    private(set) var failure: (kind: PostgresFailure, error: StorageError)?
    /// Whether a statement of this transaction may have changed something.
    private(set) var hasWritten = false
    /// The commit is on its way.
    private(set) var isCommitting = false

    /// - Throws: `StorageError.unavailable` when no server of the string answers as it should.
    init(_ conninfo: Conninfo, settings: PostgresSettings, log: StatementLog? = nil) throws {
        line = try Self.open(conninfo)
        self.log = log
        isolates = settings.isolates
        commitSeconds = settings.commitSeconds
        cache = StatementCache(limit: settings.preparedStatements)
        try command(
            """
            SET bytea_output = 'hex'; SET jit = off;
            SELECT set_config('statement_timeout', '\(settings.statementSeconds)s', false)
                WHERE current_setting('statement_timeout') = '0';
            SELECT set_config('lock_timeout', '5s', false) WHERE current_setting('lock_timeout') = '0';
            SELECT set_config('idle_in_transaction_session_timeout', '60s', false)
                WHERE current_setting('idle_in_transaction_session_timeout') = '0'
            """)
    }

    deinit { PQfinish(line) }

    private static func open(_ conninfo: Conninfo) throws -> OpaquePointer {
        let words = conninfo.values.sorted { $0.key < $1.key }
        let keys = words.map { strdup($0.key) }
        let values = words.map { strdup($0.value) }
        defer { (keys + values).forEach { free($0) } }
        let line = PQconnectdbParams(
            keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
        guard let line else { throw StorageError.unavailable("There is no memory for a line to PostgreSQL.") }
        guard PQstatus(line) == CONNECTION_OK else {
            defer { PQfinish(line) }
            throw StorageError.unavailable(String(cString: PQerrorMessage(line)))
        }
        // Notices are for a terminal; what matters comes as an error.
        _ = PQsetNoticeProcessor(line, { _, _ in }, nil)
        return line
    }

    var isLost: Bool { PQstatus(line) != CONNECTION_OK || failure?.kind == .lost }

    // MARK: A transaction

    func begin(_ kind: TransactionKind) {
        opening = kind.opening(isolates: isolates)
        self.kind = kind
        failure = nil
        hasWritten = false
        isCommitting = false
    }

    /// Whether no statement has gone to the server since `begin`.
    var isUntouched: Bool { opening != nil }

    /// Ends a transaction in which nothing waits for the outcome.
    func endLater(_ statement: String) {
        guard opening == nil, !isLost else {
            opening = nil
            return
        }
        owesAnswer = PQsendQuery(line, statement) == 1
        if !owesAnswer { note(.lost, .unavailable(String(cString: PQerrorMessage(line)))) }
    }

    /// - Throws: what the server says of the commit. When the line `isLost` then, nobody knows the outcome.
    func commit() throws {
        isCommitting = true
        settle()
        guard PQsendQuery(line, "COMMIT") == 1 else { throw lost() }
        // A server whose standby went away waits without end. The line is let go then, never cancelled: a commit that
        // is cancelled there counts, although no standby has it.
        let deadline = ContinuousClock.now + .seconds(commitSeconds)
        while PQisBusy(line) == 1 {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { throw lost("The server did not say within \(commitSeconds) s whether it kept it.") }
            var end = pollfd(fd: PQsocket(line), events: Int16(POLLIN), revents: 0)
            _ = poll(&end, 1, Int32(left.rounded(.up)))
            guard PQconsumeInput(line) == 1 else { throw lost() }
        }
        let result = PQgetResult(line)
        while let more = PQgetResult(line) { PQclear(more) }
        PQclear(try check(result, wasPrepared: false))
    }

    // MARK: Statements

    func rows(_ sql: SQL) throws -> [Row] {
        let (result, shape) = try execute(sql)
        defer { PQclear(result) }
        return shape.rows(result)
    }

    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        let (result, _) = try execute(sql)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func notify(_ channel: Channel, _ payload: String) throws {
        guard kind == .writing else {
            throw StorageError.failed(code: "25006", message: "A reading transaction tells nothing.")
        }
        _ = try rows("SELECT pg_notify(\(channel.name), \(payload))")
        hasWritten = true
    }

    func takeYourTime() throws {
        try run("SET LOCAL statement_timeout = 0")
        try run("SET LOCAL lock_timeout = 0")
        try run("SET LOCAL idle_in_transaction_session_timeout = 0")
    }

    func holdAlone(_ table: StaticString) throws {
        // LOCK comes before the snapshot of the transaction is taken. Reading goes on meanwhile.
        try run("LOCK TABLE \(raw: table) IN SHARE ROW EXCLUSIVE MODE")
    }

    /// Runs statements without values outside the cache, all together in one trip.
    func command(_ text: String) throws {
        settle()
        PQclear(try check(PQexec(line, text), wasPrepared: false))
    }

    private func execute(_ sql: SQL) throws -> (OpaquePointer, PostgresShape) {
        log?.note(sql.text)
        settle()
        let parameters = try PostgresParameters(sql.bindings)
        let known = cache.find(sql.text)
        let result = try known.map { try executeKnown($0, sql.text, parameters) } ?? executeNew(sql, parameters)
        if let status = PQcmdStatus(result), strncmp(status, "SELECT", 6) != 0 { hasWritten = true }
        if let shape = known?.shape { return (result, shape) }
        let shape = PostgresShape(result)
        cache.learn(sql.text, shape: shape)
        return (result, shape)
    }

    private func executeKnown(
        _ statement: StatementCache.Statement, _ text: String, _ parameters: PostgresParameters
    ) throws -> OpaquePointer {
        do {
            guard opening != nil else {
                return try check(
                    parameters.call { PQexecPrepared(line, statement.name, $0, $1, $2, $3, 0) }, wasPrepared: true)
            }
            return try pipeline(prepare: nil, name: statement.name, parameters)
        } catch {
            // The next try prepares it anew, in case the schema changed under it.
            if failure?.kind == .conflict { cache.forget(text) }
            throw error
        }
    }

    private func executeNew(_ sql: SQL, _ parameters: PostgresParameters) throws -> OpaquePointer {
        let stale = cache.makeRoom()
        if !stale.isEmpty {
            PQclear(
                try check(PQexec(line, stale.map { "DEALLOCATE \($0)" }.joined(separator: "; ")), wasPrepared: false))
        }
        let name = cache.nextName()
        let result = try pipeline(prepare: sql.rendered(Self.spelling), name: name, parameters)
        cache.keep(sql.text, name: name)
        return result
    }

    /// Sends what belongs together in one trip: the opening of the transaction, the preparing, the statement.
    private func pipeline(prepare: String?, name: String, _ parameters: PostgresParameters) throws -> OpaquePointer {
        guard PQenterPipelineMode(line) == 1 else { throw lost() }
        var sent = 0
        if let opening {
            guard PQsendQueryParams(line, opening, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
            sent += 1
        }
        opening = nil
        if let prepare {
            guard PQsendPrepare(line, name, prepare, 0, nil) == 1 else { throw lost() }
            sent += 1
        }
        guard parameters.call({ PQsendQueryPrepared(line, name, $0, $1, $2, $3, 0) }) == 1, PQpipelineSync(line) == 1
        else { throw lost() }
        return try answers(sent + 1, wasPrepared: prepare == nil)
    }

    /// The answer to the last of `count` commands; the first error of any of them.
    private func answers(_ count: Int, wasPrepared: Bool) throws -> OpaquePointer {
        var last: OpaquePointer?
        var problem: (any Error)?
        for _ in 0..<count {
            let result = PQgetResult(line)
            do {
                PQclear(last)
                last = nil
                last = try check(result, wasPrepared: wasPrepared)
            } catch {
                if problem == nil { problem = error }
            }
            // A null pointer ends the answer to one command.
            if result != nil { while let more = PQgetResult(line) { PQclear(more) } }
            if isLost { break }
        }
        if !isLost {
            PQclear(PQgetResult(line))
            if PQexitPipelineMode(line) != 1 { problem = problem ?? lost() }
        }
        if let last, problem == nil { return last }
        PQclear(last)
        throw problem ?? lost()
    }

    /// Takes in the answer to what `endLater` sent.
    private func settle() {
        guard owesAnswer else { return }
        owesAnswer = false
        while let result = PQgetResult(line) { PQclear(result) }
    }

    // MARK: Errors

    private func lost(_ words: String? = nil) -> StorageError {
        let error = StorageError.unavailable(words ?? String(cString: PQerrorMessage(line)))
        note(.lost, error)
        return error
    }

    private func note(_ kind: PostgresFailure, _ error: StorageError) {
        if failure.map({ $0.kind < kind }) ?? true { failure = (kind, error) }
    }

    private func check(_ result: OpaquePointer?, wasPrepared: Bool) throws -> OpaquePointer {
        guard let result else { throw lost() }
        let status = PQresultStatus(result)
        if status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK { return result }
        defer { PQclear(result) }
        let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        // Nothing of its own went wrong with a command after one that failed.
        if status == PGRES_PIPELINE_ABORTED { throw StorageError.failed(code: state, message: message) }
        let failure =
            PQstatus(line) != CONNECTION_OK
            ? .lost : PostgresFailure(state: state, wasPrepared: wasPrepared, isReading: kind == .reading)
        let error = failure.error(state: state, message: message)
        note(failure, error)
        throw error
    }

    private static func spelling(_ type: SQL.ColumnType) -> String {
        switch type {
        // Times and days are ISO text on both engines, so that they compare and read alike.
        case .timestamp, .date, .json: "TEXT"
        case .blob: "BYTEA"
        }
    }
}
