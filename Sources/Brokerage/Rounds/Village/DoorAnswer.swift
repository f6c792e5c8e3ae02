import Community
import Core
import Services
import Storage
import Web

/// What somebody said at a door, or filled in from the card: what they would like to do, and what they could use.
struct DoorAnswer: Sendable {
    let offer: String?
    let ask: String?
    let name: String
    let email: String?
    let phone: String?
    /// How somebody said yes to being written down; `nil` without a yes.
    let consent: Intake.Consent?

    init(_ state: FormState, consent: Intake.Consent) {
        offer = state.optional("aanbod")
        ask = state.optional("vraag")
        name = state["naam"]
        email = state.optional("email").flatMap(Validation.email)?.lowercased()
        phone = state.optional("telefoon").flatMap(Validation.phone)
        self.consent = state.isOn("toestemming") ? consent : nil
    }

    static func form(online: Bool) -> Form {
        Form([
            Field(
                "aanbod",
                online
                    ? Text("Wat zou je voor een ander willen doen?")
                    : Text("Wat wil deze persoon voor een ander doen?"),
                .area(rows: 3), hint: Text("Zoals: boodschappen, een praatje, de tuin, rijden."), required: false,
                limit: 1000),
            Field(
                "vraag",
                online ? Text("Kun je zelf ergens hulp bij gebruiken?") : Text("Kan deze persoon zelf hulp gebruiken?"),
                .area(rows: 3), hint: Text("Schrijf kort op waarbij."), required: false, limit: 1000),
            Field("naam", Text("Naam"), required: false, limit: 100, autocomplete: online ? "name" : "off"),
            .phone(), .email(required: false),
            Field(
                "toestemming",
                online
                    ? Text("De vrijwilligerscentrale mag dit bewaren en contact opnemen.")
                    : Text("Ik heb gevraagd of de centrale dit mag bewaren en mag bellen. Het antwoord was ja."),
                .checkbox, required: false),
        ])
    }

    /// The rules that hold between the answers.
    static func check(_ state: inout FormState, online: Bool) {
        let isEmpty = state["aanbod"].isEmpty && state["vraag"].isEmpty
        if isEmpty {
            state.addError("aanbod", Text("Schrijf op wat iemand wil doen, of waarbij hulp nodig is."))
        }
        let hasPerson = !state["naam"].isEmpty || !state["telefoon"].isEmpty || !state["email"].isEmpty
        if state.isOn("toestemming") {
            if state["naam"].isEmpty { state.addError("naam", Text("Vul een naam in.")) }
            if state["telefoon"].isEmpty, state["email"].isEmpty {
                state.addError(
                    "telefoon", Text("Vul een telefoonnummer of mailadres in. Anders kan niemand terugbellen."))
            }
        } else if online {
            state.addError("toestemming", Text("Zonder ja kunnen we je antwoord niet bewaren."))
        } else if hasPerson {
            state.addError(
                "toestemming", Text("Zonder ja bewaren we geen naam of nummer. Vraag het, of haal ze weg."))
        }
    }

    /// - Returns: false when somebody else wrote something at this door meanwhile.
    func keep(
        _ door: Door, by helper: RoundHelper.Identity?, way: Door.Way, cause: Audit.Cause, house: House, now: Moment,
        in db: any SQLConnection
    ) throws -> Bool {
        let turn = door.offers + door.asks
        let visits = way == .door && door.state != .spoken ? door.visits + 1 : door.visits
        let changed = try db.run(
            """
            UPDATE door SET state = \(Door.State.spoken), visits = \(visits), visited_at = \(now),
                offers = offers + \(offer == nil ? 0 : 1), asks = asks + \(ask == nil ? 0 : 1),
                spoken_at = COALESCE(spoken_at, \(now)), via = \(way), helper_id = COALESCE(helper_id, \(helper)),
                code_hash = NULL, code_sealed = NULL
            WHERE id = \(door.id) AND state = \(door.state) AND visits = \(door.visits) AND offers = \(door.offers)
            AND asks = \(door.asks)
            """)
        guard changed == 1 else { return false }
        try RecordDoor.touch(door.round, now: now, in: db)
        guard let consent else { return true }
        var draft = RoundDraft(
            source: .door(door.id, turn: turn), municipality: door.municipality, name: name, email: email, phone: phone,
            consent: consent)
        if let offer {
            draft.words = offer
            try note(
                OfferDoor.open(draft, by: cause, house: house, now: now, in: db), "aanbod", door, now: now, in: db)
        }
        if let ask {
            draft.words = ask
            let area = try db.value(
                "SELECT neighbourhood_id FROM door_round WHERE id = \(door.round)", as: String.self)
            let intake = try HelpDoor.open(
                draft, neighbourhood: area, by: cause, house: house, now: now, in: db)
            if let intake { try note(intake, "vraag", door, now: now, in: db) }
        }
        return true
    }

    private func note(
        _ intake: Intake.Identity, _ kind: String, _ door: Door, now: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO door_intake (door_id, intake_id, kind, created_at)
            VALUES (\(door.id), \(intake), \(kind), \(now)) ON CONFLICT (door_id, intake_id) DO NOTHING
            """)
    }
}
