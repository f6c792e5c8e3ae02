import Brokerage
package import Community
import Core
import Services
import Storage

/// A town of 100,000 residents with ten years of history, made up by rule: to measure every page on, never to show.
package struct BenchTown: Sendable {
    private let house: House
    private let residents: Int

    /// - Parameter residents: of the town; volunteers, organisations and history follow from it.
    package init(house: House, residents: Int) {
        self.house = house
        self.residents = residents
    }

    private var volunteers: Int { max(200, residents * 2 / 5) }
    private var organisations: Int { max(12, residents / 50) }
    private var vacancies: Int { max(40, residents / 20) }
    private var applications: Int { residents * 2 }
    private static let code = "GM9997"
    private static let neighbourhoods = 40
    private static let days = 3650

    /// Fills an empty database.
    ///
    /// - Returns: a session cookie for each role that signs in, and for who does not the address of their link.
    package func fill(say: @escaping @Sendable (String) -> Void) async throws -> [(role: String, cookie: String)] {
        let now = house.clock.now
        try await house.database.write { db in try places(in: db) }
        try await batches(volunteers) { number, random, db in try person(number, &random, now, in: db) }
        say("\(volunteers) volunteers")
        try await batches(organisations) { number, random, db in try organisation(number, &random, now, in: db) }
        say("\(organisations) organisations")
        // Ten years of vacancies, of which the newest are open.
        try await batches(vacancies * 5) { number, random, db in try vacancy(number, &random, now, in: db) }
        say("\(vacancies) open vacancies, \(vacancies * 4) closed ones")
        try await batches(applications) { number, random, db in try application(number, &random, now, in: db) }
        say("\(applications) applications")
        try await batches(applications) { number, random, db in try message(number, &random, now, in: db) }
        try await batches(residents) { number, random, db in try mail(number, &random, now, in: db) }
        say("\(applications) messages, \(residents) mails")
        try await house.database.write { db in try grant(now, in: db) }
        var doors: [BenchDoor] = []
        for module in house.registry.modules { doors += try await module.bench(world(now, say)) }
        let cookies = try await house.database.write { db in try sessions(now, in: db) }
        return cookies + doors.map { (role: $0.role, cookie: $0.path) }
    }

    private func world(_ now: Moment, _ say: @escaping @Sendable (String) -> Void) -> BenchWorld {
        BenchWorld(
            code: Self.code, now: now, residents: residents, broker: person(100), colleague: person(106),
            officer: person(102), researcher: person(105), teacher: person(60), volunteer: person(110), say: say)
    }

    /// Somebody so many after those who manage an organisation.
    private func person(_ place: Int) -> Person.Identity { Person.Identity(id("p", organisations + place)) }

    private func batches(
        _ count: Int, _ write: @escaping @Sendable (Int, inout Seeded, any SQLConnection) throws -> Void
    ) async throws {
        for start in stride(from: 0, to: count, by: 5000) {
            try await house.database.write { db in
                var random = Seeded(seed: UInt64(start) &* 7919 &+ UInt64(count))
                for number in start..<min(start + 5000, count) { try write(number, &random, db) }
            }
        }
    }

    private func id(_ kind: String, _ number: Int) -> String {
        let text = String(number)
        return "bench-\(kind)-" + String(repeating: "0", count: 8 - text.count) + text
    }

    private func places(in db: any SQLConnection) throws {
        try db.run(
            "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('bench', 'Centrale', 'c@x.example', '0123 456 789', '', '')"
        )
        try db.run(
            "INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, year, centre_id) VALUES (\(Self.code), 'Meetstad', 'meetstad', \(residents), 150000, 450000, 2026, 'bench')"
        )
        for number in 0..<Self.neighbourhoods {
            let x = 146_000 + number % 8 * 1000
            let y = 447_000 + number / 8 * 1200
            try db.run(
                "INSERT INTO neighbourhood (id, municipality_code, name, sort_key, inhabitants, x, y) VALUES (\(id("n", number)), \(Self.code), \("Wijk \(number)"), \(id("n", number)), 2500, \(x), \(y))"
            )
            try db.run(
                "INSERT INTO postcode (code, place, municipality_code, neighbourhood_id, x, y) VALUES (\(String(9000 + number)), 'Meetstad', \(Self.code), \(id("n", number)), \(x), \(y))"
            )
        }
    }

    private func person(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        let created = now - .days(random.int(1...Self.days))
        try db.run(
            """
            INSERT INTO person (id, name, email, postcode, neighbourhood_id, birth_year, language, created_at, last_seen_at)
            VALUES (\(id("p", number)), \("Inwoner \(number)"), \("p\(number)@x.example"), '9001 AB',
                \(id("n", number % Self.neighbourhoods)), \(random.int(1940...2010)), 'nl', \(created), \(created))
            """)
    }

    private func organisation(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        let created = now - .days(random.int(100...Self.days))
        let sector = Sector.allCases[number % Sector.allCases.count]
        try db.run(
            """
            INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact, postcode,
                place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social, test_no_displacement,
                test_insured, state, created_at, submitted_at, approved_at, updated_at)
            VALUES (\(id("o", number)), \(number + 1), \("Organisatie \(number)"), \("organisatie \(number)"), '12345678',
                \(OrganisationKind.serviceDelivery), \(sector), 'Wij helpen.', 'o@x.example', 'Contact', '9001 AB',
                'Meetstad', \(Self.code), \(id("n", number % Self.neighbourhoods)), 150000, 450000, \(true), \(true),
                \(true), \(true), \(number % 50 == 0 ? Organisation.State.submitted : .approved), \(created), \(created),
                \(created), \(created))
            """)
        try db.run(
            "INSERT INTO membership (organisation_id, person_id, role, created_at) VALUES (\(id("o", number)), \(id("p", number)), \(OrganisationRole.manager), \(created))"
        )
    }

    private func vacancy(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        let isOpen = number < vacancies
        let created = now - .days(isOpen ? random.int(1...300) : random.int(200...Self.days))
        let sector = random.pick(Sector.allCases) ?? .zorg
        let words = ["Taalmaatje", "Chauffeur", "Kok", "Gastheer", "Trainer", "Voorlezer", "Tuinman", "Bestuurslid"]
        let title =
            "\(random.pick(words) ?? "") voor \(random.pick(["ouderen", "kinderen", "de buurt", "nieuwkomers"]) ?? "") \(number)"
        let state: Vacancy.State = isOpen ? (number % 40 == 0 ? .submitted : .online) : .closed
        let groups = random.pick(TargetGroup.allCases)?.rawValue ?? "iedereen"
        let moments = WeekMoments(bits: UInt32(random.int(0...0x0FFF_FFFF)) & UInt32(random.int(0...0x0FFF_FFFF)))
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why, gets,
                requirements, sector, target_groups, place, x, y, from_home, rhythm, moments, time_text, minutes_min,
                minutes_max, places, minimum_age, good_to_start, learning_dutch, wheelchair, vog, licence, insured,
                contact, state, is_template, created_at, updated_at, submitted_at, published_at, last_sign_at, closed_at)
            VALUES (\(id("v", number)), \(number + 1), \(id("o", number % organisations)), \(Self.code),
                \(id("n", random.int(0...(Self.neighbourhoods - 1)))), \(title),
                'Je helpt elke week een paar uur mee en je leert mensen uit de buurt kennen.', 'Zo hoort iedereen erbij.',
                'Een training en gezelschap.', '', \(sector), \(groups), 'Buurthuis',
                \(random.int(146_000...154_000)), \(random.int(447_000...453_000)), \(random.chance(8)),
                \(random.pick(Rhythm.allCases) ?? .regular), \(moments), 'in overleg', 60, 240, \(random.int(1...6)), 0,
                \(random.chance(40)), \(random.chance(20)), \(random.chance(40)), \(random.chance(30)), \(false), \(true),
                'Contact', \(state), \(false), \(created), \(created), \(created), \(created), \(created),
                \(isOpen ? nil : created + .days(90)))
            """)
    }

    private func application(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        let created = now - .days(random.int(0...(Self.days - 1))) - .minutes(random.int(0...1000))
        let recent = (now - created).wholeDays < 20
        let states: [VacancyApplication.State] =
            recent ? [.received, .talking, .placed] : [.placed, .declined, .declined, .withdrawn, .placed]
        let state = random.pick(states) ?? .declined
        let vacancy = recent ? random.int(0...(vacancies - 1)) : random.int(vacancies...(vacancies * 5 - 1))
        let answered: Moment? = state == .received ? nil : created + .days(random.int(0...12))
        let person = random.int(0...(volunteers - 1))
        try db.run(
            """
            INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, neighbourhood_id, sector,
                person_id, name, email, language, message, state, shares_contact, secret_hash, created_at, confirmed_at,
                answered_at, state_at, placed_at)
            VALUES (\(id("a", number)), \(number + 1), \(id("v", vacancy)), \(id("o", vacancy % organisations)),
                \(Self.code), \(id("n", person % Self.neighbourhoods)), \(random.pick(Sector.allCases) ?? .zorg),
                \(id("p", person)), \("Inwoner \(person)"), \("p\(person)@x.example"), 'nl', 'Ik help graag mee.',
                \(state), \(false), \(id("s", number)), \(created), \(created), \(answered), \(answered ?? created),
                \(state == .placed ? answered : nil))
            """)
    }

    private func message(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO application_message (id, application_id, author, body, via, created_at)
            VALUES (\(id("m", number)), \(id("a", number)), \(ApplicationMessage.Author.organisation), 'Leuk dat je wilt helpen!',
                'site', \(now - .days(random.int(0...Self.days))))
            """)
    }

    private func mail(_ number: Int, _ random: inout Seeded, _ now: Moment, in db: any SQLConnection) throws {
        let created = now - .days(random.int(0...180))
        try db.run(
            """
            INSERT INTO mail (id, message_id, kind, recipient, recipient_name, subject, text, html, state, tries, next_at,
                created_at, sent_at)
            VALUES (\(id("e", number)), \(id("e", number)), 'meting', \("p\(number % volunteers)@x.example"), '', 'Bericht',
                'Tekst', '', \(Outbox.State.sent), 1, \(created), \(created), \(created))
            """)
    }

    /// Who works for the municipality, from place 100 on.
    private static let staff: [(role: String, right: MunicipalRole)] = [
        ("makelaar", .broker), ("beheer", .administrator), ("beleid", .policyOfficer), ("leiding", .centreManager),
        ("raad", .councilMember), ("onderzoek", .researcher), ("collega", .broker),
    ]

    private func grant(_ now: Moment, in db: any SQLConnection) throws {
        for (index, item) in Self.staff.enumerated() {
            try db.run(
                "INSERT INTO municipal_role (person_id, municipality_code, role, granted_at) VALUES (\(person(100 + index)), \(Self.code), \(item.right), \(now))"
            )
        }
    }

    private func sessions(_ now: Moment, in db: any SQLConnection) throws -> [(role: String, cookie: String)] {
        var cookies: [(role: String, cookie: String)] = []
        for (index, item) in Self.staff.enumerated() where item.role != "collega" {
            cookies.append((item.role, try session(person(100 + index).text, kind: .staff, now, in: db)))
        }
        cookies.append(("organisatie", try session(id("p", 1), kind: .link, now, in: db)))
        for (role, place) in [("inwoner", 50), ("docent", 60), ("maatje", 110)] {
            cookies.append((role, try session(person(place).text, kind: .link, now, in: db)))
        }
        return cookies
    }

    private func session(_ person: String, kind: SessionKind, _ now: Moment, in db: any SQLConnection) throws -> String
    {
        let secret = try Sessions.start(
            for: Person.Identity(person), kind: kind, replacing: nil, lifetime: .days(30), now: now, in: db)
        return "inzet-sessie=\(secret)"
    }
}
