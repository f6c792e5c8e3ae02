import Community
import Core
import Services
import Storage
import Web

/// Starts a trajectory: where, with whom, why.
struct TrajectoryForm: Sendable {
    /// One that can be chosen.
    struct Choice: Sendable {
        let id: Organisation.Identity
        let number: Int
        let name: String
        let municipality: String
    }

    let towns: [(code: String, name: String)]
    let areas: [Neighbourhood]
    let organisations: [Choice]

    init(_ codes: [String], in db: any SQLConnection) throws {
        towns = try codes.compactMap { code in
            try Places.municipality(code, in: db).map { (code: code, name: $0.name) }
        }
        areas = try codes.flatMap { try Places.neighbourhoods(of: $0, in: db) }
        organisations = try db.rows(
            """
            SELECT id, number, name, municipality_code FROM organisation WHERE municipality_code IN (\(list: codes))
            AND state = \(Organisation.State.approved) ORDER BY sort_key, id LIMIT 2000
            """
        ).map { row in
            try Choice(
                id: row("id"), number: row("number"), name: row("name"), municipality: row("municipality_code"))
        }
    }

    var form: Form {
        Form([
            Field(
                "naam", Text("Naam van het traject"), hint: Text("Zoals: ouders van de Klimboom."), limit: 100,
                autocomplete: "off"),
            Field(
                "soort", Text("Waar?"), .radios(Trajectory.Kind.allCases.map { .init($0.rawValue, $0.label) }),
                hint: Text(
                    "In een wijk verwijzen de organisaties naar elkaar. Iemand die liever iets anders doet, gaat dan niet verloren."
                )),
            Field(
                "buurt", Text("Wijk of buurt"), .select(areas.map { .init($0.id, Text("\($0.name)")) }),
                hint: Text("Alleen nodig bij een traject in een wijk."), required: false),
            Field(
                "organisaties", Text("Welke organisaties doen mee?"),
                .checkboxes(organisations.map { .init(String($0.number), Text("\($0.name)")) })),
            Field("doel", Text("Wat wil je bereiken?"), .area(rows: 3), required: false, limit: 1000),
        ])
    }

    /// What goes against what: one organisation or a neighbourhood with more of them.
    func check(_ state: inout FormState) {
        let count = state.all("organisaties").count
        switch Trajectory.Kind(rawValue: state["soort"]) {
        case .single:
            if count > 1 { state.addError("organisaties", Text("Kies er één, of kies een traject in een wijk.")) }
        case .neighbourhood:
            if count == 1 { state.addError("organisaties", Text("Kies er ten minste twee.")) }
            if state["buurt"].isEmpty { state.addError("buurt", Text("Kies de wijk of buurt.")) }
        case nil: break
        }
        let codes = Set(chosen(state).map(\.municipality))
        if codes.count > 1 { state.addError("organisaties", Text("Kies organisaties uit één gemeente.")) }
    }

    private func chosen(_ state: FormState) -> [Choice] {
        let numbers = Set(state.all("organisaties").compactMap { Int($0) })
        return organisations.filter { numbers.contains($0.number) }
    }

    /// Writes the trajectory with a first proposal of days for its steps, and gives its number.
    func start(_ state: FormState, house: House, visit: Visit, in db: any SQLConnection) throws -> Int {
        guard let kind = Trajectory.Kind(rawValue: state["soort"]), let first = chosen(state).first else {
            throw WebError.notFound
        }
        let area = areas.first { $0.id == state["buurt"] && $0.municipality == first.municipality }?.id
        let id = Trajectory.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory")
        try db.run(
            """
            INSERT INTO trajectory (id, number, municipality_code, name, kind, neighbourhood_id, goal, state, conclusion,
                created_at)
            VALUES (\(id), \(number), \(first.municipality), \(state["naam"]), \(kind), \(area), \(state["doel"]),
                \(Trajectory.State.running), '', \(visit.now))
            """)
        for organisation in chosen(state) {
            try db.run(
                """
                INSERT INTO trajectory_organisation (trajectory_id, organisation_id) VALUES (\(id), \(organisation.id))
                """)
        }
        for step in TrajectoryStep.Kind.allCases {
            try TrajectoryStep(kind: step, day: visit.today + step.proposedDay, who: "", doneAt: nil).save(
                for: id, in: db)
        }
        try house.record(
            Audit.Event("traject-gestart", "traject", id.text, municipality: first.municipality), by: visit, in: db)
        return number
    }
}
