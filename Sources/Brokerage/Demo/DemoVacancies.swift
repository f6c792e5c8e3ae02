import Community
import Core
import Formats
import Storage

/// The vacancies of the demo: those of today, and the earlier rounds that gave the history.
struct DemoVacancies: Sendable {
    let content: JSONValue
    let world: DemoWorld

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 21)
        var number = 0
        for item in content.array ?? [] {
            number += 1
            try add(item, number: number, round: nil, &random, in: db)
        }
        // A vacancy that comes back each season was there last year too.
        for item in content.array ?? [] where item.text("state") == "online" && random.chance(55) {
            number += 1
            try add(item, number: number, round: random.int(190...540), &random, in: db)
        }
    }

    private struct Dates {
        var first: Day?
        var last: Day?
    }

    /// - Parameter round: for an earlier round, how many days ago it was published.
    private func add(_ item: JSONValue, number: Int, round: Int?, _ random: inout Seeded, in db: any SQLConnection)
        throws
    {
        guard
            let organisation = try db.first(
                "SELECT id, municipality_code, contact FROM organisation WHERE source = 'demo' AND source_key = \(item.text("organisation"))"
            )
        else { return }
        let state = round == nil ? Vacancy.State(rawValue: item.text("state")) ?? .online : .closed
        let age = round ?? item.number("ageDays")
        let created = world.now - .days(age + 2) - .minutes(random.int(0...600))
        let published: Moment? = state == .draft || state == .submitted ? nil : created + .days(1)
        let closed: Moment? = state == .closed ? min(world.now, created + .days(random.int(40...150))) : nil
        let neighbourhood = item["neighbourhood"]?.string
        let spot = try neighbourhood.flatMap { key in
            try db.first("SELECT x, y FROM neighbourhood WHERE id = \(key)").flatMap(Spot.init(row:))
        }
        let dates = round == nil ? dates(item) : Dates()
        let moments = WeekMoments(codes: item.list("moments").compactMap(\.string))
        let sign = state == .online ? world.now - .days(random.int(0...11)) : closed ?? created
        let groups = item.list("groups").compactMap(\.string).joined(separator: ",")
        let words = [item.text("title"), item.text("what"), item.text("gets")].joined(separator: " ")
        let id = Vacancy.Identity(at: created)
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why, gets,
                requirements, sector, target_groups, place, postcode, x, y, from_home, rhythm, moments, time_text,
                minutes_min, minutes_max, first_day, last_day, places, minimum_age, good_to_start, learning_dutch,
                wheelchair, vog, licence, course, expenses, insured, contact, state, is_template, created_at, updated_at,
                submitted_at, published_at, last_sign_at, closed_at, closed_reason, source, source_key,
                skills, motives)
            VALUES (\(id), \(number), \(try organisation("id", as: String.self)),
                \(try organisation("municipality_code", as: String.self)), \(neighbourhood), \(item.text("title")),
                \(item.text("what")), \(item.text("why")), \(item.text("gets")), \(item.text("requirements")),
                \(item.text("sector")), \(groups), \(item.text("place")), NULL,
                \(spot.map { $0.x + random.int(-500...500) }), \(spot.map { $0.y + random.int(-500...500) }),
                \(item.flag("fromHome")), \(item.text("rhythm")), \(moments), \(item.text("time")),
                \(minutes(item["hoursMin"])), \(minutes(item["hoursMax"])), \(dates.first), \(dates.last),
                \(max(1, item.number("places"))), \(item.number("minAge")), \(item.flag("goodToStart")),
                \(item.flag("learningDutch")), \(item.flag("wheelchair")), \(item.flag("vog")), \(item.flag("licence")),
                \(item["course"]?.string), \(item["expenses"]?.string), \(item.flag("insured")),
                \(try organisation("contact", as: String.self)), \(state), \(false), \(created), \(created),
                \(state == .draft ? nil : created), \(published), \(sign), \(closed), \(closed == nil ? nil : "vervuld"),
                'demo', \("\(number)"),
                \(Skill.encode(DemoTraits.skills(words))), \(Motive.encode(DemoTraits.motives(words))))
            """)
        if published != nil, let vacancy = try Vacancy.find(id, in: db) { try Vacancy.keepApproved(vacancy, in: db) }
    }

    private func minutes(_ hours: JSONValue?) -> Int? { hours?.double.map { Int(($0 * 60).rounded()) } }

    /// One-off work moves on to the weekday it is meant for.
    private func dates(_ item: JSONValue) -> Dates {
        guard var start = item["startInDays"]?.int else {
            return Dates(last: item["endInDays"]?.int.map { world.today + $0 })
        }
        var end = item["endInDays"]?.int
        if item.text("rhythm") == Rhythm.once.rawValue, let code = item.list("moments").first?.string,
            let weekday = WeekMoments.days.firstIndex(of: String(code.prefix(2)))
        {
            let shift = (weekday - (world.today + start).weekday + 7) % 7
            start += shift
            end = end.map { $0 + shift }
        }
        return Dates(first: world.today + start, last: end.map { world.today + $0 })
    }
}
