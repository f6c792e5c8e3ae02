import App
import Brokerage
import Community
import Core
import Foundation
import Logging
import OpenID
import Services
import Storage
import Synchronization
import TestEngines
import Web

/// Who visits in a test. Each has a session of its own in the test municipality.
enum Role: String, CaseIterable, Sendable {
    case anonymous, resident, neighbour
    case member, manager
    /// Manager of the other organisation, in the other municipality.
    case stranger
    case broker, centreManager, policyOfficer, councilMember, researcher, administrator
    /// Broker of the other municipality.
    case otherBroker

    var municipal: (code: String, role: MunicipalRole)? {
        switch self {
        case .broker: ("GM9999", .broker)
        case .centreManager: ("GM9999", .centreManager)
        case .policyOfficer: ("GM9999", .policyOfficer)
        case .councilMember: ("GM9999", .councilMember)
        case .researcher: ("GM9999", .researcher)
        case .administrator: ("GM9999", .administrator)
        case .otherBroker: ("GM9998", .broker)
        default: nil
        }
    }

    var email: String { "\(rawValue.lowercased())@test.example" }
    var name: String { "Test " + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// A small municipality on a database of its own, with the real routes, pipeline and background work.
final class TestSite: Sendable {
    let town: Town
    let clock: FixedClock
    let folder: URL
    let place: TestDatabase
    private let people: Mutex<[Role: (id: String, cookie: String)]> = Mutex([:])

    static let origin = "http://inzet.test"
    /// A Monday morning.
    static let start = Moment(iso: "2026-11-23T09:00:00.000Z") ?? Moment(seconds: 0)

    /// - Parameters:
    ///   - receivesMail: has a folder for replies by mail.
    ///   - guardsOnce: a request that is repeated is carried out once.
    ///   - openID: providers with whom staff sign in, asked through `fetcher`.
    ///   - engine: SQLite, unless the tests run on PostgreSQL.
    ///   - configure: changes other settings.
    init(
        extra: @Sendable (House) -> [any Module] = { _ in [] }, start: Moment = TestSite.start,
        receivesMail: Bool = true, guardsOnce: Bool = true, openID: [OpenIDSettings] = [],
        fetcher: any Fetching = HTTPFetcher(), engine: TestEngine = .chosen,
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
            engine, folder: folder, template: engine == .postgres ? try await TestTemplate.shared.name() : nil)
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
        try await seed()
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

    func id(_ role: Role) -> String { people.withLock { $0[role]?.id ?? "" } }
    private func cookie(_ role: Role) -> String? { people.withLock { $0[role]?.cookie } }

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
            headers: headers, address: "192.0.2.1",
            body: { limit in
                if bytes.count > limit { throw WebError.tooLarge }
                return bytes
            })
        let reply = await (pipeline ?? town.pipeline).answer(arrival, route: match(method, arrival.path))
        return TestReply(reply)
    }

    /// The declared route for a path; words go before names in braces.
    private func match(_ method: String, _ path: String) -> (Route, [String: String])? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        if path != "/", path.hasSuffix("/") { return nil }
        var best: (Route, [String: String], Int)?
        for route in town.routes where route.method.rawValue == method {
            let pattern = route.path.split(separator: "/").map(String.init)
            guard pattern.count == parts.count else { continue }
            var values: [String: String] = [:]
            var words = 0
            var fits = true
            for (want, have) in zip(pattern, parts) {
                if want.hasPrefix("{") {
                    values[String(want.dropFirst().dropLast())] = have.removingPercentEncoding ?? have
                } else if want == have {
                    words += 1
                } else {
                    fits = false
                }
            }
            if fits, best.map({ words > $0.2 }) ?? true { best = (route, values, words) }
        }
        return best.map { ($0.0, $0.1) }
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

    // MARK: The municipality

