import Community
import Core
import Services
import Storage
import Web

/// Hours of buddies: on the own page of the volunteer, and at the desk of the centre.
struct BuddyHoursRoutes: Sendable {
    let house: House
    static let door = BuddyDoorRoutes.path + "/uren"
    static let desk = BuddyNav.hours.path

    func register(_ routes: Routes) {
        doorRoutes(routes)
        deskRoutes(routes)
    }

    private func doorRoutes(_ routes: Routes) {
        routes.get(Self.door, access: .secretLink) { visit in try await page(visit).main() }
        routes.post(Self.door, access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let view = try await house.database.read { db in try Self.view(secret, nil, visit, house, in: db) }
            var state = view.form(visit.t).read(visit.form)
            guard state.isValid else { return try await page(visit).main(state, status: 400) }
            guard let chosen = view.chosen(state) else { throw WebError.notFound }
            let result = try await house.database.write { [state] db in
                // Still the volunteer's own, whatever happened meanwhile.
                let volunteer = try Self.volunteer(secret, visit, in: db)
                guard let pair = try BuddyPair.find(chosen.id, in: db), pair.volunteer == volunteer.id else {
                    throw WebError.notFound
                }
                return try BuddyWork(house, link: visit).log(state, of: pair, byCentre: false, in: db)
            }
            if let problem = LogHours.problem(result) {
                state.addError(problem.field, problem.text)
                return try await page(visit).main(state, status: 400)
            }
            return .redirect(
                to: view.base, notice: visit.t("Opgeschreven. De vrijwilligerscentrale kijkt het na."))
        }
        routes.post(Self.door + "/{uren}/weg", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let id = try visit.parameter("uren")
            let removed = try await house.database.write { db in
                let volunteer = try Self.volunteer(secret, visit, in: db)
                return try BuddyWork(house, link: visit).removeHours(id, of: volunteer, in: db)
            }
            return .redirect(
                to: Self.base(secret),
                notice: removed ? visit.t("Weggehaald.") : visit.t("Dit staat er niet meer, of er is al ja op gezegd."))
        }
        routes.get(Self.door + "/{uren}", access: .secretLink) { visit in
            try await page(visit, year: try visit.number("uren")).statement
        }
    }

    private static func base(_ secret: String) -> String { "/maatje/" + secret.percentEncoded + "/uren" }

    /// - Throws: `WebError.notFound` when the link is of nobody, or of another side.
    private static func volunteer(_ secret: String, _ visit: Visit, in db: any SQLConnection) throws -> BuddyVolunteer {
        guard let (door, id) = try BuddyDoor.find(secret, now: visit.now, in: db), door == .volunteer,
            let volunteer = try BuddyVolunteer.find(.init(id), in: db), volunteer.erasedAt == nil
        else { throw WebError.notFound }
        return volunteer
    }

    private static func view(
        _ secret: String, _ year: Int?, _ visit: Visit, _ house: House, in db: any SQLConnection
    ) throws -> BuddyHoursView {
        try BuddyHoursView(
            volunteer(secret, visit, in: db), base: base(secret), year: year, BuddyWork(house, link: visit), in: db)
    }

    private func page(_ visit: Visit, year: Int? = nil) async throws -> BuddyHoursPages {
        if let year, !(2000...2100).contains(year) { throw WebError.notFound }
        let secret = try visit.parameter("sleutel")
        let view = try await house.database.read { db in try Self.view(secret, year, visit, house, in: db) }
        if !view.opened.isEmpty {
            try await house.database.write { db in
                for request in view.opened { try BuddyWork(house, link: visit).noteReading(request, in: db) }
            }
        }
        return BuddyHoursPages(visit: visit, view: view)
    }

    // MARK: The desk

    private func deskRoutes(_ routes: Routes) {
        routes.get(Self.desk, access: .centre) { visit in try await deskPage(visit) }
        routes.post(Self.desk, access: .centre) { visit in try await write(visit) }
        routes.post(Self.desk + "/akkoord", access: .centre) { visit in
            let ids = Array(visit.form.all("uren").prefix(HoursDesk.pageSize))
            let codes = visit.centreMunicipalities
            let count = try await house.database.write { db in
                try BuddyWork(house, visit).agree(hours: ids, codes: codes, in: db)
            }
            return .redirect(
                to: Self.desk,
                notice: ids.isEmpty
                    ? visit.t("Vink eerst aan waar je ja tegen zegt.")
                    : visit.t.plural(count, "Akkoord met 1 regel.", "Akkoord met \(count) regels."))
        }
        let back = Self.desk + "/{uren}/terug"
        routes.get(back, access: .centre) { visit in try await sendBackPage(visit, HoursForm.sendBack.filled()) }
        routes.post(back, access: .centre) { visit in
            let state = HoursForm.sendBack.read(visit.form)
            guard state.isValid else { return try await sendBackPage(visit, state, status: 400) }
            let id = try visit.parameter("uren")
            let codes = visit.centreMunicipalities
            try await house.database.write { db in
                try BuddyWork(house, visit).sendBack(hours: id, codes: codes, reason: state["reden"], in: db)
            }
            return .redirect(to: Self.desk, notice: visit.t("Teruggestuurd. De vrijwilliger krijgt een mail."))
        }
    }

    private func pages(_ visit: Visit) -> HoursDeskPages {
        HoursDeskPages(
            visit: visit, title: visit.t("Uren van maatjes"), nav: BuddyNav.markup(visit, .hours), path: Self.desk,
            people: BuddyNav.volunteers.path)
    }

    private func desk(_ visit: Visit) async throws -> HoursDesk {
        let codes = visit.centreMunicipalities
        let asked = visit.query.int("jaar") ?? visit.today.year
        let year = (2000...2100).contains(asked) ? asked : visit.today.year
        return try await house.database.read { db in try HoursDesk(ofBuddiesIn: codes, year: year, in: db) }
    }

    private func deskPage(_ visit: Visit, _ state: FormState? = nil, status: Int = 200) async throws -> Reply {
        pages(visit).main(try await desk(visit), state, status: status)
    }

    private func write(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        var state = HoursForm.form(people: desk.choices).read(visit.form)
        guard state.isValid, let number = Int(state["vrijwilliger"]) else {
            return try await deskPage(visit, state, status: 400)
        }
        let codes = visit.centreMunicipalities
        let result = try await house.database.write { [state] db in
            guard let pair = try BuddyPair.find(number: number, municipalities: codes, in: db) else {
                throw WebError.notFound
            }
            return try BuddyWork(house, visit).log(state, of: pair, byCentre: true, in: db)
        }
        if let problem = LogHours.problem(result) {
            state.addError(problem.field, problem.text)
            return try await deskPage(visit, state, status: 400)
        }
        return .redirect(to: Self.desk, notice: visit.t("Opgeschreven."))
    }

    private func sendBackPage(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let id = try visit.parameter("uren")
        let codes = visit.centreMunicipalities
        let found = try await house.database.read { db -> (entry: BuddyHours, name: String)? in
            let row = try db.first(
                """
                SELECT h.*, v.name FROM buddy_hours h JOIN buddy_volunteer v ON v.id = h.volunteer_id
                WHERE h.id = \(id) AND h.municipality_code IN (\(list: codes))
                AND h.state <> \(HoursEntry.State.returned)
                """)
            return try row.map { (try BuddyHours(row: $0), try $0("name")) }
        }
        guard let found else { throw WebError.notFound }
        return pages(visit).sendBack(found.entry, name: found.name, state, status: status)
    }
}
