import Community
import Core
import Web

/// How attention is spread over the vacancies, what the switch does, and the vacancies nobody asks for.
struct AttentionPage {
    let visit: Visit
    let place: (code: String, name: String)
    /// All municipalities of this centre, for the choice.
    let places: [(code: String, name: String)]
    let figures: AttentionFigures
    let unasked: [Unasked]
    private var t: Texts { visit.t }
    private var words: AttentionWords { AttentionWords(t: t) }
    private var isOn: Bool { figures.switches.first?.isOn ?? false }

    var reply: Reply {
        visit.page(
            t("Aandacht voor vacatures"),
            """
            <div class="wrap stack page"><div><h1>\(t("Aandacht voor vacatures"))</h1>\
            <p class="lead">\(t("\(place.name): wie krijgt reacties, en wie niet? Over de laatste 18 maanden."))</p></div>\
            \(choice)\(switchCard)\(comparison)\(charts)\(AttentionUnasked(visit: visit, unasked: unasked).markup)\(table)\
            \(explanation)<p class="row no-print">\(Part.button(t("Download de weken (CSV)"), url(AttentionRoutes.file), quiet: true))</p></div>
            """)
    }

    private func url(_ path: String) -> String { path + "?gemeente=" + place.code }

    private var choice: HTML {
        guard places.count > 1 else { return .empty }
        return """
            <ul class="chips no-print" aria-label="\(t("Gemeente"))">\(places, { item in
                "<li><a class=\"chip\" href=\"\(AttentionRoutes.page)?gemeente=\(item.code)\"\(attribute: "aria-current", item.code == place.code ? "true" : nil)>\(item.name)</a></li>"
            })</ul>
            """
    }

    private var switchCard: HTML {
        let state =
            isOn
            ? t("Eerlijke aandacht staat aan. Een vacature met veel reacties zakt een beetje in de lijst.")
            : t("Eerlijke aandacht staat uit. De lijst let niet op hoeveel reacties een vacature al heeft.")
        let history: HTML = """
            <ul class="plain small soft">\(figures.switches.prefix(6), { item in
                "<li>\(line(item))</li>"
            })</ul>
            """
        let mayTurn = visit.actor.municipalities(with: [.centreManager]).contains(place.code)
        let button: HTML =
            mayTurn
            ? visit.form(
                action: AttentionRoutes.page,
                """
                <input type="hidden" name="gemeente" value="\(place.code)"><input type="hidden" name="stand" value="\(isOn ? "uit" : "aan")">\
                <button class="\(isOn ? "quiet" : "")">\(isOn ? t("Zet uit") : t("Zet aan"))</button>
                """)
            : "<p class=\"small soft\">\(t("De manager van de vrijwilligerscentrale zet dit aan of uit."))</p>"
        return Part.card(
            t("De schakelaar"),
            """
            <p>\(state) <a href="/vacatures/uitleg">\(t("Zo werkt het"))</a></p>\
            \(if: !figures.switches.isEmpty, history)<div class="no-print">\(button)</div>
            """)
    }

    private func line(_ item: FairExposure) -> String {
        let day = t.date(item.at.day)
        let who = item.person ?? t("iemand die er niet meer is")
        return item.isOn ? t("\(day): aangezet door \(who)") : t("\(day): uitgezet door \(who)")
    }

    private var comparison: HTML {
        guard let newest = figures.switches.first else { return .empty }
        guard figures.before != nil, figures.after != nil else {
            return Part.card(
                t("Voor en na"),
                "<p>\(t("Vier weken na de keuze van \(t.date(newest.at.day)) staan hier de cijfers van ervoor en erna."))</p>"
            )
        }
        let (before, after) = (words.cells(figures.before), words.cells(figures.after))
        let names = AttentionWords.columns.dropFirst(2).map { t($0) }
        let rows: [[HTML]] = names.indices.map { index in
            let place = index - names.startIndex
            return ["\(names[index])", "\(before[place])", "\(after[place])"]
        }
        let title = newest.isOn ? t("Voor en na het aanzetten") : t("Voor en na het uitzetten")
        return Part.card(
            title,
            Table(
                t("12 weken voor \(t.date(newest.at.day)), en de laatste 12 weken"),
                [.init(t("Wat")), .init(t("Ervoor"), number: true), .init(t("Erna"), number: true)], rows: rows
            ).markup
                + "<p class=\"small soft\">\(t("Dit laat zien wat er veranderde. Het bewijst niet dat de schakelaar de enige reden is: ook het seizoen en het aanbod tellen mee."))</p>"
        )
    }

    private var charts: HTML {
        let weeks = figures.weeks
        let days = weeks.map(\.last)
        let marks = figures.switches.reversed().map { ($0.at.day, $0.isOn ? t("aan") : t("uit")) }
        func chart(_ title: String, _ lines: [AttentionChart.Line]) -> HTML {
            AttentionChart(title: title, weeks: days, lines: lines, marks: marks, t: t).svg
        }
        let any = AttentionChart.Line(
            label: "", values: weeks.map { $0.withAny.thousandths.map { ($0 + 5) / 10 } }, function: "verbinden")
        let skew = AttentionChart.Line(
            label: "", values: weeks.map { $0.gini.map { ($0 + 5) / 10 } }, function: "vertalen")
        let small = AttentionChart.Line(
            label: t("Kleine organisaties"), values: weeks.map { $0.small.thousandths.map { ($0 + 5) / 10 } },
            function: "versterken")
        let large = AttentionChart.Line(
            label: t("Grotere organisaties"), values: weeks.map { $0.large.thousandths.map { ($0 + 5) / 10 } },
            function: "verankeren", isDashed: true)
        return """
            <div class="attention-charts">\
            \(Part.card(t("Vacatures met ten minste één reactie"), chart(t("Procent van de vacatures met ten minste één reactie, per week"), [any])))\
            \(Part.card(t("Hoe scheef is het verdeeld?"), "\(chart(t("Scheefheid van 0 tot 100, per week"), [skew]))<p class=\"small soft\">\(t("0: elke vacature krijgt er evenveel. 100: één vacature krijgt alles."))</p>"))\
            \(Part.card(t("Klein naast groot"), chart(t("Procent van de vacatures met een reactie, bij kleine en bij grotere organisaties"), [small, large])))</div>
            """
    }

    private var table: HTML {
        let columns = AttentionWords.columns.enumerated().map { Table.Column(t($1), number: $0 > 0) }
        let rows: [[HTML]] = figures.weeks.reversed().map { week in
            ["\(t.date(week.last))"] + words.cells(week).map { "\($0)" }
        }
        return """
            <details class="card"><summary>\(t("Alle weken in een tabel"))</summary>\(Table(t("Aandacht per week"), columns, rows: rows).markup)</details>
            """
    }

    private var explanation: HTML {
        let rules = [
            t("Een vacature telt mee als zij 4 weken of langer online staat. We tellen de reacties van die 4 weken."),
            t("Een reactie telt als iemand het e-mailadres heeft bevestigd."),
            t("Een organisatie met minder dan 3 vacatures heet hier klein."),
            t("De scheefheid is de maat van Gini, maal 100."),
            t("De middelste: de helft van de vacatures heeft er minder, de helft meer. Bij 9 van de 10 net zo."),
        ]
        return """
            <details class="card"><summary>\(t("Zo tellen we"))</summary><ul>\(rules, { "<li>\($0)</li>" })</ul></details>
            """
    }
}
