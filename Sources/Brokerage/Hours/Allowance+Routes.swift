import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// The limits of the allowance, for the centre.
    package func allowanceRoutes(_ routes: Routes) {
        routes.get(AllowancePages.path, access: .centre) { [house] visit in
            let asked = visit.query.int("jaar") ?? visit.today.year
            let year = (2000...2100).contains(asked) ? asked : visit.today.year
            return try await Self.allowances(visit, house, AllowancePages.form.filled(["jaar": String(year)]))
        }
        routes.post(AllowancePages.path, access: .centre) { [house] visit in
            let state = AllowancePages.form.read(visit.form)
            guard state.isValid, let rate = AllowancePages.rate(state) else {
                return try await Self.allowances(visit, house, state, status: 400)
            }
            let codes = visit.actor.municipalities(with: MunicipalRole.centre)
            try await house.database.write { db in
                for code in codes {
                    try rate.save(for: code, by: visit.actor.person, now: visit.now, in: db)
                    try house.record(
                        Audit.Event("vergoeding-bewaard", "vergoeding", String(rate.year), municipality: code),
                        by: visit, in: db)
                }
            }
            return .redirect(to: AllowancePages.path, notice: visit.t("Bewaard."))
        }
    }

    private static func allowances(_ visit: Visit, _ house: House, _ state: FormState, status: Int = 200) async throws
        -> Reply
    {
        let codes = visit.actor.municipalities(with: MunicipalRole.centre)
        let places = try await house.database.read { db in
            try codes.compactMap { code in
                try Places.municipality(code, in: db).map {
                    (name: $0.name, rates: try AllowanceRate.all(for: code, in: db))
                }
            }
        }
        return AllowancePages(visit: visit).list(places, state, status: status)
    }
}
