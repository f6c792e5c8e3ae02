import Community
import Core
import Storage
package import Web

extension Brokerage {
    /// Hours of a placed volunteer, by secret link or signed in.
    package func volunteerHoursRoutes(_ routes: Routes) {
        for way in ApplicantDoor.ways {
            routes.get(way.path + "/uren", access: way.access) { [house] visit in
                try await Self.hours(visit, house).main()
            }
            routes.post(way.path + "/uren", access: way.access) { [house] visit in
                var state = HoursForm.form().read(visit.form)
                guard state.isValid else { return try await Self.hours(visit, house).main(state, status: 400) }
                let door = try ApplicantDoor(visit)
                let log = LogHours(house: house, visit: visit, byOrganisation: false)
                let result = try await house.database.write { [state, now = visit.now] db in
                    try log.perform(state, door.find(now: now, in: db), in: db)
                }
                if let problem = LogHours.problem(result) {
                    state.addError(problem.field, problem.text)
                    return try await Self.hours(visit, house).main(state, status: 400)
                }
                return .redirect(to: door.base + "/uren", notice: visit.t("Opgeschreven. De organisatie kijkt het na."))
            }
            routes.post(way.path + "/uren/{uren}/weg", access: way.access) { [house] visit in
                let door = try ApplicantDoor(visit)
                let id = try visit.parameter("uren")
                let log = LogHours(house: house, visit: visit, byOrganisation: false)
                let removed = try await house.database.write { [now = visit.now] db in
                    try log.remove(id, door.find(now: now, in: db), in: db)
                }
                return .redirect(
                    to: door.base + "/uren",
                    notice: removed
                        ? visit.t("Weggehaald.") : visit.t("Dit staat er niet meer, of de organisatie zei al ja."))
            }
            routes.get(way.path + "/uren/{uren}", access: way.access) { [house] visit in
                let pages = try await Self.hours(visit, house, year: try visit.number("uren"))
                return HoursStatement(visit: visit, view: pages.view).reply
            }
        }
    }

    /// - Throws: `WebError.notFound` when it is no placement, or someone else's.
    private static func hours(_ visit: Visit, _ house: House, year: Int? = nil) async throws -> VolunteerHoursPages {
        if let year, !(2000...2100).contains(year) { throw WebError.notFound }
        let door = try ApplicantDoor(visit)
        let view = try await house.database.read { [now = visit.now] db in
            try VolunteerHoursView(door, year: year, now: now, in: db)
        }
        guard view.application.state == .placed else { throw WebError.notFound }
        return VolunteerHoursPages(visit: visit, view: view)
    }
}
