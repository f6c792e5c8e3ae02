import Community
import Core
import Services
import Storage
import Web

/// The people of the last weeks at the desk of the demo, each at another step.
struct DeskDemoNow {
    let demo: DeskDemo
    let brokers: [Person.Identity]
    /// How many people are at the desk.
    var count = 30
    private var today: Day { demo.today }

    static let questions = [
        "Ik ben net gestopt met werken en zoek iets voor twee ochtenden in de week.",
        "Ik woon hier pas en wil mensen leren kennen.", "Iets met mijn handen, buiten. Niet achter een computer.",
        "Ik wil graag Nederlands oefenen en iets terugdoen.", "Ik heb veel over koken te vertellen.",
        "Ik zoek iets naast mijn studie.", "Ik wil weer onder de mensen komen, het liefst in een klein groepje.",
    ]
    static let notes = [
        "Rustig iemand, werkt graag met een vast maatje.", "Heeft jaren in een winkel gestaan. Praat makkelijk.",
        "Wil klein beginnen: eerst twee uur in de week.", "Kan goed organiseren. Wil niet vergaderen.",
        "Komt met de fiets. Liever niet ’s avonds.",
    ]
    static let referrers = [
        IntakeDraft.Referrer(
            name: "Mirjam Post", organisation: "Sociaal wijkteam De Akkers", email: "mirjam@wijkteam.waterveen.example"),
        IntakeDraft.Referrer(
            name: "Karim Haddad", organisation: "Werkplein Waterveen", email: "karim@werkplein.waterveen.example"),
    ]

    private struct Newcomer {
        let name: String
        let email: String?
        let postcode: String?
        let person: Person.Identity?
    }

    func write(_ random: inout Seeded, in db: any SQLConnection) throws {
        let people = try newcomers(in: db)
        let vacancies = try db.rows(
            """
            SELECT * FROM vacancy WHERE state = \(Vacancy.State.online) AND municipality_code = \(demo.town)
            AND (last_day IS NULL OR last_day > \(today)) AND published_at < \(DutchTime.moment(today - 25))
            ORDER BY number LIMIT 60
            """
        ).map(Vacancy.init(row:))
        guard !vacancies.isEmpty else { return }
        for (index, person) in people.enumerated() {
            let vacancy = vacancies[index % vacancies.count]
            try one(person, index, vacancy, vacancies[(index + 7) % vacancies.count], &random, in: db)
        }
        // The colleague is away soon; who stands in sees it coming.
        try db.run(
            """
            INSERT INTO desk_absence (id, person_id, from_day, until_day, cover_id)
            VALUES (\(UUIDv7.make(at: DeskTerm.morning(today - 2))), \(brokers[1]), \(today + 3), \(today + 12),
                \(brokers[0]))
            """)
    }

    /// Residents who did not react to anything yet.
    private func newcomers(in db: any SQLConnection) throws -> [Newcomer] {
        let rows = try db.rows(
            """
            SELECT p.id, p.name, p.email, p.postcode FROM person p WHERE p.birth_year IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = p.id) ORDER BY p.email LIMIT \(count * 14)
            """)
        return try rows.enumerated().filter { $0.offset % 11 == 3 }.prefix(count).map { index, row in
            // Some have no mail, as at every counter.
            let hasMail = index % 9 != 0
            return Newcomer(
                name: try row("name"), email: hasMail ? try row("email") : nil, postcode: try row("postcode"),
                person: hasMail ? try row("id") : nil)
        }
    }

