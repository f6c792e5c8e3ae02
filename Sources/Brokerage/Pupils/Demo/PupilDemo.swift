import Community
import Core
import Matching
import Storage

/// A school of 600 in the demo: a round of last school year from wishes to hours, and one in which pupils choose now.
/// The places are shared out by the same engine as everywhere.
struct PupilDemo: Sendable {
    let house: House
    let today: Day
    var municipality = "GM9999"
    private static let pupilCount = 600

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 61)
        let area: String? = try db.value(
            "SELECT id FROM neighbourhood WHERE municipality_code = \(municipality) ORDER BY id LIMIT 1")
        let begun = DutchTime.moment(today - 420)
        let school = try School.add(
            "Veenlanden College", municipality: municipality, neighbourhood: area, now: begun, in: db)
        try contact(school, at: begun, in: db)
        let organisations = try db.rows(
            """
            SELECT id, place FROM organisation WHERE municipality_code = \(municipality)
            AND state = \(Organisation.State.approved) ORDER BY number LIMIT 40
            """)
        guard organisations.count > 5 else { return }
        try finished(school, organisations, &random, in: db)
        try running(school, organisations, &random, in: db)
    }

    private func contact(_ school: School, at: Moment, in db: any SQLConnection) throws {
        let person = try Person.findOrCreate(
            email: PupilDemoDoors.teacherEmail, name: PupilDemoDoors.teacherName, language: .dutch, now: at, in: db)
        try db.run(
            """
            INSERT INTO school_contact (id, school_id, email, name, person_id, invited_at, joined_at)
            VALUES (\(UUIDv7.make(at: at)), \(school.id), \(person.email ?? ""), \(person.name), \(person.id), \(at), \(at))
            """)
    }

    /// Chosen, drawn, decided and published nine months ago; nearly everybody made the hours.
    private func finished(_ school: School, _ organisations: [Row], _ random: inout Seeded, in db: any SQLConnection)
        throws
    {
        let at = DutchTime.moment(today - 300, minute: 600)
        let number = try round(
            "Vorig schooljaar", [today - 360, today - 325, today - 306, today - 300, today - 40], at: at, in: db)
        guard let round = try PupilRound.find(number: number, municipalities: [municipality], in: db) else {
            return
        }
        let fill = PupilDemoFill(house: house, round: round, school: school, at: DutchTime.moment(today - 340))
        try fill.places(organisations, waiting: 0, &random, in: db)
        try fill.pupils(Self.pupilCount, choosing: 97, &random, in: db)
        try settle(round, frozen: DutchTime.moment(today - 305, minute: 540), at: at, in: db)
        try PupilDemoWork(round: round, from: today - 290, until: today - 45).write(&random, in: db)
    }

    /// Freezes, draws, decides and publishes, with the engine of every round.
    func settle(_ round: PupilRound, frozen: Moment, at: Moment, in db: any SQLConnection) throws {
        let input = try RoundInput(round, in: db)
        let id = PupilDraw.Identity(at: at)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_draw")
        let source = "Notaris Hoekstra in Waterveen, \(Texts.dutch.dateTime(at)) uur (voorbeeld)"
        try db.run(
            """
            INSERT INTO pupil_draw (id, number, round_id, turn, input, commitment, frozen_at, named_source)
            VALUES (\(id), \(number), \(round.id), 1, \(input.input.text), \(input.input.commitment), \(frozen),
                \(source))
            """)
        let seed = "voorbeeldgetal-van-de-notaris-7394021856"
        let lottery = try Lottery(input.input, seed: seed, round: 1)
        try db.run(
            """
            UPDATE pupil_draw SET seed = \(seed), seed_source = \(source), seeded_at = \(at),
                transcript = \(lottery.transcript) WHERE id = \(id)
            """)
        guard let draw = try PupilDraw.current(of: round.id, in: db) else { return }
        try Allocate.keep(lottery, draw, now: at, in: db)
        _ = try ShareOutRest.share(round, draw, by: nil, now: at, in: db)
        try db.run(
            """
            UPDATE pupil_round SET state = \(PupilRound.State.published), decided_at = \(at), published_at = \(at)
            WHERE id = \(round.id)
            """)
    }

    /// Pupils choose until eleven days from now; most parents answered, some places wait for the centre.
    private func running(_ school: School, _ organisations: [Row], _ random: inout Seeded, in db: any SQLConnection)
        throws
    {
        let number = try round(
            "Dit schooljaar", [today - 45, today - 9, today + 11, today + 14, today + 220],
            at: DutchTime.moment(today - 50), in: db)
        guard let round = try PupilRound.find(number: number, municipalities: [municipality], in: db) else {
            return
        }
        let fill = PupilDemoFill(house: house, round: round, school: school, at: DutchTime.moment(today - 20))
        try fill.places(organisations, waiting: 3, &random, in: db)
        try fill.pupils(Self.pupilCount, choosing: 58, &random, in: db)
    }

    func round(_ name: String, _ days: [Day], at: Moment, in db: any SQLConnection) throws -> Int {
        let id = PupilRound.Identity(at: at)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil_round")
        try db.run(
            """
            INSERT INTO pupil_round (id, number, municipality_code, name, places_from, wishes_from, wishes_until, draw_day,
                last_day, hours, wishes_min, wishes_max, rule, state, created_at)
            VALUES (\(id), \(number), \(municipality), \(name), \(days[0]), \(days[1]), \(days[2]), \(days[3]),
                \(days[4]), 30, 3, 8, \(LotteryRule.oneNumber.rawValue), \(PupilRound.State.open), \(at))
            """)
        try RoundPriority.replace([RoundPriority(kind: .placeSchool, value: "")], of: id, in: db)
        return number
    }
}
