import Community
import Core
import Questionnaires
import Services
import Storage

/// The survey of 2011 done again this spring: 342 addresses, 137 reactions, the printed refusals, the printed tables.
struct DemoSurvey2011 {
    let house: House
    let world: DemoWorld
    let researcher: Person.Identity

    private var opens: Day { world.today - 200 }
    private static let sizes = ["Minder dan 15.000", "15.000 tot 40.000", "40.000 tot 100.000", "Meer dan 100.000"]

    static var groups: [(name: String, weight: Int)] {
        [(sizes[0], 16), (sizes[1], 47), (sizes[2], 30), (sizes[3], 19)]
    }

    func write(in db: any SQLConnection) throws -> Survey? {
        guard let content = ReadyMade.find(Report2011.questionnaire), let answers = Report2011.answers(content) else {
            return nil
        }
        let draft = try DemoSurveyMaker(house: house, researcher: researcher).make(
            "Vrijwilligersbeleid in gemeenten", content, mode: .linked, opens: opens, population: Report2011.addresses,
            leastCell: 1, leastBase: 1,
            purpose: "We doen het onderzoek van 2011 over: staat het beleid op papier, en gebeurt het ook?", in: db)
        let addresses = try AddressBook.add(
            DemoPlaces.organisations(
                Report2011.addresses,
                groups: Self.groups, seed: 11),
            to: draft, source: .file, vault: house.vault, now: DutchTime.moment(opens - 6), in: db)
        guard let survey = try DemoSurveyMaker(house: house, researcher: researcher).open(draft, in: db) else {
            return nil
        }
        let log = DemoFieldwork(survey: survey, opens: opens)
        try log.invite(addresses, in: db)
        try respond(survey, log, try Self.matched(answers, survey, in: db), in: db)
        try DemoSurveyMaker(house: house, researcher: researcher).close(survey, on: opens + 29, in: db)
        return try Survey.find(survey.id, in: db)
    }

    /// Answers beside addresses of the size they name, as far as there are.
    private static func matched(_ answers: [Answers], _ survey: Survey, in db: any SQLConnection) throws -> [(
        address: Address?, answers: Answers
    )] {
        var left = try db.rows("SELECT * FROM survey_address WHERE survey_id = \(survey.id) ORDER BY number")
            .map(Address.init(row:))
        return answers.enumerated().map { index, item in
            if index >= Report2011.byLink { return (nil, item) }
            let size = item["V02"]?.codes.first.map { sizes[$0 - 1] }
            let place = left.firstIndex { $0.stratum == size } ?? left.indices.last ?? 0
            return (left.remove(at: place), item)
        }
    }

    private func respond(
        _ survey: Survey, _ log: DemoFieldwork, _ pairs: [(address: Address?, answers: Answers)],
        in db: any SQLConnection
    ) throws {
        var random = Seeded(seed: 137)
        for (index, pair) in pairs.enumerated() {
            let at = log.moment(index, of: pairs.count, &random)
            try Responses.add(
                pair.answers, survey: survey, address: pair.address?.id, channel: pair.address == nil ? .open : .link,
                stratum: pair.address?.stratum, at: at, in: db)
            if let address = pair.address {
                _ = try Address.turnedOut(.started, address.id, of: survey, now: at - .minutes(14), in: db)
                _ = try Address.turnedOut(.answered, address.id, of: survey, now: at, in: db)
            }
        }
        let taken = Set(pairs.compactMap { $0.address?.id })
        let others = try db.rows("SELECT * FROM survey_address WHERE survey_id = \(survey.id) ORDER BY number")
            .map(Address.init(row:)).filter { !taken.contains($0.id) }
        try log.remind(others, in: db)
        let reasons: [RefusalReason] = [.unknownPolicy, .policyInMaking, .notForMe, .severalMunicipalities, .noTime]
        let refusals = zip(reasons, Report2011.refusals).flatMap { Array(repeating: $0, count: $1) }
        try log.refuse(Array(others.prefix(refusals.count)), refusals, in: db)
        let rest = Array(others.dropFirst(refusals.count))
        try log.breakOff(Array(rest.prefix(Report2011.brokeOff)), in: db)
        try log.call(Array(rest.dropFirst(Report2011.brokeOff).filter { $0.phone != nil }.prefix(60)), in: db)
    }
}
