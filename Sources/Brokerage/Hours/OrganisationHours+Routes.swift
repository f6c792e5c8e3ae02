import Community
import Core
import Formats
import Storage
package import Web

extension Brokerage {
    /// Hours as an organisation sees them.
    package func organisationHoursRoutes(_ routes: Routes) {
        let member = Access.organisation(.member)
        let base = "/organisatie/{organisatie}/uren"
        routes.get(base, access: member) { [house] visit in try await Self.hoursPage(visit, house) }
        routes.post(base, access: member) { [house] visit in try await Self.writeHours(visit, house) }
        routes.post(base + "/akkoord", access: member) { [house] visit in
            let membership = try visit.membership()
            let ids = Array(visit.form.all("uren").prefix(HoursDesk.pageSize))
            let decide = DecideHours(house: house, visit: visit, organisation: membership.organisation)
            let count = try await house.database.write { db in try decide.agree(ids, in: db) }
            return .redirect(
                to: OrganisationNav.Item.hours.path(membership.number),
                notice: ids.isEmpty
                    ? visit.t("Vink eerst aan waar je ja tegen zegt.")
                    : visit.t.plural(count, "Akkoord met 1 regel.", "Akkoord met \(count) regels."))
        }
        routes.get(base + "/bestand", access: member) { [house] visit in
            let membership = try visit.membership()
            let year = Self.hoursYear(visit)
            let view = try await house.database.read { db in
                try HoursDesk(of: membership.organisation, year: year, in: db)
            }
            return .download(
                Self.hoursFile(view, visit.t), name: "uren-\(year).csv", type: "text/csv; charset=utf-8")
        }
        sendBackRoutes(routes, base, member)
    }

    private func sendBackRoutes(_ routes: Routes, _ base: String, _ member: Access) {
        routes.get(base + "/{uren}/terug", access: member) { [house] visit in
            try await Self.sendBackPage(visit, house, HoursForm.sendBack.filled())
        }
        routes.post(base + "/{uren}/terug", access: member) { [house] visit in
            let state = HoursForm.sendBack.read(visit.form)
            guard state.isValid else { return try await Self.sendBackPage(visit, house, state, status: 400) }
            let membership = try visit.membership()
            let id = try visit.parameter("uren")
            let decide = DecideHours(house: house, visit: visit, organisation: membership.organisation)
            try await house.database.write { db in try decide.sendBack(id, reason: state["reden"], in: db) }
            return .redirect(
                to: OrganisationNav.Item.hours.path(membership.number),
                notice: visit.t("Teruggestuurd. De vrijwilliger krijgt een mail."))
        }
    }

    private static func pages(_ visit: Visit, _ membership: Actor.Membership) -> HoursDeskPages {
        HoursDeskPages(
            visit: visit, title: visit.t("Uren"), nav: OrganisationNav.markup(visit, membership, current: .hours),
            path: OrganisationNav.Item.hours.path(membership.number),
            people: OrganisationNav.Item.applications.path(membership.number), hasFile: true)
    }

    private static func hoursYear(_ visit: Visit) -> Int {
        let year = visit.query.int("jaar") ?? visit.today.year
        return (2000...2100).contains(year) ? year : visit.today.year
    }

    private static func hoursPage(_ visit: Visit, _ house: House, _ state: FormState? = nil, status: Int = 200)
        async throws -> Reply
    {
        let membership = try visit.membership()
        let year = hoursYear(visit)
        let view = try await house.database.read { db in
            try HoursDesk(of: membership.organisation, year: year, in: db)
        }
        return pages(visit, membership).main(view, state, status: status)
    }

    private static func writeHours(_ visit: Visit, _ house: House) async throws -> Reply {
        let membership = try visit.membership()
        let people = try await house.database.read { [year = visit.today.year] db in
            try HoursDesk(of: membership.organisation, year: year, in: db).choices
        }
        var state = HoursForm.form(people: people).read(visit.form)
        guard state.isValid, let number = state.int("vrijwilliger") ?? Int(state["vrijwilliger"]) else {
            return try await hoursPage(visit, house, state, status: 400)
        }
        let log = LogHours(house: house, visit: visit, byOrganisation: true)
        let result = try await house.database.write { [state] db in
            guard let application = try VacancyApplication.find(number: number, of: membership.organisation, in: db)
            else { throw WebError.notFound }
            return try log.perform(state, application, in: db)
        }
        if let problem = LogHours.problem(result) {
            state.addError(problem.field, problem.text)
            return try await hoursPage(visit, house, state, status: 400)
        }
        return .redirect(
            to: OrganisationNav.Item.hours.path(membership.number), notice: visit.t("Opgeschreven en akkoord."))
    }

    private static func sendBackPage(_ visit: Visit, _ house: House, _ state: FormState, status: Int = 200) async throws
        -> Reply
    {
        let membership = try visit.membership()
        let id = try visit.parameter("uren")
        let found = try await house.database.read { db in
            try db.first(
                """
                SELECT h.*, a.name FROM hours_entry h JOIN application a ON a.id = h.application_id
                WHERE h.id = \(id) AND h.organisation_id = \(membership.organisation)
                AND h.state <> \(HoursEntry.State.returned)
                """
            ).map { (entry: try HoursEntry(row: $0), name: try $0("name", as: String.self)) }
        }
        guard let found else { throw WebError.notFound }
        return pages(visit, membership).sendBack(
            found.entry, name: found.name, state, status: status)
    }

    private static func hoursFile(_ view: HoursDesk, _ t: Texts) -> [UInt8] {
        CSVWriter.write(
            header: [
                t("Vrijwilliger"), t("Vacature"), t("Uren akkoord"), t("Uren wachten"), t("Vergoeding in euro's"),
            ],
            rows: view.people.map {
                [
                    $0.name, $0.work, Self.hundredths($0.agreed * 100 / 60), Self.hundredths($0.waiting * 100 / 60),
                    Self.hundredths($0.allowance),
                ]
            })
    }

    /// `12,50`: as a Dutch spreadsheet reads a number.
    private static func hundredths(_ value: Int) -> String {
        let rest = value % 100
        return "\(value / 100),\(rest < 10 ? "0" : "")\(rest)"
    }
}
