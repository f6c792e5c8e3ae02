import Community
import Core
import Web

/// The public page of one vacancy.
struct VacancyPage {
    let view: VacancyView
    let sight: VacancyView.Sight
    let similar: [VacancyCard]
    /// How it fits the visitor.
    var fit = HTML.empty
    let visit: Visit
    var t: Texts { visit.t }
    var vacancy: Vacancy { view.vacancy }
    var isOpen: Bool { sight == .open }

    var reply: Reply {
        visit.page(
            vacancy.title, description: summary, head: head,
            """
            <article class="wrap stack page vacancy-page">\(crumbs)\(notice)<header class="stack"><h1\(attribute: "lang", t.typed)>\(vacancy.title)</h1>\
            <p class="lead"><a href="\(view.organisation.path)">\(view.organisation.name)</a></p>\(marks)\
            <p class="only-narrow no-print">\(applyButton)</p></header>\
            <div class="columns side-right"><div class="stack story">\(story)\(fit)</div>\(VacancyAside(page: self).markup)</div>\(similarCards)</article>
            """)
    }

    private var summary: String {
        let line = vacancy.what.split(whereSeparator: \.isNewline).first.map(String.init) ?? vacancy.title
        return line.count > 155 ? String(line.prefix(154)) + "…" : line
    }

    private var head: HTML {
        let canonical: HTML = "<link rel=\"canonical\" href=\"\(visit.site.origin)\(vacancy.path)\">"
        if isOpen { return canonical + VacancyPosting.markup(view, origin: visit.site.origin) }
        return canonical + "<meta name=\"robots\" content=\"noindex\">"
    }

    private var crumbs: HTML {
        Part.breadcrumbs([(t("Vacatures"), "/vacatures")], label: t("Waar je bent"))
    }

    private var notice: HTML {
        switch sight {
        case .open, .hidden: .empty
        case .over: Part.notice(overText)
        case .preview:
            Part.notice(
                t(
                    "Zo ziet de vacature eruit. Alleen je eigen organisatie en de vrijwilligerscentrale zien deze pagina."
                ))
        }
    }

    private var overText: String {
        vacancy.state == .paused
            ? t("Deze vacature staat op pauze. Je kunt nu niet reageren. Kijk hieronder naar plekken die erop lijken.")
            : t("Deze vacature is gesloten. Je kunt niet meer reageren. Kijk hieronder naar plekken die erop lijken.")
    }

    private var marks: HTML {
        let marks = vacancy.marks
        if marks.isEmpty { return .empty }
        return "<ul class=\"chips\">\(marks, { "<li class=\"chip good\">\(t($0.label))</li>" })</ul>"
    }

    var applyButton: HTML {
        guard isOpen else { return .empty }
        let label = view.isFull ? t("Zet mij op de wachtlijst") : t("Ik wil dit doen")
        return Part.button(label, "/vacatures/\(vacancy.number)/reageren")
    }

    private var story: HTML {
        let parts: [(String, String)] = [
            (t("Wat ga je doen?"), vacancy.what), (t("Waarom is het nodig?"), vacancy.why),
            (t("Wat vragen we van je?"), vacancy.requirements), (t("Wat krijg je ervoor terug?"), vacancy.gets),
        ]
        let sections = parts.filter { !$0.1.isEmpty }
        return """
            \(sections, { part in
                "<section class=\"stack\"><h2>\(part.0)</h2><div class=\"stack\"\(attribute: "lang", t.typed)>\(HTML(paragraphs: part.1))</div></section>"
            })
            """
    }

    private var similarCards: HTML {
        if similar.isEmpty, isOpen || sight == .preview { return .empty }
        let more = Part.button(t("Zoek verder in: \(t(vacancy.sector.label))"), vacancy.othersLikeThis, quiet: true)
        return """
            <section class="stack no-print" aria-labelledby="lijkt-erop"><h2 id="lijkt-erop">\(t("Plekken die hierop lijken"))</h2>\
            \(if: !similar.isEmpty, VacancyCard.list(similar, t, today: visit.today))<p>\(more)</p></section>
            """
    }
}
