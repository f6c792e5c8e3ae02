import Community
import Core
import Formats
import Services
import Storage

extension DeskWork {
    /// A vacancy that a broker chose, with why it fits.
    struct Choice: Sendable {
        let vacancy: Vacancy.Identity
        /// Clauses after “omdat”; none when the broker found it without the ranking.
        let reasons: [String]
    }

    enum Proposed: Sendable {
        case done(Int)
        /// More than three would wait for an answer.
        case tooMany
        /// None of these takes people now.
        case closed
    }

    /// Proposes vacancies. With an address, and unless the broker tells it, the person gets them by mail; else the
    /// desk calls or sends a letter.
    ///
    /// - Parameter mails: `false` when the broker tells it.
    func propose(_ choices: [Choice], to intake: Intake, mails: Bool, in db: any SQLConnection) throws -> Proposed {
        guard intake.isOpen else { return .closed }
        var fresh: [(Choice, Vacancy)] = []
        for choice in choices {
            guard let vacancy = try Vacancy.find(choice.vacancy, in: db), vacancy.isOpen(on: now.day),
                !fresh.contains(where: { $0.1.id == vacancy.id })
            else { continue }
            let before = try db.value(
                "SELECT state FROM desk_proposal WHERE intake_id = \(intake.id) AND vacancy_id = \(vacancy.id)",
                as: Proposal.State.self)
            if before == nil { fresh.append((choice, vacancy)) }
        }
        guard !fresh.isEmpty else { return .closed }
        guard try Proposal.countOpen(intake.id, in: db) + fresh.count <= Proposal.most else { return .tooMany }
        for (choice, vacancy) in fresh {
            let reasons = choice.reasons.joined(separator: "\n")
            try db.run(
                """
                INSERT INTO desk_proposal (id, intake_id, vacancy_id, sealed_reasons, state, person_id, created_at)
                VALUES (\(Proposal.Identity(at: now)), \(intake.id), \(vacancy.id),
                    \(try seal(reasons, intake, .reasons, in: db)), \(Proposal.State.proposed), \(try actor(in: db)),
                    \(now))
                """)
        }
        let isMailed = mails && intake.email != nil
        try db.run("UPDATE intake SET proposed_at = COALESCE(proposed_at, \(now)) WHERE id = \(intake.id)")
        let due = isMailed ? DeskTerm.morning(DeskTerm.answerDays, after: now) : DeskTerm.morning(1, after: now)
        try move(intake, to: .proposed, .answer, at: due, in: db)
        try add(.proposed, to: intake, in: db)
        try record("intake-voorstel", intake, details: ["aantal": .int(fresh.count)], in: db)
        if isMailed { try mailProposals(fresh, to: intake, in: db) }
        return .done(fresh.count)
    }

    private func mailProposals(_ fresh: [(Choice, Vacancy)], to intake: Intake, in db: any SQLConnection) throws {
        var lines: [String] = []
        let t = house.t(intake.language)
        for (choice, vacancy) in fresh {
            let name = try db.value(
                "SELECT name FROM organisation WHERE id = \(vacancy.organisation)", as: String.self)
            lines.append(DeskWords.line(vacancy.title, name ?? "", choice.reasons, t))
        }
        try tell(
            intake, kind: "balie-voorstel",
            subject: { t in t.plural(lines.count, "We vonden iets voor je", "We vonden \(lines.count) dingen voor je")
            },
            in: db
        ) { t in
            [
                .paragraph(t("We zochten samen naar werk dat bij je past. Dit is wat we je voorstellen:")),
                .list(lines),
                .paragraph(
                    t(
                        "Zeg per voorstel ja, nee of “ik denk erover na”. Pas als je ja zegt, hoort de organisatie van je."
                    )),
            ]
        }
    }
}

enum DeskWords {
    /// `Taalmaatje bij Taalhuis De Brug: omdat …`.
    static func line(_ title: String, _ organisation: String, _ reasons: [String], _ t: Texts) -> String {
        let head = t("“\(title)” bij \(organisation)")
        return because(reasons, t).map { head + ". " + $0 } ?? head
    }

    /// `Past bij je, omdat je dinsdag kunt en het dichtbij is.`
    static func because(_ reasons: [String], _ t: Texts) -> String? {
        guard let last = reasons.last else { return nil }
        let first = reasons.dropLast().joined(separator: ", ")
        let all = first.isEmpty ? last : t("\(first) en \(last)")
        return t("Past bij je, omdat \(all).")
    }
}
