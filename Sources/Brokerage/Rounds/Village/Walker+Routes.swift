import Community
import Core
import Storage
import Web

/// The phone pages of a walker: streets, doors, one press per door.
struct WalkerRoutes: Sendable {
    let house: House
    private static let base = RoundLinkRoutes.base
    private static let door = base + "/deur/{deur}"

    func register(_ routes: Routes) {
        routes.get(Self.base + "/straat", access: .secretLink) { visit in try await street(visit) }
        routes.get(Self.door, access: .secretLink) { visit in try await page(visit, nil) }
        routes.post(Self.door, access: .secretLink) { visit in try await press(visit) }
        routes.post(Self.door + "/gesproken", access: .secretLink) { visit in try await spoken(visit) }
        routes.post(Self.base + "/deuren", access: .secretLink) { visit in try await add(visit) }
    }

    func home(_ visit: Visit, _ state: FormState? = nil) async throws -> Reply {
        let view = try await house.database.read { db in try WalkerView(visit, in: db) }
        return WalkerPages(visit: visit).home(view, state)
    }

    private func street(_ visit: Visit) async throws -> Reply {
        let key = visit.query.text("naam") ?? ""
        let (round, doors) = try await house.database.read { db in
            let helper = try RoundHelper.entered(by: visit, in: db)
            guard let id = helper.round, let round = try DoorRound.find(id, in: db) else { throw WebError.notFound }
            return (round, try Door.street(key, for: helper, in: db))
        }
        guard !doors.isEmpty else { throw WebError.notFound }
        let codes = DoorCode(house: house)
        let cards = Dictionary(
            doors.filter { $0.state == .away }.map { ($0.number, codes.read($0) ?? "") },
            uniquingKeysWith: { first, _ in first })
        return WalkerPages(visit: visit, cards: cards).street(round, doors)
    }

    private func page(_ visit: Visit, _ state: FormState?) async throws -> Reply {
        let number = try visit.number("deur")
        let (round, door) = try await house.database.read { db in
            let (_, door) = try RecordDoor.find(visit, number, in: db)
            guard let round = try DoorRound.find(door.round, in: db) else { throw WebError.notFound }
            return (round, door)
        }
        return WalkerPages(visit: visit).door(round, door, code: DoorCode(house: house).read(door), state)
    }

    private func press(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("deur")
        let seen = visit.form.int("keer") ?? -1
        let word = visit.form.text("doe") ?? ""
        let done = try await house.database.write { db -> (Door, RecordDoor.Result)? in
            if try RecordDoor.isTaken(visit, number, in: db) { return nil }
            let work = RecordDoor(house: house, visit: visit)
            let (_, door) = try RecordDoor.find(visit, number, in: db)
            if word == "terug" { return (door, try work.undo(number, seen: seen, in: db)) }
            guard let outcome = Door.State(rawValue: word) else {
                throw WebError.badRequest(Text("Kies wat er bij deze deur gebeurde."))
            }
            return (door, try work.perform(number, outcome, seen: seen, in: db))
        }
        return back(visit, done)
    }

    private func spoken(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("deur")
        let seen = visit.form.int("keer") ?? -1
        var state = DoorAnswer.form(online: false).read(visit.form)
        if state.isValid { DoorAnswer.check(&state, online: false) }
        guard state.isValid else { return try await page(visit, state) }
        let done = try await house.database.write { [state] db -> (Door, RecordDoor.Result)? in
            if try RecordDoor.isTaken(visit, number, in: db) { return nil }
            let (_, door) = try RecordDoor.find(visit, number, in: db)
            return (door, try RecordDoor(house: house, visit: visit).spoken(number, state, seen: seen, in: db))
        }
        return back(visit, done)
    }

    private func back(_ visit: Visit, _ done: (door: Door, result: RecordDoor.Result)?) -> Reply {
        let secret = visit.parameters["sleutel"] ?? ""
        guard let (door, result) = done else {
            return .redirect(
                to: RoundKeys.path(secret),
                notice: visit.t("Bij deze deur was net een andere loper. Jouw antwoord telt niet."))
        }
        let path = RoundKeys.path(secret) + "/straat?naam=" + door.streetKey.percentEncoded + "#deur-\(door.number)"
        let notice =
            result == .kept
            ? visit.t("\(door.houseText): opgeslagen.")
            : visit.t("Nummer \(door.houseText) was net al gedaan. Kijk wat er staat.")
        return .redirect(to: path, notice: notice)
    }

    private func add(_ visit: Visit) async throws -> Reply {
        var state = WalkerPages.addForm.read(visit.form)
        let numbers = HouseNumbers(state["nummers"])
        if state.isValid, (numbers?.all.count ?? 0) == 0 || (numbers?.all.count ?? 0) > 50 {
            state.addError("nummers", Text("Schrijf nummers op zoals 12, 14a of 2-20 even. Hoogstens 50 tegelijk."))
        }
        guard state.isValid, let numbers else { return try await home(visit, state) }
        let street = state["straat"]
        let entries = numbers.all.map { DoorList.Entry(line: 1, street: street, house: $0.house, suffix: $0.suffix) }
        let report = try await house.database.write { db in
            let helper = try RoundHelper.entered(by: visit, in: db)
            guard let id = helper.round, let round = try DoorRound.find(id, in: db) else { throw WebError.notFound }
            return try DoorPlan(house: house, round: round, now: visit.now).take(entries, helper: helper.id, in: db)
        }
        return .redirect(
            to: RoundKeys.path(try visit.parameter("sleutel")),
            notice: report.added > 0
                ? visit.t.plural(report.added, "1 deur erbij.", "\(report.added) deuren erbij.")
                : visit.t("Deze deuren staan al in de ronde. Misschien doet een ander ze."))
    }
}

/// What a walker sees: the own streets, with what is left.
struct WalkerView: Sendable {
    struct Street: Sendable {
        let key: String
        let name: String
        let all: Int
        let done: Int
        /// Nobody was in the first time.
        let again: Int
    }

    let helper: RoundHelper
    let round: DoorRound
    let streets: [Street]
    let centre: CentreContact?

    init(_ visit: Visit, in db: any SQLConnection) throws {
        helper = try RoundHelper.entered(by: visit, in: db)
        guard let id = helper.round, let found = try DoorRound.find(id, in: db) else { throw WebError.notFound }
        round = found
        streets = try db.rows(
            """
            SELECT street_key, MIN(street) AS street, COUNT(*) AS n,
                SUM(CASE WHEN state IN (\(list: Door.State.toDo)) THEN 0 ELSE 1 END) AS done,
                SUM(CASE WHEN state = \(Door.State.away) THEN 1 ELSE 0 END) AS again
            FROM door WHERE round_id = \(found.id) AND (helper_id = \(helper.id) OR helper_id IS NULL)
            GROUP BY street_key ORDER BY street_key
            """
        ).map { row in
            Street(
                key: try row("street_key"), name: try row("street"), all: try row("n"), done: try row("done"),
                again: try row("again"))
        }
        centre = try CentreContact.find(found.municipality, in: db)
    }
}
