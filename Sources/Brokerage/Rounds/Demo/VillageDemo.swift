import Community
import Core
import Services
import Storage
import Web

/// A village round half way: three hundred doors, five walkers.
struct VillageDemo: Sendable {
    let house: House
    let now: Moment
    var municipality = "GM9999"
    private var today: Day { now.day }

    private static let streets = [
        "Dorpsstraat 1-75 oneven", "Dorpsstraat 2-68 even", "Molenpad 1-44", "Kerkweg 2-60 even",
        "Veendijk 1-79 oneven",
        "De Brink 1-32", "Schoolstraat 3-57 oneven", "Weideweg 1-40",
    ]
    private static let walkers = ["Geertje Postma", "Henk Zomer", "Samira Belhaj", "Teun de Haan", "Wil Kuiper"]
    private static let offers = [
        "Boodschappen doen voor iemand in de straat.", "Kan rijden, ook naar het ziekenhuis.",
        "Wil voorlezen op school.",
        "Helpt graag in de tuin.", "Wil koffie schenken in het dorpshuis.", "Kan goed met computers.",
        "Wil een keer koken voor de buurt.",
    ]
    private static let asks = [
        "Hulp met de tuin, lukt niet meer alleen.", "Iemand die af en toe langskomt.", "Een lift naar de fysio.",
    ]

    func write(_ area: Neighbourhood, _ random: inout Seeded, in db: any SQLConnection) throws {
        let begun = DutchTime.moment(today - 24, minute: 600)
        let id = DoorRound.Identity(at: begun)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM door_round")
        try db.run(
            """
            INSERT INTO door_round (id, number, municipality_code, name, neighbourhood_id, state, first_day, last_day,
                conclusion, created_at, last_door_at)
            VALUES (\(id), \(number), \(municipality), \("\(area.name): elke deur"), \(area.id),
                \(DoorRound.State.running), \(today - 21), \(today + 25), '', \(begun), \(now - .days(2)))
            """)
        guard let round = try DoorRound.find(id, in: db) else { return }
        let list = try DoorList(lines: Self.streets.joined(separator: "\n"))
        let plan = DoorPlan(house: house, round: round, now: begun)
        _ = try plan.take(list.entries, in: db)
        try walkers(round, begun, in: db)
        _ = try plan.divide(in: db)
        let doors = try db.rows(
            "SELECT * FROM door WHERE round_id = \(id) ORDER BY helper_id, street_key, house, suffix"
        ).map(Door.init(row:))
        var place: [String: Int] = [:]
        for door in doors {
            let index = place[door.helper?.text ?? "", default: 0]
            place[door.helper?.text ?? ""] = index + 1
            // Each walker came about half way.
            if index < 34 { try visit(door, &random, in: db) }
        }
    }

    private func walkers(_ round: DoorRound, _ at: Moment, in db: any SQLConnection) throws {
        for (index, name) in Self.walkers.enumerated() {
            let id = RoundHelper.Identity(at: at + .seconds(index))
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM round_helper")
            try db.run(
                """
                INSERT INTO round_helper (id, number, round_id, municipality_code, name, phone, created_at)
                VALUES (\(id), \(number), \(round.id), \(round.municipality), \(name), \("06 0000 05\(10 + index)"), \(at))
                """)
            _ = try RoundKeys(house: house).renew(id, in: db)
        }
    }

    private func visit(_ door: Door, _ random: inout Seeded, in db: any SQLConnection) throws {
        let at = DutchTime.moment(today - random.int(2...20), minute: random.int(960...1200))
        let draw = random.int(1...100)
        switch draw {
        case ...14: try keep(door, .away, visits: 1, spoken: nil, at: at, in: db)
        case ...26: try keep(door, .card, visits: 2, spoken: nil, at: at, in: db)
        case ...46: try keep(door, .no, visits: 1, spoken: at, at: at, in: db)
        case ...49: try keep(door, .none, visits: 1, spoken: nil, at: at, in: db)
        default: try spoken(door, at, &random, in: db)
        }
    }

    private func keep(
        _ door: Door, _ state: Door.State, visits: Int, spoken: Moment?, at: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE door SET state = \(state), visits = \(visits), visited_at = \(at), spoken_at = \(spoken),
                via = \(Door.Way.door) WHERE id = \(door.id)
            """)
        if state == .away || state == .card { _ = try DoorCode(house: house).make(for: door.id, in: db) }
    }

    private func spoken(_ door: Door, _ at: Moment, _ random: inout Seeded, in db: any SQLConnection) throws {
        let offer = random.chance(72) ? random.pick(Self.offers) : nil
        let ask = offer == nil || random.chance(10) ? random.pick(Self.asks) : nil
        var values = ["aanbod": offer ?? "", "vraag": ask ?? ""]
        if random.chance(75) {
            let name = (random.pick(RoundDemoPeople.firsts) ?? "") + " " + (random.pick(RoundDemoPeople.lasts) ?? "")
            values["naam"] = name
            values["telefoon"] = "06 0000 06\(random.int(10...99))"
            values["toestemming"] = "ja"
        }
        let answer = DoorAnswer(DoorAnswer.form(online: false).filled(values), consent: .spoken)
        _ = try answer.keep(
            door, by: door.helper, way: .door, cause: .program("demo"), house: house, now: at, in: db)
        let isOld = now - at > .days(4)
        for row in try db.rows("SELECT intake_id FROM door_intake WHERE door_id = \(door.id)") where isOld {
            try RoundDemoDesk.settle(
                Intake.Identity(try row("intake_id")), opened: at, placed: random.chance(45), now: now, in: db)
        }
    }
}
