import Core
import Storage
import Web

/// Everyone who came in, with filters.
struct DeskQueuePage {
    let visit: Visit
    let filter: DeskQueue.Filter
    let page: Page<DeskQueue.Item>
    private var t: Texts { visit.t }

    var reply: Reply {
        let more = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let list: HTML =
            page.items.isEmpty
            ? Part.empty(
                filter.isPlain ? t("Er wacht niemand") : t("Niemand gevonden"),
                filter.isPlain
                    ? t("Komt er iemand binnen, dan staat die hier.") : t("Kies een ander filter."),
                Part.button(t("Nieuw gesprek"), DeskNav.new, quiet: true)) : Part.card(nil, rows)
        return visit.page(
            t("Iedereen aan de balie"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page">\(DeskNav.markup(visit, current: DeskNav.list))<h1>\(t("Iedereen aan de balie"))</h1>\
            \(filters)\(list)\(Part.more(t("Toon meer"), more))</div>
            """)
    }

    private var filters: HTML {
        let whose: HTML = """
            \(DeskQueue.Whose.allCases, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == filter.whose)>\(t($0.label))</option>" })
            """
        let ways: HTML = """
            <option value="">\(t("Alle"))</option>\(Intake.Way.allCases, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == filter.way)>\(t($0.label))</option>" })
            """
        let states: HTML = """
            <option value="">\(t("Alles wat loopt"))</option>\(Intake.State.allCases, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == filter.state)>\(t($0.label))</option>" })
            """
        return """
            <form method="get" action="\(DeskNav.list)" class="card figure-filter"><div><label for="van">\(t("Van wie"))</label><select id="van" name="van">\(whose)</select></div>\
            <div><label for="weg">\(t("Hoe binnengekomen"))</label><select id="weg" name="weg">\(ways)</select></div>\
            <div><label for="stand">\(t("Stand"))</label><select id="stand" name="stand">\(states)</select></div><div><button class="quiet">\(t("Toon"))</button></div></form>
            """
    }

    private var rows: HTML {
        DeskMarkup.tasks(page.items, visit) { item in
            let intake = item.intake
            var parts = [
                t(intake.way.label), DeskMarkup.waits(intake.createdAt, now: visit.now, t),
                item.owner ?? t("van niemand"),
            ]
            if let next = intake.next, let at = intake.nextAt {
                parts.append(t("daarna: \(t(next.label)), \(t.shortDate(at.day, today: visit.today))"))
            }
            return parts.joined(separator: " · ")
        }
    }
}
