import Community
import Core
import Storage
import Web

/// The records behind one figure. It holds names, so only the centre sees it.
struct RecordPage {
    enum List: Sendable {
        case applications(Page<ApplicationRecord>)
        case vacancies(Page<VacancyRecord>)
    }

    let visit: Visit
    let asked: RecordRequest
    let list: List
    private var t: Texts { visit.t }

    var reply: Reply {
        let title = t(asked.records.kind.label)
        return visit.page(
            title,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Cijfers"), asked.request.url(FigureRoutes.page))], label: t("Waar je bent")))\
            <div><h1>\(title)</h1><p class="lead">\(([asked.request.place] + asked.words(t)).joined(separator: " · "))</p></div>\
            \(asked.notices, { Part.notice(t($0)) })\(content)</div>
            """)
    }

    private var content: HTML {
        switch list {
        case .applications(let page): page.items.isEmpty ? empty : applications(page.items) + ways(page.next)
        case .vacancies(let page): page.items.isEmpty ? empty : vacancies(page.items) + ways(page.next)
        }
    }

    private var empty: HTML {
        Part.empty(
            t("Hier staat niets"), t("In deze periode is er niets dat hierbij past."),
            Part.button(t("Terug naar de cijfers"), asked.request.url(FigureRoutes.page), quiet: true))
    }

    private func ways(_ next: String?) -> HTML {
        let more = next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let file = asked.request.records(asked.records, path: FigureRoutes.export)
        return """
            \(Part.more(t("Toon meer"), more))<p class="row no-print">\(Part.button(t("Download deze lijst (CSV)"), file, quiet: true))</p>
            """
    }

    private func applications(_ records: [ApplicationRecord]) -> HTML {
        Table(
            t(asked.records.kind.label),
            [
                .init(t("Wie")), .init(t("Vacature")), .init(t("Wijk")), .init(t("Soort werk")), .init(t("Ontvangen")),
                .init(t("Antwoord")), .init(t("Stand")),
            ],
            rows: records.map { record in
                [
                    "\(record.name.isEmpty ? t("Gewist") : record.name) <span class=\"small soft\">\(t("nr. \(record.number)"))</span>",
                    work(record.vacancyNumber, record.vacancyTitle, record.organisationNumber, record.organisationName),
                    "\(record.neighbourhood ?? "–")", "\(t(record.sector.label))",
                    "\(record.confirmed.map { t.shortDate($0.day, today: visit.today) } ?? "–")", answer(record),
                    state(record),
                ]
            }
        ).markup
    }

    private func work(_ number: Int, _ title: String, _ organisation: Int, _ name: String) -> HTML {
        """
        <a href="/centrale/vacatures/\(number)">\(title)</a><br><span class="small"><a href="/centrale/organisaties/\(organisation)">\(name)</a></span>
        """
    }

    private func answer(_ record: ApplicationRecord) -> HTML {
        guard let days = record.days else { return "\(record.inTime == false ? Part.chip(t("Te laat"), .bad) : "–")" }
        return "\(FigureMarkup.days(days, t))\(if: record.inTime == false, " " + Part.chip(t("Te laat"), .bad))"
    }

    private func state(_ record: ApplicationRecord) -> HTML {
        let placed = record.placed.map { t.shortDate($0.day, today: visit.today) }
        return
            "\(t(record.state.label))\(placed, { "<br><span class=\"small soft\">\(t("geplaatst op \($0)"))</span>" })"
    }

    private func vacancies(_ records: [VacancyRecord]) -> HTML {
        Table(
            t(asked.records.kind.label),
            [.init(t("Vacature")), .init(t("Wijk")), .init(t("Soort werk")), .init(t("Online sinds"))],
            rows: records.map { record in
                [
                    work(record.number, record.title, record.organisationNumber, record.organisationName),
                    "\(record.neighbourhood ?? "–")", "\(t(record.sector.label))",
                    "\(t.shortDate(record.since.day, today: visit.today))",
                ]
            }
        ).markup
    }
}
