import Community
import Core
import Web

/// One vacancy as the organisation looks after it: how it stands, what comes next, what can be done.
struct VacancyManagePage {
    let visit: Visit
    let membership: Actor.Membership
    let view: VacancyView
    let openApplications: Int
    private var t: Texts { visit.t }
    private var vacancy: Vacancy { view.vacancy }
    private var path: String { "/organisatie/\(membership.number)/vacatures/\(vacancy.number)" }

    var reply: Reply {
        visit.page(
            vacancy.title,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))\
            <div><h1>\(vacancy.title)</h1><p class="row">\(Part.chip(t(vacancy.state.label), tone))\(unseen)</p></div>\
            \(hints)\(Part.card(t("Wat nu?"), nextStep))\(Part.card(t("Zo staat het ervoor"), Part.facts(facts)))\
            \(Part.card(t("Meer"), "<div class=\"row\">\(others)</div>"))</div>
            """)
    }

    private var tone: Part.Tone {
        switch vacancy.state {
        case .online: .good
        case .submitted, .paused: .wait
        case .draft, .closed: .plain
        }
    }

    private var unseen: HTML {
        vacancy.hasUnseenChanges ? Part.chip(t("Wijziging wacht op controle"), .wait) : .empty
    }

    private var hints: HTML {
        let fields = vacancy.privateLooking
        if fields.isEmpty { return .empty }
        let names = fields.map { t($0) }.joined(separator: ", ")
        return Part.notice(
            t(
                "Let op: hier lijkt een e-mailadres of telefoonnummer te staan: \(names). Mensen reageren via deze site, dus dat hoeft niet. Wil je het weghalen?"
            ))
    }

    private var nextStep: HTML {
        switch vacancy.state {
        case .draft: draftStep
        case .submitted:
            "<p>\(view.organisation.mayPublish ? t("De vrijwilligerscentrale kijkt ernaar. Je krijgt een mail.") : t("De vrijwilligerscentrale kijkt naar jullie organisatie en naar deze vacature. Je krijgt een mail."))</p><div class=\"row\">\(edit)\(act("intrekking", t("Neem terug")))</div>"
        case .online: onlineStep
        case .paused:
            "<p>\(t("Niemand ziet deze vacature nu. Is de plek er weer?"))</p><div class=\"row\">\(act("hervatting", t("Zet weer online"), classes: ""))\(edit)\(close)</div>"
        case .closed:
            "<p>\(closedText)</p><div class=\"row\">\(act("heropening", t("Open opnieuw")))\(act("kopie", t("Maak een kopie")))</div>"
        }
    }

    private var draftStep: HTML {
        let words: HTML =
            vacancy.feedback.map {
                "<p>\(t("De vrijwilligerscentrale vraagt:"))</p><blockquote>\($0)</blockquote>" as HTML
            } ?? "<p>\(t("Alleen jullie zien dit concept. Is het klaar? Stuur het in."))</p>"
        let delete = vacancy.mayBeDeleted ? act("verwijdering", t("Verwijder")) : HTML.empty
        return
            "\(words)<div class=\"row\">\(Part.button(t("Bewerk"), path + "/bewerken"))\(act("inzending", t("Stuur in ter controle")))\(delete)</div>"
    }

    private var onlineStep: HTML {
        let question: HTML =
            vacancy.isAskedOpen
            ? "<p>\(t("We hoorden een tijd niets. Is deze plek er nog?"))</p><p>\(act("levensteken", t("Ja, nog open"), classes: ""))</p>"
            : "<p>\(t("Iedereen kan de vacature vinden. Geef reacties binnen een paar dagen antwoord."))</p>"
        let people = Part.button(t("Mensen die passen"), path + "/mensen", quiet: true, compact: true)
        let look = Part.button(t("Bekijk de pagina"), vacancy.path, quiet: true, compact: true)
        return "\(question)<div class=\"row\">\(people)\(look)\(edit)\(act("pauze", t("Pauzeer")))\(close)</div>"
    }

    private var closedText: String {
        let reason = vacancy.closedReason.flatMap(ClosingReason.init(rawValue:)).map { t($0.label) } ?? ""
        let day = t.date((vacancy.closedAt ?? vacancy.updatedAt).day)
        return reason.isEmpty ? t("Gesloten op \(day).") : t("Gesloten op \(day): \(reason).")
    }

    private var edit: HTML { Part.button(t("Bewerk"), path + "/bewerken", quiet: true, compact: true) }
    private var close: HTML { Part.button(t("Sluit de vacature"), path + "/sluiting", quiet: true, compact: true) }

    private func act(_ noun: String, _ label: String, classes: String = "quiet compact") -> HTML {
        visit.buttonForm(action: path + "/" + noun, label: label, classes: classes)
    }

    private var facts: [(String, HTML)] {
        let applications = "/organisatie/\(membership.number)/reacties?vacature=\(vacancy.number)"
        let count = t.plural(openApplications, "1 wacht op antwoord", "\(openApplications) wachten op antwoord")
        var facts: [(String, HTML)] = [
            (t("Reacties"), "<a href=\"\(applications)\">\(count)</a>"),
            (t("Plekken"), "\(t("\(view.openPlaces) van de \(vacancy.places) vrij"))"),
            (t("Waar"), "\(VacancyWords.place(vacancy, municipality: view.municipality, t))"),
            (t("Wanneer"), "\(VacancyWords.when(vacancy, t, today: visit.today))"),
        ]
        if let published = vacancy.publishedAt { facts.append((t("Online sinds"), "\(t.date(published.day))")) }
        if let last = vacancy.lastDay { facts.append((t("Laatste dag"), "\(t.longDate(last))")) }
        facts.append((t("Laatste teken van leven"), "\(t.ago(vacancy.lastSignAt, now: visit.now))"))
        return facts
    }

    private var others: HTML {
        let look =
            vacancy.state == .online
            ? HTML.empty : Part.button(t("Bekijk hoe het eruitziet"), vacancy.path, quiet: true, compact: true)
        let copy = vacancy.state == .closed ? HTML.empty : act("kopie", t("Maak een kopie"))
        return look + copy + act("sjabloon", t("Bewaar als sjabloon"))
    }
}
