import Community
import Core
import Storage

/// Places and pupils of one demo round, with wishes of which some are far more popular than others.
struct PupilDemoFill: Sendable {
    let house: House
    let round: PupilRound
    let school: School
    let at: Moment

    private static let kinds: [(title: String, what: String, rhythm: PupilPlace.Rhythm, times: String)] = [
        (
            "Spelletjes doen met ouderen",
            "Je schuift aan bij de koffie en speelt een spel. Je luistert naar verhalen.", .afterSchool,
            "woensdag van 14 tot 17 uur, tien keer"
        ),
        (
            "Helpen op de kinderboerderij", "Je voert de dieren, veegt de stal en praat met bezoekers.", .weekend,
            "zaterdag van 9 tot 12 uur, tien keer"
        ),
        (
            "Trainen met de jongste jeugd", "Je helpt de trainer en zet de oefeningen klaar.", .afterSchool,
            "dinsdag en donderdag van 16 tot 18 uur"
        ),
        (
            "Voorlezen in de bieb", "Je leest kleuters voor en helpt met knutselen.", .afterSchool,
            "woensdag van 13 tot 16 uur"
        ),
        (
            "Koken voor de buurt", "Je snijdt, kookt en dient op. Daarna eet je mee.", .afterSchool,
            "vrijdag van 15 tot 19 uur"
        ),
        (
            "Natuurwerk in de polder", "Je zaagt, knipt en ruimt op met een groep vrijwilligers.", .weekend,
            "zaterdag van 9 tot 14 uur, zes keer"
        ),
        (
            "Hulp bij een evenement", "Je bouwt op, wijst mensen de weg en ruimt op.", .holiday,
            "een week in de vakantie"
        ),
        (
            "Telefoonhulp voor ouderen", "Je legt uit hoe een telefoon of tablet werkt.", .afterSchool,
            "maandag van 15 tot 17 uur"
        ),
        ("Filmpjes maken voor de club", "Je filmt, monteert en zet het online.", .afterSchool, "in overleg, na school"),
        ("Fietsen opknappen", "Je leert banden plakken en remmen stellen.", .weekend, "zaterdag van 10 tot 15 uur"),
        (
            "Kinderen helpen met huiswerk", "Je helpt bij rekenen en lezen, en speelt even mee.", .afterSchool,
            "dinsdag van 15 tot 17 uur"
        ),
        (
            "Spullen sorteren in de winkel", "Je sorteert, prijst en helpt klanten.", .weekend,
            "zaterdag van 10 tot 16 uur"
        ),
    ]
    private static let firsts = [
        "Sanne", "Daan", "Noor", "Mohamed", "Lieke", "Jayden", "Fatima", "Thijs", "Eva", "Sem", "Yara", "Bram", "Zoë",
        "Finn", "Amina", "Luuk", "Isa", "Milan", "Nina", "Ruben", "Sofia", "Tygo", "Hanna", "Ilias", "Jasmijn", "Cas",
        "Maud", "Adam", "Roos", "Stijn",
    ]
    private static let lasts = [
        "de Vries", "Bakker", "El Amrani", "Visser", "Yılmaz", "Smit", "Mulder", "van Dijk", "Kaya", "de Boer",
        "Hoekstra", "Postma", "Nguyen", "van der Veen", "Kuipers", "Jansen", "Haddad", "Brouwer", "Prins", "Vos",
        "Kowalska", "de Groot", "Veenstra", "Tesfay", "Willems",
    ]

