import Community
import Core
import Questionnaires
import Services
import Storage

/// The yearly question to volunteers how they are doing: last year's, which is closed, and this year's, which runs.
struct DemoSatisfaction {
    let house: House
    let world: DemoWorld
    let researcher: Person.Identity
    var municipality = "GM9999"
    private var maker: DemoSurveyMaker {
        DemoSurveyMaker(house: house, researcher: researcher, municipality: municipality)
    }

    func write(in db: any SQLConnection) throws -> (now: Survey, before: Survey)? {
        guard let content = ReadyMade.find("tevredenheid-vrijwilligers") else { return nil }
        let people = try volunteers(in: db)
        guard let before = try wave(content, people, opens: world.today - 380, share: 62, previous: nil, in: db),
            let now = try wave(content, people, opens: world.today - 9, share: 41, previous: before, in: db)
        else { return nil }
        return (now, before)
    }

    /// Everyone with a place; names and addresses are those of the demo.
    func volunteers(in db: any SQLConnection) throws -> [NewAddress] {
        try db.rows(
            """
            SELECT name, email, language, id FROM person WHERE email IS NOT NULL AND erased_at IS NULL
            ORDER BY email LIMIT 240
            """
        ).map { row in
            NewAddress(
                name: try row("name"), email: try row("email"), language: try row("language"), person: try row("id"))
        }
    }

    func wave(
        _ content: Questionnaire, _ people: [NewAddress], opens: Day, share: Int, previous: Survey?,
        in db: any SQLConnection
    ) throws -> Survey? {
        let year = opens.year
        let draft = try maker.make(
            "Hoe gaat het met onze vrijwilligers? \(year)", content, mode: .anonymous, opens: opens,
            purpose: "We willen weten of vrijwilligers in Waterveen het naar hun zin hebben, en wat beter kan.",
            previous: previous, in: db)
        let addresses = try AddressBook.add(
            people, to: draft, source: .register, vault: house.vault, now: DutchTime.moment(opens - 6), in: db)
        guard let survey = try maker.open(draft, in: db) else { return nil }
        let log = DemoFieldwork(survey: survey, opens: opens)
        try log.invite(addresses, in: db)
        let answered = addresses.enumerated().filter { ($0.offset * 37) % 100 < share }.map(\.element)
        var slips: [(channel: SurveyChannel, stratum: String?, answers: Answers)] = []
        for (index, address) in answered.enumerated() {
            var respondent = DemoRespondent(content, seed: UInt64(year * 1000 + index))
            slips.append((.link, nil, respondent.answers()))
            _ = try Address.turnedOut(.answered, address, of: survey, now: DutchTime.moment(opens + 3), in: db)
        }
        try AnonymousBox.put(slips, survey: survey, in: db)
        let silent = try db.rows(
            "SELECT * FROM survey_address WHERE survey_id = \(survey.id) AND turnout = \(Turnout.none) ORDER BY number"
        ).map(Address.init(row:))
        if opens + 7 <= world.today { try log.remind(silent, in: db) }
        if opens + 29 <= world.today { try maker.close(survey, on: opens + 29, in: db) }
        return try Survey.find(survey.id, in: db)
    }
}
