import Community
import Core
import Services
import Storage
import Web

struct BuddyDeskPage {
    let visit: Visit
    let view: BuddyDeskView
    let typed: (id: String, state: FormState)?
    private var t: Texts { visit.t }
    /// So many of a kind are shown at first: the oldest are the work of a day.
    private static let lines = 10

    var reply: Reply {
        let start: HTML =
            view.hasKinds
            ? .empty
            : BuddyNav.noKinds(t)
        return visit.page(
            t("Maatjes"), status: typed == nil ? 200 : 400,
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .home))<div class="row apart"><h1>\(t("Maatjes"))</h1>\
            <p class="row no-print">\(Part.button(t("Nieuwe aanvraag"), BuddyNav.requests.path + "/nieuw", compact: true))\
            \(Part.button(t("Nieuwe vrijwilliger"), BuddyNav.volunteers.path + "/nieuw", quiet: true, compact: true))</p></div>\
            \(start)\(figures)\(objections)\(alarms)</div>
            """)
    }

    private var figures: HTML {
        func days(_ share: Int) -> String {
            Percentile.of(view.waits, share).map { t.number($0) } ?? "–"
        }
        return Figure.list([
            Figure(
                t("Wachten op een maatje"), t.number(view.waiting),
                detail: t.plural(
                    view.withoutCandidate, "voor 1 past nu niemand", "voor \(view.withoutCandidate) past nu niemand"),
                path: BuddyNav.requests.path),
            Figure(t("Vrijwilligers met tijd"), t.number(view.free), path: BuddyNav.volunteers.path),
            Figure(t("Koppels samen op pad"), t.number(view.together), path: BuddyNav.pairs.path),
            Figure(
                t("Dagen wachten"), days(50), detail: t("de middelste; negen van de tien hoogstens \(days(90))")),
        ])
    }

    private var objections: HTML {
        guard !view.objections.isEmpty else { return .empty }
        let list: HTML = """
            \(view.objections, { item in
                let own = typed?.id == item.objection.id ? typed?.state : nil
                let problem = own?.problem("antwoord")
                let id = "antwoord-\(item.objection.id)"
                return """
                <article class="stack"><p class="small"><a href="\(item.path)">\(item.objection.request == nil ? t("Van een vrijwilliger") : t("Van een aanvrager"))</a> · \(t.ago(item.objection.createdAt, now: visit.now))</p>\
                <blockquote>\(HTML(paragraphs: item.words))</blockquote>\(visit.form(action: "\(BuddyDesk.home)/bezwaren/\(item.objection.id)", classes: "stack", """
                <div class="field"><label for="\(id)">\(t("Je antwoord"))</label>\(problem, { "<span class=\"field-error\" id=\"\(id)-fout\">\(t($0))</span>" })\
                <textarea id="\(id)" name="antwoord" rows="3" maxlength="1500" required\(attribute: "aria-invalid", problem == nil ? nil : "true")>\(own?["antwoord"] ?? "")</textarea></div><p class="row"><button>\(t("Antwoord"))</button></p>
                """))</article>
                """
            })
            """
        let summary: HTML =
            typed.map { item -> HTML in
                """
                <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h3>\(t("Dit moet nog anders"))</h3><ul><li><a href="#antwoord-\(item.id)">\(t("Vul dit veld in."))</a></li></ul></div>
                """
            } ?? .empty
        return Part.card(t("Bezwaren"), id: "bezwaren", summary + list)
    }

    private var alarms: HTML {
        guard !view.alarms.isEmpty else {
            return Part.empty(
                t("Niemand wacht op jou"), t("Komt er iets bij, dan zie je het hier en bij Vandaag."))
        }
        return """
            \(BuddyAlarm.allCases.filter { $0 != .objection && $0 != .hours }, { alarm in
                section(alarm, view.alarms.filter { $0.alarm == alarm }.sorted { $0.since < $1.since })
            })\(hours(view.alarms.filter { $0.alarm == .hours }))
            """
    }

    private func hours(_ items: [BuddyAlarm.Item]) -> HTML {
        guard let oldest = items.map(\.since).min() else { return .empty }
        return Part.card(
            t(BuddyAlarm.hours.label), id: BuddyAlarm.hours.rawValue,
            """
            <p>\(BuddyAlarm.hours.amount(items.count, t)). <span class="small soft">\(t.ago(oldest, now: visit.now))</span></p>\
            <p>\(Part.button(t("Kijk na"), BuddyNav.hours.path, quiet: true, compact: true))</p>
            """)
    }

    private func section(_ alarm: BuddyAlarm, _ items: [BuddyAlarm.Item]) -> HTML {
        if items.isEmpty { return .empty }
        let shown = visit.query.text("toon") == alarm.rawValue ? items : Array(items.prefix(Self.lines))
        let all = visit.query.setting("toon", to: [alarm.rawValue]).url(BuddyDesk.home) + "#" + alarm.rawValue
        let rows: HTML = """
            \(shown, { item in
                let days = max(0, (visit.now - item.since).wholeDays)
                let isLate = days >= alarm.urgentAfter
                return """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong>\(name(alarm, item.number))</strong>\
                \(if: isLate, " " + Part.chip(t("Kan niet wachten"), .bad))<br><span class="small soft">\(t.ago(item.since, now: visit.now))</span></div>\
                <div class="row"><a class="button quiet compact" href="\(alarm.path(item.number))" aria-label="\(t("Bekijk \(name(alarm, item.number))"))">\(t("Bekijk"))</a></div></li>
                """
            })
            """
        return Part.card(
            "\(t(alarm.label)) (\(items.count))", id: alarm.rawValue,
            "<ul class=\"tasks\">\(rows)</ul>"
                + Part.more(t("Toon alle \(items.count)"), shown.count == items.count ? nil : all))
    }

    private func name(_ alarm: BuddyAlarm, _ number: Int) -> String {
        switch alarm {
        case .newRequest, .longWait: t("Aanvraag \(number)")
        case .newVolunteer, .idle: t("Vrijwilliger \(number)")
        case .course: t("Cursus \(number)")
        case .objection: t("Bezwaar")
        case .hours: t("Uren")
        default: t("Koppel \(number)")
        }
    }
}
