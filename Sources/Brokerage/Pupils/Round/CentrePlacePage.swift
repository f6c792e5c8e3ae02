import Core
import Web

/// One place for the centre to check.
struct CentrePlacePage {
    let visit: Visit
    let found: PlaceWithName
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "toelichting", Text("Moet er iets anders?"), .area(rows: 3), hint: Text("De organisatie leest dit."),
            required: false, limit: 600)
    ])

    /// - Parameter problem: why nothing was decided.
    func reply(_ state: FormState = CentrePlacePage.form.filled(), problem: Text? = nil) -> Reply {
        let place = found.place
        let path = "\(CentrePupilRoutes.home)/plekken/\(place.number)"
        let facts: [(String, HTML)] = [
            (t("Organisatie"), "\(found.organisation)"), (t("Waar"), "\(place.place)"),
            (t("Wanneer"), "\(t(place.rhythm.label)), \(place.times)"),
            (
                t("Hoeveel"),
                place.isForGroups
                    ? "\(t("\(place.seats) groepjes van hoogstens \(place.groupSize)"))" : "\(place.seats)"
            ),
            (t("Leeftijd"), "\(place.from16 ? t("vanaf 16 jaar") : t("alle leerlingen"))"),
            (t("Stand"), "\(t(place.state.label))"),
        ]
        let decide: HTML =
            place.state == .submitted
            ? visit.form(
                action: path, classes: "card stack",
                """
                <input type="hidden" name="gezien" value="\(place.updatedAt.iso)">\(visit.errorSummary(Self.form, state))\
                <p class="row"><button name="doe" value="goed">\(t("Goedkeuren"))</button></p>\
                \(visit.fields(Self.form, state))\
                <p class="row"><button class="quiet" name="doe" value="terug">\(t("Stuur terug"))</button></p>
                """) : .empty
        return visit.page(
            place.title, status: state.isValid && problem == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(CentrePupilRoutes.home)">\(t("Maatschappelijke stage"))</a></p><h1>\(place.title)</h1>\
            \(problem, { Part.notice(t($0), .bad) })\
            \(HTML(paragraphs: place.what))\(Part.facts(facts))\(decide)</div>
            """)
    }
}
