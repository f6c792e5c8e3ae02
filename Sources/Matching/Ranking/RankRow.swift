import Core

/// A person or a work as the engine keeps it: small numbers only, so that a hundred thousand fit in a few megabytes.
struct RankRow: BitwiseCopyable, Equatable {
    static let unknown = Int32.min
    static let anyDistance = Int32.max
    static let unknownLevel: UInt8 = 255

    var x = Self.unknown
    var y = Self.unknown
    var reach = Self.anyDistance
    /// Day of birth of a person.
    var born = Self.unknown
    /// Ages a work takes, both included.
    var youngest: UInt8 = 0
    var oldest: UInt8 = 255
    var level = Self.unknownLevel
    /// Dayparts a work takes.
    var slotsNeeded: UInt8 = 1
    var slots: UInt32 = 0
    var languages: UInt32 = 0
    var targets: UInt32 = 0
    /// Target groups a person does not want.
    var refuses: UInt32 = 0
    /// What a person has, or a work needs.
    var proofs: UInt64 = 0
    var interests: UInt64 = 0
    var skills: UInt64 = 0
    var motives: UInt64 = 0
    /// Last seen, or published.
    var day = Self.unknown
    var pressure: UInt8 = 0
    var isOpen = true
    var fromHome = false
    var interestCount: UInt8 = 0
    var skillCount: UInt8 = 0
    var motiveCount: UInt8 = 0
    var targetCount: UInt8 = 0
    /// Stands for the id where ties are settled.
    var key: UInt64 = 0

    static let slotBits: UInt32 = 1 << 28 - 1
    static let mostPressure: UInt8 = 15

    init(_ person: RankPerson) {
        key = Mixing.mix(person.id)
        isOpen = person.isOpen
        place(person.position, person.reach)
        if let born = person.born { self.born = Int32(clamping: born.number) }
        slots = person.slots & Self.slotBits
        proofs = person.proofs
        languages = person.languages
        refuses = person.refuses
        sets(person.interests, person.skills, person.motives, person.targets)
        rest(person.commitment, person.lastSeen, person.pressure)
    }

    init(_ work: RankWork) {
        key = Mixing.mix(work.id)
        isOpen = work.isOpen
        place(work.position, work.reach)
        fromHome = work.fromHome
        youngest = UInt8(clamping: work.youngest ?? 0)
        oldest = UInt8(clamping: work.oldest ?? 255)
        slots = work.slots & Self.slotBits
        slotsNeeded = UInt8(min(28, max(1, work.slotsNeeded)))
        proofs = work.needs
        languages = work.languages
        sets(work.themes, work.skills, work.motives, work.targets)
        rest(work.commitment, work.published, work.pressure)
    }

    private mutating func place(_ position: RankPosition?, _ reach: Int?) {
        if let position { (x, y) = (position.x, position.y) }
        if let reach { self.reach = Int32(min(10_000_000, max(0, reach))) }
    }

    private mutating func sets(_ interests: UInt64, _ skills: UInt64, _ motives: UInt64, _ targets: UInt32) {
        self.interests = interests
        self.skills = skills
        self.motives = motives
        self.targets = targets
        interestCount = UInt8(interests.nonzeroBitCount)
        skillCount = UInt8(skills.nonzeroBitCount)
        motiveCount = UInt8(motives.nonzeroBitCount)
        targetCount = UInt8(targets.nonzeroBitCount)
    }

    private mutating func rest(_ level: Int?, _ day: Day?, _ pressure: Int) {
        if let level { self.level = UInt8(min(3, max(0, level))) }
        if let day { self.day = Int32(clamping: day.number) }
        self.pressure = UInt8(min(Int(Self.mostPressure), max(0, pressure)))
    }

    /// Square metres between two known points; below 2⁵³, so that its root is exact to the metre.
    @inline(__always)
    static func squareDistance(_ left: RankRow, _ right: RankRow) -> Int64 {
        let dx = Int64(left.x) &- Int64(right.x)
        let dy = Int64(left.y) &- Int64(right.y)
        return dx &* dx &+ dy &* dy
    }

    /// Whole metres, rounded down.
    @inline(__always)
    static func distance(_ left: RankRow, _ right: RankRow) -> Int64 {
        Int64(Double(squareDistance(left, right)).squareRoot())
    }
}
