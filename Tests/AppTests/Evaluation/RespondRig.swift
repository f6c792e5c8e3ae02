import Community
import Core
import Questionnaires
import Services
import Storage
import Tabulation
import Testing
import Web

@testable import Evaluation

/// A survey in the field with every kind of question, and the people who answer it.
final class RespondRig: Sendable {
    let site: TestSite
    let number: Int
    let id: Survey.Identity
    let addresses: [Address.Identity]

    /// - Parameters:
    ///   - strata: of the addresses, in turn.
    ///   - mark: goes round every text that an author or a respondent can set.
    init(
        mode: Survey.Mode, addresses count: Int = 3, strata: [String] = [], open: Bool = false,
        questionnaire: Questionnaire = RespondRig.questionnaire(), title: String = "Tevreden in Waterveen",
        purpose: String = "Wij willen weten wat beter kan.", language: Language = .dutch
    ) async throws {
        site = try await TestSite()
        let vault = site.town.house.vault
        let now = site.clock.now
        let made = try await site.write { db -> (Survey, [Address.Identity]) in
            let version = UUIDv7.make(at: now)
            let stored = try StoredQuestionnaire.add(
                questionnaire, name: title, municipality: "GM9999", origin: nil, owner: nil, now: now, in: db)
            try db.run(
                """
                INSERT INTO survey_version (id, questionnaire_id, version, content, hash, frozen_at)
                VALUES (\(version), \(stored), 1, \(questionnaire.json), 'x', \(now))
                """)
            let draft = try StartSurvey.add(
                title, municipality: "GM9999", mode: mode, questionnaire: stored, owner: nil, now: now, in: db)
            try db.run(
                """
                UPDATE survey SET state = \(Survey.State.field), version_id = \(version), has_open_link = \(open),
                    opens_on = \(now.day), closes_on = \(now.day + 28), opened_at = \(now), purpose = \(purpose)
                WHERE id = \(draft.id)
                """)
            var settings = FieldworkSettings()
            settings.keepsStratum = !strata.isEmpty
            try settings.save(for: draft.id, in: db)
            let survey = try #require(try Survey.find(draft.id, in: db))
            let people = (0..<count).map { index in
                NewAddress(
                    name: "Adres \(index)", email: "adres\(index)@voorbeeld.example", language: language,
                    stratum: strata.isEmpty ? nil : strata[index % strata.count])
            }
            let ids = try AddressBook.add(people, to: survey, source: .hand, vault: vault, now: now, in: db)
            try db.run(
                "UPDATE survey_address SET invited_at = \(now), outcome = \(Outcome.silence) WHERE survey_id = \(survey.id)"
            )
            return (survey, ids)
        }
        number = made.0.number
        id = made.0.id
        addresses = made.1
    }

