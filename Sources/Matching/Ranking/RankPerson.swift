package import Core

/// What ranking knows of somebody who looks for volunteer work. Sets are bits; which bit means what is up to the
/// caller, as long as people and works agree.
package struct RankPerson: Sendable, Equatable {
    package let id: String
    /// May be shown to organisations: gave consent, and is not away.
    package var isOpen = true
    /// `nil` is unknown: conditions of age then cannot be judged, and the answer says so.
    package var born: Day?
    /// Weekday × daypart, bit `weekday * 4 + daypart`, Monday and morning 0; none at all is unknown.
    package var slots: UInt32 = 0
    /// Proofs, licences and courses the person has or is willing to get.
    package var proofs: UInt64 = 0
    package var languages: UInt32 = 0
    /// Where from, in metres of the Dutch grid (EPSG:28992); `nil` is unknown.
    package var position: RankPosition?
    /// How far the person will go, in metres as the crow flies; `nil` is any distance.
    package var reach: Int?
    package var interests: UInt64 = 0
    package var skills: UInt64 = 0
    /// What the person looks for in it: company, structure, experience, learning …
    package var motives: UInt64 = 0
    /// Target groups the person likes, and those the person does not want at all.
    package var targets: UInt32 = 0
    package var refuses: UInt32 = 0
    /// 0 once, 1 a short project, 2 regularly and light, 3 regularly and much; `nil` is unknown.
    package var commitment: Int?
    /// The last day something was heard.
    package var lastSeen: Day?
    /// How much is asked of this person lately, 0…15: see `Exposure`.
    package var pressure = 0

    package init(id: String) { self.id = id }
}

/// What ranking knows of a piece of work; see `RankPerson` for the bits.
package struct RankWork: Sendable, Equatable {
    package let id: String
    /// Published, and not full.
    package var isOpen = true
    /// In whole years, both included; `nil` is no limit.
    package var youngest: Int?
    package var oldest: Int?
    /// When it can be done; none at all is any time.
    package var slots: UInt32 = 0
    /// How many of those dayparts a week it takes.
    package var slotsNeeded = 1
    /// Proofs, licences and courses it cannot do without: all of them.
    package var needs: UInt64 = 0
    /// One of these is needed; none at all is no demand.
    package var languages: UInt32 = 0
    package var position: RankPosition?
    /// Can be done from anywhere: distance does not count.
    package var fromHome = false
    /// From how far people may come, in metres; `nil` is any distance.
    package var reach: Int?
    package var themes: UInt64 = 0
    /// Skills it is good to have: no condition.
    package var skills: UInt64 = 0
    /// What it has to offer.
    package var motives: UInt64 = 0
    package var targets: UInt32 = 0
    package var commitment: Int?
    package var published: Day?
    /// How many apply for how few places, 0…15: see `Exposure`.
    package var pressure = 0

    package init(id: String) { self.id = id }
}

/// A point of the Dutch grid in metres (EPSG:28992), within 2,000 km of its origin.
package struct RankPosition: Sendable, Equatable {
    package let x: Int32
    package let y: Int32

    package init(x: Int, y: Int) {
        self.x = Int32(min(2_000_000, max(-2_000_000, x)))
        self.y = Int32(min(2_000_000, max(-2_000_000, y)))
    }
}
