import Community
import Core
import Foundation
import Services
import Storage
import Testing

@testable import Brokerage

/// The desk of the test municipality, driven through its pages.
struct DeskRig {
    let site: TestSite
    static let home = "/centrale/balie"

    /// - Parameter given: a site to use; a fresh one when left out.
    init(_ given: TestSite? = nil) async throws {
        if let given { site = given } else { site = try await TestSite() }
    }

    /// A vacancy that the ranking knows of.
    func vacancy(_ fixture: VacancyFixture = VacancyFixture()) async throws -> Int {
        let number = try await fixture.add(to: site)
        try await site.write { db in
            let id = try db.value("SELECT id FROM vacancy WHERE number = \(number)", as: String.self) ?? ""
            try db.notify(VacancySearchIndex.channel, id)
        }
        return number
    }

    /// Makes someone a broker of the municipality, signed in as staff.
    func hire(_ role: Role) async throws {
        try await site.write { [id = site.id(role), now = site.clock.now] db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(id), 'GM9999', \(MunicipalRole.broker), \(now))
                """)
            try db.run("UPDATE session SET kind = 'staff' WHERE person_id = \(id)")
        }
    }

    /// Someone fills in the form on the site. Gives the number of the case.
    func web(
        _ name: String, email: String? = "iemand@test.example", phone: String? = nil, question: String = "",
        town: String = "GM9999", extra: [(String, String)] = []
    ) async throws -> Int {
        var form = [("naam", name), ("bellen", "na vijf uur"), ("gemeente", town), ("vraag", question)] + extra
        if let email { form.append(("email", email)) }
        if let phone { form.append(("telefoon", phone)) }
        let reply = await site.post("/hulp-bij-kiezen", form: form)
        #expect(reply.status == 303, "\(reply.body.suffix(1500))")
        return try await number(name)
    }

    /// A broker writes someone down at the counter.
    func counter(_ name: String, email: String? = nil, as role: Role = .broker, mine: Bool = true) async throws -> Int {
        var form = [("weg", "balie"), ("naam", name), ("telefoon", "0612345678"), ("goed", "ja"), ("doe", "bewaar")]
        if let email { form.append(("email", email)) }
        if mine { form.append(("mij", "ja")) }
        let reply = await site.post(Self.home + "/nieuw", form: form, as: role)
        #expect(reply.status == 303, "\(reply.body.suffix(1500))")
        return try await number(name)
    }

    func number(_ name: String) async throws -> Int {
        try await site.read { db in try db.count("SELECT MAX(number) FROM intake WHERE name = \(name)") }
    }

    func path(_ number: Int) -> String { Self.home + "/\(number)" }

    static let talkForm = [
        ("leuk", "onderwijs"), ("moment", "di-avond"), ("toestemming", "mondeling"), ("lezen", "team"),
    ]

    /// The talk, done.
    ///
    /// - Parameter checked: the broker asked whether the mail address is the person's own.
    func talk(
        _ number: Int, notes: String = "", reading: String = "team", checked: Bool = false, as role: Role = .broker
    ) async {
        var form = [
            ("leuk", "onderwijs"), ("moment", "di-avond"), ("toestemming", "mondeling"), ("lezen", reading),
            ("aantekeningen", notes), ("doe", "klaar"),
        ]
        if checked { form.append(("adres-klopt", "ja")) }
        let reply = await site.post(path(number) + "/gesprek", form: form, as: role)
        #expect(reply.status == 303, "\(reply.body.suffix(1500))")
    }

    func propose(_ number: Int, _ vacancies: [Int], mails: Bool = true) async -> TestReply {
        var form = vacancies.map { ("vacature", String($0)) }
        if mails { form.append(("mailen", "ja")) }
        return await site.post(path(number) + "/voorstellen", form: form, as: .broker)
    }

    func proposal(_ number: Int) async throws -> String {
        try await site.read { db in
            try db.value(
                """
                SELECT p.id FROM desk_proposal p JOIN intake i ON i.id = p.intake_id WHERE i.number = \(number)
                ORDER BY p.created_at DESC, p.id DESC LIMIT 1
                """, as: String.self) ?? ""
        }
    }

    /// The last link to their own page in a mail to this address.
    func link(_ email: String) async throws -> String {
        let mails = try await site.mails(to: email)
        return try #require(mails.compactMap { $0.path("/hulp/") }.last)
    }

    func state(_ number: Int) async throws -> (state: String, step: String?, nextAt: Moment?) {
        try await site.read { db in
            let row = try db.first("SELECT state, next_step, next_at FROM intake WHERE number = \(number)")
            return (try row?("state") ?? "", try row?("next_step"), try row?("next_at"))
        }
    }

    /// Time passes; the sessions of the staff stay.
    func pass(_ span: Span) async throws {
        site.clock.move(by: span)
        try await site.write { [now = site.clock.now] db in
            try db.run("UPDATE session SET last_seen_at = \(now)")
        }
    }

    /// What stands on someone's list.
    func tasks(_ role: Role) async -> String { await site.get("/vandaag", as: role).body }
}
