import Brokerage
import Community
import Core
import Storage

/// A vacancy for a test: on line, in the Centrum of Waterveen, unless the test says otherwise.
struct VacancyFixture {
    var title = "Taalmaatje gezocht"
    var what = "Je oefent Nederlands met een nieuwe inwoner."
    var sector = Sector.onderwijs
    var groups = "nieuwkomers"
    var moments = ["di-avond"]
    var rhythm = Rhythm.regular
    var state = Vacancy.State.online
    var places = 3
    var organisation = TestSite.organisation.id
    var municipality = "GM9999"
    var neighbourhood: String? = "n1"
    var spot: Spot? = Spot(x: 150_000, y: 450_000)
    var fromHome = false
    var firstDay: Day?
    var lastDay: Day?
    var minimumAge = 0
    var goodToStart = true

    /// Writes the vacancy and lets the search know. Gives its number.
    func add(to site: TestSite) async throws -> Int {
        let copy = self
        let now = site.clock.now
        let (id, number) = try await site.write { db in
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM vacancy")
            let id = Vacancy.Identity(at: now)
            try copy.insert(id, number, now, in: db)
            return (id, number)
        }
        await site.town.brokerage.events.changed([id])
        return number
    }

    private func insert(_ id: Vacancy.Identity, _ number: Int, _ now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why, gets,
                requirements, sector, target_groups, place, x, y, from_home, rhythm, moments, time_text, minutes_min,
                minutes_max, first_day, last_day, places, minimum_age, good_to_start, learning_dutch, wheelchair, vog,
                licence, insured, contact, state, is_template, created_at, updated_at, submitted_at, published_at,
                last_sign_at)
            VALUES (\(id), \(number), \(organisation), \(municipality), \(neighbourhood), \(title), \(what),
                'Zo hoort iemand erbij.', 'Een training.', '', \(sector), \(groups), 'Buurthuis', \(spot?.x), \(spot?.y),
                \(fromHome), \(rhythm), \(WeekMoments(codes: moments)), 'dinsdag 19 uur', 120, 180, \(firstDay),
                \(lastDay), \(places), \(minimumAge), \(goodToStart), \(false), \(false), \(false), \(false), \(true),
                'Anna', \(state), \(false), \(now), \(now), \(now), \(now), \(now))
            """)
    }
}
