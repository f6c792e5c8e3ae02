import Community
import Core
import Formats
import Storage
package import Web

extension MoneyPart {
    package func routes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/geld", access: .policyReaders) { visit in
            let (cycle, budget, archived) = try await load(visit)
            let view = MoneyView(budget: budget, year: Self.year(visit, budget), t: visit.t)
            return MoneyPages(visit: visit, cycle: cycle).overview(view, archived: archived)
        }
        routes.get("/beleid/{ronde}/geld/bestand", access: .policyReaders) { visit in
            let (cycle, budget, _) = try await load(visit)
            let file = MoneyFile(view: MoneyView(budget: budget, year: nil, t: visit.t))
            return .download(file.csv, name: "geld-ronde-\(cycle.number).csv", type: "text/csv; charset=utf-8")
        }
        routes.post("/beleid/{ronde}/geld/overnemen", access: .policyOfficer) { [house] visit in
            let year = visit.form.int("jaar") ?? 0
            let (cycle, count) = try await MoneyActions(house: house, visit: visit).copy(into: year)
            let t = visit.t
            return .redirect(
                to: cycle.path(.money) + "?jaar=\(year)",
                notice: t.plural(
                    count, "1 bedrag overgenomen. Klopt het?", "\(count) bedragen overgenomen. Kloppen ze?"))
        }
        lineRoutes(routes)
        bookingRoutes(routes)
    }

    private func lineRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/geld/nieuw", access: .policyOfficer) { [house] visit in
            let (cycle, goal) = try await house.database.read { db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                let number = visit.query.text("doel").flatMap { Int($0) }
                return (cycle, try number.flatMap { try Goal.find(number: $0, of: cycle.id, in: db) })
            }
            let years = Self.years(cycle)
            let form = MoneyForms.line(years: years, isNew: true)
            let values = goal.map { MoneyForms.values($0, years: years, today: visit.today, t: visit.t) } ?? [:]
            return MoneyLinePages(visit: visit, cycle: cycle).form(form, form.filled(values))
        }
        routes.post("/beleid/{ronde}/geld/nieuw", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = MoneyForms.line(years: Self.years(cycle), isNew: true)
            let state = form.read(visit.form)
            guard state.isValid else {
                return MoneyLinePages(visit: visit, cycle: cycle).form(form, state, status: 400)
            }
            _ = try await SaveBudgetLine(house: house, visit: visit).add(state, years: Self.years(cycle))
            return .redirect(to: cycle.path(.money), notice: visit.t("De regel staat erin."))
        }
        routes.get("/beleid/{ronde}/geld/regels/{regel}", access: .policyReaders) { visit in
            try await linePage(visit, nil)
        }
        routes.get("/beleid/{ronde}/geld/regels/{regel}/wijzigen", access: .policyOfficer) { visit in
            let (cycle, budget, line) = try await changeableLine(visit)
            let form = MoneyForms.line(years: budget.years, isNew: false)
            return MoneyLinePages(visit: visit, cycle: cycle).form(
                form, form.filled(MoneyForms.values(line, budget: budget, t: visit.t)), line: line)
        }
        routes.post("/beleid/{ronde}/geld/regels/{regel}/wijzigen", access: .policyOfficer) { visit in
            try await change(visit)
        }
        routes.post("/beleid/{ronde}/geld/regels/{regel}/weghalen", access: .policyOfficer) { [house] visit in
            let cycle = try await MoneyActions(house: house, visit: visit).archive(true)
            return .redirect(
                to: cycle.path(.money), notice: visit.t("De regel is weg. Onderaan kun je hem terugzetten."))
        }
        routes.post("/beleid/{ronde}/geld/regels/{regel}/terugzetten", access: .policyOfficer) { [house] visit in
            let cycle = try await MoneyActions(house: house, visit: visit).archive(false)
            return .redirect(to: cycle.path(.money), notice: visit.t("De regel staat er weer."))
        }
    }

    private func bookingRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/geld/regels/{regel}/boekingen", access: .policyOfficer) { [house] visit in
            let (cycle, budget, line) = try await changeableLine(visit)
            let state = MoneyForms.booking(years: budget.years, today: visit.today).read(visit.form)
            guard state.isValid else { return try await linePage(visit, state, status: 400) }
            _ = try await MoneyActions(house: house, visit: visit).book(state)
            return .redirect(to: cycle.path(.money) + "/regels/\(line.number)", notice: visit.t("Geboekt."))
        }
        routes.get("/beleid/{ronde}/geld/boekingen/{boeking}/terug", access: .policyOfficer) { visit in
            try await takeBackPage(visit, MoneyForms.takeBack.filled())
        }
        routes.post("/beleid/{ronde}/geld/boekingen/{boeking}/terug", access: .policyOfficer) { [house] visit in
            let state = MoneyForms.takeBack.read(visit.form)
            guard state.isValid else { return try await takeBackPage(visit, state, status: 400) }
            let (cycle, number) = try await MoneyActions(house: house, visit: visit).takeBack(reason: state["reden"])
            return .redirect(
                to: cycle.path(.money) + "/regels/\(number)", notice: visit.t("De boeking telt niet meer mee."))
        }
    }

    private func change(_ visit: Visit) async throws -> Reply {
        let (cycle, budget, line) = try await changeableLine(visit)
        let form = MoneyForms.line(years: budget.years, isNew: false)
        let pages = MoneyLinePages(visit: visit, cycle: cycle)
        var state = form.read(visit.form)
        state.values["versie"] = visit.form.all("versie")
        guard state.isValid else { return pages.form(form, state, line: line, status: 400) }
        switch try await SaveBudgetLine(house: house, visit: visit).change(state, version: state.int("versie")) {
        case .saved(let cycle, let number):
            return .redirect(to: cycle.path(.money) + "/regels/\(number)", notice: visit.t("Opgeslagen."))
        case .needsReason:
            state.addError("reden", Text("Je verandert een bedrag dat er al stond. Schrijf op waarom."))
        case .outdated:
            state.addError(
                "naam", Text("Iemand anders veranderde deze regel. Kijk wat er nu staat, en bewaar dan nog eens."))
            state.values["versie"] = [String(line.version)]
        }
        return pages.form(form, state, line: line, status: 400)
    }

    private func linePage(_ visit: Visit, _ state: FormState?, status: Int = 200) async throws -> Reply {
        let (cycle, detail) = try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard let line = try BudgetLine.find(number: visit.number("regel"), of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            let log = try BudgetAmount.history(of: line.id, in: db).map { amount in
                (amount, try PolicyPeople.name(amount.person, in: db))
            }
            return (
                cycle,
                MoneyLinePages.Detail(
                    line: line, goal: try line.goal.flatMap { try Goal.find($0, in: db) },
                    budget: try budget(of: cycle, in: db),
                    bookings: try Booking.page(of: line.id, after: visit.query["na"], in: db), log: log)
            )
        }
        let form = MoneyForms.booking(years: detail.budget.years, today: visit.today)
        let year = min(max(visit.today.year, cycle.firstYear), cycle.lastYear)
        let filled = form.filled(["jaar": String(year), "dag": visit.today.iso])
        return MoneyLinePages(visit: visit, cycle: cycle).show(detail, form, state ?? filled, status: status)
    }

    private func takeBackPage(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let (cycle, booking, line) = try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let booking = try Booking.find(visit.parameter("boeking"), of: cycle.id, in: db), booking.counts,
                let line = try BudgetLine.all(of: cycle.id, in: db).first(where: { $0.id == booking.line })
            else { throw WebError.notFound }
            return (cycle, booking, line)
        }
        return MoneyLinePages(visit: visit, cycle: cycle).takeBackForm(booking, line, state, status: status)
    }

    private func changeableLine(_ visit: Visit) async throws -> (PolicyCycle, Budget, BudgetLine) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let line = try BudgetLine.find(number: visit.number("regel"), of: cycle.id, in: db),
                line.archivedAt == nil
            else { throw WebError.notFound }
            return (cycle, try budget(of: cycle, in: db), line)
        }
    }

    private func load(_ visit: Visit) async throws -> (PolicyCycle, Budget, [BudgetLine]) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let archived = try BudgetLine.all(of: cycle.id, in: db).filter { $0.archivedAt != nil }
            return (cycle, try budget(of: cycle, in: db), archived)
        }
    }

    private static func years(_ cycle: PolicyCycle) -> [Int] {
        Array(cycle.firstYear...max(cycle.firstYear, cycle.lastYear))
    }

    /// The year that was asked; this year when it lies in the round, else its first or last.
    private static func year(_ visit: Visit, _ budget: Budget) -> Int? {
        let asked = visit.query.text("jaar")
        if asked == "alle" { return nil }
        if let year = asked.flatMap({ Int($0) }), budget.years.contains(year) { return year }
        guard let first = budget.years.first, let last = budget.years.last else { return nil }
        return min(max(visit.today.year, first), last)
    }
}
