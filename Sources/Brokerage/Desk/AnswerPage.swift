import Community
import Core
import Storage
import Web

/// What a broker writes down of someone's answer to a proposal.
enum AnswerForm {
    static let answer = "antwoord"
    static let words = "bericht"
    static let shares = "delen"
    static let until = "tot"

    static let form = Form([
        Field(
            answer, Text("Wat zegt deze persoon?"),
            .radios([
                Field.Choice("ja", Text("Ja, stel mij voor")), Field.Choice("denk", Text("Ik denk erover na")),
                Field.Choice("nee", Text("Nee, dit niet")),
            ])),
        Field(
            words, Text("Wat mag de organisatie weten?"), .area(rows: 4),
            hint: Text("Bij ja. De organisatie leest dit. Schrijf alleen op wat deze persoon goed vindt."),
            required: false, limit: 2000, rule: ApplicationText.message),
        Field(
            shares, Text("De organisatie mag het mailadres en telefoonnummer nu al zien."), .checkbox,
            hint: Text("Alleen als deze persoon dat goed vindt. Anders schrijven ze elkaar via de site."),
            required: false),
        Field(
            until, Text("Tot wanneer denkt die persoon na?"), .date, hint: Text("Leeg betekent: een week."),
            required: false),
    ])

    static func read(_ sent: Query, today: Day) -> FormState {
        var state = form.read(sent)
        if let day = state.day(until), day < today || day > today + 366 {
            state.addError(until, Text("Kies een dag vanaf vandaag, binnen een jaar."))
        }
        return state
    }
}

struct AnswerPage {
    let visit: Visit
    let view: DeskCase
    let item: ProposalView
    private var t: Texts { visit.t }

    func reply(_ state: FormState, status: Int = 200) -> Reply {
        let path = view.intake.path
        let crumbs = Part.breadcrumbs(
            [(title: t("Iedereen aan de balie"), path: DeskNav.list), (title: view.intake.name, path: path)],
            label: t("Kruimelpad"))
        let form = AnswerForm.form
        return visit.page(
            t("Antwoord op “\(item.vacancy.title)”"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(t("Antwoord op “\(item.vacancy.title)”"))</h1>\
            <p class="lead">\(t("Bij ja krijgt \(item.organisation.name) een mail, en volgt de site of er antwoord komt."))</p>\
            \(visit.form(action: "\(path)/voorstellen/\(item.proposal.id.text)", classes: "stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }

    /// The proposals on paper, for who has no mail.
    static func letter(_ visit: Visit, _ view: DeskCase, _ centre: CentreContact?) -> Reply {
        let t = visit.t
        let open = view.proposals.filter { $0.proposal.state.isOpen }
        let items: HTML = """
            \(open, { item in
                """
                <section class="card stack"><h2\(attribute: "lang", t.typed)>\(item.vacancy.title)</h2><p>\(item.organisation.name) · \(item.vacancy.place)</p>\
                <p\(attribute: "lang", t.typed)>\(item.vacancy.what)</p>\(DeskWords.because(item.reasons, t), { "<p>\($0)</p>" })\
                <p>☐ \(t("Ja, stel mij voor")) &nbsp; ☐ \(t("Ik denk erover na")) &nbsp; ☐ \(t("Nee, dit niet"))</p></section>
                """
            })
            """
        let sender: HTML = "\(centre, { "<p>\($0.name)<br>\($0.address)<br>\(t("Telefoon: \($0.phone)"))</p>" })"
        let body: HTML =
            open.isEmpty
            ? Part.empty(t("Er is niets om voor te stellen"), t("Stel eerst iets voor. Dan staat het in de brief."))
            : "<p>\(t("We zochten samen naar werk dat bij je past. Dit is wat we je voorstellen:"))</p>\(items)<p>\(t("Bel ons als je iets wilt weten, of om te zeggen wat je kiest. Pas als je ja zegt, hoort de organisatie van je."))</p>"
        return visit.page(
            t("Brief aan \(view.intake.name)"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print"><a href="\(view.intake.path)">\(t("Terug"))</a></p>\(sender)\
            <p>\(t.date(visit.today))</p><h1>\(t("Beste \(view.intake.name),"))</h1>\(body)</div>
            """)
    }
}
