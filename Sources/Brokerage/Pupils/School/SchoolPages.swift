import Community
import Core
import Storage
import Web

/// The overview of a school and the reading of its lists.
struct SchoolPages {
    let visit: Visit
    let view: SchoolView
    private var t: Texts { visit.t }
    private var path: String { view.school.path }

    static let contactForm = Form([
        Field("naam", Text("Naam"), limit: 100, autocomplete: "off"), .email("email", Text("E-mailadres")),
    ])

    /// - Parameter unsure: the colleague somebody wanted to take away without saying to be sure.
    func overview(contact: FormState?, unsure: String? = nil) -> Reply {
        let body: HTML = "\(view.round, { round in roundPart(round) })"
        let none: HTML =
            view.round == nil
            ? Part.empty(
                t("Er is nog geen ronde"),
                t("De vrijwilligerscentrale zet een ronde klaar. Dan voeg je hier klassen toe."))
            : .empty
        return visit.page(
            view.school.name, status: contact == nil && unsure == nil ? 200 : 400,
            """
            <div class="wrap stack page"><h1>\(view.school.name)</h1>\(none)\(body)\(people(contact, unsure))</div>
            """)
    }

    private func roundPart(_ round: PupilRound) -> HTML {
        let others = view.rounds.filter { $0.id != round.id }.prefix(6)
        let links: HTML =
            others.isEmpty
            ? .empty
            : "<p class=\"small\">\(t("Andere rondes:")) \(others, { "<a href=\"\(path)?ronde=\($0.number)\">\($0.name)</a> " })</p>"
        let dates: [(String, HTML)] = [
            (t("Kiezen"), "\(t("van \(t.date(round.wishesFrom)) tot en met \(t.date(round.wishesUntil))"))"),
            (t("Loting"), "\(t.date(round.drawDay))"), (t("Klaar op"), "\(t.date(round.lastDay))"),
            (t("Stand"), "\(t(round.state.label))"),
        ]
        func sum(_ value: (SchoolView.ClassLine) -> Int) -> Int { view.classes.reduce(0) { $0 + value($1) } }
        let pupils = sum(\.pupils)
        let figures: HTML = Figure.list(
            [
                Figure(t("Leerlingen"), t.number(pupils)),
                Figure(t("Wachten op een ouder"), t.number(sum(\.withoutConsent))),
                Figure(t("Hebben gekozen"), t.share(sum(\.chose), of: pupils)),
            ]
                + (view.isKnown
                    ? [
                        Figure(t("Hebben een plek"), t.share(sum(\.placed), of: pupils)),
                        Figure(t("Zoeken nog een plek"), t.number(sum(\.unplaced))),
                        Figure(t("Afspraak niet rond"), t.number(sum(\.unsigned))),
                        Figure(t("Uren klaar"), t.number(sum(\.done))),
                    ] : []))
        let add: HTML =
            round.state == .open
            ? "<p>\(Part.button(t("Klassen toevoegen uit een lijst"), "\(path)/inlezen?ronde=\(round.number)"))</p>"
            : .empty
        return Part.card(round.name, Part.facts(dates) + links) + figures + Part.card(nil, table + add)
    }

    private var table: HTML {
        if view.classes.isEmpty { return "<p>\(t("Er zijn nog geen klassen."))</p>" }
        let rows = view.classes.map { line -> [HTML] in
            [
                "<a href=\"\(path)/klassen/\(line.id)\">\(line.name)</a>", "\(line.level)", "\(line.pupils)",
                "\(line.withoutConsent)", "\(line.chose)",
            ] + (view.isKnown ? ["\(line.placed)", "\(line.unsigned)", "\(line.done)"] : [])
        }
        // Before the outcome there is nothing to say about places, agreements and hours.
        let known: [Web.Table.Column] = [
            .init(t("Plek"), number: true), .init(t("Afspraak niet rond"), number: true),
            .init(t("Uren klaar"), number: true),
        ]
        let columns: [Web.Table.Column] = [
            .init(t("Klas")), .init(t("Niveau")), .init(t("Leerlingen"), number: true),
            .init(t("Zonder toestemming"), number: true), .init(t("Gekozen"), number: true),
        ]
        return Web.Table(t("Klassen"), columns + (view.isKnown ? known : []), rows: rows).markup
    }

    private func people(_ state: FormState?, _ unsure: String?) -> HTML {
        let form = Self.contactForm
        let shown = state ?? form.filled()
        return Part.card(
            t("Mensen van de school"),
            SchoolContact.list(view.contacts, visit, at: path + "/mensen", unsure: unsure)
                + "<h3>\(t("Nodig een collega uit"))</h3>"
                + visit.form(
                    action: path + "/mensen", classes: "stack",
                    "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button class=\"quiet\">\(t("Nodig uit"))</button></p>"
                ))
    }

    private static let fileForm = Form([
        Field(
            "bestand", Text("Bestand (csv)"), .file(accept: ".csv,text/csv"),
            hint: Text(
                "Kolommen: naam, klas, niveau, onder 16 (ja of nee) en, als je dat hebt, mail ouder. Een geboortedatum bewaren we niet."
            ))
    ])

    func upload(_ problem: Text?) -> Reply {
        guard let round = view.open else {
            return visit.page(
                t("Klassen toevoegen"),
                """
                <div class="wrap narrow stack page"><p><a href="\(path)">\(view.school.name)</a></p><h1>\(t("Klassen toevoegen"))</h1>\
                <p>\(t("Nu is er geen ronde die open staat. Vraag de vrijwilligerscentrale wanneer de volgende begint."))</p></div>
                """)
        }
        let form = Self.fileForm
        var state = form.filled()
        if let problem { state.addError("bestand", problem) }
        return visit.page(
            t("Klassen toevoegen"), status: problem == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(path)?ronde=\(round.number)">\(view.school.name)</a></p><h1>\(t("Klassen toevoegen"))</h1>\
            <p class="soft">\(round.name)</p><p>\(t("Zet je leerlingen in een lijst. Je ziet eerst wat er gebeurt; pas daarna nemen we iets over.")) \
            <a href="\(path)/inlezen/voorbeeld.csv" download>\(t("Download een voorbeeld"))</a></p>\
            \(visit.form(action: "\(path)/inlezen?ronde=\(round.number)", files: true, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Bekijk eerst"))</button></p>
            """))</div>
            """)
    }
}

/// The invitation of a contact person.
struct SchoolInvitationPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func offer(_ offer: InviteSchool.Offer?, secret: String) -> Reply {
        guard let offer else {
            return visit.simplePage(
                t("Deze uitnodiging werkt niet meer"), intro: t("Ze is al gebruikt, ingetrokken of te oud."),
                status: 404,
                "<p>\(t("Vraag de vrijwilligerscentrale om een nieuwe uitnodiging."))</p>")
        }
        return visit.simplePage(
            t("Uitnodiging voor \(offer.school.name)"),
            intro: t("Je volgt hier de maatschappelijke stages van je leerlingen."),
            """
            \(Part.facts([(t("Voor"), "\(offer.contact.email)")]))\
            \(visit.form(action: "/school/uitnodiging/" + secret.percentEncoded, "<p><button>\(t("Ja, ik doe mee"))</button></p>"))
            """)
    }
}
