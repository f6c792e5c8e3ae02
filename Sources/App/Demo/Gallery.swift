import Community
import Core
import Web

/// Every part the pages are made of, in every state, on one page: to look at, and for the tests to look at.
struct Gallery {
    let visit: Visit
    var t: Texts { visit.t }

    private static let form = Form([
        Field("naam", Text("Je naam"), autocomplete: "name"),
        .email(hint: Text("Hier sturen we je een link.")),
        .phone(), .postcode(),
        Field("bericht", Text("Je bericht"), .area(rows: 4), hint: Text("Een paar zinnen is genoeg.")),
        Field(
            "keuze", Text("Hoe vaak?"),
            .select([
                .init("a", Text("Elke dag, als er iets nieuws is")),
                .init("b", Text("Elke week, als er iets nieuws is")),
            ])),
        Field(
            "radio", Text("Wanneer"), .radios([.init("a", Text("Doordeweeks overdag")), .init("b", Text("Weekend"))])),
        Field(
            "vinkjes", Text("Voor wie"), .checkboxes([.init("a", Text("Kinderen")), .init("b", Text("Jongeren"))]),
            required: false),
        Field("vink", Text("Ik ga akkoord"), .checkbox),
        Field("getal", Text("Aantal plekken"), .number(1...500)), Field("dag", Text("Vanaf"), .date, required: false),
    ])

    var reply: Reply {
        visit.page(
            t("Alle onderdelen"),
            """
            <div class="wrap stack page"><h1>\(t("Alle onderdelen"))</h1>\
            \(section(t("Knoppen"), buttons))\(section(t("Etiketten"), chips))\(section(t("Meldingen"), notices))\
            \(section(t("Formulier zonder fouten"), blank))\(section(t("Formulier met fouten"), wrong))\
            \(section(t("Takenlijst"), tasks))\(section(t("Cijfers"), figures))\(section(t("Tabel"), table))\
            \(section(t("Grafieken"), charts))\(section(t("Kaart"), map))\
            \(section(t("Leeg"), Part.empty(t("Alles is gedaan"), t("Er wacht niets op jou. Kijk gerust rond."), Part.button(t("Zoek vrijwilligerswerk"), "/vacatures"))))</div>
            """)
    }

    private func section(_ title: String, _ content: HTML) -> HTML {
        "<section class=\"stack\"><h2>\(title)</h2>\(content)</section>"
    }

    private var buttons: HTML {
        """
        <div class="row">\(Part.button(t("Zoeken"), "#"))\(Part.button(t("Bewaar"), "#", quiet: true))\(Part.button(t("Openen"), "#", quiet: true, compact: true))\
        <button type="button">\(t("Versturen"))</button><button type="button" class="quiet">\(t("Annuleren"))</button><button type="button" disabled>\(t("Even wachten"))</button></div>
        """
    }

    private var chips: HTML {
        """
        <div class="chips">\(Part.chip(t("Project")))\(Part.chip(t("Geplaatst"), .good))\(Part.chip(t("Wachtlijst"), .wait))\
        \(Part.chip(t("Niet doorgegaan"), .bad))\(Part.chip(t("Nieuw"), .warm))</div>
        """
    }

    private var notices: HTML {
        Part.notice(t("Opgeslagen."), .good) + Part.notice(t("Je zoekopdracht staat aan"), .plain)
            + Part.notice(t("Wacht op controle"), .wait) + Part.notice(t("Terug voor aanpassing"), .bad)
    }

    private var blank: HTML {
        "<div class=\"card narrow\">\(visit.fields(Self.form, Self.form.filled(["naam": "Lotte", "getal": "3"])))</div>"
    }

    private var wrong: HTML {
        // The names differ from those of the form above, so that no two fields share an id.
        let fields = [
            Field("naam-2", Text("Je naam")), Field.email("email-2"),
            Field("keuze-2", Text("Hoe vaak?"), .select([.init("a", Text("Weekend"))])),
            Field("getal-2", Text("Aantal plekken"), .number(1...500)),
        ]
        let form = Form(fields)
        let state = form.read(Query([("email-2", "lotte"), ("getal-2", "duizend")]))
        return
            "<div class=\"card narrow\">\(visit.errorSummary(form, state, focused: false))\(visit.fields(form, state))</div>"
    }

    private var tasks: HTML {
        let rows: [(String, String, String)] = BasicFunction.allCases.map {
            ($0.rawValue, $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst(), "3")
        }
        return """
            <ul class="tasks card">\(rows, { row in
                "<li><span class=\"dot dot-\(row.0)\" aria-hidden=\"true\"></span><div><strong>\(row.1)</strong><br><span class=\"small soft\">\(t("\(row.2) dagen geleden"))</span></div><div class=\"row\">\(Part.button(t("Openen"), "#", quiet: true, compact: true))</div></li>"
            })</ul>
            """
    }

    private var figures: HTML {
        Figure.list([
            Figure(t("Online"), "238", detail: t("bij 61 organisaties"), path: "#"),
            Figure(t("Antwoord binnen 7 dagen"), "83%"),
            Figure(t("Geplaatst"), "12", function: "versterken"),
        ])
    }

    private var table: HTML {
        Table(
            t("Reacties per wijk"),
            [.init(t("Wijk of dorp")), .init(t("Reacties"), number: true), .init(t("Geplaatst"), number: true)],
            rows: [["Centrum", "41", "18"], ["Oud-Veen", "27", "9"]]
        ).markup
    }

    private var charts: HTML {
        BarChart(t("Reacties per wijk"), [.init("Centrum", 41), .init("Oud-Veen", 27), .init("De Akkers", 12)]).svg
            + LineChart(t("Reacties per maand"), [("sep", 18), ("okt", 24), ("nov", 31)]).svg
    }

    private var map: HTML {
        AreaMap(
            t("Kaart met het aantal plekken per wijk"),
            areas: [
                .init(
                    name: "Centrum", rings: [[(0, 0), (600, 0), (600, 500), (0, 500)]], centre: (300, 250),
                    detail: "41", shade: 3),
                .init(
                    name: "Oud-Veen", rings: [[(600, 0), (1100, 0), (1100, 500), (600, 500)]], centre: (850, 250),
                    detail: "12", shade: 1),
            ]
        ).svg
    }
}
