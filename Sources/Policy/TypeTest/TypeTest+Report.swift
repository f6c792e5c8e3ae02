import Community
import Core
import Storage
import Web

/// What the plan, the evaluation and the handover file tell of the type test.
extension TypeTestPart {
    func report(of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [ReportBlock]
    {
        let sessions = try TypeTestSession.all(of: cycle.id, in: db)
        guard let shown = sessions.first(where: { $0.state == .shown }) else {
            return document == .handover ? try running(sessions, t, in: db) : []
        }
        let view = try TypeTestResultView.load(shown, of: cycle, content: content, in: db)
        let words = TypeTestWords(t: t, content: view.result.content)
        var blocks = [ReportBlock.paragraph(try opening(view, t, in: db))]
        for outcome in view.result.outcomes { blocks += told(outcome, words, isShort: document == .evaluation) }
        blocks += view.comparisons(words).map { .paragraph($0.sentence(words)) }
        if document != .evaluation { blocks += agenda(view.result, words) }
        blocks += talk(view, t)
        if document == .handover { blocks += try running(sessions.filter { $0.state != .shown }, t, in: db) }
        return blocks + [.source(view.result.content.source)]
    }

    private func opening(_ view: TypeTestResultView, _ t: Texts, in db: any SQLConnection) throws -> String {
        let line = try Self.line(view.session, t, in: db)
        return t(
            "“\(view.session.title)”: \(line). De test (versie \(view.session.version)) is het begin van een gesprek, geen oordeel."
        )
    }

    private func told(_ outcome: TypeTestOutcome, _ words: TypeTestWords, isShort: Bool) -> [ReportBlock] {
        let t = words.t
        var blocks: [ReportBlock] = [.heading(words.name(outcome.viewpoint))]
        let lines = [
            words.headline(outcome) + ".", words.reserve(outcome), words.border(outcome), words.spread(outcome),
        ]
        blocks.append(.paragraph(lines.compactMap { $0 }.joined(separator: " ")))
        if let type = words.content.type(outcome.type) { blocks.append(.paragraph(t(type.description))) }
        guard outcome.level == .everything, !isShort else { return blocks }
        let square = TypeTestQuadrant(words: words, outcome)
        blocks.append(
            .picture(
                square.svg, caption: t("De groep in het vierkant: \(words.name(outcome.viewpoint))"),
                description: square.description))
        blocks.append(
            .table(
                caption: t("Hoeveel mensen per type: \(words.name(outcome.viewpoint))"),
                columns: [.init(t("Type")), .init(t("Mensen"), number: true)],
                rows: words.content.types.map { [words.name($0), String(outcome.types[$0.id] ?? 0)] }))
        return blocks
    }

    private func agenda(_ result: TypeTestResult, _ words: TypeTestWords) -> [ReportBlock] {
        let items = result.agenda.prefix(5).map { words.t($0.agenda) }
        return items.isEmpty ? [] : [.heading(words.t("Hierover lopen de meningen uiteen")), .list(Array(items))]
    }

    private func talk(_ view: TypeTestResultView, _ t: Texts) -> [ReportBlock] {
        let said = view.result.content.discussion.compactMap { item in
            view.notes[item.id].flatMap { $0.text.isEmpty ? nil : (item, $0.text) }
        }
        if said.isEmpty { return [] }
        return [.heading(t("Wat er gezegd werd"))]
            + said.flatMap { [ReportBlock.heading(t($0.0.question), level: 4), .markdown($0.1)] }
    }

    private func running(_ sessions: [TypeTestSession], _ t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let rows = try sessions.map { session in
            [session.title, t(session.state.label), String(try session.sent(in: db))]
        }
        if rows.isEmpty { return [] }
        return [
            .table(
                caption: t("Typetests die nog lopen"),
                columns: [.init(t("Bijeenkomst")), .init(t("Stand")), .init(t("Ingestuurd"), number: true)], rows: rows)
        ]
    }
}
