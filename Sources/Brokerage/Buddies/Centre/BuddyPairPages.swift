import Community
import Core
import Storage
import Web

/// The pages of pairs at the desk: what is the next step, how it goes, how it ends.
struct BuddyPairPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var path: String { BuddyPairRoutes.path }

    static let meetForm = Form([
        Field("dag", Text("Dag"), .date),
        Field("tijd", Text("Tijd"), hint: Text("Zoals 14:00"), limit: 20, autocomplete: "off"),
        Field("plek", Text("Waar?"), limit: 120, autocomplete: "off"),
    ])
    static let pauseForm = Form([Field("tot", Text("Pauze tot"), .date)])
    static let endForm = Form([
        Field(
            "reden", Text("Waarom stopt het?"),
            .radios(BuddyPair.End.choices.map { .init($0.rawValue, $0.label) })),
        Field(
            "woorden", Text("Een laatste woord voor allebei"), .area(rows: 3),
            hint: Text("Komt in de mail aan allebei, bij de dank."), required: false, limit: 600),
    ])

    func list(_ page: Page<BuddyPairList.Line>, _ kinds: [BuddyKind], _ filter: BuddyListFilter) -> Reply {
        let columns: [Web.Table.Column] = [
            .init(t("Koppel")), .init(t("Vrijwilliger")), .init(t("Soort")), .init(t("Sinds")), .init(t("Stand")),
        ]
        let states = BuddyPair.State.allCases.map { ($0.rawValue, t($0.label)) }
        let next = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let rows = page.items.map { line -> [HTML] in
            [
                "<a href=\"\(path)/\(line.pair.number)\">\(t("Koppel \(line.pair.number)"))</a>",
                "\(line.volunteer.isEmpty ? "–" : line.volunteer)", "\(line.kind)",
                "\(t.shortDate((line.pair.startedAt ?? line.pair.createdAt).day, today: visit.today))",
                "\(t(line.pair.state.label))\(if: line.pair.handoverAt != nil && line.pair.state.isActive, " " + Part.chip(t("overdracht"), .wait))",
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? Part.empty(
                t("Geen koppels op deze lijst"), t("Koppelen doe je bij een aanvraag."),
                Part.button(t("Naar de voorstellen"), BuddyNav.proposals.path, quiet: true))
            : Web.Table(t("Koppels"), columns, rows: rows).markup + Part.more(t("Toon meer"), next)
        let filters = BuddyFilterMarkup(
            visit: visit, kinds: kinds, areas: [], states: states, filter: filter, first: t("Lopend")
        ).markup
        return visit.page(
            t("Koppels"),
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .pairs))<h1>\(t("Koppels"))</h1>\(filters)\(table)</div>
            """)
    }

    func detail(_ view: BuddyPairView, _ typed: (form: String, state: FormState)?) -> Reply {
        let pair = view.pair
        let title = t("Koppel \(pair.number)")
        let tone: Part.Tone = pair.state.isTogether ? .good : pair.state.isActive ? .wait : .plain
        return visit.page(
            title, status: typed == nil ? 200 : 400,
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .pairs))<p class="no-print"><a href="\(path)">\(t("Koppels"))</a></p>\
            <div class="row apart"><h1>\(title)</h1>\(Part.chip(t(pair.state.label), tone))</div><p class="lead">\(view.kind?.name ?? "")</p>\
            <div class="columns side-right"><div class="stack">\(next(view, typed))\(BuddyMomentsMarkup(visit: visit, view: view).markup)</div>\
            <aside class="stack">\(sides(view))\(leave(view, typed))</aside></div></div>
            """)
    }

    private func form(_ form: Form, _ name: String, _ typed: (form: String, state: FormState)?) -> HTML {
        let state = typed?.form == name ? typed?.state ?? form.filled() : form.filled()
        return visit.errorSummary(form, state) + visit.fields(form, state)
    }

    private func button(_ pair: BuddyPair, _ word: String, _ label: String, doing: String? = nil, quiet: Bool = false)
        -> HTML
    {
        visit.buttonForm(
            action: "\(path)/\(pair.number)/\(word)", label: label, classes: quiet ? "quiet" : "",
            fields: doing.map { [("doe", $0)] } ?? [])
    }

    private func next(_ view: BuddyPairView, _ typed: (form: String, state: FormState)?) -> HTML {
        let pair = view.pair
        let content: HTML
        switch pair.state {
        case .asked:
            content = """
                <p>\(t("De vrijwilliger kreeg een vraag. Hoor je het antwoord aan de telefoon? Schrijf het hier op."))</p>\
                <p class="row">\(button(pair, "ja", t("De vrijwilliger zegt ja"), doing: "ja"))\(button(pair, "ja", t("De vrijwilliger zegt nee"), doing: "nee", quiet: true))</p>
                """
        case .agreed: content = meeting(view, typed)
        case .meeting:
            let day = pair.meetDay.map { t.longDate($0) } ?? ""
            content = """
                <p>\(t("\(day), \(pair.meetTime ?? ""), \(pair.meetPlace ?? "").")) <a href="\(path)/\(pair.number)/brief">\(t("Brief om af te drukken"))</a></p>\
                <p>\(t("Was de kennismaking er? Vraag allebei of ze verder willen."))</p>\
                <p class="row">\(button(pair, "uitkomst", t("Allebei willen verder"), doing: "verder"))\(button(pair, "uitkomst", t("Het klikt niet"), doing: "niet", quiet: true))</p>\
                <details\(flag: "open", typed?.form == "kennismaking")><summary>\(t("Verzet de kennismaking"))</summary>\(meeting(view, typed))</details>
                """
        case .trial:
            let until = pair.trialUntil.map { t.date($0) } ?? ""
            content = """
                <p>\(t("De proeftijd loopt tot \(until). Vraag daarna allebei of ze verder willen."))</p><p class="row">\(button(pair, "verder", t("Allebei gaan verder")))\(button(pair, "gehoord", t("Ik sprak een van beiden"), quiet: true))</p>\(rest(view, typed))
                """
        case .running:
            content = """
                <p>\(t("Laatst gehoord: \(t.ago(pair.heardAt, now: visit.now))."))</p><p class="row">\(button(pair, "gehoord", t("Ik sprak een van beiden"), quiet: true))</p>\(rest(view, typed))
                """
        case .paused:
            let until = pair.pausedUntil.map { t.date($0) } ?? ""
            content = """
                <p>\(t("Pauze tot \(until)."))</p><p class="row">\(button(pair, "hervat", t("Ga weer verder")))</p>\(rest(view, typed))
                """
        case .ended, .declined:
            let reason = pair.endReason.map { t($0.label) } ?? ""
            let day = pair.endedAt.map { t.date($0.day) } ?? ""
            content = """
                <p>\(t("Gestopt op \(day). \(reason)."))</p>\(view.last, { "<blockquote>\(HTML(paragraphs: $0))</blockquote>" })
                """
        }
        return Part.card(t("Nu"), handover(view) + content)
    }

    private func handover(_ view: BuddyPairView) -> HTML {
        let pair = view.pair
        if let previous = view.previous {
            return """
                <p>\(t("Deze vrijwilliger neemt het over.")) <a href="\(path)/\(previous.number)">\(t("Het vorige koppel"))</a> \(t("Nodig de vorige vrijwilliger ook uit voor de kennismaking."))</p>
                """
        }
        if let next = view.next {
            return "<p><a href=\"\(path)/\(next.number)\">\(t("Het koppel dat dit overneemt"))</a></p>"
        }
        guard pair.state.isTogether, pair.handoverAt != nil else { return .empty }
        return """
            <p>\(t("Dit koppel gaat door tot er een ander is.")) <a href="\(BuddyRequestRoutes.path)/\(view.request.number)#kandidaten">\(t("Zoek een andere vrijwilliger"))</a></p>
            """
    }

    private func meeting(_ view: BuddyPairView, _ typed: (form: String, state: FormState)?) -> HTML {
        visit.form(
            action: "\(path)/\(view.pair.number)/kennismaking", classes: "stack",
            """
            <p>\(t("Jij bent erbij. Bel allebei en spreek iets af."))</p>\(form(Self.meetForm, "kennismaking", typed))<p class="row"><button>\(t("Plan de kennismaking"))</button></p>
            """)
    }

    private func rest(_ view: BuddyPairView, _ typed: (form: String, state: FormState)?) -> HTML {
        let pair = view.pair
        let over: HTML =
            pair.handoverAt == nil
            ? """
            <p>\(t("Kan de vrijwilliger straks niet meer? Draag over aan een ander. Dit koppel gaat door tot die er is."))</p>\(button(pair, "overdracht", t("Draag over"), quiet: true))
            """ : .empty
        return """
            <details\(flag: "open", typed?.form == "pauze")><summary>\(t("Pauze of overdracht"))</summary><div class="stack">\(visit.form(action: "\(path)/\(pair.number)/pauze", classes: "stack", """
            \(form(Self.pauseForm, "pauze", typed))<p class="row"><button class="quiet">\(t("Pauzeer"))</button></p>
            """))\(over)</div></details>
            """
    }

    private func sides(_ view: BuddyPairView) -> HTML {
        let request = view.request
        let volunteer = view.volunteer
        let name = view.words?.name ?? t("Aanvraag \(request.number)")
        let other = volunteer.name.isEmpty ? t("Vrijwilliger \(volunteer.number)") : volunteer.name
        var facts: [(String, HTML)] = [
            (
                t("Vraagt"),
                "<a href=\"\(BuddyRequestRoutes.path)/\(request.number)\">\(name)</a>\(view.words?.phone, { "<br><a href=\"tel:\($0)\">\($0)</a>" })"
            ),
            (
                t("Vrijwilliger"),
                "<a href=\"\(BuddyVolunteerRoutes.path)/\(volunteer.number)\">\(other)</a>\(volunteer.phone, { "<br><a href=\"tel:\($0)\">\($0)</a>" })"
            ),
            (t("Gekoppeld op"), "\(t.date(view.pair.createdAt.day))"),
        ]
        if let started = view.pair.startedAt { facts.append((t("Begonnen"), "\(t.date(started.day))")) }
        facts.append(
            (t("Besluit"), "\(view.pair.isProposed ? t("volgens het voorstel") : t("anders dan het voorstel"))"))
        let reason: HTML = "\(view.reason, { "<p class=\"small\">\(t("Waarom: \($0)"))</p>" })"
        return Part.card(t("Wie"), Part.facts(facts) + reason)
    }

    private func leave(_ view: BuddyPairView, _ typed: (form: String, state: FormState)?) -> HTML {
        guard view.pair.state.isActive else { return .empty }
        return """
            <details class="card no-print"\(flag: "open", typed?.form == "einde")><summary>\(t("Stop dit koppel"))</summary>\(visit.form(action: "\(path)/\(view.pair.number)/einde", classes: "stack", """
            \(form(Self.endForm, "einde", typed))<p class="row"><button>\(t("Stop en bedank"))</button></p>
            """))</details>
            """
    }
}
