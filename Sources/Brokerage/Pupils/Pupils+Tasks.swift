import Community
import Core
import Storage
import Web

extension Brokerage {
    /// What waits for teachers, organisations and the centre.
    func pupilTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        guard actor.isSignedIn else { return [] }
        return try await house.database.read { db in
            let tasks = PupilTasks(t: t, now: now)
            var items: [TaskItem] = []
            if let person = actor.person {
                for school in try School.of(person, in: db) { items += try tasks.school(school, in: db) }
            }
            for membership in actor.organisations { items += try tasks.organisation(membership, in: db) }
            let codes = actor.municipalities(with: MunicipalRole.centre)
            if !codes.isEmpty { items += try tasks.centre(codes, in: db) }
            return items
        }
    }

    /// Closing days and lotteries.
    func pupilCalendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        guard let person = actor.person else { return [] }
        return try await house.database.read { db in
            let schools = try School.of(person, in: db)
            var paths: [String: String] = [:]
            for membership in actor.organisations {
                let code: String? = try db.value(
                    """
                    SELECT municipality_code FROM pupil_place WHERE organisation_id = \(membership.organisation) LIMIT 1
                    """)
                if let code { paths[code] = OrganisationNav.Item.pupils.path(membership.number) }
            }
            for school in schools { paths[school.municipality] = school.path }
            for code in actor.municipalities(with: MunicipalRole.centre) { paths[code] = CentrePupilRoutes.home }
            return try PupilRound.all(in: paths.keys.sorted(), db: db).flatMap { round -> [CalendarEntry] in
                guard let path = paths[round.municipality] else { return [] }
                let days: [(String, Day, Text)] = [
                    ("kiezen", round.wishesUntil, Text("Laatste dag om een stage te kiezen: \(round.name)")),
                    ("loting", round.drawDay, Text("Loting van de stageplekken: \(round.name)")),
                    ("klaar", round.lastDay, Text("Stage-uren klaar: \(round.name)")),
                ]
                return days.filter { $0.1 >= from }.map { day in
                    CalendarEntry(
                        uid: "stage-\(round.number)-\(day.0)", title: t(day.2), day: day.1, place: nil, path: path)
                }
            }
        }
    }
}

/// Nothing is forgotten: each thing that waits is on the list of whoever can do it.
struct PupilTasks {
    let t: Texts
    let now: Moment
    /// A week before the closing it becomes pressing.
    static let soon = 7
    /// Weeks before the last day a teacher hears who has too few hours.
    private static let shortly = 28
    /// After the last day hours and places may still be settled; then the round is over.
    static let afterwards = 30

    func item(_ title: String, _ detail: String, _ action: String, _ path: String, urgent: Bool = false)
        -> TaskItem
    {
        TaskItem(function: .verbinden, title: title, detail: detail, action: action, path: path, isUrgent: urgent)
    }

    /// Of every round that runs: opening next year's does not close this one.
    func school(_ school: School, in db: any SQLConnection) throws -> [TaskItem] {
        let rounds = try PupilRound.all(in: [school.municipality], db: db)
        return try rounds.filter { $0.lastDay + Self.afterwards >= now.day }.reversed().flatMap { round in
            let path = rounds.count > 1 ? "\(school.path)?ronde=\(round.number)" : school.path
            let classes = try SchoolView.classes(school.id, round, in: db)
            return round.lastDay >= now.day && round.state != .published
                ? before(round, school, classes, path) : after(round, school, classes, path)
        }
    }

    /// Classes, yeses and wishes.
    private func before(_ round: PupilRound, _ school: School, _ classes: [SchoolView.ClassLine], _ path: String)
        -> [TaskItem]
    {
        func sum(_ value: (SchoolView.ClassLine) -> Int) -> Int { classes.reduce(0) { $0 + value($1) } }
        var items: [TaskItem] = []
        let (pupils, consent, chose) = (sum(\.pupils), sum(\.withoutConsent), sum(\.chose))
        if round.state == .open, round.takesPlaces(on: now.day), pupils == 0 {
            items.append(
                item(
                    t("Voeg je klassen toe"), t("\(school.name): kiezen kan vanaf \(t.date(round.wishesFrom))."),
                    t("Voeg toe"), "\(school.path)/inlezen?ronde=\(round.number)"))
        }
        if consent > 0 {
            let isOpen = round.state == .open
            items.append(
                item(
                    t.plural(
                        consent, "1 leerling wacht op toestemming", "\(consent) leerlingen wachten op toestemming"),
                    isOpen
                        ? t("Zonder ja van een ouder doen ze niet mee met de loting.")
                        : t("De wensen liggen vast. Met een ja van een ouder doen ze nog mee in de tweede ronde."),
                    t("Bekijk"), path, urgent: isOpen && round.wishesUntil - now.day <= Self.soon))
        }
        if round.takesWishes(on: now.day), pupils > chose {
            items.append(
                item(
                    t.plural(
                        pupils - chose, "1 leerling koos nog niets", "\(pupils - chose) leerlingen kozen nog niets"),
                    t("Kiezen kan tot en met \(t.date(round.wishesUntil))."), t("Bekijk"), path,
                    urgent: round.wishesUntil - now.day <= Self.soon))
        }
        return items
    }

