import Brokerage
import Community
import Core
import Storage

/// Two years of vacancies and applications in two municipalities, made with chance, and kept beside the database as
/// plain values: whoever counts these counts independently of every statement.
struct IndicatorFixture: Sendable {
    struct Work: Sendable {
        let id: String
        let municipality: String
        let organisation: String
        let neighbourhood: String?
        let rhythm: Rhythm
        let state: Vacancy.State
        let fromHome: Bool
        let goodToStart: Bool
        let learningDutch: Bool
        let wheelchair: Bool
        let isTemplate: Bool
        let published: Moment?
        let lastDay: Day?
    }

    struct Answer: Sendable {
        let municipality: String
        let organisation: String
        let person: String?
        let birthYear: Int?
        let state: VacancyApplication.State
        let confirmed: Moment?
        let answered: Moment?
        let stateAt: Moment
        let placed: Moment?
        let waiting: Moment?
        let stopped: Moment?
    }

    struct Resident: Sendable {
        let id: String
        let municipality: String?
        let birthYear: Int?
        let created: Moment
        let isErased: Bool
    }

    private(set) var work: [Work] = []
    private(set) var answers: [Answer] = []
    private(set) var residents: [Resident] = []
    let now: Moment

    init(now: Moment, seed: UInt64 = 5) {
        self.now = now
        var random = Seeded(seed: seed)
        residents = (0..<60).map { index in
            Resident(
                id: "res-\(index)", municipality: random.chance(85) ? random.chance(75) ? "GM9999" : "GM9998" : nil,
                birthYear: random.chance(70) ? random.int(1940...2010) : nil,
                created: now - .days(random.int(1...800)), isErased: random.chance(8))
        }
        work = (0..<80).map { Self.work($0, now, &random) }
        for _ in 0..<900 { answers.append(answer(&random)) }
    }

    private static func work(_ index: Int, _ now: Moment, _ random: inout Seeded) -> Work {
        let isHere = random.chance(75)
        let states: [Vacancy.State] = [.online, .online, .online, .closed, .paused, .draft, .submitted]
        let state = random.pick(states) ?? .online
        let published: Moment? =
            [.draft, .submitted].contains(state)
            ? nil : now - .days(random.int(0...500)) - .minutes(random.int(1...900))
        return Work(
            id: "vac-\(index)", municipality: isHere ? "GM9999" : "GM9998",
            organisation: isHere ? TestSite.organisation.id : TestSite.otherOrganisation.id,
            neighbourhood: isHere ? random.pick(["n1", "n1", nil]) ?? nil : "n3",
            rhythm: random.pick(Rhythm.allCases) ?? .once,
            state: state, fromHome: random.chance(30), goodToStart: random.chance(40), learningDutch: random.chance(30),
            wheelchair: random.chance(30), isTemplate: random.chance(8), published: published,
            lastDay: random.chance(40) ? now.day + random.int(-20...60) : nil)
    }

    private func answer(_ random: inout Seeded) -> Answer {
        let vacancy = random.pick(work) ?? work[0]
        let resident = random.chance(90) ? random.pick(residents) : nil
        let confirmed: Moment? =
            random.chance(95) ? now - .days(random.int(0...760)) - .minutes(random.int(1...1400)) : nil
        let state: VacancyApplication.State =
            confirmed == nil
            ? .unconfirmed
            : random.pick([.received, .talking, .placed, .placed, .waiting, .declined, .withdrawn]) ?? .received
        var answered: Moment?
        if let confirmed, state != .received, random.chance(85) {
            answered = min(confirmed + .days(random.int(0...14)) + .minutes(random.int(1...600)), now)
        }
        let placed = state == .placed ? min((confirmed ?? now) + .days(random.int(1...20)), now) : nil
        let stopped = placed.flatMap { $0 < now && random.chance(35) ? min($0 + .days(random.int(1...200)), now) : nil }
        let waiting = confirmed.flatMap { state == .waiting || random.chance(5) ? $0 : nil }
        let stateAt = stopped ?? placed ?? answered ?? confirmed.map { min($0 + .days(random.int(0...20)), now) } ?? now
        return Answer(
            municipality: vacancy.municipality, organisation: vacancy.organisation, person: resident?.id,
            birthYear: resident?.birthYear, state: state, confirmed: confirmed, answered: answered, stateAt: stateAt,
            placed: placed, waiting: waiting, stopped: stopped)
    }

    func write(to site: TestSite) async throws {
        let copy = self
        try await site.write { db in
            for resident in copy.residents { try copy.insert(resident, in: db) }
            for (index, work) in copy.work.enumerated() { try copy.insert(work, index, in: db) }
            for (index, answer) in copy.answers.enumerated() { try copy.insert(answer, index, in: db) }
        }
    }

    private func insert(_ resident: Resident, in db: any SQLConnection) throws {
        let area: String? = resident.municipality.map { $0 == "GM9999" ? "n2" : "n3" }
        let erased: Moment? = resident.isErased ? now : nil
        try db.run(
            """
            INSERT INTO person (id, name, email, neighbourhood_id, birth_year, language, created_at, erased_at)
            VALUES (\(resident.id), 'Inwoner', \(resident.id + "@test.example"), \(area), \(resident.birthYear), 'nl',
                \(resident.created), \(erased))
            """)
    }

    private func insert(_ work: Work, _ index: Int, in db: any SQLConnection) throws {
        let closed: Moment? = work.state == .closed ? now - .days(1) : nil
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why, gets,
                requirements, sector, target_groups, place, from_home, rhythm, moments, time_text, places, minimum_age,
                good_to_start, learning_dutch, wheelchair, vog, licence, insured, contact, state, is_template, created_at,
                updated_at, published_at, last_sign_at, last_day, closed_at)
            VALUES (\(work.id), \(index + 1), \(work.organisation), \(work.municipality), \(work.neighbourhood), 'Werk',
                'Je helpt.', 'Zo.', 'Koffie.', '', \(Sector.zorg), '', 'Hier', \(work.fromHome), \(work.rhythm),
                \(WeekMoments(codes: [])), '', 3, 0, \(work.goodToStart), \(work.learningDutch), \(work.wheelchair),
                \(false), \(false), \(true), 'Anna', \(work.state), \(work.isTemplate), \(now - .days(600)), \(now),
                \(work.published), \(now), \(work.lastDay), \(closed))
            """)
    }

    private func insert(_ answer: Answer, _ index: Int, in db: any SQLConnection) throws {
        let vacancy = work.first { $0.municipality == answer.municipality }?.id ?? "vac-0"
        try db.run(
            """
            INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, sector, person_id, name,
                language, message, state, shares_contact, created_at, confirmed_at, answered_at, state_at, placed_at,
                waiting_since, stopped_at)
            VALUES (\("app-\(index)"), \(index + 1), \(vacancy), \(answer.organisation), \(answer.municipality),
                \(Sector.zorg), \(answer.person), 'Iemand', 'nl', 'Hallo', \(answer.state), \(false),
                \(answer.confirmed ?? now), \(answer.confirmed), \(answer.answered), \(answer.stateAt), \(answer.placed),
                \(answer.waiting), \(answer.stopped))
            """)
    }
}
