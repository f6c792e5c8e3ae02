import Core
import Web

/// The outcome of an integral scan on a page: scales, aspects, the route and every rule that led to it.
struct ScanAdvice {
    let scan: IntegralScan
    let assessment: ScanAssessment
    let t: Texts

    var rule: ScanRouteRules.Rule? { scan.rule(of: assessment) }
    var route: ScanRoute? { rule.flatMap { scan.route($0.route) } }

    func chip(_ outcome: ScanAssessment.Outcome?) -> HTML { Part.chip(scan.words(outcome, t), tone(outcome?.level)) }

    /// By its place among the levels: the first is low, the last high.
    private func tone(_ level: String?) -> Part.Tone {
        let scored = scan.scoring.levels.filter { $0.id != ScanScoring.unknownLevel }.map(\.id)
        guard let level, let place = scored.firstIndex(of: level) else { return .plain }
        return place == 0 ? .bad : place == scored.count - 1 ? .good : .wait
    }

    var scales: HTML {
        """
        <ul class="cards">\(scan.scales, { scale in
            """
            <li class="card stack edge-vertalen"><h3>\(t(scale.name))</h3><p>\(chip(assessment.scales.first { $0.id == scale.id }))</p>\
            <p>\(t(scale.explanation))</p>\(scale.source.markup(t))</li>
            """
        })</ul>
        """
    }

    var aspects: HTML {
        let rows: [[HTML]] = scan.aspects.map { aspect in
            let scale = scan.scales.first { $0.aspects.contains(aspect.id) }
            return [
                "\(t(aspect.name))", "\(t(aspect.explanation))", "\(scale.map { t($0.name) } ?? "–")",
                chip(assessment.aspect(aspect.id)),
            ]
        }
        return Table(
            t("Stand per aspect"),
            [.init(t("Aspect")), .init(t("Vraag")), .init(t("Schaal")), .init(t("Stand"))], rows: rows
        ).markup
    }

    var advice: HTML {
        guard let rule, let route else { return .empty }
        return """
            <section class="card stack" id="route"><h2>\(t(route.name))</h2><p class="lead">\(t(rule.reason))</p><p>\(t(route.text))</p>\
            <h3>\(t("Zo begin je"))</h3><ol>\(route.firstSteps, { "<li>\(t($0.text))</li>" })</ol><p>\(t(route.skills))</p>\
            \(route.source.markup(t))\(why)</section>
            """
    }

    /// The rules in their order, to and with the one that fits.
    private var why: HTML {
        let stop = scan.routeRules.rules.firstIndex { $0.id == assessment.rule }
        var rows: [[HTML]] = []
        for (index, rule) in scan.routeRules.rules.enumerated() {
            let state: HTML =
                index == stop
                ? Part.chip(t("past"), .good)
                : index < stop ?? 0 ? Part.chip(t("past niet")) : Part.chip(t("niet meer bekeken"))
            rows.append(["\(rule.number)", "\(condition(rule))", "\(found(rule))", "\(routeName(rule.route))", state])
        }
        let table = Table(
            t("De regels, op volgorde"),
            [
                .init(t("Regel")), .init(t("Als")), .init(t("Bij jullie")), .init(t("Dan")), .init(t("Uitkomst")),
            ], rows: rows
        ).markup
        return """
            <details class="facet" open><summary>\(t("Waarom deze route?"))</summary><div class="stack"><p>\(t(scan.routeRules.explanation))</p>\
            <p>\(t(scan.scoring.explanation))</p>\(table)\(scan.routeRules.source.markup(t))</div></details>
            """
    }

    func condition(_ rule: ScanRouteRules.Rule) -> String {
        guard let condition = rule.ifAny else { return t("in alle andere gevallen") }
        let levels = condition.level.compactMap { scan.scoring.level($0).map { t($0.text).lowercased() } }
        let or = " \(t("of")) "
        return t("\(names(condition.aspects).joined(separator: or)) is \(levels.joined(separator: or))")
    }

    /// The aspects that make the rule fit, or that none does.
    func found(_ rule: ScanRouteRules.Rule) -> String {
        guard let condition = rule.ifAny else { return "–" }
        let hits = names(condition.hits(assessment.levels))
        return hits.isEmpty ? t("geen") : hits.joined(separator: ", ")
    }

    private func names(_ aspects: [String]) -> [String] { aspects.compactMap { scan.aspect($0).map { t($0.name) } } }
    func routeName(_ id: String) -> String { scan.route(id).map { t($0.name) } ?? "" }

    /// The lowest level among the aspects that an ingredient needs.
    func weakest(_ ingredient: IntegralScan.Ingredient) -> ScanAssessment.Outcome? {
        let order = [ScanScoring.unknownLevel] + scan.scoring.levels.map(\.id)
        return ingredient.aspects.compactMap { assessment.aspect($0) }.min { left, right in
            (order.firstIndex(of: left.level) ?? 0, left.score?.whole ?? 0)
                < (order.firstIndex(of: right.level) ?? 0, right.score?.whole ?? 0)
        }
    }

    var ingredients: HTML {
        let rows: [[HTML]] = scan.ingredients.map { item in
            ["\(t(item.name))", "\(t(item.explanation))", chip(weakest(item))]
        }
        let source: HTML = "\(scan.ingredients.first?.source, { $0.markup(t) })"
        return Table(
            t("De ingrediënten, met het zwakste aspect dat erbij hoort"),
            [.init(t("Ingrediënt")), .init(t("Uitleg")), .init(t("Stand"))], rows: rows
        ).markup + source
    }

    /// The four words for the basic functions, each with the way to what is known of it.
    func smoc(workbook: String) -> HTML {
        """
        <section class="card stack"><h2>\(t("Stimuleren, makelen, ondersteunen, continueren"))</h2><p>\(t(scan.smoc.explanation))</p>\
        <ul>\(scan.smoc.parts, { "<li><strong>\(t($0.name))</strong>: \(t($0.text))</li>" })</ul>\
        <p class="no-print"><a href="\(workbook)">\(t("Kijk in het werkboek wat er echt gebeurt"))</a></p>\(scan.smoc.source.markup(t))</section>
        """
    }
}
