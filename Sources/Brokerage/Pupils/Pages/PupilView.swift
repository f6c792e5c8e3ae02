import Community
import Core
import Formats
import Storage
import Web

/// What a pupil sees: the round, the own list, the friends, and later the outcome.
struct PupilView: Sendable {
    let pupil: Pupil
    let school: School
    let round: PupilRound
    let group: PupilGroup?
    let friends: [Pupil]
    let wishes: [PlaceWithName]
    /// The pupil's own list beside the group's; empty for who is in none.
    let ownWishes: [PlaceWithName]
    /// Minutes that were agreed, also at a place that was taken away.
    let agreed: Int
    let outcome: PupilOutcome?
    /// Titles by the name a place has in the lottery.
    let titles: [String: String]
    let draw: PupilDraw?
    let placed: PlacementView?
    let lastChange: String?
    let objections: [Objection]
    let rules: [RoundPriority]
    /// What the pupil said about the place, once sent.
    let review: (score: Int, words: String)?

    init(_ pupil: Pupil, in db: any SQLConnection) throws {
        guard let school = try School.find(pupil.school, in: db), let round = try PupilRound.find(pupil.round, in: db)
        else { throw WebError.notFound }
        self.pupil = pupil
        self.school = school
        self.round = round
        group = try pupil.group.flatMap { try PupilGroup.find($0, in: db) }
        friends = try group?.members(in: db).filter { $0.id != pupil.id } ?? []
        wishes = try PlaceWithName.ordered(WishList.load(WishList.owner(of: pupil), in: db), in: db)
        ownWishes =
            group == nil ? [] : try PlaceWithName.ordered(WishList.load(pupil.id.text, in: db), in: db)
        agreed = try PupilHours.minutes(of: pupil.id, .agreed, in: db)
        let isKnown = round.state == .published
        draw = try PupilDraw.current(of: round.id, in: db)
        let detail: String? = try isKnown ? Self.detail(pupil, group, draw, in: db) : nil
        outcome = detail.flatMap { try? JSONValue(parsing: $0) }.map(PupilOutcome.init(json:))
        let numbers = (outcome?.wishes ?? []).compactMap { Int($0.place.dropFirst(5)) }
        var titles: [String: String] = [:]
        for number in numbers {
            if let found = try PlaceWithName.find(number: number, round: round.id, in: db) {
                titles["plek-\(number)"] = found.place.title + " – " + found.organisation
            }
        }
        self.titles = titles
        placed = try PlacementView(pupil, in: db)
        lastChange =
            try isKnown
            ? db.value(
                """
                SELECT reason FROM pupil_change WHERE pupil_id = \(pupil.id) ORDER BY created_at DESC, id DESC LIMIT 1
                """)
            : nil
        objections = try Objection.all(of: pupil.id, in: db)
        review = try placed.flatMap { try PupilReview.find($0.placement.id, by: .pupil, in: db) }
        rules = try RoundPriority.all(of: round.id, in: db)
    }

    /// Friends who were drawn as one have the group's outcome.
    private static func detail(_ pupil: Pupil, _ group: PupilGroup?, _ draw: PupilDraw?, in db: any SQLConnection)
        throws
        -> String?
    {
        guard let draw else { return nil }
        for name in [group?.pseudonym, pupil.pseudonym].compactMap({ $0 }) {
            let found: String? = try db.value(
                "SELECT detail FROM pupil_outcome WHERE draw_id = \(draw.id) AND pseudonym = \(name)")
            if let found { return found }
        }
        return nil
    }
}
