import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// A round with one open question in the test municipality, and what people do with it.
struct ConsultationRig {
    let site: TestSite
    static let desk = "/beleid/1/raadpleging/1"
    static let form = [
        ("titel", "Vrijwilligers in de buurt"), ("vraag", "Wat heb jij nodig?"), ("achtergrond", "We maken een plan."),
        ("van", "2026-11-23"), ("tot", "2026-12-10"),
    ]

    init(audience: Consultation.Audience = .everyone, opens: Bool = true) async throws {
        site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: CycleTests.form, as: .policyOfficer)
        _ = await site.post(
            "/beleid/1/raadpleging/nieuw", form: Self.form + [("voor", audience.rawValue)], as: .policyOfficer)
        if opens { _ = await site.post(Self.desk + "/openen", as: .policyOfficer) }
    }

    @discardableResult
    func react(_ text: String, email: String? = nil, _ more: [(String, String)] = []) async -> TestReply {
        await site.post(
            "/meedenken/1", form: [("reactie", text)] + (email.map { [("email", $0)] } ?? []) + more)
    }

    func release(_ numbers: Int...) async {
        for number in numbers { _ = await site.post(Self.desk + "/reacties/\(number)/tonen", as: .policyOfficer) }
    }

    @discardableResult
    func answer(
        _ numbers: [Int], _ disposition: Reaction.Disposition = .adopted, reason: String = "Daar heb je gelijk in.",
        change: String? = nil, place: String? = nil
    ) async -> TestReply {
        var form = numbers.map { ("reactie", String($0)) }
        form += [("antwoord", disposition.rawValue), ("reden", reason)]
        if let change { form.append(("verandering", change)) }
        if let place { form.append(("plek", place)) }
        return await site.post(Self.desk + "/antwoorden", form: form, as: .policyOfficer)
    }

    /// Follows the link in the last confirmation and presses the button.
    func confirm(_ email: String) async throws {
        let path = try #require(
            try await mails(email, ConsultationMail.Kind.confirm).last?.path("/meedenken/bevestigen/"))
        _ = await site.post(path)
    }

    func mails(_ email: String, _ kind: String) async throws -> [Outbox.Item] {
        try await site.mails(to: email).filter { $0.kind == kind }
    }

    func count(_ sql: SQL) async throws -> Int { try await site.read { db in try db.count(sql) } }
    func text(_ number: Int) async throws -> String? {
        try await site.read { db in
            try db.value("SELECT text FROM policy_reaction WHERE number = \(number)", as: String.self)
        }
    }

    /// Someone with the desk of the other municipality.
    func otherOfficer() async throws -> Role {
        let person = site.id(.otherBroker)
        try await site.write { db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(person), 'GM9998', \(MunicipalRole.policyOfficer), \(TestSite.start))
                """)
        }
        return .otherBroker
    }
}
