import Community
import Core
import Storage
import Web

extension GoalsPart {
    func changeRoutes(_ routes: Routes) {
        routes.get(Self.base + "/{doel}/wijzigen", access: .policyOfficer) { visit in
            let open = try await opened(visit)
            return changePage(open, open.form.form.filled(Self.values(open.goal)), visit)
        }
        routes.post(Self.base + "/{doel}/wijzigen", access: .policyOfficer) { [content] visit in
            let open = try await opened(visit)
            var state = open.form.form.read(visit.form)
            let draft = GoalDraft(
                state, content: content, indicator: open.goal.indicator, changing: open.goal,
                asksBaseline: open.form.asksBaseline)
            draft.check(&state, today: visit.today)
            if visit.form["actie"] == "controleer" {
                return changePage(open, state, visit, checks: draft, status: state.isValid ? 200 : 400)
            }
            guard state.isValid else { return changePage(open, state, visit, checks: draft, status: 400) }
            guard try await actions.change(draft, version: state.int("versie") ?? 0, by: visit) else {
                state.values["versie"] = [String(open.goal.version)]
                return changePage(open, state, visit, isLate: true, status: 409)
            }
            return .redirect(to: open.goal.path, notice: visit.t("Opgeslagen."))
        }
    }

    private struct Opened: Sendable {
        let cycle: PolicyCycle
        let goal: Goal
        let form: GoalForm
    }

    private func opened(_ visit: Visit) async throws -> Opened {
        try await house.database.read { [content] db in
            let (goal, cycle) = try Self.goal(visit, PolicyCycle.changeable(visit, in: db), in: db)
            let form = GoalForm(
                content: content, t: visit.t, owners: try PolicyPeople.staff(of: cycle.municipality, in: db),
                indicator: goal.indicator, isNew: false,
                asksBaseline: cycle.phase == .preparing || goal.baseline == nil)
            return Opened(cycle: cycle, goal: goal, form: form)
        }
    }

    private static func values(_ goal: Goal) -> [String: String] {
        var values = [
            "resultaat": goal.result, "voor": goal.forWhom, "bron": goal.source, "eigenaar": goal.owner?.text ?? "",
            "afgesproken": goal.agreedWith, "middelen": goal.budget, "terugkijken": goal.reviewDay?.iso ?? "",
            "begindag": goal.baselineDay?.iso ?? "", "versie": String(goal.version),
            "bedrag": goal.budgetCents.map { String($0 / 100) } ?? "",
        ]
        if let baseline = goal.baseline {
            values["begin"] = Amount.typed(baseline, decimals: goal.decimals)
        } else {
            values["niet-gemeten"] = "ja"
        }
        return values
    }

    private func changePage(
        _ open: Opened, _ state: FormState, _ visit: Visit, checks draft: GoalDraft? = nil, isLate: Bool = false,
        status: Int = 200
    ) -> Reply {
        let t = visit.t
        let page = GoalFormPage(visit: visit, cycle: open.cycle)
        let late: HTML =
            isLate
            ? Part.notice(t("Iemand anders heeft dit doel net gewijzigd. Hieronder staat wat jij typte."), .bad)
                + "<p><a href=\"\(open.goal.path)\">\(t("Bekijk hoe het nu is"))</a></p>" : .empty
        let below: HTML =
            draft.map {
                SmartPanel(check: SmartCheck($0.facts, content, today: visit.today), content: content, t: t).markup()
            } ?? .empty
        return page.reply(
            t("Wijzig het doel"), lead: late, form: open.form.form, state: state, action: open.goal.path + "/wijzigen",
            back: open.goal.path, buttons: page.saveOrCheck, below: below, status: status)
    }

    // MARK: Another aim

    func targetRoutes(_ routes: Routes) {
        routes.get(Self.base + "/{doel}/streefwaarde", access: .policyOfficer) { visit in
            let open = try await opened(visit)
            let state = TargetForm.form.filled([
                "doel": Amount.typed(open.goal.target, decimals: open.goal.decimals),
                "doeldag": open.goal.targetDay.iso,
            ])
            return targetPage(open, state, visit)
        }
        routes.post(Self.base + "/{doel}/streefwaarde", access: .policyOfficer) { visit in
            let open = try await opened(visit)
            var state = TargetForm.form.read(visit.form)
            check(&state, open.goal)
            guard state.isValid, let value = Amount.read(state["doel"]), let day = state.day("doeldag") else {
                return targetPage(open, state, visit, status: 400)
            }
            try await actions.setTarget(value, day, reason: state["reden"], by: visit)
            return .redirect(
                to: open.goal.path, notice: visit.t("Het nieuwe streven staat erin. Het oude blijft bewaard."))
        }
    }

