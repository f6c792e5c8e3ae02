import Community
import Core
import Web

/// Where to begin a new vacancy: blank, or from a template.
struct VacancyStartPage {
    let visit: Visit
    let membership: Actor.Membership
    let templates: [Vacancy]
    private var t: Texts { visit.t }

    var reply: Reply {
        let base = "/organisatie/\(membership.number)/vacatures/nieuw"
        return visit.page(
            t("Nieuwe vacature"),
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))<h1>\(t("Nieuwe vacature"))</h1>\
            <p>\(Part.button(t("Begin met een leeg formulier"), base + "?leeg=1"))</p>\
            \(Part.card(t("Of begin met een sjabloon"), "<ul class=\"tasks\">\(templates, row)</ul>"))</div>
            """)
    }

    private func row(_ template: Vacancy) -> HTML {
        let path = "/organisatie/\(membership.number)/vacatures/nieuw?van=\(template.number)"
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><strong>\(template.title)</strong><div class="row">\
            \(Part.button(t("Gebruik dit"), path, quiet: true, compact: true))</div></li>
            """
    }
}

/// An organisation's vacancies in one state.
struct VacancyListPage {
    struct Item: Sendable {
        let vacancy: Vacancy
        let taken: Int
        let openApplications: Int
    }

    let visit: Visit
    let membership: Actor.Membership
    let state: Vacancy.State
    let counts: [Vacancy.State: Int]
    let items: [Item]
    let next: String?
    let templates: [Vacancy]
    private var t: Texts { visit.t }
    private var base: String { "/organisatie/\(membership.number)/vacatures" }

    var reply: Reply {
        visit.page(
            t("Vacatures"),
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))\
            <div class="row apart"><h1>\(t("Vacatures"))</h1>\(Part.button(t("Nieuwe vacature"), base + "/nieuw"))</div>\(tabs)\(list)\(templateList)</div>
            """)
    }

    private var tabs: HTML {
        """
        <nav class="tabs" aria-label="\(t("Stand van de vacatures"))"><ul>\(Vacancy.State.allCases, { item in
            "<li><a href=\"\(base)?stand=\(item.rawValue)\"\(attribute: "aria-current", item == state ? "page" : nil)>\(t(item.label)) <span class=\"soft\">\(counts[item] ?? 0)</span></a></li>"
        })</ul></nav>
        """
    }

    private var list: HTML {
        if items.isEmpty {
            return Part.empty(
                t("Hier staat niets"), t("Je organisatie heeft geen vacatures met de stand: \(t(state.label))."),
                Part.button(t("Nieuwe vacature"), base + "/nieuw", quiet: true))
        }
        let more = next.map { base + "?stand=\(state.rawValue)&na=\($0.percentEncoded)" }
        return """
            <section class="card" aria-label="\(t(state.label))"><ul class="tasks">\(items, row)</ul></section>\(Part.more(t("Meer vacatures"), more))
            """
    }

    private func row(_ item: Item) -> HTML {
        let path = base + "/\(item.vacancy.number)"
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong><a href="\(path)">\(item.vacancy.title)</a></strong><br>\
            <span class="small soft">\(detail(item))</span></div><div class="row">\(chip(item.vacancy))</div></li>
            """
    }

    private func detail(_ item: Item) -> String {
        let vacancy = item.vacancy
        var parts: [String] = []
        switch vacancy.state {
        case .draft: parts.append(t("Bewaard \(t.ago(vacancy.updatedAt, now: visit.now))"))
        case .submitted:
            parts.append(t("Ingestuurd \(t.ago(vacancy.submittedAt ?? vacancy.updatedAt, now: visit.now))"))
        case .closed: parts.append(t("Gesloten \(t.ago(vacancy.closedAt ?? vacancy.updatedAt, now: visit.now))"))
        case .online, .paused:
            parts.append(t("\(max(0, vacancy.places - item.taken)) van de \(vacancy.places) plekken vrij"))
            if let last = vacancy.lastDay { parts.append(t("tot en met \(t.shortDate(last, today: visit.today))")) }
        }
        if item.openApplications > 0 {
            parts.append(t.plural(item.openApplications, "1 reactie open", "\(item.openApplications) reacties open"))
        }
        return parts.joined(separator: " · ")
    }

    private func chip(_ vacancy: Vacancy) -> HTML {
        if vacancy.state == .draft, vacancy.feedback != nil { return Part.chip(t("Aanpassing nodig"), .bad) }
        if vacancy.hasUnseenChanges { return Part.chip(t("Wijziging wacht op controle"), .wait) }
        if vacancy.state == .online, vacancy.isAskedOpen { return Part.chip(t("Nog open?"), .wait) }
        return .empty
    }

    private var templateList: HTML {
        if templates.isEmpty { return .empty }
        return Part.card(t("Sjablonen"), "<ul class=\"tasks\">\(templates, templateRow)</ul>")
    }

    private func templateRow(_ template: Vacancy) -> HTML {
        let path = base + "/\(template.number)"
        let use = Part.button(t("Gebruik dit"), base + "/nieuw?van=\(template.number)", quiet: true, compact: true)
        let edit = Part.button(t("Bewerk"), path + "/bewerken", quiet: true, compact: true)
        return """
            <li><span class="dot" aria-hidden="true"></span><strong>\(template.title)</strong><div class="row">\(use)\(edit)\
            \(visit.buttonForm(action: path + "/verwijdering", label: t("Verwijder")))</div></li>
            """
    }
}

extension Vacancy {
    /// The organisation was asked whether it is still open and did not show life since.
    package var isAskedOpen: Bool { askedOpenAt.map { $0 >= lastSignAt } ?? false }
}
