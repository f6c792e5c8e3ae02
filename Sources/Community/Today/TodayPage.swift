import Core
import Storage
package import Web

/// The home of everyone who works here: what waits, why, and the one button that helps.
extension Community {
    package func todayRoutes(_ routes: Routes) {
        routes.get("/vandaag", access: .signedIn) { visit in
            var tasks: [TaskItem] = []
            for module in house.registry.modules {
                tasks += try await module.tasks(for: visit.actor, t: visit.t, now: visit.now)
            }
            var agenda: [CalendarEntry] = []
            for module in house.registry.modules {
                agenda += try await module.calendar(for: visit.actor, t: visit.t, from: visit.today)
            }
            return TodayPage(visit: visit, tasks: tasks, agenda: agenda).reply
        }
    }
}

struct TodayPage {
    let visit: Visit
    let tasks: [TaskItem]
    let agenda: [CalendarEntry]
    var t: Texts { visit.t }

    var reply: Reply {
        let first = visit.actor.name.split(separator: " ").first.map(String.init) ?? ""
        let urgent = sorted(true)
        let other = sorted(false)
        let greeting = first.isEmpty ? greetingWord : greetingWord + ", " + first
        let beside = places + calendar
        let aside: HTML =
            beside.isEmpty
            ? .empty : "<aside class=\"stack\" aria-label=\"\(t("Ook goed om te weten"))\">\(beside)</aside>"
        return visit.page(
            t("Vandaag"),
            """
            <div class="wrap stack page"><div><h1>\(greeting)</h1><p class="soft">\(t.longDate(visit.today)). \(summary(urgent.count))</p></div>\
            <div\(attribute: "class", beside.isEmpty ? nil : "columns side-right")><div class="stack">\(if: !urgent.isEmpty, list(t("Eerst dit"), urgent))\
            \(if: !other.isEmpty, list(urgent.isEmpty ? t("Dit wacht op jou") : t("Daarna"), other))\
            \(if: tasks.isEmpty, Part.empty(t("Alles is gedaan"), t("Er wacht niets op jou. Kijk gerust rond.")))</div>\
            \(aside)</div></div>
            """)
    }

    private var greetingWord: String {
        switch DutchTime.local(visit.now).minute / 60 {
        case 5..<12: t("Goedemorgen")
        case 12..<18: t("Goedemiddag")
        default: t("Goedenavond")
        }
    }

    private func summary(_ urgent: Int) -> String {
        if tasks.isEmpty { return t("Er wacht niets op jou.") }
        let all = t.plural(tasks.count, "1 ding wacht op jou", "\(tasks.count) dingen wachten op jou")
        return urgent == 0
            ? all + "."
            : all + ", " + t.plural(urgent, "1 daarvan kan niet wachten.", "\(urgent) daarvan kunnen niet wachten.")
    }

    private func sorted(_ urgent: Bool) -> [TaskItem] {
        tasks.filter { $0.isUrgent == urgent }.enumerated().sorted { left, right in
            let a = left.element.since ?? visit.now
            let b = right.element.since ?? visit.now
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    private func list(_ title: String, _ items: [TaskItem]) -> HTML {
        Part.card(title, "<ul class=\"tasks\">\(items, row)</ul>")
    }

    private func row(_ task: TaskItem) -> HTML {
        """
        <li><span class="dot dot-\(task.function.rawValue)" aria-hidden="true"></span><div><strong>\(task.title)</strong><br>\
        <span class="small soft">\(task.detail)</span></div><div class="row">\(Part.button(task.action, task.path, quiet: true, compact: true))</div></li>
        """
    }

    /// Where this person can go: each organisation, the centre.
    private var places: HTML {
        let organisations = visit.actor.organisations.map { ($0.name, "/organisatie/\($0.number)/vacatures") }
        let other = visit.actor.workplaces.map { ($0.name, $0.path) }
        func card(_ title: String, _ places: [(String, String)]) -> HTML {
            places.isEmpty
                ? .empty
                : Part.card(
                    title, "<ul class=\"plain\">\(places, { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" })</ul>")
        }
        return card(t("Jouw organisaties"), organisations) + card(t("Hier werk je"), other)
    }

    private var calendar: HTML {
        let next = agenda.sorted { $0.day < $1.day }.prefix(8)
        guard !next.isEmpty else { return .empty }
        return Part.card(
            t("Binnenkort"),
            "<ul class=\"plain\">\(next, { "<li><a href=\"\($0.path)\">\($0.title)</a><br><span class=\"small soft\">\(t.shortDate($0.day, today: visit.today))\($0.place, { " · \($0)" })</span></li>" })</ul>"
        )
    }
}
