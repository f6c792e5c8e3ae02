import Core
import Tabulation
import Web

/// Policy beside execution, function by function.
struct PracticePages {
    let visit: Visit
    let results: ResultsData
    private var t: Texts { visit.t }
    private var words: TableWords { TableWords(t: t) }
    private var path: String { ResultsSection.practice.path(of: results.survey) }

    func reply(_ practice: PolicyPractice?) -> Reply {
        let options = PolicyPractice.options(results)
        guard let practice else {
            if options.count > 1 {
                return visit.resultsPage(
                    results.survey, .practice, intro: t("Wat staat in het beleid, en wat gebeurt er echt?"),
                    Part.notice(
                        t("We konden niet raden welke antwoorden over beleid en uitvoering gaan. Kies ze zelf."), .wait)
                        + choose(options, nil))
            }
            return visit.resultsPage(
                results.survey, .practice,
                Part.empty(
                    t("Deze vragenlijst vraagt niet naar beleid en uitvoering"),
                    t(
                        "Daarvoor is een raster nodig waarin je bij elke activiteit aankruist of die in het beleid staat en of die wordt uitgevoerd."
                    ),
                    Part.button(t("Naar alle vragen"), ResultsSection.overview.path(of: results.survey))))
        }
        let functions: HTML = "\(practice.functions, { function($0) })"
        return visit.resultsPage(
            results.survey, .practice, intro: t("Wat staat in het beleid, en wat gebeurt er echt?"),
            choose(options, practice.choice) + target(practice) + functions + lists(practice))
    }

    private func choose(_ options: [Option], _ choice: PolicyPractice.Choice?) -> HTML {
        func list(_ chosen: Int?) -> HTML {
            "\(options, { "<option value=\"\($0.code)\"\(flag: "selected", $0.code == chosen)\(attribute: "lang", results.lang(t))>\($0.label)</option>" })"
        }
        return """
            <details class="facet no-print"\(flag: "open", choice == nil)><summary>\(t("Welke antwoorden zijn dit?"))</summary><form method="get" action="\(path)" class="sr-tools">\
            <div class="field"><label for="in">\(t("Staat in het beleid"))</label><select id="in" name="in">\(list(choice?.policy))</select></div>\
            <div class="field"><label for="uit">\(t("Over de uitvoering"))</label><select id="uit" name="uit">\(list(choice?.practice ?? options.dropFirst().first?.code))</select></div>\
            <label class="tick"><input type="checkbox" name="niet" value="ja"\(flag: "checked", choice?.isInverse ?? false)><span>\(t("Dit antwoord zegt dat het niet gebeurt"))</span></label><button class="quiet">\(t("Toon"))</button></form></details>
            """
    }

    // MARK: The target of the ministry

    private func target(_ practice: PolicyPractice) -> HTML {
        let rows: [[HTML]] = practice.functions.map { function in
            let verdict: HTML =
                function.inPolicy.map { share in
                    share >= PolicyPractice.target
                        ? Part.chip(t("gehaald"), .good) : Part.chip(t("niet gehaald"), .wait)
                } ?? "–"
            return [
                "\(function.label)", "\(function.inPolicy.map { words.percent($0) } ?? "·")", verdict,
                count(function.policyNone), count(function.policyAll), count(function.practiceNone),
                count(function.practiceAll),
            ]
        }
        return """
            <section class="stack"><h2>\(t("Het doel: 75% heeft de functie in het beleid"))</h2>\
            <p>\(t("Het ministerie wilde in 2008 dat drie van de vier gemeenten de basisfuncties in het beleid hebben. Een functie telt hier mee met ten minste één activiteit."))</p>\
            \(Web.Table(
                t("Per functie: in het beleid, en hoeveel niets of alles doen"),
                [
                    .init(t("Functie")), .init(t("In het beleid"), number: true), .init(t("Doel 75%")),
                    .init(t("Niets in het beleid"), number: true), .init(t("Alles in het beleid"), number: true),
                    .init(t("Niets uitgevoerd"), number: true), .init(t("Alles uitgevoerd"), number: true),
                ], rows: rows).markup)</section>
            """
    }

    private func count(_ cell: CountedTable.Cell?) -> HTML {
        guard let cell else { return "–" }
        return cell.hidden == nil ? "\(t.number(cell.count))" : "·"
    }

    private func share(_ cell: CountedTable.Cell?) -> String {
        guard let cell else { return "–" }
        return cell.hidden == nil ? cell.value.map { words.percent($0) } ?? "–" : "·"
    }

    // MARK: A function

    private func function(_ function: PolicyPractice.Function) -> HTML {
        let lines = function.activities.map { activity in
            PictureData.Line(
                label: activity.label,
                marks: [
                    .init(
                        value: activity.policy?.value, low: nil, high: nil, text: t("beleid \(share(activity.policy))")),
                    .init(
                        value: activity.practice, low: nil, high: nil,
                        text: t("uitvoering \(activity.practice.map { words.percent($0) } ?? "·")")),
                ])
        }
        let ticks = [0, 0.25, 0.5, 0.75, 1].map { PictureData.Tick(value: $0, text: words.percent($0)) }
        let picture = PictureKind.quadrant.draw(
            PictureData(
                title: function.label, series: [t("staat in het beleid"), t("wordt uitgevoerd")], lines: lines,
                lowest: 0,
                highest: 1, ticks: ticks))
        let rows: [[HTML]] = function.activities.map { activity in
            [
                "\(activity.label)", "\(share(activity.policy))",
                "\(activity.practice.map { words.percent($0) } ?? "·")", count(activity.gap), "\(share(activity.gap))",
            ]
        }
        return """
            <section class="sr-figure stack"><h2\(attribute: "lang", results.lang(t))>\(function.label)</h2><div class="sr-pair"><figure>\(picture)</figure>\
            \(Web.Table(
                t("Beleid en uitvoering: \(function.label)"),
                [
                    .init(t("Activiteit")), .init(t("In het beleid"), number: true), .init(t("Uitgevoerd"), number: true),
                    .init(t("Wel beleid, niet gedaan"), number: true), .init(t("Deel"), number: true),
                ], rows: rows).markup)</div><p class="small">\(t("Basis: \(t.number(function.base)) die iets in dit blok invulden. Elk deel is van wie die rij beantwoordde."))</p></section>
            """
    }

    // MARK: The lists

    private func lists(_ practice: PolicyPractice) -> HTML {
        func list(_ items: [(function: String, activity: PolicyPractice.Activity)], _ empty: String) -> HTML {
            if items.isEmpty { return "<p>\(empty)</p>" }
            return """
                <ol>\(items, { item in
                    "<li>\(item.activity.label) (\(item.activity.practice.map { words.percent($0, decimals: 1) } ?? "")), \(item.function)</li>"
                })</ol>
                """
        }
        return """
            <div class="sr-pair"><section class="card stack"><h2>\(t("90% of meer voert dit uit"))</h2>\(list(practice.wide, t("Geen enkele activiteit haalt 90%.")))</section>\
            <section class="card stack"><h2>\(t("Minder dan 75% voert dit uit"))</h2>\(list(practice.rare, t("Alle activiteiten halen 75%.")))</section></div>\
            <p class="small soft">\(t("De lijsten gaan uit van het deel voor het afronden: 89,6% is geen 90%."))</p>
            """
    }
}
