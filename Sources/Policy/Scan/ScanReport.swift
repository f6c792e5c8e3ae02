import Core
import Storage
import Web

/// What the documents tell of the scans.
struct ScanReport {
    let cycle: PolicyCycle
    let document: ReportKind
    let content: ContentShelf
    let t: Texts
    let today: Day

    func blocks(in db: any SQLConnection) throws -> [ReportBlock] {
        let runs = try FilledScan.load(ScanRun.all(of: cycle.id, in: db), content, in: db)
        let history = try FilledScan.load(ScanRun.finished(upTo: cycle, in: db), content, in: db)
        return ScanKind.allCases.flatMap { kind -> [ReportBlock] in
            guard let latest = runs.first(where: { $0.run.kind == kind && $0.run.state == .closed }) else { return [] }
            let past = history.filter { $0.run.kind == kind && $0.run.day <= latest.run.day }
            return chapter(latest, past)
        } + actions(runs)
    }

    private func chapter(_ filled: FilledScan, _ past: [FilledScan]) -> [ReportBlock] {
        let made = t(
            "Ingevuld op \(t.date(filled.run.day)) door: \(filled.run.participants). Vragenlijst versie \(filled.sheet.version)."
        )
        var blocks: [ReportBlock] = [.heading(t(filled.sheet.title)), .paragraph(made)]
        switch filled.sheet {
        case .integral(let scan): blocks += integral(scan, filled)
        case .points(let scan): blocks += points(scan, filled, past)
        }
        if past.count > 1 {
            let movement = ScanMovement(runs: past, t: t)
            blocks.append(
                .picture(
                    movement.picture, caption: movement.caption, description: movement.description,
                    figures: movement.figures))
        }
        return blocks + [.source(filled.sheet.source)]
    }

    private func integral(_ scan: IntegralScan, _ filled: FilledScan) -> [ReportBlock] {
        let assessment = scan.assess(filled.choices)
        let advice = ScanAdvice(scan: scan, assessment: assessment, t: t)
        var rows = scan.scales.map { scale in
            [t(scale.name), t("schaal"), scan.words(assessment.scales.first { $0.id == scale.id }, t)]
        }
        rows += scan.aspects.map { [t($0.name), t("aspect"), scan.words(assessment.aspect($0.id), t)] }
        var blocks: [ReportBlock] = [
            .table(
                caption: t("Integraal en toekomstbestendig"),
                columns: [.init(t("Wat")), .init(t("Soort")), .init(t("Stand"))], rows: rows)
        ]
        if let rule = advice.rule, let route = advice.route {
            blocks += [
                .heading(t(route.name), level: 4), .paragraph(t(rule.reason)), .paragraph(t(route.text)),
                .list(route.firstSteps.map { t($0.text) }), .source(route.source),
            ]
        }
        // What was typed in own words may name people: that is for whoever takes over, not for a public document.
        let told = scan.facts.filter { document == .handover || ($0.kind != .text && $0.kind != .amount) }
        let facts = told.compactMap { fact -> [String]? in
            let text = fact.text(filled.facts[fact.id] ?? [], t)
            return text.isEmpty ? nil : [t(fact.question), text]
        }
        if !facts.isEmpty {
            blocks.append(
                .table(caption: t("De feiten"), columns: [.init(t("Vraag")), .init(t("Antwoord"))], rows: facts))
        }
        if document == .handover { blocks.append(answers(filled)) }
        return blocks
    }

    /// Every answer with its remark: the next officer needs the reasons, the council the outcome.
    private func answers(_ filled: FilledScan) -> ReportBlock {
        let rows = filled.sheet.sections.flatMap(\.questions).compactMap { question -> [String]? in
            guard let given = filled.answers[question.id] else { return nil }
            return [t(question.text), filled.sheet.answers.text(given.choice, t), given.note]
        }
        return .table(
            caption: t("Alle antwoorden"),
            columns: [.init(t("Vraag")), .init(t("Antwoord")), .init(t("Toelichting"))], rows: rows)
    }

    private func points(_ scan: any PointScan, _ filled: FilledScan, _ past: [FilledScan]) -> [ReportBlock] {
        let rows = scan.points.map { point in
            [
                point.mark, t(point.name), scan.answers.text(filled.answers[point.id]?.choice, t),
                filled.answers[point.id]?.note ?? "",
            ]
        }
        let movement = ScanPointMovement(before: past.dropLast().last, now: filled, t: t)
        return [
            .table(
                caption: t(scan.title),
                columns: [.init(t("Nr.")), .init(t("Punt")), .init(t("Stand")), .init(t("Waaraan je dat ziet"))],
                rows: rows),
            .picture(
                movement.picture, caption: movement.caption, description: movement.description,
                figures: movement.figures),
        ]
    }

    private func actions(_ runs: [FilledScan]) -> [ReportBlock] {
        let all = runs.flatMap(\.actions)
        // The plan tells what will be done; looking back and handing over also what was.
        let told = document == .plan ? all.filter { $0.note.isOpen } : all
        if told.isEmpty { return [] }
        // A plan is adopted and never changes again, so nobody's name stands in it.
        let names = document == .handover
        let rows = told.map { section, note in
            let state = note.doneAt != nil ? t("klaar") : (note.due ?? today) < today ? t("te laat") : t("open")
            return [note.action, t(section.title), note.due.map(t.date) ?? "", state]
                + (names ? [note.ownerName ?? ""] : [])
        }
        return [
            .heading(t("Acties uit de scans")),
            .table(
                caption: t("Acties uit de scans"),
                columns: [
                    .init(t("Actie")), .init(t("Hoort bij")), .init(t("Klaar op")), .init(t("Stand")),
                ] + (names ? [.init(t("Wie"))] : []), rows: rows),
        ]
    }
}