    /// Places, agreements and hours.
    private func after(_ round: PupilRound, _ school: School, _ classes: [SchoolView.ClassLine], _ path: String)
        -> [TaskItem]
    {
        func sum(_ value: (SchoolView.ClassLine) -> Int) -> Int { classes.reduce(0) { $0 + value($1) } }
        guard round.state == .published else { return [] }
        var items: [TaskItem] = []
        let (unsigned, unplaced, short, stranded) = (
            sum(\.unsigned), sum(\.unplaced), sum(\.short), sum(\.stranded)
        )
        let place = "\(school.name), \(round.name)"
        if unplaced > 0 {
            items.append(
                item(
                    t.plural(unplaced, "1 leerling heeft geen plek", "\(unplaced) leerlingen hebben geen plek"),
                    t("Zoek verder met de centrale, of vink in de klas aan wie het zelf regelt."), t("Bekijk"), path,
                    urgent: round.lastDay - now.day <= Self.shortly))
        }
        if stranded > 0 {
            items.append(
                item(
                    t.plural(
                        stranded, "1 leerling is bij een organisatie die stopte",
                        "\(stranded) leerlingen zijn bij een organisatie die stopte"),
                    t("De centrale zoekt een andere plek. Overleg wie waar verder gaat."), t("Bekijk"), path))
        }
        if round.lastDay >= now.day, unsigned > 0 {
            items.append(
                item(
                    t.plural(
                        unsigned, "1 stageafspraak is niet rond", "\(unsigned) stageafspraken zijn niet rond"), place,
                    t("Bekijk"), path))
        }
        if round.lastDay - now.day <= Self.shortly, short > 0 {
            items.append(
                item(
                    t.plural(
                        short, "1 leerling heeft nog te weinig uren", "\(short) leerlingen hebben nog te weinig uren"),
                    t("De uren zijn klaar op \(t.date(round.lastDay))."), t("Bekijk"), path,
                    urgent: round.lastDay - now.day <= Self.soon))
        }
        return items
    }

    func organisation(_ membership: Actor.Membership, in db: any SQLConnection) throws -> [TaskItem] {
        let path = OrganisationNav.Item.pupils.path(membership.number)
        let id = membership.organisation
        let hours = try db.count(
            "SELECT COUNT(*) FROM pupil_hours WHERE organisation_id = \(id) AND state = \(PupilHours.State.waiting)")
        let unsigned = try db.count(
            """
            SELECT COUNT(*) FROM pupil_placement m JOIN pupil_round r ON r.id = m.round_id
            JOIN pupil p ON p.id = m.pupil_id
            WHERE m.organisation_id = \(id) AND m.ended_at IS NULL AND r.state = \(PupilRound.State.published) AND r.last_day >= \(now.day)
            AND p.erased_at IS NULL AND NOT EXISTS (SELECT 1 FROM pupil_signature g WHERE g.placement_id = m.id
                AND g.party = \(Signature.Party.organisation))
            """)
        let returned = try db.count(
            """
            SELECT COUNT(*) FROM pupil_place p JOIN pupil_round r ON r.id = p.round_id
            WHERE p.organisation_id = \(id) AND p.state = \(PupilPlace.State.returned)
            AND r.state = \(PupilRound.State.open) AND r.wishes_until >= \(now.day)
            """)
        var items: [TaskItem] = []
        if hours > 0 {
            items.append(
                item(
                    t.plural(
                        hours, "1 regel met uren van een leerling wacht op jouw ja",
                        "\(hours) regels met uren van leerlingen wachten op jouw ja"),
                    membership.name, t("Kijk na"), path))
        }
        if unsigned > 0 {
            items.append(
                item(
                    t.plural(unsigned, "Teken 1 stageafspraak", "Teken \(unsigned) stageafspraken"), membership.name,
                    t("Teken"), path))
        }
        if returned > 0 {
            items.append(item(t("Een stageplek moet nog anders"), membership.name, t("Pas aan"), path, urgent: true))
        }
        return items
    }
}
