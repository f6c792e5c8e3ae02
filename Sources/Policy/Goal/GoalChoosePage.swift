import Community
import Core
import Web

/// The first step of a new goal: which way, and by which figure. Everything that can be measured shows today's value.
struct GoalChoosePage {
    let visit: Visit
    let content: GoalsContent
    let cycle: PolicyCycle
    let shelf: IndicatorShelf
    let values: [String: IndicatorCache.Value]
    private var t: Texts { visit.t }

    var reply: Reply {
        let chosen = visit.query.text("richting").flatMap(Goal.Intention.init(rawValue:))
        return visit.cyclePage(
            cycle, .goals, title: t("Nieuw doel"),
            intro: t("Kies eerst waaraan je ziet of het lukt. Daarna vul je de rest in."),
            step: t("Nieuw doel"),
            directions(chosen) + examples(chosen) + figures(chosen) + byHand(chosen))
    }

    private func directions(_ chosen: Goal.Intention?) -> HTML {
        let own = cycle.path(.goals) + "/nieuw"
        let links: HTML = """
            \(content.intentions, { intention in
                """
                <li><a class="button quiet compact" href="\(own)?richting=\(intention.id)"\
                \(attribute: "aria-current", chosen?.rawValue == intention.id ? "true" : nil)>\(t(intention.text))</a></li>
                """
            })<li><a class="button quiet compact" href="\(own)"\(attribute: "aria-current", chosen == nil ? "true" : nil)>\(t("Alles"))</a></li>
            """
        return """
            <nav class="subnav" aria-label="\(t("Wat moet er met het cijfer gebeuren?"))"><p id="richting" class="small soft">\(t("Wat moet er met het cijfer gebeuren?"))</p>\
            <ul class="row">\(links)</ul></nav>
            """
    }

    private func fits(_ id: String, _ chosen: Goal.Intention?) -> Bool {
        switch (chosen, content.measure(id)?.better) {
        case (.raise, .down), (.lower, .up): false
        default: true
        }
    }

    private func link(_ indicator: String, _ chosen: Goal.Intention?, example: String? = nil) -> String {
        let better = content.measure(indicator)?.better ?? (shelf[indicator]?.better == .down ? .down : .up)
        let intention = chosen ?? (better == .down ? .lower : .raise)
        var pairs = [("indicator", indicator), ("richting", intention.rawValue)]
        if let example { pairs.append(("voorbeeld", example)) }
        return Query(pairs).url(cycle.path(.goals) + "/nieuw/invullen")
    }

    private func examples(_ chosen: Goal.Intention?) -> HTML {
        let all = content.examples.filter { fits($0.indicator, chosen) && chosen != .keep }
        // What measures itself is the easier goal: it comes first.
        let fitting = all.filter { shelf[$0.indicator] != nil } + all.filter { shelf[$0.indicator] == nil }
        if fitting.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Doelen die anderen kiezen"))</h2><ul class="cards">\(fitting, { example in
                """
                <li class="card stack edge-\(example.function)"><h3><a href="\(link(example.indicator, chosen, example: example.id))">\(t(example.goal))</a></h3>\
                <p class="small">\(t(example.why))</p><p class="small soft">\(content.measure(example.indicator).map { t($0.name) } ?? ""): \(now(example.indicator))</p></li>
                """
            })</ul></section>
            """
    }

    /// Today's value in words.
    private func now(_ id: String) -> String {
        guard let indicator = shelf[id] else { return t("meet het platform nog niet zelf") }
        guard let measured = values[id]?.measured else { return t("nu niet te meten") }
        let unit = content.measure(id).flatMap { content.unit($0.unit) }
        return t(
            "nu \(Amount.words(measured.value, decimals: unit?.decimals ?? indicator.decimals, unit: unit?.text.nl ?? indicator.unit.key, t))"
        )
    }

    private func figures(_ chosen: Goal.Intention?) -> HTML {
        let live = content.indicators.filter { shelf[$0.id] != nil && fits($0.id, chosen) }
        // Figures of surveys that this municipality pinned itself.
        let own = shelf.all.filter { content.measure($0.id) == nil }
        return """
            <section class="stack"><h2>\(t("Cijfers die zichzelf meten"))</h2><ul class="cards figures">\(live, { measure in
                """
                <li class="card"><h3><a href="\(link(measure.id, chosen))">\(t(measure.name))</a></h3><p><strong>\(now(measure.id))</strong></p>\
                <p class="small soft">\(shelf[measure.id].map { t($0.definition) } ?? "")</p></li>
                """
            })\(own, { indicator in
                """
                <li class="card"><h3><a href="\(link(indicator.id, chosen))">\(t(indicator.name))</a></h3><p><strong>\(now(indicator.id))</strong></p>\
                <p class="small soft">\(t(indicator.definition))</p></li>
                """
            })</ul></section>
            """
    }

    private func byHand(_ chosen: Goal.Intention?) -> HTML {
        let path = Query([("richting", (chosen ?? .raise).rawValue)]).url(cycle.path(.goals) + "/nieuw/invullen")
        return """
            <section class="card stack"><h2>\(t("Staat het er niet bij?"))</h2>\
            <p>\(t("Tel het zelf, bijvoorbeeld met een enquête. Je schrijft het cijfer dan zelf op, met de bron."))</p>\
            <p class="row">\(Part.button(t("Ik tel het zelf"), path, quiet: true))</p></section>
            """
    }
}
