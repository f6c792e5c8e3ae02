package import Community
import Core
import Questionnaires
import Services
import Storage

extension Evaluation {
    /// Five surveys: a large one that is closed with its tables published, one in the field, and three years of the
    /// same question to volunteers.
    package func bench(_ world: BenchWorld) async throws -> [BenchDoor] {
        let bench = SurveyBench(house: house, world: world)
        try await house.database.write { db in try bench.yearly(in: db) }
        let asked = world.count(2_800, least: 60)
        let monitor = try await bench.large(asked, answering: 72, opens: world.today - 150)
        try await house.database.write { db in
            try ResultsDemo(now: world.now, researcher: world.researcher.text, house: house).policy(monitor, in: db)
        }
        world.say("a closed survey of \(asked * 72 / 100) respondents with its report")
        let open = try await bench.large(world.count(400, least: 30), answering: 40, opens: world.today - 9)
        world.say("four other surveys")
        return try await house.database.read { [house] db in
            let silent = try db.first(
                """
                SELECT * FROM survey_address WHERE survey_id = \(open.id) AND turnout = \(Turnout.none)
                AND refusal_reason IS NULL ORDER BY number LIMIT 1
                """
            ).map(Address.init(row:))
            return silent.map { [BenchDoor("respondent", SurveyLink.path(SurveyLink.token($0, house.vault)))] } ?? []
        }
    }
}

/// The surveys of the town.
struct SurveyBench: Sendable {
    let house: House
    let world: BenchWorld

    private var maker: DemoSurveyMaker {
        DemoSurveyMaker(house: house, researcher: world.researcher, municipality: world.code)
    }

    /// Three years in a row, anonymous; the newest has its tables.
    func yearly(in db: any SQLConnection) throws {
        guard let content = ReadyMade.find("tevredenheid-vrijwilligers") else { return }
        let yearly = DemoSatisfaction(
            house: house, world: DemoWorld(now: world.now), researcher: world.researcher, municipality: world.code)
        let people = try yearly.volunteers(in: db)
        var previous: Survey?
        for (age, share) in [(1_110, 58), (745, 60), (380, 62)] {
            previous = try yearly.wave(
                content, people, opens: world.today - age, share: share, previous: previous, in: db)
        }
        guard let newest = previous else { return }
        try ResultsDemo(now: world.now, researcher: world.researcher.text, house: house).satisfaction(newest, in: db)
    }

    /// A survey on name of forty questions; closed when its weeks are over.
    ///
    /// - Parameter answering: how many of a hundred answer.
    func large(_ count: Int, answering: Int, opens: Day) async throws -> Survey {
        let content = SurveyBenchQuestions.questionnaire
        let (survey, addresses) = try await house.database.write { db in
            let draft = try maker.make(
                "Meting \(opens.iso)", content, mode: .linked, opens: opens, population: count,
                purpose: "We willen weten hoe het gaat.", in: db)
            let addresses = try AddressBook.add(
                people(count), to: draft, source: .file, vault: house.vault, now: DutchTime.moment(opens - 6), in: db)
            guard let survey = try maker.open(draft, in: db) else { throw StorageError.missingColumn("survey") }
            try DemoFieldwork(survey: survey, opens: opens).invite(addresses, in: db)
            return (survey, addresses)
        }
        let answered = addresses.enumerated().filter { ($0.offset * 37) % 100 < answering }
        for start in stride(from: 0, to: answered.count, by: 200) {
            let some = answered[start..<min(start + 200, answered.count)]
            try await house.database.write { [world] db in
                var random = Seeded(seed: UInt64(start) + 137)
                let log = DemoFieldwork(survey: survey, opens: opens)
                for (place, address) in some {
                    let at = min(log.moment(place, of: addresses.count, &random), world.now - .minutes(place % 600))
                    var respondent = DemoRespondent(content, seed: UInt64(place) + 1)
                    try Responses.add(
                        respondent.answers(), survey: survey, address: address, channel: .link,
                        stratum: Self.groups[place % Self.groups.count], at: at, in: db)
                    _ = try Address.turnedOut(.started, address, of: survey, now: at - .minutes(14), in: db)
                    _ = try Address.turnedOut(.answered, address, of: survey, now: at, in: db)
                }
            }
        }
        return try await house.database.write { db in
            if opens + 29 <= world.today { try maker.close(survey, on: opens + 29, in: db) }
            return try Survey.find(survey.id, in: db) ?? survey
        }
    }

    private static let groups = ["zorg", "sport", "cultuur", "onderwijs"]

    private func people(_ count: Int) -> [NewAddress] {
        (0..<count).map { index in
            NewAddress(
                name: "Persoon \(index)", organisation: "Organisatie \(index % 400)", email: "adres\(index)@x.example",
                phone: index % 3 == 0 ? "06 0000 \(1_000 + index % 9_000)" : nil, language: .dutch,
                stratum: Self.groups[index % Self.groups.count])
        }
    }
}
