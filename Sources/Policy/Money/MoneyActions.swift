import Community
import Core
import Formats
import Services
import Storage
import Web

/// What else happens to the money of a round: last year's amounts copied, lines put away, bookings made and taken back.
struct MoneyActions {
    let house: House
    let visit: Visit

    /// Takes the amounts of the year before into `year`, for the lines that have none there yet.
    ///
    /// - Returns: the round and the number of lines that got an amount.
    func copy(into year: Int) async throws -> (PolicyCycle, Int) {
        try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let budget = try Budget.load(cycle, commitments: [], in: db)
            guard budget.years.contains(year) else { throw WebError.notFound }
            let lines = budget.missing(in: year)
            for line in lines {
                let cents = budget.planned(line, year - 1)
                try SaveBudgetLine.enter(cents, line.id, year, reason: "", visit, in: db)
                try db.run("UPDATE policy_money_line SET version = version + 1 WHERE id = \(line.id)")
            }
            try house.record(
                Audit.Event(
                    "begroting-overgenomen", "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["jaar": .string(String(year)), "regels": .string(String(lines.count))]),
                by: visit, in: db)
            return (cycle, lines.count)
        }
    }

    /// Puts a line away, or takes it back. A line from which money was promised or paid stays.
    func archive(_ away: Bool) async throws -> PolicyCycle {
        let number = try visit.number("regel")
        return try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let line = try BudgetLine.find(number: number, of: cycle.id, in: db) else { throw WebError.notFound }
            if away,
                try db.exists(
                    "SELECT 1 FROM policy_money_booking WHERE line_id = \(line.id) AND taken_back_at IS NULL LIMIT 1")
            {
                throw WebError.badRequest(
                    Text("Van deze regel is al geld toegezegd of uitgegeven. Draai dat eerst terug."))
            }
            try db.run(
                """
                UPDATE policy_money_line SET archived_at = \(away ? visit.now : nil), version = version + 1
                WHERE id = \(line.id)
                """)
            try house.record(
                Audit.Event(
                    away ? "begrotingsregel-weg" : "begrotingsregel-terug", "begrotingsregel", line.id.text,
                    municipality: cycle.municipality), by: visit, in: db)
            return cycle
        }
    }

    func book(_ state: FormState) async throws -> PolicyCycle {
        let number = try visit.number("regel")
        guard let kind = Booking.Kind(rawValue: state["soort"]), let year = state.int("jaar"),
            let day = state.day("dag"),
            let cents = try? Euro.cents(state["bedrag"], negative: true).get()
        else { throw WebError.badRequest(Text("Kies een van de mogelijkheden.")) }
        return try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let line = try BudgetLine.find(number: number, of: cycle.id, in: db), line.archivedAt == nil,
                (cycle.firstYear...cycle.lastYear).contains(year)
            else { throw WebError.notFound }
            let id = Booking.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_money_booking (id, line_id, kind, year, cents, booked_on, description, person_id,
                    entered_at, taken_back_reason)
                VALUES (\(id), \(line.id), \(kind), \(year), \(cents), \(day), \(state["wat"]), \(visit.actor.person),
                    \(visit.now), '')
                """)
            try house.record(
                Audit.Event("boeking-erbij", "boeking", id.text, municipality: cycle.municipality), by: visit, in: db)
            return cycle
        }
    }

    /// - Returns: the round and the number of the line.
    func takeBack(reason: String) async throws -> (PolicyCycle, Int) {
        let id = try visit.parameter("boeking")
        return try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let booking = try Booking.find(id, of: cycle.id, in: db) else { throw WebError.notFound }
            let changed = try db.run(
                """
                UPDATE policy_money_booking SET taken_back_at = \(visit.now), taken_back_by = \(visit.actor.person),
                    taken_back_reason = \(reason) WHERE id = \(booking.id) AND taken_back_at IS NULL
                """)
            if changed == 1 {
                try house.record(
                    Audit.Event("boeking-terug", "boeking", id, municipality: cycle.municipality), by: visit, in: db)
            }
            let number = try db.count("SELECT number FROM policy_money_line WHERE id = \(booking.line)")
            return (cycle, number)
        }
    }
}
