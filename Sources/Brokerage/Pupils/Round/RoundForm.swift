import Core
import Matching
import Storage
import Web

/// What the centre fills in for a round.
enum RoundForm {
    static func form(_ municipalities: [(code: String, name: String)]) -> Form {
        var fields: [Field] = []
        if municipalities.count > 1 {
            fields.append(
                Field("gemeente", Text("Gemeente"), .select(municipalities.map { .init($0.code, Text("\($0.name)")) })))
        }
        return Form(
            fields + [
                Field("naam", Text("Naam"), hint: Text("Zoals: schooljaar 2026–2027."), limit: 80),
                Field("plekken-vanaf", Text("Organisaties bieden plekken aan vanaf"), .date),
                Field("kiezen-vanaf", Text("Leerlingen kiezen vanaf"), .date),
                Field("kiezen-tot", Text("Laatste dag van het kiezen"), .date),
                Field("loting", Text("Dag van de loting"), .date),
                Field("klaar", Text("De uren zijn klaar op"), .date),
                Field("uren", Text("Hoeveel uur per leerling?"), .number(1...500)),
                Field("min", Text("Ten minste zo veel keuzes"), .number(1...20)),
                Field("max", Text("Hoogstens zo veel keuzes"), .number(1...30)),
                Field(
                    "voorrang", Text("Wie gaat voor?"), .area(rows: 3),
                    hint: Text(
                        "Elke regel is een groep, de eerste gaat voor. Schrijf “school” of “niveau: 4 havo”. Leeg is: niemand."
                    ),
                    required: false, limit: 400, rule: { problem($0) }),
            ])
    }

    static let start = ["uren": "30", "min": "3", "max": "8"]

    /// What no single field can tell.
    static func check(_ state: inout FormState) {
        let days = ["plekken-vanaf", "kiezen-vanaf", "kiezen-tot", "loting", "klaar"].map { ($0, state.day($0)) }
        for (before, after) in zip(days, days.dropFirst()) {
            if let first = before.1, let second = after.1, first > second {
                state.addError(after.0, Text("Deze dag ligt voor de dag erboven."))
            }
        }
        if let close = state.day("kiezen-tot"), let draw = state.day("loting"), draw == close {
            state.addError("loting", Text("Loot ten minste een dag na het kiezen."))
        }
        if let least = state.int("min"), let most = state.int("max"), least > most {
            state.addError("max", Text("Dit moet ten minste zo veel zijn als het getal erboven."))
        }
    }

    static func priorities(_ text: String) -> [RoundPriority]? {
        var rules: [RoundPriority] = []
        for line in text.split(whereSeparator: \.isNewline).map(\.trimmed) where !line.isEmpty {
            if line.lowercased() == "school" {
                rules.append(RoundPriority(kind: .placeSchool, value: ""))
            } else if line.lowercased().hasPrefix("niveau:"), line.count > 7 {
                rules.append(RoundPriority(kind: .level, value: line.dropFirst(7).trimmed))
            } else {
                return nil
            }
        }
        return rules.count <= 20 ? rules : nil
    }

    private static func problem(_ text: String) -> Text? {
        priorities(text) == nil ? Text("Schrijf op elke regel “school” of “niveau: ” met het niveau erachter.") : nil
    }

    static func values(_ round: PupilRound, _ rules: [RoundPriority]) -> [String: String] {
        [
            "gemeente": round.municipality, "naam": round.name, "plekken-vanaf": round.placesFrom.iso,
            "kiezen-vanaf": round.wishesFrom.iso, "kiezen-tot": round.wishesUntil.iso, "loting": round.drawDay.iso,
            "klaar": round.lastDay.iso, "uren": String(round.hours), "min": String(round.wishesMin),
            "max": String(round.wishesMax),
            "voorrang": rules.map { $0.kind == .level ? "niveau: " + $0.value : "school" }.joined(separator: "\n"),
        ]
    }

    /// Writes a round. After the freezing its dates and rules stand; only the last day may still move.
    static func save(_ state: FormState, municipality: String, number: Int?, now: Moment, in db: any SQLConnection)
        throws
        -> Int
    {
        guard let places = state.day("plekken-vanaf"), let from = state.day("kiezen-vanaf"),
            let until = state.day("kiezen-tot"), let draw = state.day("loting"), let last = state.day("klaar"),
            let hours = state.int("uren"), let least = state.int("min"), let most = state.int("max"),
            let rules = priorities(state["voorrang"])
        else { throw WebError.badRequest(Text("Vul alles in.")) }
        if let number {
            let rows = try db.rows(
                """
                UPDATE pupil_round SET name = \(state["naam"]), places_from = \(places), wishes_from = \(from),
                    wishes_until = \(until), draw_day = \(draw), last_day = \(last), hours = \(hours),
                    wishes_min = \(least), wishes_max = \(most)
                WHERE number = \(number) AND municipality_code = \(municipality)
                AND state = \(PupilRound.State.open) RETURNING id
                """)
            guard let row = rows.first else { throw Allocate.outdated }
            try RoundPriority.replace(rules, of: try row("id"), in: db)
            return number
        }
        let id = PupilRound.Identity(at: now)
        let next = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_round")
        try db.run(
            """
            INSERT INTO pupil_round (id, number, municipality_code, name, places_from, wishes_from, wishes_until, draw_day,
                last_day, hours, wishes_min, wishes_max, rule, state, created_at)
            VALUES (\(id), \(next), \(municipality), \(state["naam"]), \(places), \(from), \(until), \(draw), \(last),
                \(hours), \(least), \(most), \(LotteryRule.oneNumber.rawValue), \(PupilRound.State.open), \(now))
            """)
        try RoundPriority.replace(rules, of: id, in: db)
        return next
    }
}
