import Community
package import Core
package import Storage
import Web

extension PlanPart {
    /// For the plan its planning, for the evaluation what came of the steps, for the handover everything that is needed
    /// to go on.
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        switch document {
        case .plan: return try planning(of: cycle, t: t, in: db)
        case .evaluation: return try decision(of: cycle, t: t, in: db) + stepTable(of: cycle, t: t, in: db)
        case .handover:
            return try decision(of: cycle, t: t, in: db) + stepTable(of: cycle, t: t, in: db)
                + openTasks(of: cycle, t: t, in: db) + answers(of: cycle, t: t, in: db) + files(of: cycle, t: t, in: db)
        }
    }

    private func planning(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let tasks = try PlanTask.all(of: cycle.id, in: db)
        if tasks.isEmpty { return [] }
        return [
            .table(
                caption: t("Wat er wanneer klaar is"),
                columns: [.init(t("Taak")), .init(t("Stap")), .init(t("Klaar op"))],
                rows: tasks.map { task in
                    [task.title, steps.step(task.step).map { t($0.name) } ?? "", task.due.map { t.date($0) } ?? "–"]
                })
        ]
    }

    /// Which functions do what, for the chapter on people.
    func peopleBlocks(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let tasks = try PlanTask.all(of: cycle.id, in: db).filter { $0.owner != nil }
        let involved = try db.rows(
            "SELECT step_id, name FROM policy_step_person WHERE cycle_id = \(cycle.id) ORDER BY added_at, id"
        ).map { (step: try $0("step_id", as: String.self), name: try $0("name", as: String.self)) }
        var blocks: [ReportBlock] = []
        if !tasks.isEmpty {
            let functions = try functions(in: cycle.municipality, t: t, db: db)
            let owners = Dictionary(grouping: tasks) { functions[$0.owner ?? ""] ?? PlanFrame.name(nil, t) }
            blocks.append(
                .table(
                    caption: t("Wie trekt welke taken"),
                    columns: [
                        .init(t("Wie")), .init(t("Taken"), number: true), .init(t("Waarvan klaar"), number: true),
                    ],
                    rows: owners.sorted { $0.key < $1.key }.map { function, own in
                        [function, String(own.count), String(own.count { $0.isDone })]
                    }))
        }
        if !involved.isEmpty {
            blocks.append(
                .table(
                    caption: t("Wie er bij de stappen meedoet"), columns: [.init(t("Stap")), .init(t("Wie"))],
                    rows: steps.steps.compactMap { step in
                        let names = involved.filter { $0.step == step.id }.map(\.name)
                        return names.isEmpty ? nil : [t(step.name), names.joined(separator: ", ")]
                    }))
        }
        return blocks
    }

    /// What each person is in the municipality. The plan becomes public and never changes: it names functions, not people.
    private func functions(in municipality: String, t: Texts, db: any SQLConnection) throws -> [String: String] {
        let rows = try db.rows(
            "SELECT person_id, role FROM municipal_role WHERE municipality_code = \(municipality) ORDER BY person_id"
        ).map { (person: try $0("person_id", as: String.self), role: try $0("role", as: MunicipalRole.self)) }
        let order: [MunicipalRole] = [
            .policyOfficer, .centreManager, .broker, .councilMember, .researcher, .administrator,
        ]
        return Dictionary(grouping: rows) { $0.person }.compactMapValues { own in
            order.first { role in own.contains { $0.role == role } }.map { t($0.label) }
        }
    }

    private func decision(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let adoptions = try Adoption.all(of: cycle.id, in: db).reversed()
        if adoptions.isEmpty { return [.paragraph(t("De raad heeft nog geen plan vastgesteld."))] }
        return [
            .list(
                adoptions.map { adoption in
                    t("Vastgesteld door de gemeenteraad op \(t.date(adoption.day)), besluit \(adoption.decision)")
                        + (adoption.remarks.isEmpty ? "" : ". " + adoption.remarks.replacing("\n", with: " "))
                })
        ]
    }

    private func stepTable(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let board = try StepBoard.load(cycle, steps, in: db)
        let words: [StepState: String] = [
            .open: t("nog niet"), .busy: t("bezig"), .done: t("klaar"), .skipped: t("overgeslagen"),
        ]
        return [
            .table(
                caption: t("De negen stappen"),
                columns: [
                    .init(t("Stap")), .init(t("Stand")), .init(t("Antwoorden"), number: true),
                    .init(t("Taken klaar"), number: true),
                ],
                rows: board.steps.map { step in
                    [
                        t(step.content.name), step.reason.map { t("overgeslagen: \($0)") } ?? words[step.state] ?? "",
                        "\(step.answered)/\(step.content.questions.count)", "\(step.tasksDone)/\(step.tasks)",
                    ]
                }), .source(steps.source),
        ]
    }

    private func openTasks(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let open = try PlanTask.all(of: cycle.id, in: db).filter { !$0.isDone }
        if open.isEmpty { return [] }
        return [
            .table(
                caption: t("Taken die nog open staan"),
                columns: [.init(t("Taak")), .init(t("Wie")), .init(t("Klaar op"))],
                rows: open.map { [$0.title, $0.ownerName ?? "–", $0.due.map { t.date($0) } ?? "–"] })
        ]
    }

    private func answers(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let answers = try StepAnswer.all(of: cycle.id, in: db)
        return steps.steps.flatMap { step -> [ReportBlock] in
            let given = step.questions.filter { !(answers[$0.id]?.text ?? "").isEmpty }
            if given.isEmpty { return [] }
            return [.heading(t("Stap \(step.number): \(t(step.name))"))]
                + given.flatMap { question -> [ReportBlock] in
                    [.heading(t(question.question), level: 4), .paragraph(answers[question.id]?.text ?? "")]
                }
        }
    }

    private func files(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let names = try db.rows(
            "SELECT name FROM policy_file WHERE cycle_id = \(cycle.id) ORDER BY uploaded_at, id"
        ).map { try $0("name", as: String.self) }
        return names.isEmpty ? [] : [.heading(t("Bestanden bij de stappen")), .list(names)]
    }

    /// Tasks that nobody finished are the next officer's to judge.
    package func carriesOn(from cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [CarriedItem]
    {
        try PlanTask.all(of: cycle.id, in: db).filter { !$0.isDone }.map { task in
            let step = steps.step(task.step).map { t("Stap \($0.number): \(t($0.name))") } ?? ""
            return CarriedItem(.action, origin: task.id, title: task.title, text: step, day: task.due)
        }
    }
}
