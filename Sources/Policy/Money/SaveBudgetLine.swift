import Community
import Core
import Services
import Storage
import Web

/// An officer adds a budget line, or changes one. Amounts are added, never overwritten.
struct SaveBudgetLine {
    let house: House
    let visit: Visit

    enum Outcome: Sendable {
        case saved(PolicyCycle, number: Int)
        /// Somebody else saved in the meantime; nothing was changed.
        case outdated
        /// An amount that stood there is another now, and nobody said why.
        case needsReason
    }

    func add(_ state: FormState, years: [Int]) async throws -> Outcome {
        let amounts = MoneyForms.amounts(state, years: years)
        return try await house.database.write { [house, visit] db in
            try db.holdAlone("policy_money_line")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let goal = try state.int("doel").map { number in
                guard let goal = try Goal.find(number: number, of: cycle.id, in: db) else { throw WebError.notFound }
                return goal.id
            }
            let number = try db.count(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_money_line WHERE cycle_id = \(cycle.id)")
            let id = BudgetLine.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_money_line (id, cycle_id, number, name, basic_function, department, note, goal_id,
                    version, created_at)
                VALUES (\(id), \(cycle.id), \(number), \(state["naam"]), \(Self.function(state)), \(state["afdeling"]),
                    \(state["opmerking"]), \(goal), 1, \(visit.now))
                """)
            for (year, cents) in amounts.sorted(by: { $0.key < $1.key }) {
                try Self.enter(cents, id, year, reason: "", visit, in: db)
            }
            try house.record(
                Audit.Event("begrotingsregel-erbij", "begrotingsregel", id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return .saved(cycle, number: number)
        }
    }

    /// - Parameter version: the one the form was made from.
    func change(_ state: FormState, version: Int?) async throws -> Outcome {
        let number = try visit.number("regel")
        return try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let line = try BudgetLine.find(number: number, of: cycle.id, in: db), line.archivedAt == nil else {
                throw WebError.notFound
            }
            let budget = try Budget.load(cycle, commitments: [], in: db)
            let changed = MoneyForms.amounts(state, years: budget.years).filter { year, cents in
                !budget.hasAmount(line, year) || budget.planned(line, year) != cents
            }
            // A field that was emptied is a correction to nothing, not a forgotten one.
            let emptied = budget.years.filter { year in
                budget.hasAmount(line, year) && budget.planned(line, year) != 0
                    && state.optional(MoneyForms.amountField(year)) == nil
            }
            let corrects = !emptied.isEmpty || changed.keys.contains { budget.hasAmount(line, $0) }
            if corrects, state.optional("reden") == nil { return .needsReason }
            let updated = try db.run(
                """
                UPDATE policy_money_line SET name = \(state["naam"]), basic_function = \(Self.function(state)),
                    department = \(state["afdeling"]), note = \(state["opmerking"]), version = version + 1
                WHERE id = \(line.id) AND version = \(version ?? -1) AND archived_at IS NULL
                """)
            guard updated == 1 else { return .outdated }
            var entries = changed
            for year in emptied { entries[year] = 0 }
            for (year, cents) in entries.sorted(by: { $0.key < $1.key }) {
                let reason = budget.hasAmount(line, year) ? state["reden"] : ""
                try Self.enter(cents, line.id, year, reason: reason, visit, in: db)
            }
            try house.record(
                Audit.Event(
                    "begrotingsregel-gewijzigd", "begrotingsregel", line.id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return .saved(cycle, number: number)
        }
    }

    private static func function(_ state: FormState) -> String? {
        BasicFunction(rawValue: state["functie"])?.rawValue
    }

    /// Adds an amount above those that were there.
    static func enter(
        _ cents: Int, _ line: BudgetLine.Identity, _ year: Int, reason: String, _ visit: Visit, in db: any SQLConnection
    ) throws {
        let version = try db.count(
            """
            SELECT COALESCE(MAX(version), 0) + 1 FROM policy_money_amount WHERE line_id = \(line) AND year = \(year)
            """)
        try db.run(
            """
            INSERT INTO policy_money_amount (line_id, year, version, cents, reason, person_id, entered_at)
            VALUES (\(line), \(year), \(version), \(cents), \(reason), \(visit.actor.person), \(visit.now))
            """)
    }
}