    private func seed() async throws {
        let now = clock.now
        try await write { db in
            try db.run(
                "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c1', 'Vrijwilligerscentrale Waterveen', 'centrale@test.example', '0123 456 789', 'maandag 9–13 uur', 'Plein 1')"
            )
            for (code, name) in [("GM9999", "Waterveen"), ("GM9998", "Zuiderhout")] {
                try db.run(
                    """
                    INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, year, centre_id)
                    VALUES (\(code), \(name), \(name.lowercased()), 40000, 150000, 450000, 2026, 'c1')
                    """)
            }
            for (id, code, name, x, y, postcode) in [
                ("n1", "GM9999", "Centrum", 150_000, 450_000, "9901"),
                ("n2", "GM9999", "Oud-Veen", 152_000, 451_000, "9902"),
                ("n3", "GM9998", "Zuid", 156_000, 445_000, "9911"),
                ("n4", "GM9998", "Ver weg", 250_000, 600_000, "9912"),
            ] {
                try db.run(
                    """
                    INSERT INTO neighbourhood (id, municipality_code, name, sort_key, inhabitants, x, y)
                    VALUES (\(id), \(code), \(name), \(name.lowercased()), 5000, \(x), \(y))
                    """)
                try db.run(
                    """
                    INSERT INTO postcode (code, place, municipality_code, neighbourhood_id, x, y)
                    VALUES (\(postcode), \(name), \(code), \(id), \(x), \(y))
                    """)
            }
            for (organisation, name, code) in [
                (Self.organisation, "Taalhuis De Brug", "GM9999"),
                (Self.otherOrganisation, "Voetbalclub Zuid", "GM9998"),
            ] {
                try db.run(
                    """
                    INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact,
                        postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                        test_no_displacement, test_insured, state, created_at, submitted_at, approved_at, updated_at)
                    VALUES (\(organisation.id), \(organisation.number), \(name), \(name.lowercased()), '12345678',
                        \(OrganisationKind.serviceDelivery), \(Sector.onderwijs), 'Wij helpen mensen met taal.',
                        'info@test.example', 'Anna de Boer', '9901 AB', 'Waterveen', \(code), 'n1', 150000, 450000,
                        \(true), \(true), \(true), \(true), \(Organisation.State.approved), \(now), \(now), \(now), \(now))
                    """)
            }
        }
        for role in Role.allCases where role != .anonymous { try await addPerson(role) }
    }

    private func addPerson(_ role: Role) async throws {
        let now = clock.now
        let id = UUIDv7.make(at: now)
        let cookie = Secret.make()
        try await write { db in
            try db.run(
                """
                INSERT INTO person (id, name, email, language, created_at)
                VALUES (\(id), \(role.name), \(role.email), 'nl', \(now))
                """)
            if let municipal = role.municipal {
                try db.run(
                    """
                    INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                    VALUES (\(id), \(municipal.code), \(municipal.role), \(now))
                    """)
            }
            let membership: (String, OrganisationRole)? =
                switch role {
                case .member: (Self.organisation.id, .member)
                case .manager: (Self.organisation.id, .manager)
                case .stranger: (Self.otherOrganisation.id, .manager)
                default: nil
                }
            if let membership {
                try db.run(
                    """
                    INSERT INTO membership (organisation_id, person_id, role, created_at)
                    VALUES (\(membership.0), \(id), \(membership.1), \(now))
                    """)
            }
            try db.run(
                """
                INSERT INTO session (hash, person_id, kind, created_at, last_seen_at, expires_at)
                VALUES (\(Secret.hash(cookie)), \(id), \(role.municipal == nil ? "link" : "staff"), \(now), \(now),
                    \(now + .days(3650)))
                """)
        }
        people.withLock { $0[role] = (id, cookie) }
    }
}

/// A reply as a test reads it.
struct TestReply: Sendable {
    let status: Int
    let body: String
    let bytes: [UInt8]
    let headers: [(name: String, value: String)]

    init(_ reply: Reply) {
        status = reply.status
        bytes = reply.body
        body = String(decoding: reply.body, as: UTF8.self)
        headers = reply.headers
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    var location: String { header("location") ?? "" }

    /// The first path in the page that starts with `prefix`.
    func link(_ prefix: String) -> String? {
        guard let start = body.range(of: "\"" + prefix) else { return nil }
        let rest = body[start.lowerBound...].dropFirst()
        return String(rest.prefix { $0 != "\"" })
    }
}

extension Outbox.Item {
    /// The first link to the site in the mail, as a path.
    func path(_ prefix: String) -> String? {
        guard let start = text.range(of: TestSite.origin + prefix) else { return nil }
        let rest = text[start.lowerBound...].dropFirst(TestSite.origin.count)
        return String(rest.prefix { !$0.isWhitespace })
    }
}
