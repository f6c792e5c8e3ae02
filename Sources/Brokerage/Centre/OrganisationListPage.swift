import Community
import Core
import Storage
import Web

/// The organisations of the centre with how well they answer.
struct OrganisationListPage {
    let visit: Visit
    let filter: OrganisationList.Filter
    let page: Page<OrganisationList.Item>
    let scores: [Organisation.Identity: AnswerScore]
    private var t: Texts { visit.t }

    static func tone(_ state: Organisation.State) -> Part.Tone {
        switch state {
        case .approved: .good
        case .submitted, .returned: .wait
        case .stopped: .plain
        }
    }

    var reply: Reply {
        let more = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        return visit.page(
            t("Organisaties"),
            """
            <div class="wrap stack page"><h1>\(t("Organisaties"))</h1>\(search)\(page.items.isEmpty ? empty : table)\
            \(Part.more(t("Toon meer"), more))\(explanation)</div>
            """)
    }

    private var search: HTML {
        let states: HTML = "\(Organisation.State.allCases, { option($0.rawValue, t($0.label), $0 == filter.state) })"
        return """
            <form method="get" action="\(CentreRoutes.organisations)" class="card figure-filter" role="search">\
            <div class="field"><label for="zoek">\(t("Naam"))</label><input type="search" id="zoek" name="zoek" maxlength="100"\(attribute: "value", filter.words)></div>\
            <div class="field"><label for="stand">\(t("Stand"))</label><select id="stand" name="stand"><option value="">\(t("Alle"))</option>\(states)</select></div>\
            <div class="field"><label for="score">\(t("Antwoordscore"))</label><select id="score" name="score"><option value="">\(t("Alle"))</option>\
            \(option("laag", t("Lager dan \(CentreScores.low)"), filter.isSlow))</select></div><button class="quiet">\(t("Zoek"))</button></form>
            """
    }

    private func option(_ value: String, _ label: String, _ chosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(flag: "selected", chosen)>\(label)</option>"
    }

    private var empty: HTML {
        filter.isEmpty
            ? Part.empty(t("Nog geen organisaties"), t("Meldt een organisatie zich aan, dan zie je die hier."))
            : Part.empty(
                t("Niets gevonden"), t("Zoek op een deel van de naam, of kies minder filters."),
                Part.button(t("Toon alle organisaties"), CentreRoutes.organisations, quiet: true))
    }

    private var table: HTML {
        Table(
            t("Organisaties"),
            [
                .init(t("Organisatie")), .init(t("Stand")), .init(t("Antwoordscore"), number: true),
                .init(t("Vacatures online"), number: true), .init(t("Te laat met antwoord"), number: true),
                .init(t("Contact")),
            ],
            rows: page.items.map { item in
                let late: HTML = "<a href=\"\(OverdueRoutes.page)/\(item.number)\">\(t.number(item.overdue))</a>"
                return [
                    "<a href=\"/centrale/organisaties/\(item.number)\">\(item.name)</a>",
                    Part.chip(t(item.state.label), Self.tone(item.state)), score(scores[item.id]?.points),
                    "\(t.number(item.openVacancies))", item.overdue == 0 ? "0" : late,
                    "\(item.contact)<br>\(OverdueMarkup.phone(item.phone, t))",
                ]
            }
        ).markup
    }

    private func score(_ points: Int?) -> HTML {
        guard let points else { return "<span class=\"soft\">–</span>" }
        let tone: Part.Tone = points < CentreScores.low ? .bad : points < 70 ? .wait : .good
        return Part.chip(String(points), tone)
    }

    private var explanation: HTML {
        """
        <details class="card"><summary>\(t("Hoe we de score maken"))</summary><p>\(AnswerScore.rule(t))</p>\
        <p>\(t("Een antwoord op de eerste dag geeft alle punten voor snelheid. Na 14 dagen zijn dat er nul. Bij minder dan 3 reacties is er geen score."))</p>\
        <p>\(t("In deze lijst is de score hoogstens een half uur oud."))</p></details>
        """
    }
}
