import Core
import Web

/// The page of the comparison, and the switch to take part.
struct BenchmarkPages {
    let visit: Visit
    let view: BenchmarkView
    private var t: Texts { visit.t }
    private var words: TableWords { TableWords(t: t) }
    private var path: String { BenchmarkView.path(view.survey) }

    var reply: Reply {
        let title = t("Vergelijk met andere gemeenten")
        return visit.resultsPage(view.survey, .compare, title: title, intro: intro, consent + figures + gaps)
    }

    private var intro: String {
        t(
            "Gemeenten met dezelfde vragenlijst leggen hun cijfers naast elkaar. Zonder namen, en pas vanaf \(BenchmarkGroup.least) gemeenten."
        )
    }

    private var consent: HTML {
        guard view.origin != nil else {
            return Part.empty(
                t("Deze vragenlijst is eigen werk"),
                t("Vergelijken kan alleen met een kant-en-klare vragenlijst, want dan zijn de vragen overal gelijk."))
        }
        if view.takesPart {
            return """
                <section class="card stack no-print"><h2>\(t("Je gemeente doet mee"))</h2><p>\(t("Andere gemeenten zien jullie cijfers alleen als deel van een groep."))</p>\
                <p>\(visit.buttonForm(action: path + "/stoppen", label: t("Stop met meedoen")))</p></section>
                """
        }
        guard view.survey.state == .closed else {
            return Part.notice(t("Meedoen kan als de enquête gesloten is."), .wait)
        }
        return """
            <section class="card stack no-print"><h2>\(t("Doe mee"))</h2><p>\(t("We delen alleen percentages en gemiddelden van de gesloten vragen, zonder kleine aantallen, en bij hoeveel gemeenten een vraag anders stond of wegviel. Geen antwoorden, geen vragen in jullie eigen woorden, geen adressen, geen naam van je gemeente."))</p>\
            <p>\(visit.buttonForm(action: path + "/meedoen", label: t("Onze gemeente doet mee"), classes: ""))</p></section>
            """
    }

    private var figures: HTML {
        guard view.takesPart else { return .empty }
        guard !view.lines.isEmpty else {
            return Part.empty(
                t("Er doen nog te weinig gemeenten mee"),
                t(
                    "Vanaf \(BenchmarkGroup.least) gemeenten die dezelfde vraag stelden, zie je hier waar jullie staan. Nu zijn het er te weinig."
                ))
        }
        let group = view.size.map { t($0.label) } ?? t("alle gemeenten die meedoen")
        let rows: [[HTML]] = view.lines.map { line in
            [
                "<span\(attribute: "lang", t.typed)>\(line.question)</span>\(if: !line.row.isEmpty, "<br><span class=\"small soft\">\(line.row)</span>")",
                "\(line.own.map { figure($0, line) } ?? "·")", "\(figure(line.group.middle, line))",
                "\(figure(line.group.low, line))–\(figure(line.group.high, line))", position(line.group.position),
                "\(t.number(line.group.count))",
            ]
        }
        return Web.Table(
            t("Jullie cijfers naast die van \(group)"),
            [
                .init(t("Vraag en antwoord")), .init(t("Jullie"), number: true),
                .init(t("Middelste gemeente"), number: true),
                .init(t("Middelste helft"), number: true), .init(t("Waar jullie staan")),
                .init(t("Gemeenten"), number: true),
            ], rows: rows
        ).markup
            + "<p class=\"small soft\">\(t("De cijfers van de groep zijn afgerond op 5 punten, gemiddelden op een half. Zo kan niemand uitrekenen wat één gemeente antwoordde."))</p>"
    }

    private var gaps: HTML {
        if view.gaps.isEmpty { return .empty }
        let unsure: HTML =
            view.gaps.contains(where: \.isAtLeast)
            ? "<p class=\"small soft\">\(t("Van een gemeente die al langer meedoet, weten we niet welke vragen er anders stonden. Daarom staat er soms “ten minste”."))</p>"
            : .empty
        return """
            <section class="stack"><h2>\(t("Wat we niet of deels vergelijken"))</h2>\(unsure)\(view.gaps, item)</section>
            """
    }

    /// The own words are shown beside those of the ready-made list; of others no more than how many they are.
    private func item(_ gap: BenchmarkView.Gap) -> HTML {
        let sentence =
            gap.own == nil
            ? others(gap)
            : t("Bij jullie staat deze vraag anders dan in de kant-en-klare lijst. Daarom vergelijken we niet.")
        let table = gap.own.map {
            GapMarkup(t: t).table($0, of: gap.question, before: t("In de kant-en-klare lijst"), now: t("Bij jullie"))
        }
        return """
            <details><summary\(attribute: "lang", t.typed)>\(gap.question)</summary><div class="stack"><p class="small">\(sentence)</p>\(table ?? .empty)</div></details>
            """
    }

    private func others(_ gap: BenchmarkView.Gap) -> String {
        let count = t.number(gap.others)
        return gap.isAtLeast
            ? t.plural(
                gap.others, "Bij ten minste 1 andere gemeente staat deze vraag anders of niet. Die telt hier niet mee.",
                "Bij ten minste \(count) andere gemeenten staat deze vraag anders of niet. Die tellen hier niet mee.")
            : t.plural(
                gap.others, "Bij 1 andere gemeente staat deze vraag anders of niet. Die telt hier niet mee.",
                "Bij \(count) andere gemeenten staat deze vraag anders of niet. Die tellen hier niet mee.")
    }

    private func figure(_ value: Double, _ line: BenchmarkView.Line) -> String {
        line.isMean ? words.number(value, decimals: 1) : words.percent(value)
    }

    private func position(_ position: BenchmarkGroup.Position?) -> HTML {
        switch position {
        case .below: Part.chip(t("lager dan de meeste"))
        case .within: Part.chip(t("in de middelste helft"))
        case .above: Part.chip(t("hoger dan de meeste"))
        case nil: "–"
        }
    }
}