    /// - Parameter waiting: how many places the centre still has to check.
    func places(
        _ organisations: [Row], _ count: Int = 72, waiting: Int, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_place")
        for index in 0..<(count + waiting) {
            let kind = Self.kinds[index % Self.kinds.count]
            let organisation = organisations[(index * 7) % organisations.count]
            let isGroup = index % 12 == 5
            let state: PupilPlace.State = index >= count ? .submitted : .approved
            let approved: Moment? = state == .approved ? at : nil
            let schoolID: School.Identity? = index % 9 == 0 ? school.id : nil
            let place: String = try organisation("place", as: String?.self) ?? "Waterveen"
            try db.run(
                """
                INSERT INTO pupil_place (id, number, round_id, organisation_id, municipality_code, title, what, place,
                    rhythm, times, seats, group_size, from_16, school_id, state, created_at, updated_at, approved_at)
                VALUES (\(PupilPlace.Identity(at: at)), \(number), \(round.id),
                    \(try organisation("id", as: String.self)), \(round.municipality), \(kind.title), \(kind.what),
                    \(place), \(kind.rhythm), \(kind.times), \(isGroup ? random.int(2...4) : random.int(5...13)),
                    \(isGroup ? 4 : 1), \(!isGroup && index % 10 == 3), \(schoolID), \(state), \(at), \(at), \(approved))
                """)
            number += 1
        }
    }

    /// - Parameter choosing: how many of a hundred pupils made a list.
    func pupils(_ count: Int, choosing: Int, _ random: inout Seeded, in db: any SQLConnection) throws {
        let levels = ["3 vmbo", "3 havo", "3 vwo", "4 havo"]
        let open = try PupilPlace.open(in: round.id, db: db)
        let single = open.filter { !$0.isForGroups }
        let groups = open.filter(\.isForGroups)
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil")
        var classID = ""
        var waitingFriends: PupilGroup.Identity?
        for index in 0..<count {
            if index % 25 == 0 { classID = try addClass(index / 25, levels[(index / 25) % 4], in: db) }
            let name = (random.pick(Self.firsts) ?? "Sam") + " " + (random.pick(Self.lasts) ?? "de Wit")
            let isYoung = random.chance(70)
            let isAnswered = random.chance(choosing > 90 ? 99 : 84)
            let consent: Moment? = isYoung && isAnswered ? at : nil
            let by: Pupil.Consent? = consent == nil ? nil : random.chance(25) ? .paper : .online
            let chooses = random.chance(choosing)
            var group: PupilGroup.Identity?
            if chooses, index % 20 < 3, !groups.isEmpty {
                if index % 20 == 0 { waitingFriends = try addGroup(groups, &random, in: db) }
                group = waitingFriends
            }
            let id = Pupil.Identity(at: at)
            try db.run(
                """
                INSERT INTO pupil (id, number, round_id, school_id, class_id, municipality_code, name, sort_key, under_16,
                    guardian_email, pseudonym, group_id, consent_at, consent_by, consent_day, guardian_mailed_at,
                    created_at)
                VALUES (\(id), \(number), \(round.id), \(school.id), \(classID), \(round.municipality), \(name),
                    \(TextFolding.sortKey(name)), \(isYoung), \(isYoung ? "ouder\(number)@ouders.waterveen.example" : nil),
                    \(Pupil.freshPseudonym()), \(group), \(consent), \(by), \(consent?.day), \(isYoung ? at : nil), \(at))
                """)
            _ = try PupilKeys(house: house).key(.pupil, of: id, in: db)
            number += 1
            if chooses, group == nil {
                let fitting = single.filter { !($0.from16 && isYoung) }
                try WishList.replace(id.text, with: wishes(fitting, &random), round: round.id, in: db)
            }
        }
    }

    /// The first places are wanted far more than the last.
    private func wishes(_ places: [PupilPlace], _ random: inout Seeded) -> [PupilPlace.Identity] {
        var chosen: [PupilPlace.Identity] = []
        let length = random.int(3...8)
        while chosen.count < min(length, places.count) {
            let draw = min(random.int(0...(places.count - 1)), random.int(0...(places.count - 1)))
            let id = places[draw].id
            if !chosen.contains(id) { chosen.append(id) }
        }
        return chosen
    }

