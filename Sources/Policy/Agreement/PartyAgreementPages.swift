import Community
import Core
import Storage
import Web

/// The agreements of one organisation in its own workspace.
struct PartyAgreementPages {
    let visit: Visit
    let membership: Actor.Membership
    private var t: Texts { visit.t }
    private var markup: AgreementMarkup { AgreementMarkup(t: t, today: visit.today) }

    func list(_ views: [AgreementView]) -> Reply {
        let content: HTML =
            views.isEmpty
            ? Part.empty(
                t("Jullie hebben nog geen afspraken"),
                t("Een afspraak met de gemeente zegt wie wat doet, en voor wanneer. Zodra er een is, staat hij hier."))
            : "<ul class=\"cards\">\(views, { markup.card($0, path: $0.it.path(organisation: membership.number)) })</ul>"
        return page(t("Afspraken"), intro: t("Wat jullie met de gemeente of met elkaar hebben afgesproken."), content)
    }

    func one(_ view: AgreementView, changes: [AgreementChange], officer: String?) -> Reply {
        let it = view.it
        let path = it.path(organisation: membership.number)
        let due: HTML =
            view.openDay(today: visit.today).map {
                Part.notice(t("Vertel hoe het gaat: het verslag tot en met \(t.date($0)) wordt gevraagd."))
            } ?? .empty
        let tell: HTML =
            it.state == .agreed
            ? "<p class=\"row no-print\">\(Part.button(t("Vertel hoe het gaat"), path + "/voortgang"))</p>" : .empty
        return page(
            it.title, intro: t(it.kind.label),
            """
            \(news(view, path, officer))\(due)<div class="row apart">\(markup.chip(view))<button class="quiet no-print" type="button" data-print hidden>\(t("Print"))</button></div>\
            \(Part.card(t("De afspraak"), markup.facts(view, opensRound: false)))\(tell)\(told(view))\(markup.history(view, changes, names: false))\
            <p class="no-print"><a href="/organisatie/\(membership.number)/afspraken">\(t("Alle afspraken"))</a></p>
            """)
    }

    private func told(_ view: AgreementView) -> HTML {
        if view.it.state == .draft { return .empty }
        return "<section class=\"stack\"><h2>\(t("Hoe het gaat"))</h2>\(markup.reports(view))</section>"
    }

    /// What is new, to be read; a draft always says what it is.
    private func news(_ view: AgreementView, _ path: String, _ officer: String?) -> HTML {
        let it = view.it
        var notice = HTML.empty
        if it.state == .draft {
            notice = Part.notice(
                t("Dit is een concept. Klopt er iets niet? Zeg het tegen \(officer ?? t("de gemeente"))."))
        } else if let news = it.news, view.hasNews(for: membership.organisation) {
            notice = Part.notice("\(news.title(it.title, t)). \(news.explanation(t))")
        }
        guard view.hasNews(for: membership.organisation) else { return notice }
        let button = visit.buttonForm(
            action: path + "/gelezen", label: t("We hebben dit gelezen"), classes: "compact",
            fields: [("versie", String(it.newsVersion))])
        return "\(notice)<div class=\"row no-print\">\(button)</div>"
    }

    func progress(_ it: Agreement, _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        let path = it.path(organisation: membership.number)
        return page(
            t("Hoe gaat “\(it.title)”?"),
            intro: t(
                "Drie regels en een kleur zijn genoeg. Schreven jullie dit verslag al? Dan komt het nieuwe ervoor in de plaats."
            ),
            status: status, AgreementPages.progressForm(visit, it, form, state, action: path + "/voortgang", back: path)
        )
    }

    private func page(_ title: String, intro: String? = nil, status: Int = 200, _ content: HTML) -> Reply {
        visit.page(
            title, status: status,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .agreements))<h1>\(title)</h1>\
            \(intro, { "<p class=\"lead\">\($0)</p>" })\(content)</div>
            """)
    }
}

/// What everyone may read of what was agreed.
struct PublicAgreementPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var markup: AgreementMarkup { AgreementMarkup(t: t, today: visit.today) }

    func list(_ page: Page<AgreementView>, places: [String: String]) -> Reply {
        let content: HTML =
            page.items.isEmpty
            ? Part.empty(t("Er is nog niets afgesproken"), t("Zodra er een openbare afspraak is, lees je die hier."))
            : """
            <ul class="cards">\(page.items, { markup.card($0, path: $0.it.publicPath) })</ul>
            """
        let next = page.next.map { Query([("na", $0)]).url("/afspraken") }
        return visit.page(
            t("Afspraken"),
            description: t("Wat de gemeente en organisaties afspraken over vrijwilligers, en hoe het gaat."),
            """
            <div class="wrap stack page">\(PublicNav.markup(visit, current: .agreements))<h1>\(t("Afspraken"))</h1><p class="lead">\(t("Wat de gemeente en organisaties afspraken over vrijwilligers, en hoe het gaat."))</p>\
            \(content)\(Part.more(t("Eerdere afspraken"), next))</div>
            """)
    }

    func one(_ view: AgreementView, place: String?) -> Reply {
        visit.page(
            view.it.title, description: view.it.activity,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Afspraken"), "/afspraken")], label: t("Je bent hier")))\
            <div class="row apart"><h1\(attribute: "lang", t.typed)>\(view.it.title)</h1>\(markup.chip(view))</div>\
            <p class="lead">\(t(view.it.kind.label))\(place, { " · \($0)" })</p>\
            \(Part.card(t("De afspraak"), markup.facts(view, opensRound: false)))\
            <section class="stack"><h2>\(t("Hoe het gaat"))</h2>\(markup.reports(view))</section></div>
            """)
    }
}
