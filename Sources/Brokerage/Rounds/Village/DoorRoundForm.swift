import Community
import Core
import Services
import Storage
import Web

/// Starts a round: where, and from when to when.
struct DoorRoundForm: Sendable {
    let areas: [Neighbourhood]

    init(_ areas: [Neighbourhood]) { self.areas = areas }

    var form: Form {
        Form([
            Field(
                "naam", Text("Naam van de ronde"), hint: Text("Zoals: Oud-Veen, elke deur."), limit: 100,
                autocomplete: "off"),
            Field("buurt", Text("Dorp, wijk of buurt"), .select(areas.map { .init($0.id, Text("\($0.name)")) })),
            Field("van", Text("Eerste dag"), .date), Field("tot", Text("Laatste dag"), .date),
        ])
    }

    func check(_ state: inout FormState) {
        guard let from = state.day("van"), let to = state.day("tot") else { return }
        if to < from { state.addError("tot", Text("De laatste dag komt na de eerste.")) }
        if to - from > 400 { state.addError("tot", Text("Kies hoogstens een jaar.")) }
    }

    /// Writes the round and gives its number.
    func start(_ state: FormState, house: House, visit: Visit, in db: any SQLConnection) throws -> Int {
        guard let area = areas.first(where: { $0.id == state["buurt"] }), let from = state.day("van"),
            let to = state.day("tot")
        else { throw WebError.notFound }
        let id = DoorRound.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM door_round")
        try db.run(
            """
            INSERT INTO door_round (id, number, municipality_code, name, neighbourhood_id, state, first_day, last_day,
                conclusion, created_at)
            VALUES (\(id), \(number), \(area.municipality), \(state["naam"]), \(area.id), \(DoorRound.State.running),
                \(from), \(to), '', \(visit.now))
            """)
        try house.record(
            Audit.Event("ronde-gestart", "ronde", id.text, municipality: area.municipality), by: visit, in: db)
        return number
    }
}
