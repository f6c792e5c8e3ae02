/// The points of each part, in the order of `RankPart`.
struct RankPoints: Equatable {
    var interests: Int32 = 0
    var skills: Int32 = 0
    var motives: Int32 = 0
    var availability: Int32 = 0
    var distance: Int32 = 0
    var commitment: Int32 = 0
    var targets: Int32 = 0
    var freshness: Int32 = 0
    var room: Int32 = 0

    @inline(__always)
    var sum: Int32 {
        interests &+ skills &+ motives &+ availability &+ distance &+ commitment &+ targets &+ freshness &+ room
    }

    var list: [Int] {
        [interests, skills, motives, availability, distance, commitment, targets, freshness, room].map(Int.init)
    }
}

/// The weights as the inner loop wants them.
struct RankScoring {
    private let interests: Int32
    private let skills: Int32
    private let motives: Int32
    private let availability: Int32
    private let distance: Int64
    private let commitment: Int32
    private let targets: Int32
    private let freshness: Int32
    private let room: Int32
    /// What each part gives where nothing is known, by part.
    private let silent: RankPoints
    private let freshDays: Int32
    private let farthest: Int64
    private let interestsByPerson: Bool
    private let skillsByPerson: Bool
    private let motivesByPerson: Bool
    private let targetsByPerson: Bool
    private let today: Int32

    init(_ weights: RankWeights, today: Int) {
        let points = weights.points.map { Int32(clamping: $0) }
        interests = points[RankPart.interests.rawValue]
        skills = points[RankPart.skills.rawValue]
        motives = points[RankPart.motives.rawValue]
        availability = points[RankPart.availability.rawValue]
        distance = Int64(points[RankPart.distance.rawValue])
        commitment = points[RankPart.commitment.rawValue]
        targets = points[RankPart.targets.rawValue]
        freshness = points[RankPart.freshness.rawValue]
        room = points[RankPart.room.rawValue]
        let share = Int32(min(1000, max(0, weights.silent)))
        silent = RankPoints(
            interests: interests * share / 1000, skills: skills * share / 1000, motives: motives * share / 1000,
            availability: availability * share / 1000, distance: Int32(distance) * share / 1000,
            commitment: commitment * share / 1000, targets: targets * share / 1000,
            freshness: freshness * share / 1000, room: 0)
        freshDays = Int32(clamping: max(1, weights.freshDays))
        farthest = Int64(max(1, weights.farthest))
        interestsByPerson = weights.interestBasis == .person
        skillsByPerson = weights.skillBasis == .person
        motivesByPerson = weights.motiveBasis == .person
        targetsByPerson = weights.targetBasis == .person
        self.today = Int32(clamping: today)
    }

    /// The points a pair gets, whether or not it meets the conditions. Every part is whole and rounds down.
    /// - Parameter candidate: the one of the two that is looked for: its freshness and room count.
    @inline(__always)
    func points(person: RankRow, work: RankRow, candidate: RankRow) -> RankPoints {
        var points = RankPoints()
        points.interests = share(
            interests, Int32(truncatingIfNeeded: (person.interests & work.interests).nonzeroBitCount),
            of: interestsByPerson ? person.interestCount : work.interestCount, silent.interests)
        points.skills = share(
            skills, Int32(truncatingIfNeeded: (person.skills & work.skills).nonzeroBitCount),
            of: skillsByPerson ? person.skillCount : work.skillCount, silent.skills)
        points.motives = share(
            motives, Int32(truncatingIfNeeded: (person.motives & work.motives).nonzeroBitCount),
            of: motivesByPerson ? person.motiveCount : work.motiveCount, silent.motives)
        points.targets = share(
            targets, Int32(truncatingIfNeeded: (person.targets & work.targets).nonzeroBitCount),
            of: targetsByPerson ? person.targetCount : work.targetCount, silent.targets)
        if person.slots == 0 || work.slots == 0 {
            points.availability = silent.availability
        } else {
            let shared = Int32(truncatingIfNeeded: (person.slots & work.slots).nonzeroBitCount)
            let needed = Int32(work.slotsNeeded)
            points.availability = availability &* min(shared, needed) / needed
        }
        points.distance = distancePoints(person, work)
        if person.level == RankRow.unknownLevel || work.level == RankRow.unknownLevel {
            points.commitment = silent.commitment
        } else {
            points.commitment = commitment &* (3 &- abs(Int32(person.level) &- Int32(work.level))) / 3
        }
        if candidate.day == RankRow.unknown {
            points.freshness = silent.freshness
        } else {
            let age = min(Int64(freshDays), max(0, Int64(today) &- Int64(candidate.day)))
            points.freshness = freshness &* (freshDays &- Int32(truncatingIfNeeded: age)) / freshDays
        }
        let most = Int32(RankRow.mostPressure)
        points.room = room &* (most &- Int32(candidate.pressure)) / most
        return points
    }

    @inline(__always)
    private func share(_ weight: Int32, _ shared: Int32, of asked: UInt8, _ silent: Int32) -> Int32 {
        asked == 0 ? silent : weight &* min(shared, Int32(asked)) / Int32(asked)
    }

    /// Straight from all points at the door to none at the limit, the narrower of the two.
    @inline(__always)
    private func distancePoints(_ person: RankRow, _ work: RankRow) -> Int32 {
        if work.fromHome { return Int32(truncatingIfNeeded: distance) }
        if person.x == RankRow.unknown || work.x == RankRow.unknown { return silent.distance }
        let reach = min(person.reach, work.reach)
        let limit = reach == RankRow.anyDistance ? farthest : max(1, Int64(reach))
        let metres = min(limit, RankRow.distance(person, work))
        return Int32(truncatingIfNeeded: distance &* (limit &- metres) / limit)
    }
}
