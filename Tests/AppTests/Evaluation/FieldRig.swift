import Community
import Core
import Questionnaires
import Services
import Storage
import Tabulation
import Testing
import Web

@testable import Evaluation

/// A survey in preparation, with what its makers do on the site.
final class FieldRig: Sendable {
    let site: TestSite
    let number: Int
    let id: Survey.Identity

    static let questionnaire = Questionnaire(
        id: "proef", languages: ["nl", "en"], title: Words("Proef"),
        blocks: [
            .init(
                "B1",
                questions: [
                    Question(
                        "V01", .single, Words("Gaat het goed?"),
                        choices: [Choice(1, Words("Ja")), Choice(2, Words("Nee"))])
                ])
        ])

    init(mode: Survey.Mode = .pseudonymous) async throws {
        site = try await TestSite()
        let now = site.clock.now
        let survey = try await site.write { db in
            let stored = try StoredQuestionnaire.add(
                Self.questionnaire, name: "Proef", municipality: "GM9999", origin: nil, owner: nil, now: now, in: db)
            return try StartSurvey.add(
                "Tevreden in Waterveen", municipality: "GM9999", mode: mode, questionnaire: stored, owner: nil,
                now: now,
                in: db)
        }
        number = survey.number
        id = survey.id
    }

    var house: House { site.town.house }
    func path(_ page: String = "") -> String { "/enquetes/\(number)" + (page.isEmpty ? "" : "/" + page) }

    func survey() async throws -> Survey {
        try await site.read { [id] db in try #require(try Survey.find(id, in: db)) }
    }

    func addresses() async throws -> [Address] {
        try await site.read { [id] db in
            try db.rows("SELECT * FROM survey_address WHERE survey_id = \(id) ORDER BY number").map(Address.init(row:))
        }
    }

    func address(_ email: String) async throws -> Address {
        try #require(try await addresses().first { $0.email == email })
    }

    func token(_ email: String) async throws -> String {
        SurveyLink.token(id, try await address(email).id, house.vault)
    }

    func log(_ email: String) async throws -> [Contact] {
        let address = try await address(email)
        return try await site.read { db in try Contact.log(of: address.id, in: db) }
    }

    // MARK: What makers do

    static func settings(_ mode: Survey.Mode = .pseudonymous, first: String = "2026-11-24") -> [(String, String)] {
        [
            ("vorm", mode.rawValue), ("eerste", first), ("herinnering", ""), ("laatste", ""), ("grondslag", "taak"),
            ("doel", "Zo maken we het werk beter."), ("kleinste-cel", "5"), ("kleinste-basis", "10"),
            ("drempel", "50"), ("bewaren", "91"), ("zeker", "ja"),
        ]
    }

    @discardableResult
    func save(_ mode: Survey.Mode = .pseudonymous, _ more: [(String, String)] = []) async -> TestReply {
        let names = Set(more.map(\.0))
        return await site.post(
            path("opzet"), form: Self.settings(mode).filter { !names.contains($0.0) } + more, as: .researcher)
    }

    /// Pastes a list and takes it over; gives the page that tells what came in.
    @discardableResult
    func paste(_ list: String) async throws -> TestReply {
        let look = await site.post(path("adressen/toevoegen/plakken"), form: [("lijst", list)], as: .researcher)
        #expect(look.status == 303)
        _ = await site.post(look.location + "/overnemen", as: .researcher)
        return await site.get(look.location, as: .researcher)
    }

    /// From nothing to the field: three addresses, ready, day 0 at nine.
    func open(_ mode: Survey.Mode = .pseudonymous, list: String = FieldRig.three) async throws {
        #expect(await save(mode).status == 303)
        try await paste(list)
        #expect(await site.post(path("opzet/klaar"), as: .researcher).status == 303)
        try await move(.hours(24))
    }

    static let three = """
        Anna Bos <anna@voorbeeld.example>; 0123 456 781; Taalhuis; Noord
        Bert Dam <bert@voorbeeld.example>; 0123 456 782; Buurthuis; Noord
        Cor Eik <cor@voorbeeld.example>; 0123 456 783; Sportclub; Zuid
        """

    /// Moves the clock, keeps everyone signed in, and does the work that is due.
    func move(_ span: Span) async throws {
        site.clock.move(by: span)
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
        try await site.tick()
    }

    func turnOut(_ turnout: Turnout, _ email: String) async throws {
        let survey = try await survey()
        let address = try await address(email)
        try await site.write { [now = site.clock.now] db in
            try Address.turnedOut(turnout, address.id, of: survey, now: now, in: db)
        }
    }

    func kinds(_ email: String) async throws -> [String] { try await site.mails(to: email).map(\.kind) }
}
