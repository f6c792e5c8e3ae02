import Community
import Core
import Storage
import Web

/// What somebody gave in a year, at all organisations and as a buddy, on one sheet.
struct YearSheet: Sendable {
    struct Part: Sendable {
        let name: String
        let what: String
        let entries: [(day: Day, minutes: Int, cents: Int)]
        var minutes: Int { entries.reduce(0) { $0 + $1.minutes } }
        var cents: Int { entries.reduce(0) { $0 + $1.cents } }
    }

    let name: String
    let year: Int
    /// By organisation and work, in the order of their names.
    let parts: [Part]
    let check: AllowanceCheck

    /// The years in which this person has hours that were agreed on, the newest first.
    static func years(of person: String, in db: any SQLConnection) throws -> [Int] {
        var found: Set<Int> = []
        for table in ["hours_entry", "buddy_hours"] as [StaticString] {
            let row = try db.first(
                """
                SELECT MIN(day) AS first, MAX(day) AS last FROM \(raw: table) WHERE person_id = \(person)
                AND state = \(HoursEntry.State.agreed)
                """)
            guard let first = try row?("first", as: Day?.self), let last = try row?("last", as: Day?.self) else {
                continue
            }
            found.formUnion(first.year...last.year)
        }
        return found.sorted(by: >)
    }

    init(_ person: Person, year: Int, t: Texts, in db: any SQLConnection) throws {
        name = person.name
        self.year = year
        guard let days = HoursEntry.days(of: year) else { throw WebError.notFound }
        let placed = try db.rows(
            """
            SELECT h.day, h.minutes, h.allowance_cents, h.application_id AS id, o.name, v.title AS what
            FROM hours_entry h JOIN organisation o ON o.id = h.organisation_id
            JOIN application a ON a.id = h.application_id JOIN vacancy v ON v.id = a.vacancy_id
            WHERE h.person_id = \(person.id) AND h.state = \(HoursEntry.State.agreed) AND h.day >= \(days.first)
            AND h.day <= \(days.last) ORDER BY o.name, v.title, h.day, h.id LIMIT 4000
            """)
        // Of whom it was stands on no sheet that is shown to others.
        let buddies = try db.rows(
            """
            SELECT h.day, h.minutes, h.allowance_cents, k.id AS id, c.name, k.name AS what
            FROM buddy_hours h JOIN buddy_pair p ON p.id = h.pair_id JOIN buddy_kind k ON k.id = p.kind_id
            JOIN municipality m ON m.code = h.municipality_code LEFT JOIN centre c ON c.id = m.centre_id
            WHERE h.person_id = \(person.id) AND h.state = \(HoursEntry.State.agreed) AND h.day >= \(days.first)
            AND h.day <= \(days.last) ORDER BY k.name, h.day, h.id LIMIT 4000
            """)
        var order: [String] = []
        var groups: [String: [Row]] = [:]
        for row in placed + buddies {
            let id: String = try row("id")
            if groups[id] == nil { order.append(id) }
            groups[id, default: []].append(row)
        }
        parts = try order.compactMap { id in
            guard let rows = groups[id], let first = rows.first else { return nil }
            return Part(
                name: try first("name", as: String?.self) ?? t("Vrijwilligerscentrale"), what: try first("what"),
                entries: try rows.map { row in
                    (
                        day: try row("day"), minutes: try row("minutes"),
                        cents: try row("allowance_cents", as: Int?.self) ?? 0
                    )
                })
        }
        let municipality = try db.value(
            """
            SELECT municipality_code FROM hours_entry WHERE person_id = \(person.id) AND day >= \(days.first)
            AND day <= \(days.last) UNION SELECT municipality_code FROM buddy_hours WHERE person_id = \(person.id)
            AND day >= \(days.first) AND day <= \(days.last) ORDER BY municipality_code LIMIT 1
            """, as: String.self)
        check = AllowanceCheck(
            try PaidHours.of(person: person.id.text, year: year, in: db), year: year,
            rate: try AllowanceRate.find(year, for: municipality ?? "", in: db), birthYear: person.birthYear)
    }
}

struct YearSheetPages {
    let visit: Visit
    private var t: Texts { visit.t }

    static let path = "/mijn/jaaroverzicht"

    /// The way in, on the page of somebody's applications; nothing without hours.
    static func links(_ years: [Int], _ t: Texts) -> HTML {
        if years.isEmpty { return .empty }
        return Web.Part.card(
            t("Jaaroverzicht van al je uren"),
            """
            <ul class="plain stack">\(years, { "<li><a href=\"\(path)/\($0)\">\(t("Jaaroverzicht \(String($0))"))</a></li>" })</ul>
            """)
    }

    func sheet(_ view: YearSheet) -> Reply {
        let sheet = HoursSheet(t: t, today: visit.today, year: view.year)
        let isPaid = view.parts.contains { $0.cents > 0 }
        let rows: HTML = """
            \(view.parts, { part in
                "<tr><th scope=\"row\"><span\(attribute: "lang", t.typed)>\(part.name)</span><br><span class=\"small soft\"\(attribute: "lang", t.typed)>\(part.what)</span></th><td class=\"n\">\(t.duration(part.minutes))</td>\(if: isPaid, "<td class=\"n\">\(part.cents > 0 ? t.euros(part.cents) : "–")</td>")</tr>"
            })
            """
        let label = t("Per organisatie")
        let places: HTML = """
            <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table><caption class="visually-hidden">\(label)</caption>\
            <thead><tr><th scope="col">\(t("Organisatie"))</th><th scope="col" class="n">\(t("Uren"))</th>\
            \(if: isPaid, "<th scope=\"col\" class=\"n\">\(t("Vergoeding"))</th>")</tr></thead><tbody>\(rows)</tbody></table></div>
            """
        let note = t("Alleen uren waar de organisatie of de vrijwilligerscentrale ja op zei. \(t.date(visit.today))")
        let article = sheet.article(
            name: view.name, from: t("Vrijwilligerswerk"), work: view.parts.isEmpty ? .empty : places,
            sheet.months(view.parts.flatMap(\.entries)), note: note)
        return visit.page(
            sheet.title, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print">\(sheet.howToPrint)</p>\
            <div class="no-print stack">\(HoursMarkup.warnings(view.check.lines(t, year: view.year, seesAmounts: true)))</div>\(article)\
            <p class="row no-print">\(Web.Part.button(t("Mijn reacties"), "/mijn/reacties", quiet: true))</p></div>
            """)
    }
}

extension Brokerage {
    /// One sheet of all hours of who is signed in.
    func yearSheetRoutes(_ routes: Routes) {
        routes.get(YearSheetPages.path + "/{jaar}", access: .signedIn) { [house] visit in
            let year = try visit.number("jaar")
            guard (2000...2100).contains(year) else { throw WebError.notFound }
            let id = Person.Identity(try visit.person())
            let view = try await house.database.read { [t = visit.t] db in
                guard let person = try Person.find(id, in: db) else { throw WebError.notFound }
                return try YearSheet(person, year: year, t: t, in: db)
            }
            return YearSheetPages(visit: visit).sheet(view)
        }
    }
}
