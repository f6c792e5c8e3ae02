import Community
import Core
import Storage
import Web

enum OverdueMarkup {
    /// A number to call with one tap.
    static func phone(_ phone: String?, _ t: Texts) -> HTML {
        guard let phone else { return "<span class=\"soft\">\(t("geen nummer"))</span>" }
        let digits = String(phone.filter { $0.isNumber || $0 == "+" })
        return "<a href=\"tel:\(digits)\">\(phone)</a>"
    }

    static func reminder(_ visit: Visit, _ number: Int, isDone: Bool) -> HTML {
        if isDone { return Part.chip(visit.t("Vandaag herinnerd"), .good) }
        return visit.buttonForm(action: "\(OverdueRoutes.page)/\(number)/herinneren", label: visit.t("Herinner nu"))
    }

    static func age(_ since: Moment, now: Moment, _ t: Texts) -> HTML {
        let days = (now - since).wholeDays
        let words = t.plural(days, "1 dag", "\(days) dagen")
        return days >= Overdue.centreDays ? Part.chip(words, .bad) : Part.chip(words, .wait)
    }
}

/// Who lets people wait, the longest wait first.
struct OverduePage {
    let visit: Visit
    let view: OverdueView
    private var t: Texts { visit.t }

    var reply: Reply {
        let more = view.page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let people = t.plural(
            view.applications, "1 reactie wacht langer dan een week op antwoord",
            "\(view.applications) reacties wachten langer dan een week op antwoord")
        let quiet = t.plural(
            view.quiet, "1 gesprek staat al \(QuietTalks.centreDays) dagen stil.",
            "\(view.quiet) gesprekken staan al \(QuietTalks.centreDays) dagen stil.")
        let places = t.plural(view.organisations, "bij 1 organisatie", "bij \(view.organisations) organisaties")
        return visit.page(
            t("Reacties zonder antwoord"),
            """
            <div class="wrap stack page"><div><h1>\(t("Reacties zonder antwoord"))</h1>\
            \(if: view.applications > 0, "<p class=\"lead\">\(people), \(places).</p>")\(if: view.quiet > 0, "<p>\(quiet)</p>")</div>\
            \(view.page.items.isEmpty ? empty : table)\(Part.more(t("Toon meer"), more))\
            <p class="small soft">\(t("Na 7 dagen krijgt de organisatie vanzelf een mail. Na 14 dagen kun je het best bellen. Stil is een gesprek zonder nieuws in \(QuietTalks.centreDays) dagen."))</p></div>
            """)
    }

    private var empty: HTML {
        Part.empty(
            t("Iedereen heeft antwoord"), t("Niemand wacht langer dan een week. Dat is mooi."),
            Part.button(t("Bekijk de cijfers"), FigureRoutes.page, quiet: true))
    }

    private var table: HTML {
        Table(
            t("Organisaties met reacties zonder antwoord"),
            [
                .init(t("Organisatie")), .init(t("Wachten"), number: true), .init(t("Langst")), .init(t("Bel")),
                .init(t("Laatste herinnering")), .init(t("Doen")),
            ],
            rows: view.page.items.map { item in
                let late = item.overdue
                let chased = late.chasedAt.map { t.ago($0, now: visit.now) } ?? t("nog niet")
                return [
                    "<a href=\"\(OverdueRoutes.page)/\(late.organisationNumber)\">\(late.organisationName)</a>",
                    "\(late.count - late.quiet)\(if: late.quiet > 0, "<br><span class=\"small soft\">\(t("\(late.quiet) stil"))</span>")",
                    OverdueMarkup.age(late.oldest, now: visit.now, t),
                    "\(item.organisation.contact)<br>\(OverdueMarkup.phone(item.organisation.phone, t))", "\(chased)",
                    """
                    <div class="row">\(OverdueMarkup.reminder(visit, late.organisationNumber, isDone: late.chasedAt?.day == visit.today))\
                    \(Part.button(t("Bekijk"), "\(OverdueRoutes.page)/\(late.organisationNumber)", quiet: true, compact: true))</div>
                    """,
                ]
            }
        ).markup
    }
}

/// The people who wait for one organisation.
struct OverdueOrganisationPage {
    let visit: Visit
    let view: OverdueOrganisation
    private var t: Texts { visit.t }
    private var organisation: Organisation { view.organisation }

