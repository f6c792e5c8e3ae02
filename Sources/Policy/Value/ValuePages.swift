import Core
import Web

/// What volunteering is worth: the own sum, its assumptions, the sum of 2025, and what it means to four parties.
struct ValuePages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: ValueContent
    var t: Texts { visit.t }
    var words: ValueWords { ValueWords(content: content, t: t) }
    private var mayChange: Bool { visit.mayChange(cycle) }

    /// What the page shows.
    struct Detail: Sendable {
        /// `nil` for the proposal, before anybody saved one.
        let calculation: ValueCalculation?
        let band: ValueBand
        let inhabitants: Int
        let author: String?
        /// All that were saved, the newest first.
        let all: [ValueCalculation]
        let impact: [ImpactReading]
    }

    func show(_ detail: Detail) -> Reply {
        let isNewest = detail.calculation?.id == detail.all.first?.id
        let action: HTML =
            mayChange && isNewest
            ? Part.button(
                detail.calculation == nil ? t("Maak er jullie eigen som van") : t("Reken opnieuw"),
                cycle.path(.value) + "/nieuw") : .empty
        return visit.cyclePage(
            cycle, .value, title: isNewest ? nil : t("Berekening \(detail.calculation?.number ?? 0)"),
            intro: t(content.intro), step: isNewest ? nil : t("Eerdere berekening"), actions: action,
            """
            <p class="notice">\(t(content.caution))</p>\(status(detail, isNewest))\(outcome(detail))\(assumptions(detail))\
            \(sensitivity(detail))\(methods)\(published)\(impact(detail.impact))\(versions(detail))
            """)
    }

    private func status(_ detail: Detail, _ isNewest: Bool) -> HTML {
        guard let calculation = detail.calculation else {
            return Part.notice(
                t(
                    "Dit is een voorstel met landelijke aannames, omgerekend naar \(t.number(detail.inhabitants)) inwoners. Er is nog niets bewaard."
                ))
        }
        let author = detail.author ?? t("iemand die weg is")
        let line = t(
            "Berekening \(calculation.number) over \(String(calculation.year)), gemaakt op \(t.date(calculation.at.day)) door \(author). Vragenlijst versie \(calculation.contentVersion)."
        )
        let old: HTML =
            isNewest
            ? .empty
            : Part.notice(t("Er is een nieuwere berekening."))
                + Part.button(t("Naar de nieuwste"), cycle.path(.value), quiet: true)
        let note: HTML = calculation.note.isEmpty ? .empty : HTML(paragraphs: calculation.note)
        return "\(old)<p class=\"soft\">\(line)</p>\(note)"
    }

    private func outcome(_ detail: Detail) -> HTML {
        let figures = ValueLevel.allCases.map { level in
            Figure(
                words.name(level), words.rounded(detail.band[level].value),
                detail: content.outcomes.first { $0.level == level }.map { t($0.text) }, function: "vertalen")
        }
        return """
            <section class="stack"><h2>\(t("De waarde in een jaar"))</h2>\(Figure.list(figures))\
            <h3>\(t("Zo reken je het midden uit"))</h3><ol>\(words.steps(detail.band.middle), { "<li>\($0)</li>" })</ol>\
            <p class="small soft">\(t(content.bandwidth.explanation))</p></section>
            """
    }

    private func assumptions(_ detail: Detail) -> HTML {
        let rows: [[HTML]] = words.assumptionRows(detail.band, why: detail.calculation?.why ?? [:]).map { row in
            row.map { "\($0)" }
        }
        return """
            <section class="stack value-sum"><h2>\(t("De aannames"))</h2>\
            \(Table(t("Elke aanname met haar bron"), words.assumptionColumns, rows: rows).markup)\
            <details class="facet"><summary>\(t("Waarom deze landelijke getallen?"))</summary>\(reasons)</details></section>
            """
    }

    private var reasons: HTML {
        var markup = HTML.empty
        for item in content.assumptions {
            let levels: [(String, ValueContent.Level)] = ValueLevel.allCases.map { (words.name($0), item[$0]) }
            markup += """
                <h3>\(t(item.name))</h3><ul>\(levels, { level in
                    "<li><strong>\(level.0): \(words.figure(ValueFactors.hundredths(level.1.value), item.id))</strong> – \(t(level.1.why))\(level.1.source.markup(t))</li>"
                })</ul>
                """
        }
        return markup
    }
}
