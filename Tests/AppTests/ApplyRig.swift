import App
import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

/// A vacancy in the test municipality and the steps people take on it.
struct ApplyRig {
    let site: TestSite

    init() async throws { site = try await TestSite() }
    init(site: TestSite) { self.site = site }

    /// Puts a vacancy on line.
    func addVacancy(
        _ number: Int = 1, places: Int = 1, title: String = "Taalmaatje",
        organisation: String = TestSite.organisation.id
    ) async throws {
        let now = site.clock.now
        _ = try await site.write { db in
            try db.run(
                """
                INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why,
                    gets, requirements, sector, target_groups, place, postcode, x, y, from_home, rhythm, moments,
                    time_text, places, minimum_age, good_to_start, learning_dutch, wheelchair, vog, licence, insured,
                    contact, state, is_template, created_at, updated_at, published_at, last_sign_at)
                VALUES (\("v\(number)"), \(number), \(organisation), 'GM9999', 'n1', \(title), 'Praten', 'Leren', '', '',
                    \(Sector.onderwijs), 'nieuwkomers', 'Bibliotheek', '9901 AB', 150000, 450000, \(false),
                    \(Rhythm.regular), 1, '', \(places), 0, \(true), \(true), \(true), \(false), \(false), \(true),
                    'Anna', \(Vacancy.State.online), \(false), \(now), \(now), \(now), \(now))
                """)
        }
    }

    func form(
        _ name: String = "Sanne de Vries", _ email: String = "sanne@voorbeeld.nl", message: String = "Ik help graag.",
        extra: [(String, String)] = []
    ) -> [(String, String)] {
        [("naam", name), ("email", email), ("bericht", message)] + extra
    }

    /// Applies and clicks through the mail; gives the path of the applicant's page.
    func apply(
        to vacancy: Int = 1, _ name: String = "Sanne de Vries", _ email: String = "sanne@voorbeeld.nl",
        extra: [(String, String)] = []
    ) async throws -> String {
        let sent = await site.post("/vacatures/\(vacancy)/reageren", form: form(name, email, extra: extra))
        #expect(sent.status == 303)
        let mail = try #require(try await site.mails(to: email).last { $0.kind == "reactie-bevestigen" })
        let link = try #require(mail.path("/reactie/bevestigen/"))
        let confirmed = await site.post(link)
        #expect(confirmed.status == 303)
        site.clock.move(by: .seconds(1))
        return confirmed.location
    }

    func answer(_ number: Int, _ action: String, text: String = "", reason: String = "", as role: Role = .member) async
        -> TestReply
    {
        defer { site.clock.move(by: .seconds(1)) }
        return await site.post(
            "/organisatie/1/reacties/\(number)", form: [("actie", action), ("tekst", text), ("reden", reason)], as: role
        )
    }

    func application(_ number: Int = 1) async throws -> VacancyApplication {
        try #require(
            try await site.read { db in
                try db.first("SELECT * FROM application WHERE number = \(number)").map(VacancyApplication.init(row:))
            })
    }

    func lastMail(to address: String, kind: String) async throws -> Outbox.Item {
        try #require(try await site.mails(to: address).last { $0.kind == kind })
    }

    /// A reply as a mail program writes it.
    func replyMail(to mail: Outbox.Item, from: String, text: String, headers: String = "") throws -> [UInt8] {
        let address = try #require(mail.replyTo)
        let quoted = mail.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }
        let body =
            text + "\r\n\r\nOp ma 23 nov 2026 om 10:00 schreef Inzet <noreply@inzet.test>:\r\n"
            + quoted.joined(separator: "\r\n")
        return Array("From: <\(from)>\r\nTo: \(address)\r\nSubject: Re\r\n\(headers)\r\n\(body)\r\n".utf8)
    }
}