    func address(_ index: Int) async throws -> Address {
        try await site.read { [addresses] db in try #require(try Address.find(addresses[index], in: db)) }
    }

    func token(_ index: Int = 0) -> String { SurveyLink.token(id, addresses[index], site.town.house.vault) }
    func path(_ index: Int = 0, _ page: String = "") -> String { "/vragenlijst/\(token(index))" + page }

    func survey() async throws -> Survey {
        try await site.read { [id] db in try #require(try Survey.find(id, in: db)) }
    }

    func count(_ sql: SQL) async throws -> Int { try await site.read { db in try db.count(sql) } }

    // MARK: Answering

    /// The pages of the questionnaire with answers, the last with words of one's own.
    static func pages(_ words: String, tick: Int = 1) -> [(String, [(String, String)])] {
        [
            ("B1", [("V01", "1"), ("V02", "12")]), ("B2", [("V03", "\(tick)"), ("V04", "4")]),
            ("B3", [("V12.1", "1"), ("V12.1", "2"), ("V12.2", "9"), ("V13", words)]),
            (
                "B4",
                [("V09.1", "2"), ("V09.2", "1"), ("V14", "2026-03-01"), ("V15.1", "3"), ("V16.1", "2"), ("V16.2", "1")]
            ),
        ]
    }

    @discardableResult
    func page(
        _ base: String, _ block: String, _ fields: [(String, String)], way: String = "volgende", back: Bool = false
    ) async -> TestReply {
        await site.post(
            base + "/pagina/" + block + (back ? "?terug=overzicht" : ""), form: fields + [("_naar", way)])
    }

    func fill(_ base: String, _ words: String = "Mijn woorden", tick: Int = 1) async {
        for (block, fields) in Self.pages(words, tick: tick) { await page(base, block, fields) }
    }

    @discardableResult
    func answer(_ index: Int, _ words: String = "Mijn woorden", tick: Int = 1) async -> TestReply {
        await fill(path(index), words, tick: tick)
        return await site.post(path(index, "/versturen"))
    }

    func close() async throws {
        let house = site.town.house
        let now = site.clock.now
        try await site.write { [id] db in
            try db.run("UPDATE survey SET state = \(Survey.State.closed), closed_at = \(now) WHERE id = \(id)")
            let survey = try #require(try Survey.find(id, in: db))
            try Responses(vault: house.vault).close(survey, now: now, in: db)
        }
    }

    func records(_ channels: Set<SurveyChannel> = [.link, .phone]) async throws -> [SurveyRecord] {
        let survey = try await survey()
        return try await site.read { db in try SurveyRecords.load(survey, channels: channels, in: db) }
    }

    /// - Parameter mark: stands in every text.
    static func questionnaire(mark: String = "") -> Questionnaire {
        func words(_ text: String) -> Words {
            Words(["nl": text + mark, "en": text + " (en)" + mark, "ar": "س " + text + mark])
        }
        let agree = [Choice(1, words("Ja")), Choice(2, words("Nee"))]
        let several = [
            Choice(1, words("Tijd")), Choice(2, words("Geld")), Choice(7, words("Anders"), hasText: true),
            Choice(9, words("Geen van deze"), isExclusive: true),
        ]
        return Questionnaire(
            id: "proef", languages: ["nl", "en", "ar"], title: words("Proef"), intro: words("Welkom"),
            thanks: words("Bedankt voor je tijd"),
            blocks: [
                .init(
                    "B1", title: words("Over jou"), intro: words("Eerst dit"),
                    questions: [
                        Question("V01", .single, words("Doe je iets?"), isRequired: true, choices: agree),
                        Question(
                            "V02", .number, words("Hoeveel uur?"), hint: words("Een schatting"), showIf: "V01 == 1",
                            lowest: 0, highest: 60, unit: words("uur")),
                    ]),
                .init(
                    "B2", title: words("Wat je mist"),
                    questions: [
                        Question("I01", .info, words("Lees dit eerst.")),
                        Question("V03", .multiple, words("Wat mis je?"), choices: several),
                        Question(
                            "V04", .scale, words("Hoe tevreden?"), lowest: 1, highest: 5, lowLabel: words("niet"),
                            highLabel: words("zeer")),
                    ]),
                .init(
                    "B3", title: words("Beleid"),
                    questions: [
                        Question(
                            "V12", .gridMultiple, words("Wat staat in beleid?"), choices: several,
                            rows: [Choice(1, words("Werving")), Choice(2, words("Waardering"))]),
                        Question("V13", .text, words("Je zei {V01}. Waarom?"), maxLength: 1000),
                    ]),
                .init(
                    "B4",
                    questions: [
                        Question("V09", .ranking, words("Wat eerst?"), choices: agree),
                        Question("V14", .date, words("Sinds wanneer?")),
                        Question(
                            "V15", .gridNumber, words("Hoeveel?"), rows: [Choice(1, words("Mensen"))],
                            unit: words("st.")),
                        Question(
                            "V16", .grid, words("Eens?"), choices: agree,
                            rows: [Choice(1, words("Een")), Choice(2, words("Twee"))]),
                    ]),
            ])
    }
}
