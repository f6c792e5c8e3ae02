import Community
import Core
import Web

/// Where an officer writes the text of an element.
struct WritePages {
    let visit: Visit
    let view: ElementView
    private var t: Texts { visit.t }
    private var path: PlanPath { PlanPath(view.cycle) }
    private var number: Int { view.content.number }

    static let form = Form([
        Field(
            "tekst", Text("Tekst"), .area(rows: 18),
            hint: Text(
                "Laat een regel leeg voor een nieuwe alinea. Met een streepje aan het begin maak je een lijst, met **sterretjes** wordt een woord vet."
            ), required: false, limit: SaveElement.limit)
    ])

    /// - Parameter base: the version the writer began from.
    func write(_ state: FormState, base: Int, status: Int = 200) -> Reply {
        let name = t(view.content.name)
        let start: HTML =
            !view.startText.isEmpty && view.element.text.isEmpty
            ? """
            <div class="card stack"><h2 class="h3">\(t("Je antwoorden uit de stappen"))</h2><blockquote>\(HTML(paragraphs: view.startText))</blockquote>\
            <p>\(Part.button(t("Begin met deze tekst"), path.write(number) + "?begin=ja", quiet: true))</p></div>
            """ : .empty
        return visit.cyclePage(
            view.cycle, .plan, title: t("Schrijf: \(name)"), intro: t(view.content.guidance), step: name,
            status: status,
            """
            \(visit.errorSummary(Self.form, state))\(start)\(visit.form(
                action: path.write(number), classes: "stack",
                """
                <input type="hidden" name="versie" value="\(base)">\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path.element(number), quiet: true))\
                \(if: view.element.text.isEmpty, Part.button(t("Sla over"), path.element(number) + "/overslaan", quiet: true))</p>
                """))<p class="small soft">\(t("Dit vult zichzelf aan:")) \(t(view.content.filledWith))</p>
            """)
    }

    static let skipForm = Form([
        Field(
            "reden", Text("Waarom laat je dit onderdeel weg?"), .area(rows: 3),
            hint: Text("De reden staat straks in het plan."),
            limit: 500)
    ])

    func skip(_ state: FormState, status: Int = 200) -> Reply {
        let name = t(view.content.name)
        return visit.cyclePage(
            view.cycle, .plan, title: t("\(name) overslaan"), intro: t(view.content.guidance), step: name,
            status: status,
            visit.form(
                action: path.element(number) + "/overslaan", classes: "stack narrow",
                """
                \(visit.errorSummary(Self.skipForm, state))\(visit.fields(Self.skipForm, state))\
                <p class="row"><button>\(t("Sla dit over"))</button>\(Part.button(t("Terug"), path.element(number), quiet: true))</p>
                """))
    }
}
