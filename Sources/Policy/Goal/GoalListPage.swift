import Community
import Core
import Web

/// The page of all goals of a round.
struct GoalListPage {
    let visit: Visit
    let content: GoalsContent
    private var t: Texts { visit.t }

    func reply(_ cycle: PolicyCycle, _ board: GoalBoard) -> Reply {
        let mayChange = visit.mayChange(cycle)
        let add: HTML = mayChange ? Part.button(t("Voeg een doel toe"), cycle.path(.goals) + "/nieuw") : .empty
        let figures: HTML =
            cycle.isClosed ? .empty : Part.button(t("Alle cijfers"), cycle.path(.goals) + "/cijfers", quiet: true)
        let body: HTML =
            board.lines.isEmpty
            ? Part.empty(
                t("Er zijn nog geen doelen"),
                mayChange
                    ? t("Begin met één doel. Drie tot vijf goede doelen zijn genoeg voor een plan.")
                    : t("De beleidsmedewerker kiest ze samen met de partijen."), add)
            : summary(board) + GoalTable(board: board, t: t, today: visit.today, isOver: cycle.isClosed).markup()
        return visit.cyclePage(
            cycle, .goals, intro: t(content.intro), actions: board.lines.isEmpty ? figures : figures + add,
            body + archived(board, cycle, mayChange) + states)
    }

    private func summary(_ board: GoalBoard) -> HTML {
        let good = board.count([.achieved, .onTrack])
        let all = board.lines.count
        let open = board.count([.notMeasured])
        return """
            <p>\(t("\(good) van de \(all) op koers of gehaald."))\(if: open > 0, " \(t.plural(open, "1 is nog niet gemeten.", "\(open) zijn nog niet gemeten."))")</p>
            """
    }

    private func archived(_ board: GoalBoard, _ cycle: PolicyCycle, _ mayChange: Bool) -> HTML {
        if board.archived.isEmpty { return .empty }
        return """
            <details class="card no-print"><summary>\(t("Weggelegde doelen"))</summary><ul class="stack">\(board.archived, { goal in
                """
                <li class="row apart"><a href="\(goal.path)"\(attribute: "lang", t.typed)>\(goal.result)</a>\
                \(if: mayChange, visit.buttonForm(action: goal.path + "/terug", label: t("Haal terug")))</li>
                """
            })</ul></details>
            """
    }

    /// What the words in the last column mean.
    private var states: HTML {
        """
        <details class="card no-print"><summary>\(t("Zo bepalen we de stand"))</summary><ul>\
        <li>\(t("Gehaald: het cijfer is op of voorbij het doel."))</li>\
        <li>\(t("Op koers: het cijfer is op of voorbij de rechte lijn van begin naar doel."))</li>\
        <li>\(t("Blijft achter: het cijfer is die lijn nog niet voorbij."))</li>\
        <li>\(t("Verkeerde kant: het cijfer is slechter dan aan het begin."))</li>\
        <li>\(t("Cijfers die zichzelf meten, zijn hoogstens een uur oud. Aan het eind van elke maand bewaren we ze. Daarna veranderen ze niet meer."))</li></ul></details>
        """
    }
}
