import Core
import Web

/// How a goal is reached: who promised what for it, and what money there is.
struct GoalWays {
    let view: GoalView
    let visit: Visit
    private var t: Texts { visit.t }
    private var goal: Goal { view.line.goal }
    private var mayChange: Bool { visit.mayChange(view.cycle) && !goal.isArchived }

    var markup: HTML {
        """
        <section class="card stack"><h2>\(t("Wie doet wat, en met welk geld?"))</h2>\(agreements)\(budget)</section>
        """
    }

    private var agreements: HTML {
        let words = AgreementMarkup(t: t, today: visit.today)
        let list: HTML =
            view.agreements.isEmpty
            ? "<p class=\"soft\">\(t("Voor dit doel is nog niets afgesproken."))</p>"
            : "<ul>\(view.agreements, { "<li><a href=\"\($0.it.path)\"\(attribute: "lang", t.typed)>\($0.it.title)</a> \(words.chip($0)) <span class=\"small soft\">\(words.names($0))</span></li>" })</ul>"
        let make: HTML =
            mayChange
            ? "<p class=\"no-print\">\(Part.button(t("Maak een afspraak"), "\(view.cycle.path(.agreements))/nieuw?doel=\(goal.number)", quiet: true))</p>"
            : .empty
        return list + make
    }

    private var budget: HTML {
        if !view.budget.isEmpty {
            return """
                <p>\(t("Op de begroting:"))</p><ul>\(view.budget, { line in
                    "<li><a href=\"\(view.cycle.path(.money))/regels/\(line.number)\"\(attribute: "lang", t.typed)>\(line.name)</a></li>"
                })</ul>
                """
        }
        guard mayChange, let cents = goal.budgetCents, cents > 0 else { return .empty }
        return """
            <p class="no-print"><a href="\(view.cycle.path(.money))/nieuw?doel=\(goal.number)">\(t("Zet \(t.euros(cents)) op de begroting"))</a></p>
            """
    }
}
