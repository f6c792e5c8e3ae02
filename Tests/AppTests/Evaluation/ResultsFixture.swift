import Community
import Core
import Questionnaires
import Storage
import Testing

@testable import Evaluation

/// A survey with answers whose tables are known beforehand.
struct ResultsFixture {
    var title = "Hoe tevreden ben je?"
    var municipality = "GM9999"
    var state = Survey.State.closed
    var mode = Survey.Mode.linked
    var count = 120
    /// Of each hundred records this many more tick the first answer of `V02`.
    var shift = 0
    /// Added to every grade.
    var grade = 0
    /// Of ten records so many have the first row of `V05` in the policy.
    var policy = 6
    var previous: Survey.Identity?
    var origin: String?
    var closedAt: Moment?
    var content = ResultsFixture.questionnaire
    /// What record `index` answered, to other questions than these.
    var answered: (@Sendable (Int) -> Answers)?

    static let questionnaire = Questionnaire(
        id: "proef", title: Words("Proef"),
        blocks: [
            .init(
                "A", title: Words("Over jou"),
                questions: [
                    Question(
                        "V01", .single, Words("Waar werk je?"),
                        choices: [
                            Choice(1, Words("Sport")), Choice(2, Words("Zorg")), Choice(3, Words("Cultuur")),
                            Choice(9, Words("Weet niet"), isMissing: true),
                        ]),
                    Question(
                        "V02", .multiple, Words("Wat doe je?"),
                        choices: [
                            Choice(1, Words("Besturen")), Choice(2, Words("Helpen")), Choice(3, Words("Rijden")),
                            Choice(8, Words("Geen van deze"), isExclusive: true),
                        ]),
                    Question("V03", .number, Words("Welk cijfer geef je?"), lowest: 1, highest: 10),
                ]),
            .init(
                "B", title: Words("Het beleid"),
                questions: [
                    Question("V04", .text, Words("Wat kan er beter?")),
                    Question(
                        "V05", .gridMultiple, Words("Verbinden"),
                        choices: [
                            Choice(1, Words("Staat in het beleid")), Choice(2, Words("Voert het steunpunt uit")),
                            Choice(4, Words("Wordt niet uitgevoerd")), Choice(9, Words("Weet niet"), isMissing: true),
                        ],
                        rows: [
                            Choice(1, Words("Vacaturebank")), Choice(2, Words("Beursvloer")),
                            Choice(3, Words("Netwerken")),
                        ]),
                ]),
        ])

    /// What record `index` answered.
    func answers(_ index: Int) -> Answers {
        if let answered { return answered(index) }
        var answers = Answers(seen: ["V01", "V02", "V03", "V04", "V05"])
        answers.values["V01"] = .codes([index % 20 == 19 ? 9 : index % 3 + 1])
        var ticks: [Int] = []
        if index * 100 / max(count, 1) < 40 + shift { ticks.append(1) }
        if index % 2 == 0 { ticks.append(2) }
        if index % 10 == 0 { ticks.append(3) }
        answers.values["V02"] = .codes(ticks.isEmpty ? [8] : ticks)
        answers.values["V03"] = .number(Double(5 + index % 4 + grade))
        if index % 4 == 0 {
            answers.values["V04"] = .text(["Meer waardering", "Betere koffie", "meer  WAARDERING"][index / 4 % 3])
        }
        answers.values["V05"] = .rows([
            1: .codes(grid(index, policy: policy, not: 1)), 2: .codes(grid(index, policy: 7, not: 3)),
            3: .codes(grid(index, policy: 8, not: 0)),
        ])
        return answers
    }

    /// In the policy for `policy` of ten records, not carried out for `not` of ten.
    private func grid(_ index: Int, policy: Int, not: Int) -> [Int] {
        var codes: [Int] = []
        if index % 10 < policy { codes.append(1) }
        codes.append(index % 10 < not ? 4 : 2)
        return codes
    }

    @discardableResult
    func add(to site: TestSite) async throws -> Survey {
        let now = closedAt ?? site.clock.now
        return try await site.write { db in
            let questionnaire = try StoredQuestionnaire.add(
                content, name: title, municipality: municipality, origin: origin, owner: nil, now: now, in: db)
            let draft = try StartSurvey.add(
                title, municipality: municipality, mode: mode, questionnaire: questionnaire, previous: previous,
                owner: nil, now: now, in: db)
            let version = UUIDv7.make(at: now)
            try db.run(
                """
                INSERT INTO survey_version (id, questionnaire_id, version, content, hash, frozen_at)
                VALUES (\(version), \(questionnaire), 1, \(content.json), \(content.hash), \(now))
                """)
            let closed: Moment? = state == .closed ? now : nil
            try db.run(
                """
                UPDATE survey SET version_id = \(version), state = \(state), opened_at = \(now), closed_at = \(closed)
                WHERE id = \(draft.id)
                """)
            for index in 0..<count {
                let stratum = index % 2 == 0 ? "klein" : "groot"
                try db.run(
                    """
                    INSERT INTO survey_response (id, survey_id, version_id, channel, state, pseudonym, language, stratum,
                        answers, started_at, changed_at, completed_at)
                    VALUES (\(UUIDv7.make(at: now)), \(draft.id), \(version), \(SurveyChannel.link),
                        \(ResponseState.complete), \("p\(index)"), 'nl', \(stratum), \(answers(index).json), \(now),
                        \(now), \(now))
                    """)
            }
            return try #require(try Survey.find(draft.id, in: db))
        }
    }
}

extension ResultsFixture {
    /// The same questions with the first, and the grid, in English as well.
    static var inTwoLanguages: Questionnaire {
        func both(_ words: Words, _ english: String) -> Words { Words(["": words("nl"), "en": english]) }
        var content = questionnaire
        content.languages = ["nl", "en"]
        content.blocks[0].title = both(Words("Over jou"), "About you")
        content.blocks[0].questions[0].text = both(Words("Waar werk je?"), "Where do you work?")
        let places = ["Sports", "Care", "Culture", "Do not know"]
        for (place, word) in places.enumerated() {
            let label = content.blocks[0].questions[0].choices[place].label
            content.blocks[0].questions[0].choices[place].label = both(label, word)
        }
        let says = ["On paper", "Done by the centre", "Nobody does it", "Do not know"]
        for (place, word) in says.enumerated() {
            let label = content.blocks[1].questions[1].choices[place].label
            content.blocks[1].questions[1].choices[place].label = both(label, word)
        }
        return content
    }

    /// Lets the last so many records come in by the open link.
    static func open(_ count: Int, of survey: Survey, _ site: TestSite) async throws {
        try await site.write { db in
            let last = try db.rows(
                """
                SELECT id FROM survey_response WHERE survey_id = \(survey.id) ORDER BY id DESC LIMIT \(count)
                """
            ).map { try $0("id", as: String.self) }
            try db.run("UPDATE survey_response SET channel = \(SurveyChannel.open) WHERE id IN (\(list: last))")
        }
    }

    /// Keeps a table by its query; gives its path.
    static func save(_ query: String, _ survey: Survey, _ site: TestSite, title: String = "Onze tabel") async -> String
    {
        let reply = await site.post(
            "/enquetes/\(survey.number)/resultaten/tabellen?\(query)", form: [("titel", title)], as: .researcher)
        #expect(reply.status == 303, "\(reply.body.suffix(400))")
        return reply.location
    }

    static func publish(_ path: String, _ site: TestSite) async -> TestReply {
        await site.post(path + "/publiceren", form: [("opmerking", "")], as: .researcher)
    }
}
