import Community
import Core
import Storage
package import Web

extension GoalsPart {
    package func routes(_ routes: Routes) {
        readRoutes(routes)
        addRoutes(routes)
        changeRoutes(routes)
        targetRoutes(routes)
        measureRoutes(routes)
        archiveRoutes(routes)
        publicRoutes(routes)
    }

    /// The address under which the goals of a round stand.
    static let base = "/beleid/{ronde}/doelen"

    private func readRoutes(_ routes: Routes) {
        routes.get(Self.base, access: .policyReaders) { [house, content] visit in
            try await freshen(visit)
            let (cycle, board) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (cycle, try GoalBoard.load(cycle, now: visit.now, in: db))
            }
            return GoalListPage(visit: visit, content: content).reply(cycle, board)
        }
        routes.get(Self.base + "/cijfers", access: .policyReaders) { [house, content] visit in
            try await freshen(visit)
            let page = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return IndicatorPage(
                    visit: visit, content: content, cycle: cycle,
                    shelf: try IndicatorShelf(house, cycle.municipality, in: db),
                    values: try IndicatorCache.values(cycle.municipality, in: db))
            }
            return page.reply
        }
        routes.get(Self.base + "/{doel}", access: .policyReaders) { [house, content] visit in
            try await freshen(visit)
            let view = try await house.database.read { db in
                let (goal, cycle) = try Self.goal(visit, PolicyCycle.readable(visit, in: db), in: db)
                let shelf = try IndicatorShelf(house, cycle.municipality, in: db)
                return try Self.view(goal, cycle, shelf, visit, in: db)
            }
            return GoalPage(visit: visit, content: content, view: view).reply
        }
    }

    static func goal(_ visit: Visit, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> (Goal, PolicyCycle) {
        guard let goal = try Goal.find(number: visit.number("doel"), of: cycle.id, in: db) else {
            throw WebError.notFound
        }
        return (goal, cycle)
    }

    private static func view(
        _ goal: Goal, _ cycle: PolicyCycle, _ shelf: IndicatorShelf, _ visit: Visit, in db: any SQLConnection
    ) throws -> GoalView {
        let writes = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
        let agreements = try Agreement.all(for: goal.id, in: db).filter { writes || $0.state != .draft }
        guard let line = try GoalBoard.lines([goal], now: visit.now, in: db).first else { throw WebError.notFound }
        return GoalView(
            cycle: cycle, line: line, targets: try GoalTarget.all(of: goal.id, in: db),
            measurements: try GoalMeasurement.all(of: goal.id, in: db), indicator: goal.indicator.flatMap { shelf[$0] },
            measuresItself: goal.indicator.map { shelf[$0] != nil } ?? false,
            agreements: try AgreementView.load(agreements, in: db), budget: try BudgetLine.all(for: goal.id, in: db))
    }

    /// Counts what is older than an hour, for whoever may see it and while the round is open.
    func freshen(_ visit: Visit) async throws {
        let place = try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            return cycle.isClosed ? nil : cycle.municipality
        }
        guard let place else { return }
        try await IndicatorCache.freshen(place, house: house, now: visit.now)
    }

    private func archiveRoutes(_ routes: Routes) {
        routes.post(Self.base + "/{doel}/weg", access: .policyOfficer) { visit in
            let goal = try await actions.archive(true, by: visit)
            return .redirect(
                to: goal.path,
                notice: visit.t("Weggelegd. Onder “Haal terug” zet je het doel weer terug."))
        }
        routes.post(Self.base + "/{doel}/terug", access: .policyOfficer) { visit in
            let goal = try await actions.archive(false, by: visit)
            return .redirect(to: goal.path, notice: visit.t("Het doel is terug."))
        }
        routes.post(Self.base + "/{doel}/teruggekeken", access: .policyOfficer) { visit in
            let next = try await actions.reviewed(by: visit)
            return .redirect(
                to: try Self.path(visit), notice: visit.t("Mooi. De volgende keer is \(visit.t.date(next))."))
        }
    }

    /// The path of the goal in the address.
    static func path(_ visit: Visit) throws -> String {
        "/beleid/\(try visit.number("ronde"))/doelen/\(try visit.number("doel"))"
    }
}
