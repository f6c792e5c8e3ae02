import App
import Brokerage
import Community
import Core
import Foundation
import Logging
import OpenID
import Services
import Storage
import TestEngines
import Testing
import Web

/// A small municipality on a database of its own, with the real routes, pipeline and background work.
final class TestSite: Sendable {
    let town: Town
    let clock: FixedClock
    let folder: URL
    let place: TestDatabase
    private let router: TestRouter
    private let people: People

    static let origin = "http://inzet.test"
    /// A Monday morning.
    static let start = Moment(iso: "2026-11-23T09:00:00.000Z") ?? Moment(seconds: 0)

    /// - Parameters:
    ///   - receivesMail: has a folder for replies by mail.
    ///   - guardsOnce: a request that is repeated is carried out once.
    ///   - openID: providers with whom staff sign in, asked through `fetcher`.
    ///   - engine: SQLite, unless the tests run on PostgreSQL.
    ///   - isEmpty: without the municipality and the people of the other tests.
    ///   - isCopy: begins as the others; a town of its own, known by when its schema was made, when not.
    ///   - configure: changes other settings.
    init(
        extra: @Sendable (House) -> [any Module] = { _ in [] }, start: Moment = TestSite.start,
        receivesMail: Bool = true, guardsOnce: Bool = true, openID: [OpenIDSettings] = [],
        fetcher: any Fetching = HTTPFetcher(), engine: TestEngine = .chosen, isEmpty: Bool = false, isCopy: Bool = true,
        configure: (inout Configuration) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        clock = FixedClock(start)
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let limits = Limits(
            perAddress: RateLimit(burst: 100_000, interval: Span(milliseconds: 1)),
            posts: RateLimit(burst: 100_000, interval: Span(milliseconds: 1)))
        place = try await TestDatabase(
            engine, folder: folder, template: isCopy ? TestTemplate.shared.copy(of: engine) : nil)
        var configuration = Configuration(
            database: place.address, origin: Self.origin,
            senderName: "Vrijwilligerscentrale Waterveen", senderAddress: "noreply@inzet.test",
            keyPath: folder.appendingPathComponent("test.sqlite.key").path,
            inbox: receivesMail ? folder.appendingPathComponent("inbox").path : nil)
        configuration.openID = openID
        configure(&configuration)
        town = try await Town(
            configuration, clock: clock, limits: limits, logger: logger, extra: extra, migrates: true,
            guardsOnce: guardsOnce,
            fetcher: fetcher)
        router = TestRouter(town.routes)
        people = isEmpty ? [:] : try await town.house.database.write { db in try Self.seed(at: start, in: db) }
        // The search knows places from its start; the municipality came after it.
        try await town.brokerage.start()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var database: any Database { town.house.database }

    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.write(body)
    }
    func read<T: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await database.read(body)
    }

    func id(_ role: Role) -> String { people[role]?.id ?? "" }
    private func cookie(_ role: Role) -> String? { people[role]?.cookie }

    /// The number and id of the organisation of member and manager, and of the stranger's.
    static let organisation = (id: "00000000-0000-7000-8000-000000000001", number: 1)
    static let otherOrganisation = (id: "00000000-0000-7000-8000-000000000002", number: 2)

    // MARK: Requests

    func get(_ path: String, as role: Role = .anonymous, headers: [String: String] = [:]) async -> TestReply {
        await ask("GET", path, role, nil, headers, nil)
    }

    /// Posts a form with the token a browser would have got from the page before.
    func post(
        _ path: String, form: [(String, String)] = [], as role: Role = .anonymous, headers: [String: String] = [:],
        withToken: Bool = true, through pipeline: Pipeline? = nil
    ) async -> TestReply {
        var pairs = form
        var headers = headers
        if withToken {
            let binding = cookie(role) ?? "test-visitor"
            if role == .anonymous, headers["cookie"] == nil { headers["cookie"] = "inzet-bezoek=test-visitor" }
            let token = CSRFToken(key: town.pipeline.formKey, binding: headers["x-test-binding"] ?? binding)
            pairs.append((CSRFToken.field, token.value))
        }
        let body = Array(Query(pairs).encoded.utf8)
        return await ask("POST", path, role, body, headers, "application/x-www-form-urlencoded", through: pipeline)
    }

    /// - Parameter pipeline: another than the site's own, as another process on the same database has.
    func ask(
        _ method: String, _ path: String, _ role: Role, _ body: [UInt8]?, _ extra: [String: String], _ type: String?,
        through pipeline: Pipeline? = nil
    ) async -> TestReply {
        var headers = ["host": "inzet.test", "sec-fetch-site": "same-origin"]
        if let cookie = cookie(role) { headers["cookie"] = "inzet-sessie=\(cookie)" }
        if let type { headers["content-type"] = type }
        // Every post is a wish of its own, unless the test says otherwise.
        if method == "POST" { headers["idempotency-key"] = UUIDv7.make(at: clock.now) }
        headers.merge(extra) { $1 }
        let parts = path.split(separator: "?", maxSplits: 1)
        let bytes = body ?? []
        let arrival = Pipeline.Arrival(
            method: method, path: parts.first.map(String.init) ?? "/", query: parts.count > 1 ? String(parts[1]) : "",
            headers: headers, address: headers["x-test-address"] ?? "192.0.2.1",
            body: { limit in
                if bytes.count > limit { throw WebError.tooLarge }
                return bytes
            })
        let reply = await (pipeline ?? town.pipeline).answer(arrival, route: router.match(method, arrival.path))
        return await TestReply(reply)
    }

    // MARK: Time and mail

    /// Does all the background work that is due.
    func tick() async throws { try await town.runner.tick() }

    /// All mail in the outbox, oldest first.
    func mails(to address: String? = nil) async throws -> [Outbox.Item] {
        try await read { db in
            let condition: SQL = address.map { "recipient = \($0)" } ?? "1 = 1"
            return try db.rows("SELECT * FROM mail WHERE \(condition) ORDER BY created_at, id").map(
                Outbox.Item.init(row:))
        }
    }
}
