import Community
import Core
import Storage

/// The budget of the demo municipality: twelve lines that grew over the years, with what was promised and paid.
enum MoneyDemo {
    private struct Line {
        let name: String
        let function: BasicFunction?
        let department: String
        /// Whole euros in the first year of the first round; each next year `growth` per cent more.
        let euros: Int
        let growth: Int
        let note: String

        init(
            _ name: String, _ function: BasicFunction?, _ department: String, _ euros: Int, _ growth: Int,
            _ note: String = ""
        ) {
            self.name = name
            self.function = function
            self.department = department
            self.euros = euros
            self.growth = growth
            self.note = note
        }
    }

    private static let lines = [
        Line(
            "Vrijwilligerscentrale", .verbinden, "Samenleving", 108_000, 3,
            "De centrale vraagt elk jaar voor 1 oktober aan."),
        Line("Training en advies voor organisaties", .versterken, "Samenleving", 14_500, 2),
        Line("Vrijwilligersverzekering", .versterken, "Financiën", 6_200, 4, "Loopt via de koepel van gemeenten."),
        Line("Waardering", .verbreiden, "Communicatie", 12_000, 0, "Dag van de vrijwilliger, markt en bedankmomenten."),
        Line(youth, .verbreiden, "Jeugd en onderwijs", 11_000, 5, "Samen met de twee middelbare scholen."),
        Line("Buurthuizen", .versterken, "Wijkzaken", 14_000, 2),
        Line("Bewonersplannen", .versterken, "Wijkzaken", 26_000, 4),
        Line("Inburgering", .verbinden, "Werk en inkomen", 16_000, 4),
        Line("Groenbeheer", .versterken, "Openbare ruimte", 9_000, 2),
        Line("Tegen eenzaamheid", .verbinden, "Zorg", 22_000, 3),
        Line("Enquête en meten", .verankeren, "Onderzoek", 4_500, 0),
        Line("Gesprekken over het beleid", .vertalen, "Samenleving", 3_000, 0),
    ]
    private static let youth = "Jongeren doen mee"

    static func fill(_ cycle: PolicyCycle, _ part: MoneyPart, _ demo: PolicyDemo, in db: any SQLConnection) throws {
        for (index, line) in lines.enumerated() {
            let id = BudgetLine.Identity(at: cycle.createdAt)
            try db.run(
                """
                INSERT INTO policy_money_line (id, cycle_id, number, name, basic_function, department, note, version,
                    created_at)
                VALUES (\(id), \(cycle.id), \(index + 1), \(line.name), \(line.function?.rawValue), \(line.department),
                    \(line.note), 1, \(cycle.createdAt))
                """)
            for year in cycle.firstYear...cycle.lastYear {
                try enter(
                    amount(line, years: year - demo.past.firstYear), 1, "", id, year, cycle.createdAt, demo, in: db)
            }
            if line.name == youth, cycle.id == demo.past.id {
                // The second year brought in more pupils than was thought.
                let year = cycle.firstYear + 1
                let at = DutchTime.moment(Day(year: year, month: 6, day: 12) ?? demo.world.today, minute: 610)
                try enter(
                    amount(line, years: 1) + 250_000, 2,
                    "De raad gaf bij de voorjaarsnota 2.500 euro extra, omdat er meer leerlingen kwamen.", id, year, at,
                    demo, in: db)
            }
        }
        let budget = try part.budget(of: cycle, in: db)
        for line in budget.lines {
            for year in budget.years { try book(line, budget.sums(of: line, year: year), year, demo, in: db) }
        }
    }

    /// In cents, rounded to whole fifties of euros as budgets are.
    private static func amount(_ line: Line, years: Int) -> Int {
        let grown = line.euros * (100 + line.growth * max(0, years)) / 100
        return (grown + 25) / 50 * 50 * 100
    }

    private static func enter(
        _ cents: Int, _ version: Int, _ reason: String, _ line: BudgetLine.Identity, _ year: Int, _ at: Moment,
        _ demo: PolicyDemo, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_money_amount (line_id, year, version, cents, reason, person_id, entered_at)
            VALUES (\(line), \(year), \(version), \(cents), \(reason), \(demo.officer), \(at))
            """)
    }

    /// What was promised in January beside the agreements, and paid in two parts, as far as the days have come.
    private static func book(
        _ line: BudgetLine, _ sums: MoneySums, _ year: Int, _ demo: PolicyDemo, in db: any SQLConnection
    ) throws {
        let whole = max(sums.committed, sums.planned * 94 / 100)
        let entries: [(kind: Booking.Kind, cents: Int, month: Int, text: String)] = [
            (.committed, whole - sums.committed, 1, "Toezegging \(year), naast de afspraken"),
            (.spent, whole / 2, 2, "Eerste helft \(year)"),
            (.spent, max(0, whole - whole / 2 - 15_050), 9, "Tweede helft \(year)"),
        ]
        for entry in entries where entry.cents > 0 {
            guard let day = Day(year: year, month: entry.month, day: 18), day <= demo.world.today else { continue }
            let at = DutchTime.moment(day, minute: 640)
            try db.run(
                """
                INSERT INTO policy_money_booking (id, line_id, kind, year, cents, booked_on, description, person_id,
                    entered_at, taken_back_reason)
                VALUES (\(Booking.Identity(at: at)), \(line.id), \(entry.kind), \(year), \(entry.cents), \(day),
                    \(entry.text), \(demo.officer), \(at), '')
                """)
        }
    }
}
