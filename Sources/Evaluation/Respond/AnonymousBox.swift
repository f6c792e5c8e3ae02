import Core
package import Questionnaires
package import Services
package import Storage

/// The ballot box of a survey in anonymous mode.
///
/// Answers wait sealed until `least` of one group are there; then the whole box is poured out and written again in
/// random order, under fresh random keys, by one transaction, so that neither the order of rows nor what the engine
/// keeps about them tells old answers from new ones. An answer keeps its stratum only where the survey opened with that
/// and as long as enough answers share it.
package struct AnonymousBox: Sendable {
    package let vault: Vault

    /// So many answers at least come out together.
    package static let least = 5

    package init(vault: Vault) { self.vault = vault }

    /// One answer that lies open.
    package struct Slip: Sendable, Hashable {
        package var version: String
        package var channel: SurveyChannel
        /// The questionnaire's first language, whatever they read: one in Turkish would point at an address.
        package var language: String
        package var stratum: String?
        /// As JSON.
        package var answers: String

        package init(version: String, channel: SurveyChannel, language: String, stratum: String?, answers: String) {
            self.version = version
            self.channel = channel
            self.language = language
            self.stratum = stratum
            self.answers = answers
        }

        /// Those who could be taken for each other.
        struct Group: Hashable {
            let channel: SurveyChannel
            let stratum: String?
        }
        var group: Group { Group(channel: channel, stratum: stratum) }
    }

    /// Puts an answer that was sent in line, sealed.
    func drop(_ draft: AnswerDraft, stratum: String?, _ respondent: Respondent, in db: any SQLConnection) throws {
        let survey = respondent.survey
        let id = Secret.make()
        let keeps = try stratum != nil && FieldworkSettings.of(survey.id, in: db).keepsStratum
        var counted = draft
        counted.answers = respondent.questionnaire.counted(draft.answers)
        let content = try SealedAnswers(draft: counted, stratum: keeps ? stratum : nil).seal(
            vault, respondent.questionnaire, place: Self.place(survey, id))
        try db.run("INSERT INTO survey_pending (id, survey_id, sealed) VALUES (\(id), \(survey.id), \(content))")
    }

    /// Pours what waits into the box, as far as enough of one group do; at closing everything.
    ///
    /// - Returns: how many came in.
    @discardableResult
    func mix(_ survey: Survey, isClosing: Bool, in db: any SQLConnection) throws -> Int {
        let waiting = try pending(of: survey, in: db)
        let sizes = waiting.reduce(into: [Slip.Group: Int]()) { $0[$1.slip.group, default: 0] += 1 }
        let leaving = waiting.filter { isClosing || sizes[$0.slip.group, default: 0] >= Self.least }
        guard !leaving.isEmpty else { return 0 }
        for waiting in leaving { try db.run("DELETE FROM survey_pending WHERE id = \(waiting.id)") }
        let known = try Self.slips(of: survey, in: db)
        try Self.pour(known + leaving.map(\.slip), survey, isClosing: isClosing, in: db)
        return leaving.count
    }

    /// Writes answers of which nobody needs to be protected from the database: invented ones.
    package static func put(
        _ answers: [(channel: SurveyChannel, stratum: String?, answers: Answers)], survey: Survey,
        in db: any SQLConnection
    ) throws {
        guard let version = survey.version else { return }
        let language = try FrozenQuestionnaire.of(version, in: db)?.languages.first ?? "nl"
        let slips = answers.map {
            Slip(
                version: version, channel: $0.channel, language: language, stratum: $0.stratum,
                answers: $0.answers.json)
        }
        try pour(try self.slips(of: survey, in: db) + slips, survey, isClosing: false, in: db)
    }

    private func pending(of survey: Survey, in db: any SQLConnection) throws -> [(id: String, slip: Slip)] {
        guard let version = survey.version, let questionnaire = try FrozenQuestionnaire.of(version, in: db) else {
            return []
        }
        let rows = try db.rows("SELECT id, sealed FROM survey_pending WHERE survey_id = \(survey.id)")
        return try rows.map { row in
            let id: String = try row("id")
            let sealed: [UInt8] = try row("sealed")
            let opened = try SealedAnswers(opening: sealed, vault, place: Self.place(survey, id))
            let slip = Slip(
                version: version, channel: opened.draft.channel, language: questionnaire.languages.first ?? "nl",
                stratum: opened.stratum, answers: opened.draft.answers.json)
            return (id, slip)
        }
    }

    private static func slips(of survey: Survey, in db: any SQLConnection) throws -> [Slip] {
        try db.rows(
            """
            SELECT version_id, channel, language, stratum, answers FROM survey_box WHERE survey_id = \(survey.id)
            """
        ).map { row in
            try Slip(
                version: row("version_id"), channel: row("channel"), language: row("language"),
                stratum: row("stratum"), answers: row("answers"))
        }
    }

    private static func pour(_ slips: [Slip], _ survey: Survey, isClosing: Bool, in db: any SQLConnection) throws {
        var system = SystemRandomNumberGenerator()
        let mixed = (isClosing ? BlurredStrata(least: least).blurred(slips) : slips).shuffled(using: &system)
        try db.run("DELETE FROM survey_box WHERE survey_id = \(survey.id)")
        for slip in mixed {
            try db.run(
                """
                INSERT INTO survey_box (survey_id, slot, version_id, channel, language, stratum, answers)
                VALUES (\(survey.id), \(Secret.make()), \(slip.version), \(slip.channel), \(slip.language),
                    \(slip.stratum), \(slip.answers))
                """)
        }
    }

    static func place(_ survey: Survey, _ id: String) -> String { "survey_pending|\(survey.id.text)|\(id)" }
}