    private func addClass(_ index: Int, _ level: String, in db: any SQLConnection) throws -> String {
        let id = UUIDv7.make(at: at)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let name = "\(level.prefix(1))\(letters[index % letters.count])"
        try db.run(
            """
            INSERT INTO pupil_class (id, round_id, school_id, name, level, sort_key)
            VALUES (\(id), \(round.id), \(school.id), \(name), \(level), \(TextFolding.sortKey(name)))
            """)
        return id
    }

    private func addGroup(_ places: [PupilPlace], _ random: inout Seeded, in db: any SQLConnection) throws
        -> PupilGroup.Identity
    {
        let id = PupilGroup.Identity(at: at)
        try db.run(
            """
            INSERT INTO pupil_group (id, round_id, code, pseudonym, created_at)
            VALUES (\(id), \(round.id), \(PupilCode.letters(6)), \("G-" + PupilCode.letters(10)), \(at))
            """)
        try WishList.replace(id.text, with: wishes(places, &random), round: round.id, in: db)
        return id
    }
}

/// What came after the outcome: agreements, hours, a look back.
struct PupilDemoWork: Sendable {
    let round: PupilRound
    let from: Day
    let until: Day

    func write(_ random: inout Seeded, in db: any SQLConnection) throws {
        let placements = try db.rows(
            """
            SELECT m.*, p.name, p.under_16, (SELECT q.name FROM membership b JOIN person q ON q.id = b.person_id
                WHERE b.organisation_id = m.organisation_id ORDER BY q.id LIMIT 1) AS contact
            FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
            WHERE m.round_id = \(round.id) ORDER BY m.number
            """)
        for row in placements {
            let placement = try PupilPlacement(row: row)
            let name: String = try row("name")
            let isYoung: Bool = try row("under_16")
            let names: [Signature.Party: String] = [
                .pupil: name, .organisation: try row("contact", as: String?.self) ?? "",
                .school: PupilDemoDoors.teacherName,
                .guardian: "A. " + name.split(separator: " ").dropFirst().joined(separator: " "),
            ]
            for party in Signature.Party.allCases where party != .guardian || isYoung {
                if random.chance(3) { continue }
                let way: Signature.Way = party == .guardian && random.chance(30) ? .paper : .online
                try db.run(
                    """
                    INSERT INTO pupil_signature (placement_id, party, name, way, signed_at)
                    VALUES (\(placement.id), \(party), \(way == .paper ? "" : names[party] ?? ""), \(way), \(DutchTime.moment(from)))
                    """)
            }
            try hours(placement, &random, in: db)
        }
    }

    private func hours(_ placement: PupilPlacement, _ random: inout Seeded, in db: any SQLConnection) throws {
        let notes = ["", "", "geholpen en opgeruimd", "was leuk", "samen met de groep", "nieuwe dingen geleerd"]
        let times = random.chance(91) ? 6 : random.int(1...5)
        var day = from + random.int(5...60)
        for _ in 0..<times where day < until {
            let at = DutchTime.moment(day, minute: 1140)
            let state: PupilHours.State = random.chance(98) ? .agreed : .waiting
            let decided: Moment? = state == .agreed ? at + .days(2) : nil
            try db.run(
                """
                INSERT INTO pupil_hours (id, placement_id, organisation_id, municipality_code, day, minutes, note, state,
                    created_at, decided_at)
                VALUES (\(UUIDv7.make(at: at)), \(placement.id), \(placement.organisation), \(placement.municipality),
                    \(day), 300, \(random.pick(notes) ?? ""), \(state), \(at), \(decided))
                """)
            day = day + random.int(7...24)
        }
        guard times == 6, random.chance(60) else { return }
        try db.run(
            """
            INSERT INTO pupil_review (placement_id, author, score, words, created_at)
            VALUES (\(placement.id), \(PupilReview.Author.pupil), \(random.int(3...5)), '', \(DutchTime.moment(until)))
            """)
    }
}
