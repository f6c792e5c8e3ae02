import Community
import Core
import Web

/// The pages of the centre about village rounds: the list, a new one, the state of one.
struct DoorRoundPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func list(_ lines: [(round: DoorRound, count: DoorRoundView.Count)]) -> Reply {
        let new = Part.button(t("Start een ronde"), DoorRound.home + "/nieuw")
        let rows = lines.map { line -> [HTML] in
            [
                "<a href=\"\(line.round.path)\"\(attribute: "lang", t.typed)>\(line.round.name)</a>",
                Part.chip(t(line.round.state.label), line.round.state == .running ? .wait : .good),
                "\(line.count.done)", "\(line.count.all - line.count.done)", "\(line.count.spoken)",
                "\(line.count.offers)", "\(line.count.asks)",
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? Part.empty(
                t("Er is nog geen ronde"),
                t("In een ronde vragen dorpsgenoten aan elke deur: wat wil je doen, en wat heb je nodig?"), new)
            : Web.Table(
                t("Rondes langs de deuren"),
                [
                    .init(t("Ronde")), .init(t("Stand")), .init(t("Gedaan"), number: true),
                    .init(t("Nog te gaan"), number: true), .init(t("Gesproken"), number: true),
                    .init(t("Wil iets doen"), number: true), .init(t("Vraagt hulp"), number: true),
                ], rows: rows
            ).markup + "<p class=\"row\">\(new)</p>"
        return visit.page(
            t("Rondes langs de deuren"),
            """
            <div class="wrap stack page">\(TrajectoryPages.nav(visit, current: DoorRound.home))<h1>\(t("Rondes langs de deuren"))</h1>\
            <p class="lead">\(t("Elke deur van een dorp of buurt, door mensen die er zelf wonen."))</p>\(table)</div>
            """)
    }

    func new(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.page(
            t("Start een ronde"), status: status,
            """
            <div class="wrap narrow stack page"><p><a href="\(DoorRound.home)">\(t("Rondes langs de deuren"))</a></p><h1>\(t("Start een ronde"))</h1>\
            \(visit.form(action: DoorRound.home + "/nieuw", classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Start"))</button></p>
            """))</div>
            """)
    }

    func overview(_ view: DoorRoundView, helper: FormState? = nil, status: Int = 200) -> Reply {
        let round = view.round
        let running = round.state == .running
        let place: HTML = "\(view.neighbourhood, { "<span\(attribute: "lang", t.typed)>\($0)</span> · " })"
        let doors: HTML =
            running
            ? """
            <p class="row no-print">\(Part.button(t("Zet deuren in de ronde"), round.path + "/deuren", quiet: true))\
            \(Part.button(t("Kaarten voor de bus"), round.path + "/kaarten", quiet: true))\(Part.button(t("Verslag en afronden"), round.path + "/verslag", quiet: true))</p>
            """
            : "<p class=\"row\">\(Part.button(t("Lees het verslag"), round.path + "/verslag"))</p>"
        return visit.page(
            round.name, status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(DoorRound.home)">\(t("Rondes langs de deuren"))</a></p>\
            <div class="row apart"><h1\(attribute: "lang", t.typed)>\(round.name)</h1>\(Part.chip(t(round.state.label), running ? .wait : .good))</div>\
            <p class="soft">\(place)\(t.date(round.firstDay)) – \(t.date(round.lastDay))</p>\(doors)\(DoorMarkup(t: t).figures(view))\
            <div class="columns side-right"><div class="stack">\(streets(view))</div>\
            <aside class="stack">\(Part.card(t("Uitkomst per deur"), DoorMarkup(t: t).chart(view)))\(walkers(view, helper))</aside></div></div>
            """)
    }

    private func streets(_ view: DoorRoundView) -> HTML {
        guard !view.streets.isEmpty else {
            return Part.empty(
                t("Er zijn nog geen deuren"),
                t("Schrijf straten en nummers op. Of laat lopers de deuren onderweg toevoegen."))
        }
        let names = Dictionary(
            view.helpers.map { ($0.helper.id, $0.helper.name) }, uniquingKeysWith: { first, _ in first })
        let rows = view.streets.map { street -> [HTML] in
            let who = street.helpers.map { RoundText.name(names[$0] ?? "", t) }.joined(separator: ", ")
            return [
                "<span\(attribute: "lang", t.typed)>\(street.name)</span>",
                RoundMarkup.progress(
                    street.count.done, of: street.count.all, "\(street.count.done)/\(street.count.all)"),
                "\(street.count.spoken)", "\(street.count.away)", "\(street.count.card)", "\(street.count.no)",
                "<span class=\"small\"\(attribute: "lang", t.typed)>\(who.isEmpty ? "–" : who)</span>",
            ]
        }
        return Part.card(
            nil,
            Web.Table(
                t("Straten"),
                [
                    .init(t("Straat")), .init(t("Gedaan")), .init(t("Gesproken"), number: true),
                    .init(t("Nog eens"), number: true), .init(t("Kaart"), number: true), .init(t("Nee"), number: true),
                    .init(t("Loper")),
                ], rows: rows
            ).markup) + divide(view)
    }

    private func divide(_ view: DoorRoundView) -> HTML {
        let helpers = view.helpers.map(\.helper).filter(\.isActive)
        guard view.round.state == .running, !helpers.isEmpty else { return .empty }
        let all: HTML =
            view.unassigned > 0
            ? """
            <p>\(t.plural(view.unassigned, "1 deur heeft nog geen loper.", "\(view.unassigned) deuren hebben nog geen loper."))</p>\
            \(visit.buttonForm(action: view.round.path + "/verdelen", label: t("Verdeel over de lopers"), classes: "compact"))
            """ : .empty
        let one: HTML = """
            <details><summary>\(t("Geef een straat aan een loper"))</summary>\(visit.form(action: view.round.path + "/straat", classes: "stack", """
            <div class="field"><label for="veld-straat">\(t("Straat"))</label><select id="veld-straat" name="straat">\(view.streets, { street in
                "<option value=\"\(street.key)\">\(street.name)</option>"
            })</select></div>\
            <div class="field"><label for="veld-kant">\(t("Welke kant?"))</label><select id="veld-kant" name="kant">\(DoorPlan.Side.allCases, { side in
                "<option value=\"\(side.rawValue)\">\(t(side.label))</option>"
            })</select></div>\
            <div class="field"><label for="veld-loper">\(t("Loper"))</label><select id="veld-loper" name="loper"><option value="">\(t("nog niemand"))</option>\(helpers, { helper in
                "<option value=\"\(helper.number)\">\(helper.name)</option>"
            })</select></div><p class="row"><button class="quiet compact">\(t("Bewaar"))</button></p>
            """))</details>
            """
        return "<section class=\"card stack no-print\"><h2>\(t("Verdelen"))</h2>\(all)\(one)</section>"
    }

    private func walkers(_ view: DoorRoundView, _ state: FormState?) -> HTML {
        let base = view.round.path + "/lopers"
        let lines: HTML = """
            <ul class="plain stack">\(view.helpers, { line in
                """
                <li><a href="\(base)/\(line.helper.number)"\(attribute: "lang", t.typed)>\(RoundText.name(line.helper.name, t))</a>\
                \(if: !line.helper.isActive, " \(Part.chip(t("Gestopt")))")\(RoundMarkup.progress(line.count.done, of: line.count.all, t("\(line.count.done) van \(line.count.all) deuren")))</li>
                """
            })</ul>
            """
        let list: HTML = view.helpers.isEmpty ? "<p>\(t("Er zijn nog geen lopers."))</p>" : lines
        guard view.round.state == .running else { return Part.card(t("Lopers"), list) }
        let form = RoundHelperWork.form
        let shown = state ?? form.filled()
        return Part.card(
            t("Lopers"),
            list
                + """
                <details class="no-print"\(flag: "open", state != nil || view.helpers.isEmpty)><summary>\(t("Voeg een loper toe"))</summary>\
                \(visit.form(action: base, classes: "stack", """
                \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Voeg toe"))</button></p>
                """))</details>
                """)
    }
}

/// The figures of a round, for its page and for the report.
struct DoorMarkup {
    let t: Texts

    func figures(_ view: DoorRoundView) -> HTML {
        let total = view.total
        return Figure.list([
            Figure(t("Deuren gedaan"), "\(total.done)", detail: t("van \(total.all)")),
            Figure(t("Gesproken"), "\(total.spoken)"),
            Figure(t("Wil iets doen"), "\(total.offers)", detail: t("\(view.placed) geplaatst")),
            Figure(t("Vraagt hulp"), "\(total.asks)"),
        ])
    }

    func chart(_ view: DoorRoundView) -> HTML {
        let total = view.total
        return BarChart(
            t("Uitkomst per deur"),
            [
                .init(t("Gesproken"), total.spoken), .init(t("Doet niet mee"), total.no),
                .init(t("Kaart in de bus"), total.card), .init(t("Nog een keer"), total.away),
                .init(t("Nog doen"), total.open), .init(t("Geen woning"), total.none),
            ]
        ).svg
    }
}
