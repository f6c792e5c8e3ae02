import Community
import Core
import Foundation
import Services
import Storage
import Testing

@testable import Brokerage

/// A small town that lives on a fixed clock. Who lives and works there does the next thing, something else, or nothing
/// at all, by chance; every act goes through the routes, as a browser would send it.
///
/// The same seed gives the same dice. Secrets are random all the same, so nothing here is chosen by them.
final class SimWorld {
    let site: TestSite
    var dice: Seeded
    /// What happened last, for whoever reads a failure.
    private(set) var trail: [String] = []
    /// Answers that no visitor may get.
    private(set) var broken: [String] = []
    /// How often each kind of act succeeded: a simulation in which nothing happens proves nothing.
    private(set) var done: [String: Int] = [:]
    /// The pages of applicants by the number of their application.
    var doors: [Int: String] = [:]
    /// The doors, by number, of households that asked to be left alone.
    var leftAlone: Set<Int> = []
    /// Who works at the centre now.
    var brokers: [Role] = [.broker, .neighbour]
    var hasManager = true
    /// Organisations that take part, with who works there.
    var organisations: [(number: Int, id: String, role: Role)] = [
        (1, TestSite.organisation.id, .member), (3, "org3", .resident),
    ]
    private var people = 0

    init(seed: UInt64) async throws {
        site = try await TestSite()
        dice = Seeded(seed: seed)
        let now = site.clock.now
        try await site.write { db in
            try db.run(
                """
                INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact,
                    postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                    test_no_displacement, test_insured, state, created_at, submitted_at, approved_at, updated_at)
                VALUES ('org3', 3, 'Buurthuis De Haard', 'buurthuis de haard', '12345678',
                    \(OrganisationKind.serviceDelivery), \(Sector.onderwijs), 'Samen.', 'haard@test.example', 'Bo Haard',
                    '9901 AB', 'Waterveen', 'GM9999', 'n1', 150000, 450000, \(true), \(true), \(true), \(true),
                    \(Organisation.State.approved), \(now), \(now), \(now), \(now))
                """)
        }
        let (second, owner) = (site.id(.neighbour), site.id(.resident))
        try await site.write { db in
            try db.run(
                """
                INSERT INTO membership (organisation_id, person_id, role, created_at)
                VALUES ('org3', \(owner), \(OrganisationRole.manager), \(now))
                """)
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(second), 'GM9999', \(MunicipalRole.broker), \(now))
                """)
            try db.run("UPDATE session SET kind = 'staff' WHERE person_id = \(second)")
        }
    }

    var today: Day { site.clock.now.day }

    // MARK: Chance

    func chance(_ percent: Int) -> Bool { dice.chance(percent) }
    func one<Item>(_ items: [Item]) -> Item? { dice.pick(items) }
    func some<Item>(_ items: [Item], _ most: Int) -> [Item] { Array(items.shuffled(using: &dice).prefix(most)) }
    func word(_ choices: String...) -> String { dice.pick(choices) ?? "" }

    func person() -> (name: String, email: String) {
        people += 1
        return ("Mens \(people)", "mens\(people)@sim.example")
    }

    // MARK: Acts

    /// Sends a form. Whether the site takes it is its own affair; that it breaks is not.
    @discardableResult
    func post(_ path: String, _ form: [(String, String)] = [], as role: Role = .anonymous, _ act: String) async -> Bool
    {
        let reply = await site.post(path, form: form, as: role)
        let line = "\(today.iso) \(role.rawValue) \(act) \(path) → \(reply.status)"
        trail.append(line)
        if trail.count > 60 { trail.removeFirst(20) }
        if reply.status >= 500 { broken.append(line) }
        let isDone = reply.status == 303
        done[act, default: 0] += isDone ? 1 : 0
        return isDone
    }

    /// Sends a form that the site must not take.
    func refused(_ path: String, _ form: [(String, String)] = [], as role: Role = .anonymous, _ act: String) async {
        let reply = await site.post(path, form: form, as: role)
        guard reply.status == 303 || reply.status >= 500 else { return }
        broken.append("\(today.iso) \(role.rawValue) \(act) \(path) → \(reply.status)")
    }

    func get(_ path: String, as role: Role) async -> TestReply {
        let reply = await site.get(path, as: role)
        if reply.status >= 500 { broken.append("\(today.iso) \(role.rawValue) GET \(path) → \(reply.status)") }
        return reply
    }

    /// Somebody at the centre who is there.
    func broker() -> Role { one(brokers + (hasManager ? [.centreManager] : [])) ?? .broker }

    // MARK: Looking

    /// The numbers in a column called `n`.
    func numbers(_ sql: SQL) async throws -> [Int] {
        try await site.read { db in try db.rows(sql).map { try $0("n", as: Int.self) } }
    }

    func texts(_ sql: SQL) async throws -> [String] {
        try await site.read { db in try db.rows(sql).map { try $0("s", as: String.self) } }
    }

    /// The newest link of this sort in the mail to an address.
    func link(_ address: String, _ prefix: String) async throws -> String? {
        try await site.mails(to: address).compactMap { $0.path(prefix) }.last
    }

    // MARK: Time

    /// Half a week goes by. Sessions of those who still work stay alive.
    func pass() async throws {
        site.clock.move(by: .hours(84))
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
        try await site.tick()
    }
}