    private func check(_ state: inout FormState, _ goal: Goal) {
        guard let value = Amount.read(state["doel"]), let day = state.day("doeldag") else { return }
        if value == goal.target, day == goal.targetDay {
            state.addError("doel", Text("Dit is hetzelfde streven. Verander het getal of de dag."))
        }
        if let begin = goal.baselineDay, day <= begin {
            state.addError("doeldag", Text("Het doel ligt voor het begin. Kies een latere dag."))
        }
        guard let baseline = goal.baseline, goal.intention != .keep else { return }
        if goal.better == .up ? value < baseline : value > baseline {
            state.addError(
                "doel",
                goal.better == .up
                    ? Text("Je koos omhoog, maar dit is lager dan het begin.")
                    : Text("Je koos omlaag, maar dit is hoger dan het begin."))
        }
    }

    private func targetPage(_ open: Opened, _ state: FormState, _ visit: Visit, status: Int = 200) -> Reply {
        let t = visit.t
        let page = GoalFormPage(visit: visit, cycle: open.cycle)
        return page.reply(
            t("Ander streefcijfer"), lead: "<p class=\"lead\"\(attribute: "lang", t.typed)>\(open.goal.result)</p>",
            form: TargetForm.form, state: state, action: open.goal.path + "/streefwaarde", back: open.goal.path,
            buttons: page.save, status: status)
    }

    // MARK: A figure by hand

    func measureRoutes(_ routes: Routes) {
        routes.get(Self.base + "/{doel}/meting", access: .policyOfficer) { visit in
            let open = try await opened(visit)
            let row = try await corrected(open.goal, visit.query.int("verbetert"))
            var values = ["dag": visit.today.iso, "bron": open.goal.source]
            if let row {
                values = [
                    "waarde": Amount.typed(row.value, decimals: 2), "dag": row.day.iso, "bron": row.source,
                    "aantal": row.base.map(String.init) ?? "",
                    "marge": row.margin.map { Amount.typed($0, decimals: 2) } ?? "", "verbetert": String(row.sequence),
                ]
            }
            let form = MeasureForm.form(corrects: row != nil)
            return measurePage(open, form, form.filled(values), visit)
        }
        routes.post(Self.base + "/{doel}/meting", access: .policyOfficer) { visit in
            let open = try await opened(visit)
            let row = try await corrected(open.goal, visit.form.int("verbetert"))
            let form = MeasureForm.form(corrects: row != nil)
            var state = form.read(visit.form)
            guard let entry = MeasureForm.entry(&state, today: visit.today) else {
                return measurePage(open, form, state, visit, status: 400)
            }
            try await actions.measure(entry, by: visit)
            return .redirect(to: open.goal.path, notice: visit.t("De meting staat erin."))
        }
    }

    private func corrected(_ goal: Goal, _ sequence: Int?) async throws -> GoalMeasurement? {
        guard let sequence else { return nil }
        let rows = try await house.database.read { db in try GoalMeasurement.all(of: goal.id, in: db) }
        guard let row = rows.first(where: { $0.sequence == sequence }) else { throw WebError.notFound }
        return row
    }

    private func measurePage(_ open: Opened, _ form: Form, _ state: FormState, _ visit: Visit, status: Int = 200)
        -> Reply
    {
        let t = visit.t
        let page = GoalFormPage(visit: visit, cycle: open.cycle)
        let lead: HTML = """
            <p class="lead"\(attribute: "lang", t.typed)>\(open.goal.result)</p><p>\(t("We meten: \(open.goal.measureWords(t)) (\(open.goal.unitWords(t)))."))</p>
            """
        return page.reply(
            t("Schrijf een meting op"), lead: lead, form: form, state: state, action: open.goal.path + "/meting",
            back: open.goal.path, buttons: page.save, status: status)
    }
}
