import Community
import Core
import Web

/// The nine steps at a glance.
struct StepBoardPages {
    let visit: Visit
    let content: StepsContent
    private var t: Texts { visit.t }

    func home(_ board: StepBoard, _ cycle: PolicyCycle, ready: Int, adoption: Adoption?, tasks: [PlanTask]) -> Reply {
        let path = PlanPath(cycle)
        let go: HTML =
            board.done == board.steps.count && adoption != nil
            ? Part.button(t("Bekijk het document"), path.document)
            : visit.mayChange(cycle)
                ? Part.button(t("Verder met stap \(cycle.step)"), path.step(cycle.step)) : .empty
        return visit.cyclePage(
            cycle, .plan, intro: t(content.intro), actions: go,
            """
            \(PlanFrame.nav(visit, cycle, current: .steps))\(figures(board, cycle, ready, adoption))\
            <ol class="plan-steps">\(board.steps, { card($0, cycle) })</ol>\(late(tasks, path))\(content.source.markup(t))
            """)
    }

    private func figures(_ board: StepBoard, _ cycle: PolicyCycle, _ ready: Int, _ adoption: Adoption?) -> HTML {
        let path = PlanPath(cycle)
        let decision: Figure =
            if let adoption {
                Figure(
                    t("Vastgesteld"), t.shortDate(adoption.day, today: visit.today),
                    detail: t("Besluit \(adoption.decision)"), path: adoption.path(in: cycle), function: "vertalen")
            } else if let day = cycle.councilDay {
                Figure(
                    t("De raad beslist"), t.shortDate(day, today: visit.today),
                    detail: day >= visit.today
                        ? t.plural(day - visit.today, "nog 1 dag", "nog \(day - visit.today) dagen") : nil,
                    function: "vertalen")
            } else {
                Figure(
                    t("De raad beslist"), "–", detail: t("Vul een datum in bij de ronde."), function: "vertalen")
            }
        return Figure.list([
            Figure(t("Stappen klaar"), t("\(board.done) van 9"), function: "vertalen"),
            Figure(t("Onderdelen klaar"), t("\(ready) van 15"), path: path.text, function: "vertalen"), decision,
        ])
    }

    private func card(_ step: PlanStep, _ cycle: PolicyCycle) -> HTML {
        let number = step.content.number
        let answers = t("\(step.answered) van \(step.content.questions.count) vragen beantwoord")
        let tasks = step.tasks == 0 ? "" : " · " + t("\(step.tasksDone) van \(step.tasks) taken klaar")
        let current: String? = number == cycle.step && !cycle.isClosed ? "step" : nil
        return """
            <li class="card stack edge-vertalen"\(attribute: "aria-current", current)><div class="row apart">\
            <h2 class="h3"><a href="\(PlanPath(cycle).step(number))">\(number). \(t(step.content.name))</a></h2>\(Self.chip(step.state, t))</div>\
            <p>\(t(step.content.aim))</p><p class="small soft">\(answers + tasks)</p>\
            \(step.reason, { "<p class=\"small\">\(t("Reden: \($0)"))</p>" })</li>
            """
    }

    static func chip(_ state: StepState, _ t: Texts) -> HTML {
        switch state {
        case .open: Part.chip(t("nog niet"))
        case .busy: Part.chip(t("bezig"), .wait)
        case .done: Part.chip(t("klaar"), .good)
        case .skipped: Part.chip(t("overgeslagen"))
        }
    }

    /// The tasks that are late or come soon.
    private func late(_ tasks: [PlanTask], _ path: PlanPath) -> HTML {
        let soon = tasks.filter { task in !task.isDone && task.due.map { $0 <= visit.today + 21 } ?? false }
        if soon.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Taken die nu lopen"))</h2><ul class="plain">\(soon.prefix(20), { task in
                let number = content.step(task.step)?.number ?? 1
                let due = task.due.map { t.shortDate($0, today: visit.today) } ?? ""
                return "<li class=\"row\">\(Part.chip(due, task.isLate(on: visit.today) ? .bad : .plain)) <a href=\"\(path.step(number))\">\(task.title)</a> <span class=\"small soft\">\(task.ownerName ?? "")</span></li>"
            })</ul></section>
            """
    }
}

/// The line of links between the pages of the plan.
enum PlanFrame {
    enum Place: CaseIterable { case steps, text, document }

    static func nav(_ visit: Visit, _ cycle: PolicyCycle, current: Place?) -> HTML {
        let t = visit.t
        let path = PlanPath(cycle)
        let links: [(Place, String, String)] = [
            (.steps, t("Stappen"), path.home), (.text, t("Tekst"), path.text),
            (.document, t("Document"), path.document),
        ]
        return """
            <nav class="subnav no-print" aria-label="\(t("Het plan"))"><ul>\(links, { link in
                "<li><a href=\"\(link.2)\"\(attribute: "aria-current", link.0 == current ? "page" : nil)>\(link.1)</a></li>"
            })</ul></nav>
            """
    }

    /// A person's name, or that they are gone.
    static func name(_ name: String?, _ t: Texts) -> String { name ?? t("iemand die niet meer meedoet") }
}