    private var lead: String {
        let (count, quiet) = (view.count, view.quiet)
        let waiting = t.plural(
            count, "1 persoon wacht langer dan een week op antwoord.",
            "\(count) mensen wachten langer dan een week op antwoord.")
        let still = t.plural(
            quiet, "1 gesprek staat al \(QuietTalks.centreDays) dagen stil.",
            "\(quiet) gesprekken staan al \(QuietTalks.centreDays) dagen stil.")
        return [count > 0 || quiet == 0 ? waiting : nil, quiet > 0 ? still : nil].compactMap { $0 }.joined(
            separator: " ")
    }

    var reply: Reply {
        visit.page(
            organisation.name,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Reacties zonder antwoord"), OverdueRoutes.page)], label: t("Waar je bent")))\
            <div><h1>\(organisation.name)</h1><p class="lead">\(lead)</p></div>\
            <div class="columns side-right"><div class="stack">\(view.waiting.isEmpty ? empty : people)</div><div class="stack brief">\(call)</div></div></div>
            """)
    }

    private var empty: HTML {
        Part.empty(
            t("Iedereen heeft antwoord"), t("Bij deze organisatie wacht niemand langer dan een week."),
            Part.button(t("Terug naar de lijst"), OverdueRoutes.page, quiet: true))
    }

    private var people: HTML {
        let rows: HTML = "\(view.waiting, row)"
        let most = view.waiting.count
        let rest: HTML =
            view.count + view.quiet > most
            ? "<p class=\"small soft\">\(t("Je ziet de \(most) mensen die het langst wachten."))</p>" : .empty
        return Part.card(t("Wie wachten"), "<ul class=\"tasks\">\(rows)</ul>\(rest)")
    }

    private func row(_ item: Overdue.Waiting) -> HTML {
        let application = item.application
        let quiet: HTML = item.isQuiet ? " " + Part.chip(t("in gesprek, geen nieuws"), .wait) : .empty
        let chased =
            application.chasedAt.map { t("Herinnerd: \(t.ago($0, now: visit.now))") } ?? t("Nog niet herinnerd")
        let close = "\(OverdueRoutes.page)/\(organisation.number)/\(application.number)/sluiten"
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(application.name)</strong> \(OverdueMarkup.age(item.since, now: visit.now, t))\(quiet)<br>\
            <span class="small soft"><a href="/centrale/vacatures/\(item.vacancyNumber)">\(item.vacancyTitle)</a> · \(chased)</span></div>\
            <div class="row"><a class="button quiet compact" href="\(close)" aria-label="\(t("Sluit de reactie van \(application.name) met een bericht"))">\(t("Sluit met bericht"))</a></div></li>
            """
    }

    private var call: HTML {
        let facts: [(String, HTML)] = [
            (t("Vraag naar"), "\(organisation.contact)"), (t("Telefoon"), OverdueMarkup.phone(organisation.phone, t)),
            (t("E-mail"), "<a href=\"mailto:\(organisation.email)\">\(organisation.email)</a>"),
            (t("Antwoordscore"), "\(view.score.points.map { t("\($0) van 100") } ?? "–")"),
        ]
        let reminder =
            view.waiting.isEmpty
            ? HTML.empty : OverdueMarkup.reminder(visit, organisation.number, isDone: view.remindedToday)
        return Part.card(
            t("Bel of mail"),
            """
            \(Part.facts(facts))<div class="row">\(reminder)</div>\
            <p class="small"><a href="/centrale/organisaties/\(organisation.number)">\(t("Meer over deze organisatie"))</a></p>
            """)
    }
}

/// The words with which the centre closes an application.
struct CloseForOrganisationPage {
    let visit: Visit
    let view: OverdueOrganisation
    let item: Overdue.Waiting
    let state: FormState
    private var t: Texts { visit.t }

    var reply: Reply {
        let form = CloseForOrganisation.form
        let path = "\(OverdueRoutes.page)/\(view.organisation.number)"
        let content: HTML = """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Sluit en verstuur"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """
        return visit.page(
            t("Sluit met een bericht"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page">\(Part.breadcrumbs([(view.organisation.name, path)], label: t("Waar je bent")))\
            <h1>\(t("Sluit met een bericht"))</h1>\
            <p class="lead">\(t("\(item.application.name) krijgt jouw bericht per mail. De organisatie hoort dat je de reactie hebt gesloten."))</p>\
            \(visit.form(action: "\(path)/\(item.application.number)/sluiten", classes: "stack", content))</div>
            """)
    }
}
