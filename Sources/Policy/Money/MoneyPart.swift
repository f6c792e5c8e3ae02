package import Community
package import Core
import Formats
import Services
package import Storage
import Web

/// Money (V14): what is planned, promised and paid, by basic function and department, year by year.
package struct MoneyPart: CyclePart {
    package let house: House

    package init(house: House) { self.house = house }

    package var kind: CyclePartKind { .money }
    package var migrations: [Migration] { [BudgetLine.migration, BudgetLine.forGoals] }

    /// The budget with what every function of the house contributes to it.
    package func budget(of cycle: PolicyCycle, in db: any SQLConnection) throws -> Budget {
        let years = cycle.firstYear...max(cycle.firstYear, cycle.lastYear)
        let commitments = try house.registry.modules.flatMap {
            try $0.commitments(of: cycle.municipality, years: years, in: db)
        }
        return try Budget.load(cycle, commitments: commitments, in: db)
    }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let budget = try budget(of: cycle, in: db)
        let path = cycle.path(.money)
        if budget.lines.isEmpty {
            return PartStatus(.open, next: t("Voeg een regel toe"), path: path + "/nieuw")
        }
        let year = Self.year(cycle, now)
        let sums = budget.total(year: year)
        let line = t("\(String(year)): begroot \(t.euros(sums.planned)), vrij \(t.euros(sums.free))")
        if !budget.missing(in: year).isEmpty {
            return PartStatus(.busy, line: line, next: t("Vul de bedragen voor \(String(year)) in"), path: path)
        }
        return PartStatus(budget.total().planned == 0 ? .busy : .done, line: line)
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        try MoneyReport(budget: budget(of: cycle, in: db), t: t).blocks(document, year: Self.year(cycle, now))
    }

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let budget = try budget(of: cycle, in: db)
        if budget.lines.isEmpty {
            guard cycle.phase == .running else { return [] }
            return [
                TaskItem(
                    function: .vertalen, title: t("Er staat nog geen geld bij de ronde"),
                    detail: t("Zonder begroting kan niemand zien of het plan betaald is."),
                    action: t("Voeg een regel toe"), path: cycle.path(.money) + "/nieuw")
            ]
        }
        let year = Self.year(cycle, now)
        let missing = budget.missing(in: year).count
        if missing == 0 { return [] }
        return [
            TaskItem(
                function: .vertalen, title: t("Begroting \(String(year)) is niet af"),
                detail: t.plural(
                    missing, "1 regel heeft nog geen bedrag.", "\(missing) regels hebben nog geen bedrag."),
                action: t("Vul aan"), path: cycle.path(.money) + "?jaar=\(year)")
        ]
    }

    package var indicators: [Indicator] {
        [
            Indicator(
                id: "budget-spent-share", name: Text("Deel van het budget dat is besteed"),
                definition: Text("Uitgegeven als deel van wat voor dit jaar is begroot in de ronde die nu loopt."),
                unit: Text("procent"), window: .moment, better: .neither
            ) { municipality, _, day, db in
                guard let budget = try self.budget(in: municipality, on: day, db) else { return nil }
                let sums = budget.total(year: day.year)
                return Indicator.Measured.share(max(0, sums.spent), of: sums.planned)
            },
            Indicator(
                id: "departments-paying", name: Text("Afdelingen die meebetalen"),
                definition: Text("Afdelingen met een bedrag boven nul in de begroting van dit jaar."),
                unit: Text("afdelingen"), window: .moment
            ) { municipality, _, day, db in
                guard let budget = try self.budget(in: municipality, on: day, db) else { return nil }
                let paying = budget.byDepartment(year: day.year).count { !$0.department.isEmpty && $0.sums.planned > 0 }
                return Indicator.Measured(Double(paying))
            },
        ]
    }

    /// The budget of the round that covers a day; `nil` where there is none.
    private func budget(in municipality: String, on day: Day, _ db: any SQLConnection) throws -> Budget? {
        guard
            let cycle = try PolicyCycle.all(of: [municipality], in: db).first(where: {
                $0.firstYear <= day.year && $0.lastYear >= day.year
            })
        else { return nil }
        let budget = try budget(of: cycle, in: db)
        return budget.lines.isEmpty ? nil : budget
    }

    private static func year(_ cycle: PolicyCycle, _ now: Moment) -> Int {
        min(max(now.day.year, cycle.firstYear), max(cycle.firstYear, cycle.lastYear))
    }

    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Bedragen en boekingen die jij invoerde"),
                export: { person, db in
                    let amounts = try db.rows(
                        """
                        SELECT l.name, a.year, a.cents, a.reason, a.entered_at FROM policy_money_amount a
                        JOIN policy_money_line l ON l.id = a.line_id WHERE a.person_id = \(person)
                        ORDER BY a.entered_at, a.line_id, a.year, a.version
                        """
                    ).map(Self.amountExport)
                    let bookings = try db.rows(
                        """
                        SELECT description, cents, booked_on, taken_back_reason FROM policy_money_booking
                        WHERE person_id = \(person) OR taken_back_by = \(person) ORDER BY booked_on, id
                        """
                    ).map(Self.bookingExport)
                    return ["bedragen": .array(amounts), "boekingen": .array(bookings)]
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_money_amount SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_money_booking SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_money_booking SET taken_back_by = NULL WHERE taken_back_by = \(person)")
                })
        ]
    }

    private static func amountExport(_ row: Row) throws -> JSONValue {
        [
            "regel": .string(try row("name")), "jaar": .string(String(try row("year", as: Int.self))),
            "bedrag": .string(Texts.dutch.euros(try row("cents"))), "reden": .string(try row("reason")),
            "op": .string(try row("entered_at")),
        ]
    }

    private static func bookingExport(_ row: Row) throws -> JSONValue {
        [
            "waarvoor": .string(try row("description")), "bedrag": .string(Texts.dutch.euros(try row("cents"))),
            "dag": .string(try row("booked_on")), "teruggedraaid": .string(try row("taken_back_reason")),
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try MoneyDemo.fill(demo.past, self, demo, in: db)
        try MoneyDemo.fill(demo.present, self, demo, in: db)
    }
}

extension Policy {
    /// What the parts of the rounds of a municipality promised in these years.
    package func commitments(of municipality: String, years: ClosedRange<Int>, in db: any SQLConnection) throws
        -> [Commitment]
    {
        try PolicyCycle.all(of: [municipality], in: db).filter {
            $0.firstYear <= years.upperBound && $0.lastYear >= years.lowerBound
        }.flatMap { cycle in
            try parts.flatMap { try $0.commitments(of: cycle, in: db) }.filter { years.contains($0.year) }
        }
    }
}
