import Community
import Core
import Storage
import Web

/// One application as the organisation sees it: who, what was said, and what to do now.
struct InboxDetail: Sendable {
    let dossier: ApplicationDossier
    let messages: [ApplicationMessage]
    let canned: [CannedAnswer]
    let actions: [OrganisationAction]
    /// How many places are left.
    let free: Int

    init(_ application: VacancyApplication, _ t: Texts, in db: any SQLConnection) throws {
        dossier = try ApplicationDossier(application, in: db)
        messages = try ApplicationMessage.thread(of: application.id, in: db)
        canned = try CannedAnswer.all(application.organisation, t, in: db)
        free = max(0, dossier.vacancy.places - (try VacancyPlaces.taken(application.vacancy, in: db)))
        actions = OrganisationAction.possible(for: application, isFull: free == 0)
    }

    /// How an answer gets there.
    func way(_ t: Texts) -> String {
        let application = dossier.application
        return application.email == nil
            ? t("\(application.name) heeft geen e-mail. De vrijwilligerscentrale belt met je antwoord.")
            : t("\(application.name) krijgt je antwoord per mail.")
    }
}

struct InboxDetailPage {
    let visit: Visit
    let membership: Actor.Membership
    let detail: InboxDetail
    var t: Texts { visit.t }
    private var application: VacancyApplication { detail.dossier.application }
    private var list: String { OrganisationNav.Item.applications.path(membership.number) }
    private var path: String { "\(list)/\(application.number)" }

    func reply(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        let vacancy = detail.dossier.vacancy
        let thread = ThreadMarkup(t: t, today: visit.today, reader: .organisation, dossier: detail.dossier)
        let crumbs = Part.breadcrumbs([(title: t("Reacties"), path: list)], label: t("Kruimelpad"))
        return visit.page(
            application.name, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .applications))\(crumbs)\
            <div class="row apart"><div><h1>\(application.name)</h1><p class="soft"><a href="\(vacancy.path)">\(vacancy.title)</a></p></div>\
            \(ApplicationMarkup.chip(application, t))</div>\
            <div class="columns side-right"><div class="stack">\(Part.card(t("Berichten"), thread.markup(detail.messages)))\
            \(answer(form, state))</div><aside class="stack">\(about)\(ending)</aside></div></div>
            """)
    }

    private func answer(_ form: Form, _ state: FormState) -> HTML {
        guard !detail.actions.isEmpty else { return .empty }
        let options: HTML = "\(detail.canned, { "<option value=\"\($0.id)\">\($0.name)</option>" })"
        let choose: HTML = """
            <form method="get" action="\(path)#antwoord" class="row canned"><label for="kies-tekst">\(t("Begin met een vaste tekst"))</label>\
            <select id="kies-tekst" name="tekst">\(options)</select><button class="quiet compact">\(t("Zet in mijn bericht"))</button>\
            <a class="small" href="\(OrganisationNav.Item.answers.path(membership.number))">\(t("Teksten aanpassen"))</a></form>
            """
        let write = visit.form(
            action: path, classes: "stack",
            """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Verstuur"))</button></p>
            """)
        return Part.card(
            t("Geef antwoord"), id: "antwoord",
            """
            \(choose)<p class="small soft">\(detail.way(t)) \(room)</p>\(write)
            """)
    }

    private var room: String {
        if detail.free == 0 { return t("Alle plekken zijn bezet.") }
        return t.plural(detail.free, "Er is nog 1 plek vrij.", "Er zijn nog \(detail.free) plekken vrij.")
    }

    private var about: HTML {
        var facts: [(String, HTML)] = []
        if let confirmed = application.confirmedAt {
            facts.append((t("Gereageerd"), "\(t.ago(confirmed, now: visit.now))"))
        }
        if application.origin == .desk {
            facts.append((t("Via"), "\(t("de balie van de vrijwilligerscentrale"))"))
        }
        if let distance = application.distance { facts.append((t("Afstand"), "\(t.distance(metres: distance))")) }
        if let placed = application.placedAt { facts.append((t("Geplaatst op"), "\(t.date(placed.day))")) }
        if let stopped = application.stoppedAt { facts.append((t("Gestopt op"), "\(t.date(stopped.day))")) }
        if let until = application.offerUntil, application.state == .waiting {
            facts.append((t("Plek aangeboden tot"), "\(t.dateTime(until))"))
        }
        return Part.card(t("Over deze reactie"), "\(Part.facts(facts))\(contact)")
    }

    private var contact: HTML {
        if application.sharesContact, application.state != .withdrawn, application.email == nil,
            let phone = application.phone
        {
            return Part.facts([(t("Telefoonnummer"), OverdueMarkup.phone(phone, t))])
        }
        guard application.sharesContact, application.canWrite, let email = application.email else {
            return
                "<p class=\"small soft\">\(t("Adres en telefoonnummer zie je als \(application.name) die deelt. Tot dan gaat alles via deze site."))</p>"
        }
        var facts: [(String, HTML)] = [(t("E-mailadres"), "<a href=\"mailto:\(email)\">\(email)</a>")]
        if let phone = application.phone { facts.append((t("Telefoonnummer"), "\(phone)")) }
        return Part.facts(facts)
    }

    private var ending: HTML {
        guard let code = application.reason else { return .empty }
        let label: Text? =
            switch application.state {
            case .declined: VacancyApplication.DeclineReason(rawValue: code)?.label
            case .withdrawn: VacancyApplication.WithdrawReason(rawValue: code)?.label
            case .placed: VacancyApplication.StopReason(rawValue: code)?.label
            default: nil
            }
        let spoken = detail.messages.last?.body == application.reasonText ? nil : application.reasonText
        return
            "\(label, { Part.card(t("Reden"), "<p>\(t($0))</p>\(spoken, { "<blockquote>\(HTML(paragraphs: $0))</blockquote>" })") })"
    }
}
