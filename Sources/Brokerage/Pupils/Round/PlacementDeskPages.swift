import Community
import Core
import Storage
import Web

/// Pupils one by one, for the centre.
struct PlacementDeskPages {
    let visit: Visit
    let round: PupilRound
    private var t: Texts { visit.t }

    /// Some of the pupils of a round.
    enum Filter: Sendable { case left, stranded }

    func list(_ page: Page<PlacementDesk.Line>, filter: Filter?) -> Reply {
        let rows = page.items.map { line -> [HTML] in
            [
                "<a href=\"\(round.centrePath)/leerlingen/\(line.pupil.number)\">\(line.pupil.name)</a>",
                "\(line.school)",
                "\(line.className)", "\(line.place ?? (line.pupil.ownWayAt == nil ? "–" : t("regelt het zelf")))",
                "\(line.source.map { t($0.label) } ?? "–")",
            ]
        }
        let title =
            switch filter {
            case .left: t("Leerlingen zonder plek")
            case .stranded: t("Leerlingen bij een organisatie die stopte")
            case nil: t("Leerlingen")
            }
        let columns: [Web.Table.Column] = [
            .init(t("Leerling")), .init(t("School")), .init(t("Klas")), .init(t("Plek")), .init(t("Hoe")),
        ]
        let next = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let other = Part.button(
            filter == nil ? t("Toon wie geen plek heeft") : t("Toon iedereen"),
            round.centrePath + "/leerlingen" + (filter == nil ? "?zonder=ja" : ""), quiet: true, compact: true)
        return visit.page(
            title,
            """
            <div class="wrap stack page"><p><a href="\(round.centrePath)">\(round.name)</a></p><h1>\(title)</h1><p class="row">\(other)</p>\
            \(rows.isEmpty ? "<p>\(t("Niemand."))</p>" : Web.Table(title, columns, rows: rows).markup)\(Part.more(t("Toon meer"), next))</div>
            """)
    }

    static func form(_ free: [PupilPlace]) -> Form {
        Form([
            Field(
                "plek", Text("Nieuwe plek"),
                .select(
                    [.init("geen", Text("Geen plek meer"))]
                        + free.map { .init($0.id.text, Text("\($0.title), \($0.place)")) })),
            Field("reden", Text("Waarom?"), .area(rows: 3), hint: Text("De leerling leest deze reden."), limit: 600),
        ])
    }

    func one(_ pupil: Pupil, current: PlaceWithName?, free: [PupilPlace], _ state: FormState?) -> Reply {
        let form = Self.form(free)
        let shown = state ?? form.filled()
        let canChange = [.decided, .published].contains(round.state)
        let now: HTML =
            current.map { "<p><strong>\($0.place.title)</strong><br>\($0.organisation), \($0.place.place)</p>" }
            ?? "<p>\(t("Nog geen plek."))</p>"
        let edit: HTML =
            canChange
            ? Part.card(
                t("Verander met de hand"),
                visit.form(
                    action: visit.path, classes: "stack",
                    "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(t("Bewaar"))</button></p>"
                ))
            : "<p class=\"soft\">\(t("Veranderen kan nadat over de loting is besloten."))</p>"
        return visit.page(
            pupil.name, status: state == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(round.centrePath)/leerlingen">\(t("Leerlingen"))</a></p><h1>\(pupil.name)</h1>\
            <p class="small soft">\(t("Naam in de loting: \(pupil.pseudonym)"))</p>\(Part.card(t("Plek"), now + alone(pupil, hasPlace: current != nil)))\(edit)</div>
            """)
    }

    /// For a pupil without a place: whether anybody looks for one.
    private func alone(_ pupil: Pupil, hasPlace: Bool) -> HTML {
        guard !hasPlace else { return .empty }
        if pupil.ownWayAt != nil {
            return """
                <p>\(t("De leerling regelt het zelf of doet niet mee. Niemand zoekt een plek."))</p>\
                \(visit.buttonForm(action: visit.path + "/zelf", label: t("Zoek weer een plek"), fields: [("zelf", "nee")]))
                """
        }
        return visit.buttonForm(
            action: visit.path + "/zelf", label: t("Regelt het zelf of doet niet mee"), fields: [("zelf", "ja")])
    }
}
