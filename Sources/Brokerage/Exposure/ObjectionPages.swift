import Community
import Core
import Web

/// The form to object, the page behind the link, and the desk of the centre manager.
struct ObjectionPages {
    let visit: Visit
    private var t: Texts { visit.t }
    static let path = "/vacatures/uitleg/bezwaar"
    static let desk = "/centrale/bezwaren"

    func ask(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.page(
            t("Ik ben het er niet mee eens"), status: status,
            """
            <div class="wrap narrow stack page"><p class="small"><a href="/vacatures/uitleg">\(t("Terug naar de uitleg"))</a></p>\
            <h1>\(t("Ik ben het er niet mee eens"))</h1>\
            <p class="lead">\(t("Een mens leest wat je schrijft. Je krijgt binnen twee weken antwoord per mail."))</p>\
            \(visit.form(action: Self.path, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Verstuur"))</button></p>
            """))</div>
            """)
    }

    var sent: Reply {
        visit.simplePage(
            t("We hebben je bezwaar"),
            intro: t("Er staat een mail voor je klaar. Daarin zit een link waarmee je het antwoord terugvindt."),
            "<p class=\"row\">\(Part.button(t("Terug naar de uitleg"), "/vacatures/uitleg", quiet: true))</p>")
    }

    func own(_ objection: AlgorithmObjection) -> Reply {
        let answer: HTML =
            objection.answer.map {
                Part.card(t("Het antwoord"), HTML(paragraphs: $0) + changed(objection)) as HTML
            }
            ?? Part.notice(t("Je krijgt antwoord voor \(t.longDate(objection.dueAt.day))."))
        return visit.page(
            t("Je bezwaar"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><h1>\(t("Je bezwaar"))</h1>\(answer)\
            \(Part.card(t("Dit schreef je"), "<p class=\"small soft\">\(t(objection.subject.label)) · \(t.date(objection.createdAt.day))</p>\(HTML(paragraphs: objection.words))"))</div>
            """)
    }

    private func changed(_ objection: AlgorithmObjection) -> HTML {
        objection.isChanged == true
            ? Part.chip(t("Er is iets aangepast"), .good) : Part.chip(t("Er is niets aangepast"))
    }

    func list(open: [AlgorithmObjection], answered: [AlgorithmObjection]) -> Reply {
        func row(_ item: AlgorithmObjection) -> HTML {
            let state: HTML
            if let at = item.answeredAt {
                state = Part.chip(t("Beantwoord op \(t.date(at.day))"), .good)
            } else if item.dueAt < visit.now {
                state = Part.chip(t("De termijn is voorbij"), .bad)
            } else {
                state = Part.chip(t("Antwoord voor \(t.date(item.dueAt.day))"), .wait)
            }
            return """
                <li class="row apart"><div><a href="\(Self.desk)/\(item.number)">\(t(item.subject.label))</a><br>\
                <span class="small soft">\(item.name) · \(t.date(item.createdAt.day))</span></div>\(state)</li>
                """
        }
        let waiting: HTML =
            open.isEmpty
            ? "<p>\(t("Er wacht niemand op antwoord."))</p>" : "<ul class=\"plain stack\">\(open, row)</ul>"
        let done: HTML =
            answered.isEmpty
            ? .empty : Part.card(t("Beantwoord"), "<ul class=\"plain stack\">\(answered, row)</ul>")
        return visit.page(
            t("Bezwaren"),
            """
            <div class="wrap narrow stack page"><h1>\(t("Bezwaren"))</h1>\
            <p class="lead">\(t("Mensen die het niet eens zijn met een volgorde, een voorstel of een verdeling. Antwoord binnen twee weken."))</p>\
            \(Part.card(t("Wacht op antwoord"), waiting))\(done)</div>
            """)
    }

    func answer(_ objection: AlgorithmObjection, _ state: FormState, status: Int = 200) -> Reply {
        let facts: [(String, HTML)] = [
            (t("Onderwerp"), "\(t(objection.subject.label))"), (t("Van"), "\(objection.name)"),
            (t("Ontvangen"), "\(t.date(objection.createdAt.day))"),
            (t("Antwoord voor"), "\(t.longDate(objection.dueAt.day))"),
        ]
        let form = ObjectToAlgorithm.answerForm
        let reply: HTML =
            objection.answer.map { Part.card(t("Het antwoord"), HTML(paragraphs: $0) + changed(objection)) as HTML }
            ?? visit.form(
                action: "\(Self.desk)/\(objection.number)", classes: "card stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Stuur het antwoord"))</button></p>
                """)
        return visit.page(
            t("Bezwaar \(objection.number)"), status: status,
            """
            <div class="wrap narrow stack page"><p class="small"><a href="\(Self.desk)">\(t("Alle bezwaren"))</a></p>\
            <h1>\(t("Bezwaar \(objection.number)"))</h1><div class="card stack">\(Part.facts(facts))\
            <div\(attribute: "lang", t.typed)>\(HTML(paragraphs: objection.words))</div></div>\(reply)</div>
            """)
    }
}