    private func one(
        _ person: Newcomer, _ index: Int, _ vacancy: Vacancy, _ other: Vacancy, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        // How many days ago each came in, and how far it got: every sort of waiting is there.
        let stage = index % 10
        let ages = [
            [0, 0, 0], [1, 1, 1], [3, 2, 1], [5, 4, 3], [12, 8, 5], [12, 9, 6], [20, 17, 10], [10, 8, 7], [9, 8, 8],
            [23, 20, 21],
        ]
        let age = ages[stage][min(index / 10, 2)]
        let start = DeskTerm.morning(today - age) + .minutes(random.int(5...25) - (age == 0 ? 30 : 0))
        let broker = brokers[(index + index / 10 + 1) % 2]
        let ways: [Intake.Way] = [.web, .web, .referral, .phone, .counter, .web, .counter, .web, .referral, .phone]
        let way = person.email == nil ? .counter : ways[stage]
        let isNobodys = stage < 3 && way != .counter
        var draft = IntakeDraft(
            way: way, municipality: demo.town, name: person.name, email: person.email,
            phone: DeskDemo.phone(600 + index), postcode: person.postcode,
            callWhen: ["na vijf uur", "’s ochtends", "", "maandag of woensdag"][index % 4],
            question: Self.questions[index % Self.questions.count], consent: way == .web ? .online : .spoken,
            owner: isNobodys ? nil : broker, person: way == .web ? person.person : nil)
        if way == .referral { draft.referrer = Self.referrers[index % 2] }
        let first = demo.work(broker, start)
        let spoke = way == .counter || way == .phone
        let intake = try Intake.open(
            draft, by: first.cause, hadContact: spoke, house: demo.house, now: start, in: db)
        guard stage >= 3 else { return }
        if stage == 3 { return try plan(intake, broker, start + .hours(1), index, in: db) }
        try demo.talk(intake, vacancy, broker, at: start + .days(2), &random, in: db)
        guard stage >= 5 else { return }
        try propose(intake, [vacancy, other], broker, at: start + .days(3), in: db)
        guard stage >= 6 else { return }
        try answer(intake, broker, stage, at: start + .days(5), in: db)
    }

    private func plan(_ intake: Intake, _ broker: Person.Identity, _ at: Moment, _ index: Int, in db: any SQLConnection)
        throws
    {
        var state = FormState()
        let day = today + [0, 1, 3][(index / 10) % 3]
        state.values = [
            "dag": [day.iso], "tijd": [["10:30", "14:00", "16:15"][index % 3]], "duur": ["45"],
            "waar": ["Bij ons aan de balie"],
        ]
        let desk = demo.work(broker, at)
        try desk.plan(desk.again(intake, in: db), state, in: db)
    }

    private func propose(
        _ intake: Intake, _ vacancies: [Vacancy], _ broker: Person.Identity, at: Moment, in db: any SQLConnection
    ) throws {
        let desk = demo.work(broker, at)
        let choices = vacancies.enumerated().map { index, vacancy in
            DeskWork.Choice(
                vacancy: vacancy.id, reasons: index == 0 ? ["je dit werk leuk vindt", "het op jouw dagen is"] : [])
        }
        _ = try desk.propose(choices, to: desk.again(intake, in: db), mails: true, in: db)
    }

    private func answer(_ intake: Intake, _ broker: Person.Identity, _ stage: Int, at: Moment, in db: any SQLConnection)
        throws
    {
        let desk = demo.work(broker, at)
        let now = try desk.again(intake, in: db)
        let open = try Proposal.all(of: intake.id, in: db).filter(\.state.isOpen)
        guard let first = open.last else { return }
        if stage == 7 {
            _ = try desk.decline(first, of: now, thinks: true, until: today, isPerson: false, in: db)
            return
        }
        let words = "\(now.name) zoekt vrijwilligerswerk en is voorgesteld door de vrijwilligerscentrale."
        guard
            case .done = try desk.introduce(
                first, of: now, words: words, sharesContact: true, isPerson: false, in: db)
        else { return }
        guard stage >= 8,
            let id: VacancyApplication.Identity = try db.value(
                "SELECT application_id FROM desk_proposal WHERE id = \(first.id)"),
            let application = try VacancyApplication.find(id, in: db)
        else { return }
        let later = at + .days(2)
        let work = ApplicationWork(demo.house, cause: desk.cause, now: later)
        let action: OrganisationAction = stage == 9 ? .place : .decline
        let text = stage == 9 ? "Welkom! Tot dinsdag." : "Bedankt, we hebben net iemand anders gevonden."
        _ = try work.answer(application, action, reason: stage == 9 ? nil : .filled, text: text, person: nil, in: db)
    }
}
