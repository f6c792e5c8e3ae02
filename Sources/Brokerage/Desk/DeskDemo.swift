import Community
import Core
import Services
import Storage
import Web

/// Eighteen months of people at the desk: two brokers, who came in how, what was proposed and what became of it, and
/// some who wait today.
struct DeskDemo {
    let house: House
    let today: Day
    var town = "GM9999"

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 30)
        let brokers = try brokers(in: db)
        guard brokers.count == 2 else { return }
        try past(brokers, &random, in: db)
        try DeskDemoNow(demo: self, brokers: brokers).write(&random, in: db)
        // Mail of months ago is long gone.
        try db.run(
            """
            DELETE FROM mail WHERE kind LIKE \("balie-%") OR kind LIKE \("reactie-balie%")
            OR kind = 'reactie-geplaatst' OR kind = 'reactie-gesprek' OR kind = 'reactie-afgewezen'
            """)
    }

    func work(_ person: Person.Identity, _ now: Moment) -> DeskWork {
        DeskWork(house, cause: Audit.Cause(actor: person.text, origin: "demo"), now: now)
    }

    /// The broker of the demo, and a colleague.
    private func brokers(in db: any SQLConnection) throws -> [Person.Identity] {
        let first: Person.Identity? = try db.value(
            """
            SELECT r.person_id FROM municipal_role r JOIN person p ON p.id = r.person_id
            WHERE r.municipality_code = \(town) AND r.role = \(MunicipalRole.broker) ORDER BY p.email LIMIT 1
            """)
        guard let first else { return [] }
        let since = DeskTerm.morning(today - 550)
        let second = Person.Identity(at: since)
        try db.run(
            """
            INSERT INTO person (id, name, email, language, created_at, last_seen_at)
            VALUES (\(second), 'Hilde van Beek', 'hilde@vrijwilligerscentrale.waterveen.example', 'nl', \(since),
                \(DeskTerm.morning(today - 1)))
            """)
        for code in [town, "GM9998"] {
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(second), \(code), \(MunicipalRole.broker), \(since))
                """)
        }
        return [first, second]
    }

    // MARK: What was

    /// People whose reaction of that time began with a talk at the desk.
    private func past(_ brokers: [Person.Identity], _ random: inout Seeded, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT a.*, p.phone AS own_phone FROM application a JOIN person p ON p.id = a.person_id
            WHERE a.municipality_code = \(town) AND a.created_at < \(DutchTime.moment(today - 24))
            AND a.erased_at IS NULL AND a.state IN (\(VacancyApplication.State.placed),
                \(VacancyApplication.State.declined), \(VacancyApplication.State.withdrawn)) ORDER BY a.number
            """
        ).map(VacancyApplication.init(row:))
        var seen: Set<Person.Identity> = []
        var count = 0
        for (index, application) in rows.enumerated() where index % 5 == 2 && count < 52 {
            guard let person = application.person, seen.insert(person).inserted else { continue }
            count += 1
            try story(application, broker: brokers[count % 2], count, &random, in: db)
        }
    }

    func story(
        _ application: VacancyApplication, broker: Person.Identity, _ index: Int, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        guard let vacancy = try Vacancy.find(application.vacancy, in: db) else { return }
        let start = application.createdAt - .days(random.int(5...18))
        let ways: [Intake.Way] = [.counter, .phone, .web, .web, .referral, .counter]
        let way = random.pick(ways) ?? .web
        var draft = IntakeDraft(
            way: way, municipality: town, name: application.name, email: application.email,
            phone: Self.phone(index), postcode: application.postcode, consent: way == .web ? .online : .spoken,
            owner: broker, person: application.person)
        draft.question = random.pick(DeskDemoNow.questions)
        if way == .referral { draft.referrer = DeskDemoNow.referrers[index % DeskDemoNow.referrers.count] }
        let here = way == .counter || way == .phone
        let begin = work(broker, start)
        let intake = try Intake.open(
            draft, by: begin.cause, hadContact: here, house: house, now: start, in: db)
        let talked = start + .days(random.int(1...3))
        try talk(intake, vacancy, broker, at: talked, &random, in: db)
        try propose(intake, application, vacancy, broker, in: db)
        let after = work(broker, application.stateAt)
        try DeskFollow(work: after).follow(application.id, in: db)
        try care(intake, application, broker, &random, in: db)
    }

    func talk(
        _ intake: Intake, _ vacancy: Vacancy, _ broker: Person.Identity, at moment: Moment, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        let desk = work(broker, moment)
        let now = try desk.again(intake, in: db)
        var wishes = Wishes()
        wishes.interests = [vacancy.sector]
        wishes.likes = vacancy.groups.filter { $0 != .iedereen }
        wishes.moments = vacancy.moments
        wishes.motives = [random.pick(Array(Motive.allCases))].compactMap(\.self)
        var state = FormState()
        state.values[TalkForm.notes] = [random.pick(DeskDemoNow.notes) ?? ""]
        state.values[TalkForm.consent] = [(now.consent ?? .spoken).rawValue]
        state.values[TalkForm.day] = [moment.day.iso]
        state.values[TalkForm.reading] = [Intake.Reading.team.rawValue]
        state.values[TalkForm.address] = ["ja"]
        try desk.keepTalk(now, wishes, state, isDone: true, in: db)
    }

    private func propose(
        _ intake: Intake, _ application: VacancyApplication, _ vacancy: Vacancy, _ broker: Person.Identity,
        in db: any SQLConnection
    ) throws {
        let at = application.createdAt - .days(1)
        let desk = work(broker, at)
        let reasons = try desk.seal("je dit werk leuk vindt", intake, .reasons, in: db)
        try db.run(
            """
            INSERT INTO desk_proposal (id, intake_id, vacancy_id, application_id, sealed_reasons, state, person_id,
                created_at, answered_at)
            VALUES (\(Proposal.Identity(at: at)), \(intake.id), \(vacancy.id), \(application.id), \(reasons),
                \(Proposal.State.introduced), \(broker), \(at), \(application.createdAt))
            """)
        try db.run("UPDATE intake SET proposed_at = \(at) WHERE id = \(intake.id)")
        try db.run(
            "UPDATE application SET origin = \(VacancyApplication.Origin.desk) WHERE id = \(application.id)")
        try desk.add(.proposed, to: intake, in: db)
        try desk.move(
            intake, to: .proposed, .introduction, at: DeskTerm.morning(DeskTerm.introductionDays, after: at), in: db)
    }

    /// The calls afterwards, as far as time has come; who did not find a place is called, and mostly helped on.
    private func care(
        _ intake: Intake, _ application: VacancyApplication, _ broker: Person.Identity, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        for _ in 0..<3 {
            let now = try Intake.find(intake.id, in: db)
            guard let now, now.isOpen, let due = now.nextAt else { return }
            let at = due + .hours(random.int(1...30))
            guard at < DeskTerm.morning(today) else { return }
            let desk = work(broker, at)
            if now.asksCare {
                var state = FormState()
                state.values[ContactForm.kind] = [DeskContact.Kind.called.rawValue]
                state.values[ContactForm.care] = [DeskContact.Care.good.rawValue]
                try desk.contact(now, state, in: db)
            } else {
                try desk.add(.called, to: now, in: db)
                let reasons: [Intake.CloseReason] = [.elsewhere, .noWish, .noContact, .noWork, .referred]
                try desk.close(now, random.pick(reasons) ?? .other, in: db)
            }
        }
    }

    /// A number nobody has: this range is set apart for fiction.
    static func phone(_ index: Int) -> String { "06 0000 " + String(String(10_000 + index * 37).suffix(4)) }
}
