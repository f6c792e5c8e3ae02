import Community
import Core
import Formats
import Web

/// Adding many addresses: choose a way, look at what would come in, take it over.
struct IntakePages {
    let visit: Visit
    let survey: Survey

    private var t: Texts { visit.t }
    private var path: String { survey.path("adressen/toevoegen") }

    static let fileLimit = 10_000_000
    static let textLimit = 400_000

    static let paste = Form([
        Field(
            "lijst", Text("Plak hier je lijst"), .area(rows: 10),
            hint: Text(
                "Zet iedereen op een eigen regel: Naam <mail>; telefoon; organisatie; groep. Wat je niet weet, laat je weg."
            ),
            limit: textLimit)
    ])
    static let file = Form([
        Field(
            "bestand", Text("CSV-bestand"), .file(accept: ".csv,.txt,text/csv"),
            hint: Text("Hoogstens 10 MB en 60.000 regels. Uit Excel: Opslaan als, CSV."))
    ])

    static func register(_ audiences: [Audience]) -> Form {
        let choices = audiences.map { Field.Choice($0.id, $0.name) }
        return Form([Field("register", Text("Welk register?"), .radios(choices))])
    }

    // MARK: Choosing

    func choose(
        _ audiences: [Audience], paste: FormState? = nil, file: FormState? = nil,
        register: FormState? = nil, status: Int = 200
    ) -> Reply {
        let title = t("Adressen toevoegen")
        let errors =
            visit.errorSummary(Self.paste, paste ?? FormState()) + visit.errorSummary(Self.file, file ?? FormState())
            + visit.errorSummary(Self.register(audiences), register ?? FormState())
        let pasting = visit.form(
            action: path + "/plakken", classes: "stack",
            "\(visit.fields(Self.paste, paste ?? Self.paste.filled()))<p><button>\(t("Bekijk deze lijst"))</button></p>"
        )
        let uploading = visit.form(
            action: path + "/bestand", files: true, classes: "stack",
            "\(visit.fields(Self.file, file ?? Self.file.filled()))<p><button>\(t("Bekijk dit bestand"))</button></p>")
        return visit.surveyPage(
            survey, .addresses, title: title, intro: t("Je ziet eerst wat er binnenkomt. Daarna beslis je."),
            step: title, status: status,
            """
            \(errors)<div class="survey-halves"><div class="stack">\(Part.card(t("Plak een lijst"), pasting))\(Part.card(t("Lees een bestand in"), uploading))</div>\
            <div class="stack">\(own(audiences, register))\(Part.card(t("Eén adres"), "<p>\(Part.button(t("Voeg één adres toe"), survey.path("adressen/nieuw"), quiet: true))</p>"))</div></div>
            """)
    }

    private func own(_ audiences: [Audience], _ state: FormState?) -> HTML {
        guard !audiences.isEmpty else { return .empty }
        let form = Self.register(audiences)
        let notes: HTML = """
            <dl class="pairs">\(audiences, { audience in
                "<div><dt>\(t(audience.name))</dt><dd>\(t(audience.definition)) <span class=\"soft\">\(t(audience.basis))</span></dd></div>"
            })</dl>
            """
        let basis = LawfulBasis(rawValue: survey.lawfulBasis)
        let own: HTML = """
            <p class="small">\(basis.map { t("Grondslag van deze enquête: \(t($0.label)).") } ?? t("Deze enquête heeft nog geen grondslag. Kies die bij de opzet."))</p>
            """
        return Part.card(
            t("Uit ons eigen register"),
            visit.form(
                action: path + "/register", classes: "stack",
                "\(visit.fields(form, state ?? form.filled()))\(own)<details><summary>\(t("Wie zitten daarin, en mag dat?"))</summary>\(notes)</details><p><button>\(t("Bekijk dit register"))</button></p>"
            ))
    }

    // MARK: Looking and taking over

    func run(_ intake: Intake, headings: [String], sample: [NewAddress], register: String?) -> Reply {
        let title =
            switch intake.state {
            case .looked: t("Dit komt erin")
            case .running: t("De lijst komt binnen")
            case .done: t("De lijst is binnen")
            }
        let content: HTML
        switch intake.state {
        case .looked: content = looked(intake, headings, sample)
        case .running: content = progress(intake)
        case .done: content = done(intake)
        }
        var reply = visit.surveyPage(
            survey, .addresses, title: title, intro: register ?? (intake.source == .file ? intake.name : nil),
            step: title, content)
        // Without a script the browser itself asks how far it is, until someone says that it should not.
        if intake.state == .running, refreshes { reply.setHeader("refresh", "2") }
        return reply
    }

    private var refreshes: Bool { visit.query["ververs"] != "nee" }

