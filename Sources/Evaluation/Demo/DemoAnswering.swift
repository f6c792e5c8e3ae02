import Community
package import Core
import Questionnaires
package import Services
package import Storage

/// For the panel of the demo: the people who were asked answer, some at a time, as real ones would.
package struct DemoAnswering: Sendable {
    package let vault: Vault
    package let now: Moment

    package init(vault: Vault, now: Moment) {
        self.vault = vault
        self.now = now
    }

    /// The surveys that take answers now.
    package static func open(in db: any SQLConnection) throws -> [Survey] {
        try db.rows("SELECT * FROM survey WHERE state = \(Survey.State.field) ORDER BY number DESC LIMIT 20").map(
            Survey.init(row:))
    }

    /// - Returns: how many answered, and how many said no.
    package func perform(_ survey: Survey, in db: any SQLConnection) throws -> (answered: Int, refused: Int) {
        guard survey.takesAnswers(at: now), let version = survey.version,
            let questionnaire = try FrozenQuestionnaire.of(version, in: db)
        else { return (0, 0) }
        let waiting = try db.rows(
            """
            SELECT * FROM survey_address WHERE survey_id = \(survey.id) AND turnout = \(Turnout.none)
            AND refusal_reason IS NULL AND invited_at IS NOT NULL ORDER BY number
            """
        ).map(Address.init(row:))
        let answered = try db.count(
            "SELECT COUNT(*) FROM survey_address WHERE survey_id = \(survey.id) AND turnout = \(Turnout.answered)")
        let known = questionnaire.id == Report2011.questionnaire ? Report2011.answers(questionnaire) : nil
        let share = known == nil ? waiting.count * 3 / 10 + 1 : answered < 62 ? 62 - answered : 40
        let count = min(share, known == nil ? waiting.count : max(0, Report2011.byLink - answered), waiting.count)
        // Spread over the list, always the same.
        let order = waiting.sorted { ($0.number * 37 % 101, $0.number) < ($1.number * 37 % 101, $1.number) }
        for (index, address) in order.prefix(count).enumerated() {
            let answers = known.map { $0[answered + index] } ?? answers(questionnaire, address)
            try send(answers, survey, address, version, questionnaire, in: db)
        }
        if let known, answered < Report2011.byLink, answered + count == Report2011.byLink {
            try byOpenLink(known.suffix(Report2011.byOpenLink), survey, in: db)
        }
        let refused = try refuse(order.dropFirst(count), survey, isReport: known != nil, in: db)
        return (count, refused)
    }

    private func answers(_ questionnaire: Questionnaire, _ address: Address) -> Answers {
        var respondent = DemoRespondent(questionnaire, seed: UInt64(address.number) &* 7919 &+ UInt64(now.day.year))
        return respondent.answers()
    }

    private func send(
        _ answers: Answers, _ survey: Survey, _ address: Address, _ version: String, _ questionnaire: Questionnaire,
        in db: any SQLConnection
    ) throws {
        let respondent = Respondent(
            survey: survey, version: version, questionnaire: questionnaire, key: .address(address),
            secret: SurveyLink.token(address, vault), channel: .link)
        let draft = AnswerDraft(answers: answers, language: "nl", channel: .link)
        let store = ResponseStore(vault: vault)
        _ = try store.save(draft, of: respondent, now: now, in: db)
        guard case .underWay(let kept) = try store.standing(of: respondent, in: db) else { return }
        _ = try store.send(kept, of: respondent, now: now, in: db)
    }

    private func byOpenLink(_ list: ArraySlice<Answers>, _ survey: Survey, in db: any SQLConnection) throws {
        guard survey.hasOpenLink, survey.mode != .anonymous else { return }
        for answers in list { try Responses.add(answers, survey: survey, channel: .open, at: now, in: db) }
    }

    /// A few say no each time; those of 2011 with the printed reasons.
    private func refuse(
        _ addresses: ArraySlice<Address>, _ survey: Survey, isReport: Bool, in db: any SQLConnection
    ) throws -> Int {
        let done = try db.count(
            "SELECT COUNT(*) FROM survey_address WHERE survey_id = \(survey.id) AND refusal_reason IS NOT NULL")
        let printed: [RefusalReason] = [.unknownPolicy, .policyInMaking, .notForMe, .severalMunicipalities, .noTime]
        let all =
            isReport
            ? zip(printed, Report2011.refusals).flatMap { Array(repeating: $0, count: $1) }
            : Array(repeating: RefusalReason.noTime, count: 6)
        let next = all.dropFirst(done).prefix(isReport ? 14 : 2)
        let log = DemoFieldwork(survey: survey, opens: now.day)
        try log.refuse(Array(addresses.prefix(next.count)), Array(next), at: now, in: db)
        return min(next.count, addresses.count)
    }
}
