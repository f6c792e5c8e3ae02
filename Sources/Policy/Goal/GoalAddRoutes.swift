import Community
import Core
import Storage
import Web

extension GoalsPart {
    /// A new goal in two steps: a figure, then the rest.
    func addRoutes(_ routes: Routes) {
        let fill = Self.base + "/nieuw/invullen"
        routes.get(Self.base + "/nieuw", access: .policyOfficer) { [house, content] visit in
            try await freshen(visit)
            let page = try await house.database.read { db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                return GoalChoosePage(
                    visit: visit, content: content, cycle: cycle,
                    shelf: try IndicatorShelf(house, cycle.municipality, in: db),
                    values: try IndicatorCache.values(cycle.municipality, in: db))
            }
            return page.reply
        }
        routes.get(fill, access: .policyOfficer) { visit in
            try await freshen(visit)
            let asked = try await asked(visit, indicator: visit.query.text("indicator"))
            let state = asked.form.form.filled(proposal(asked, visit))
            return addPage(asked, state, visit)
        }
        routes.post(fill, access: .policyOfficer) { [content] visit in
            let asked = try await asked(visit, indicator: visit.form.text("indicator"))
            var state = asked.form.form.read(visit.form)
            let draft = GoalDraft(
                state, content: content, indicator: asked.form.indicator, measuredBy: asked.indicator)
            draft.check(&state, today: visit.today)
            if visit.form["actie"] == "controleer" {
                return addPage(asked, state, visit, checks: draft, status: state.isValid ? 200 : 400)
            }
            guard state.isValid else { return addPage(asked, state, visit, checks: draft, status: 400) }
            let path = try await actions.add(draft, by: visit)
            return .redirect(to: path, notice: visit.t("Het doel staat erin. Kijk of de SMART-check nog iets mist."))
        }
    }

    private struct Asked: Sendable {
        let cycle: PolicyCycle
        let form: GoalForm
        let indicator: Indicator?
        let now: IndicatorCache.Value?
    }

    /// - Throws: `WebError.notFound` for an indicator nobody knows.
    private func asked(_ visit: Visit, indicator id: String?) async throws -> Asked {
        try await house.database.read { [content, house] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let shelf = try IndicatorShelf(house, cycle.municipality, in: db)
            if let id, content.measure(id) == nil, shelf[id] == nil { throw WebError.notFound }
            let form = GoalForm(
                content: content, t: visit.t, owners: try PolicyPeople.staff(of: cycle.municipality, in: db),
                indicator: id, isNew: true)
            let now = try id.flatMap { try IndicatorCache.values(cycle.municipality, in: db)[$0] }
            return Asked(cycle: cycle, form: form, indicator: id.flatMap { shelf[$0] }, now: now)
        }
    }

    /// What is known already: the words of the example, today's figure with its day, the end of the round, who asks.
    private func proposal(_ asked: Asked, _ visit: Visit) -> [String: String] {
        let t = visit.t
        var values = [
            "richting": Goal.Intention(rawValue: visit.query.text("richting") ?? "")?.rawValue
                ?? Goal.Intention.raise.rawValue,
            "doeldag": asked.cycle.lastDay.iso, "eigenaar": visit.actor.person ?? "",
            "terugkijken": visit.today.monthsLater(12).iso,
        ]
        if let example = content.examples.first(where: { $0.id == visit.query.text("voorbeeld") }) {
            values["resultaat"] = example.goal.nl
        }
        // A chance, a need or a conclusion that someone makes a goal of.
        if let wish = visit.query.text("resultaat") { values["resultaat"] = String(wish.prefix(200)) }
        guard let id = asked.form.indicator else { return values }
        values["indicator"] = id
        let unit = content.measure(id).flatMap { content.unit($0.unit) }
        if let value = asked.now?.measured?.value {
            values["begin"] = Amount.typed(value, decimals: unit?.decimals ?? asked.indicator?.decimals ?? 0)
            values["begindag"] = visit.today.iso
        } else {
            values["niet-gemeten"] = "ja"
        }
        if asked.indicator != nil { values["bron"] = t("Inzet telt dit zelf") }
        return values
    }

    private func addPage(
        _ asked: Asked, _ state: FormState, _ visit: Visit, checks draft: GoalDraft? = nil, status: Int = 200
    ) -> Reply {
        let t = visit.t
        let page = GoalFormPage(visit: visit, cycle: asked.cycle)
        let below: HTML =
            draft.map {
                SmartPanel(
                    check: SmartCheck($0.facts, content, today: visit.today), content: content, t: t
                ).markup()
            } ?? .empty
        return page.reply(
            t("Nieuw doel"), lead: lead(asked, visit), form: asked.form.form, state: state,
            action: asked.cycle.path(.goals) + "/nieuw/invullen", back: asked.cycle.path(.goals) + "/nieuw",
            buttons: page.saveOrCheck, below: below, status: status)
    }

    /// The figure that was chosen, with what counts and what it is today.
    private func lead(_ asked: Asked, _ visit: Visit) -> HTML {
        let t = visit.t
        guard let id = asked.form.indicator,
            let name = content.measure(id).map({ t($0.name) }) ?? asked.indicator.map({ t($0.name) })
        else { return .empty }
        let unit = content.measure(id).flatMap { content.unit($0.unit) }
        let value: String? = asked.now?.measured.map {
            Amount.words(
                $0.value, decimals: unit?.decimals ?? asked.indicator?.decimals ?? 0,
                unit: unit?.text.nl ?? asked.indicator?.unit.key ?? "", t)
        }
        let example = content.examples.first { $0.id == visit.query.text("voorbeeld") }
        let says: HTML =
            asked.indicator.map { "<p>\(t($0.definition))</p>" }
            ?? "<p>\(t("Dit meet het platform nog niet zelf. Schrijf het cijfer zolang met de hand op."))</p>"
        let leap: HTML =
            example.map { example in
                let words = { (value: Double) in
                    Amount.words(value, decimals: unit?.decimals ?? 0, unit: unit?.text.nl ?? "", t)
                }
                return
                    "<p class=\"small soft\">\(t("Verzonnen voorbeeld: van \(words(example.baseline)) naar \(words(example.target)) in \(example.months) maanden."))</p>"
            } ?? .empty
        return """
            <section class="card stack narrow edge-vertalen"><h2>\(name)</h2>\(says)\
            \(value, { "<p><strong>\(t("Nu: \($0)"))</strong>\(unit.map { Amount.isPercent($0.text.nl) ? .empty : " \(t($0.text))" as HTML } ?? .empty)</p>" })\(leap)</section>
            """
    }
}