    private func figures(_ intake: Intake) -> HTML {
        let report = intake.report
        return Figure.list([
            Figure(t("Nieuw"), t.number(report.new), function: "verankeren"),
            Figure(t("Samengevoegd"), t.number(report.merged), function: "verankeren"),
            Figure(
                t("Niet overgenomen"), t.number(report.refused), path: report.remarks.isEmpty ? nil : "#let-op",
                function: "verankeren"),
        ])
    }

    private func looked(_ intake: Intake, _ headings: [String], _ sample: [NewAddress]) -> HTML {
        let start = visit.form(
            action: intake.path(survey) + "/overnemen", classes: "inline",
            "<button>\(t("Neem \(intake.report.new) adressen over"))</button>")
        let usable = intake.report.new + intake.report.merged > 0
        let nothing = Part.notice(t("Er is niets om over te nemen."), .plain)
        let away = visit.buttonForm(action: intake.path(survey) + "/weg", label: t("Gooi deze lijst weg"))
        return """
            \(figures(intake))\(columns(intake, headings))\(table(sample))\(remarks(intake))\
            <section class="card stack"><h2>\(t("En nu?"))</h2>\(if: !usable, nothing)<p class="row">\(if: usable, start)\(away)</p></section>
            """
    }

    private func columns(_ intake: Intake, _ headings: [String]) -> HTML {
        guard intake.source == .file, !headings.isEmpty else { return .empty }
        let choices = headings.enumerated().map { index, heading -> HTML in
            let chosen = intake.columns.indices.contains(index) ? intake.columns[index] : .skip
            return """
                <div class="field"><label for="kolom-\(index)">\(heading)</label><select id="kolom-\(index)" name="kolom">\(AddressColumn.allCases, {
                    "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == chosen)>\(t($0.label))</option>"
                })</select></div>
                """
        }
        return Part.card(
            t("Welke kolom is wat?"),
            visit.form(
                action: intake.path(survey) + "/kolommen", classes: "stack",
                "<div class=\"survey-columns\">\(choices, { $0 })</div><p><button class=\"quiet\">\(t("Bekijk opnieuw"))</button></p>"
            ))
    }

    private func table(_ sample: [NewAddress]) -> HTML {
        if sample.isEmpty { return .empty }
        let columns = [
            Table.Column(t("Naam")), Table.Column(t("Organisatie")), Table.Column(t("E-mailadres")),
            Table.Column(t("Telefoonnummer")), Table.Column(t("Groep")),
        ]
        let rows = sample.map { address -> [HTML] in
            [address.name, address.organisation, address.email, address.phone, address.stratum].map { "\($0 ?? "–")" }
        }
        return "<section class=\"card\">\(Table(t("De eerste regels"), columns, rows: rows).markup)</section>"
    }

    private func remarks(_ intake: Intake) -> HTML {
        let report = intake.report
        if report.remarks.isEmpty { return .empty }
        let groups = IntakeProblem.allCases.compactMap { problem -> (IntakeProblem, [IntakeCheck.Remark])? in
            let some = report.remarks.filter { $0.problem == problem }
            return some.isEmpty ? nil : (problem, some)
        }
        let parts = groups.map { problem, some -> HTML in
            let shown: HTML = """
                <ul>\(some.prefix(20), { remark in
                    "<li>\(t("Regel \(remark.line)"))\(if: !remark.value.isEmpty, ": <span class=\"survey-reach\">\(remark.value)</span>")</li>"
                })</ul>
                """
            let rest = some.count - 20
            return """
                <h3>\(t(problem.label)) <span class="chip \(problem.isRefusal ? "bad" : "wait")">\(problem.isRefusal ? t("niet overgenomen") : t("wel overgenomen"))</span></h3>\(shown)\
                \(if: rest > 0, "<p>\(t("En nog \(rest)."))</p>")
                """
        }
        return Part.card(t("Let op deze regels"), id: "let-op", "\(parts, { $0 })")
    }

    private func progress(_ intake: Intake) -> HTML {
        let path = intake.path(survey)
        return """
            <section class="card stack" aria-live="polite"><p><label for="voortgang">\(t("\(intake.done) van de \(intake.total) regels"))</label></p>\
            <progress id="voortgang" max="\(max(1, intake.total))" value="\(intake.done)">\(intake.done)</progress>\
            <p class="small soft">\(t("Je mag deze pagina sluiten: het werk gaat door."))</p>\
            <p class="row"><a href="\(path)">\(t("Ververs nu"))</a>\(if: refreshes, "<a href=\"\(path)?ververs=nee\">\(t("Stop met verversen"))</a>")</p></section>
            """
    }

    private func done(_ intake: Intake) -> HTML {
        """
        \(figures(intake))\(remarks(intake))<p class="row">\(Part.button(t("Naar de adressen"), survey.path("adressen")))\
        \(Part.button(t("Nog een lijst"), path, quiet: true))</p>
        """
    }
}
