import Community
import Core

/// What the search for a buddy knows of a person who waits: nothing of the words.
struct BuddyNeed: Sendable, Equatable {
    let id: String
    let number: Int
    let kind: BuddyKind
    var moments: WeekMoments
    var languages: BuddyLanguages
    let prefers: BuddyGender?
    var interests = BuddyInterests.none
    let spot: Spot?
    /// How many volunteers are still looked for.
    let places: Int
    let since: Moment
    /// Volunteers with whom it was tried, or who said no.
    let tried: Set<String>
}

/// What it knows of a volunteer.
struct BuddyOffer: Sendable, Equatable {
    let id: String
    let number: Int
    let name: String
    /// By the id of a kind: whether a course for it was done.
    let kinds: [String: Bool]
    let hasVOG: Bool
    let moments: WeekMoments
    let languages: BuddyLanguages
    let gender: BuddyGender?
    var interests = BuddyInterests.none
    let spot: Spot?
    /// In metres.
    let reach: Int?
    /// For how many people there is time now.
    let room: Int
    let since: Moment
}

/// Why two cannot be paired, in the order in which it is told.
enum BuddyObstacle: Int, Sendable, CaseIterable {
    case kind, tried, room, course, vog, language, moment, distance

    var label: Text {
        switch self {
        case .kind: Text("doet ander werk")
        case .tried: Text("al geprobeerd, of zei nee")
        case .room: Text("heeft geen tijd over")
        case .course: Text("eerst de cursus")
        case .vog: Text("de VOG is nog niet gezien")
        case .language: Text("geen taal samen")
        case .moment: Text("geen moment samen")
        case .distance: Text("woont te ver")
        }
    }
}

/// The rule by which a volunteer is or is not a candidate, and how well one fits. A wish for a man or a woman is a wish:
/// it counts in the fit and never closes the door.
enum BuddyMatch {
    /// What stands in the way; none when they can be paired. What is not known stands in nobody's way.
    static func obstacles(_ need: BuddyNeed, _ offer: BuddyOffer) -> [BuddyObstacle] {
        var found: [BuddyObstacle] = []
        let course = offer.kinds[need.kind.id.text]
        if course == nil { found.append(.kind) }
        if need.tried.contains(offer.id) { found.append(.tried) }
        if offer.room < 1 { found.append(.room) }
        if need.kind.needsCourse, course == false { found.append(.course) }
        if need.kind.needsVOG, !offer.hasVOG { found.append(.vog) }
        if !need.languages.isEmpty, need.languages.bits & offer.languages.bits == 0 { found.append(.language) }
        if !need.moments.isEmpty, !offer.moments.isEmpty, need.moments.bits & offer.moments.bits == 0 {
            found.append(.moment)
        }
        if let metres = distance(need, offer), let reach = offer.reach, metres > reach { found.append(.distance) }
        return found
    }

    /// Whether nothing stands in the way of a pair of which the volunteer does this kind of work: what `obstacles` says,
    /// without saying what.
    static func canPair(_ need: BuddyNeed, _ offer: BuddyOffer, courseDone: Bool) -> Bool {
        if offer.room < 1 || (need.kind.needsCourse && !courseDone) || (need.kind.needsVOG && !offer.hasVOG) {
            return false
        }
        if !need.languages.isEmpty, need.languages.bits & offer.languages.bits == 0 { return false }
        if !need.moments.isEmpty, !offer.moments.isEmpty, need.moments.bits & offer.moments.bits == 0 { return false }
        if let reach = offer.reach, let metres = distance(need, offer), metres > reach { return false }
        return need.tried.isEmpty || !need.tried.contains(offer.id)
    }

    static func distance(_ need: BuddyNeed, _ offer: BuddyOffer) -> Int? {
        guard let from = need.spot, let to = offer.spot else { return nil }
        return from.distance(to: to)
    }

    /// Each part of the fit with its bound: together at most 1000.
    struct Fit: Sendable, Equatable {
        let shared: WeekMoments
        let metres: Int?
        let languages: BuddyLanguages
        /// What both like to do, of the list of this kind of help.
        let interests: [String]
        /// Whether the wish for a man or a woman comes true; `nil` without such a wish, or when it is not known.
        let isAsWished: Bool?
        /// How long the volunteer waits for someone, in days.
        let volunteerDays: Int

        var points: Int {
            BuddyMatch.points(
                moments: shared.bits.nonzeroBitCount, metres: metres, interests: interests.count,
                isAsWished: isAsWished == true, volunteerDays: volunteerDays)
        }
    }

    /// 75 for each shared daypart to 300; to 250 for near; 100 for each thing both like to do to 200; 150 for the wish;
    /// to 100 for a volunteer who waits long.
    static func points(moments: Int, metres: Int?, interests: Int, isAsWished: Bool, volunteerDays: Int) -> Int {
        let near = metres.map { max(0, 250 - min($0, 10_000) * 250 / 10_000) } ?? 80
        return min(4, moments) * 75 + near + min(2, interests) * 100 + (isAsWished ? 150 : 0)
            + min(100, max(0, volunteerDays))
    }

    static func fit(_ need: BuddyNeed, _ offer: BuddyOffer, today: Day) -> Fit {
        let isAsWished: Bool? = need.prefers.flatMap { wish in offer.gender.map { $0 == wish } }
        let counting = BuddyInterests(need.interests.shared(with: need.kind.interests))
        return Fit(
            shared: WeekMoments(bits: need.moments.bits & offer.moments.bits), metres: distance(need, offer),
            languages: BuddyLanguages(bits: need.languages.bits & offer.languages.bits),
            interests: counting.shared(with: offer.interests), isAsWished: isAsWished,
            volunteerDays: max(0, today - offer.since.day))
    }
}

extension BuddyMatch.Fit {
    /// Why they fit, in words: at most five, never a number of points.
    func reasons(_ t: Texts) -> [String] {
        var lines: [String] = []
        if !shared.isEmpty { lines.append(t("kan allebei op \(shared.words(t, limit: 3))")) }
        if !interests.isEmpty { lines.append(t("doet ook graag: \(interests.prefix(3).joined(separator: ", "))")) }
        if let metres { lines.append(t("woont op \(t.distance(metres: metres))")) }
        // Dutch goes without saying.
        let other = BuddyLanguages(bits: languages.bits & ~BuddyLanguages(codes: ["nl"]).bits)
        if !other.isEmpty { lines.append(t("spreekt ook \(other.words(t))")) }
        if isAsWished == true { lines.append(t("past bij de wens voor een man of vrouw")) }
        if isAsWished == false { lines.append(t("let op: de wens was anders (man of vrouw)")) }
        if volunteerDays >= 28, lines.count < 5 { lines.append(t("wacht zelf al \(volunteerDays) dagen")) }
        return lines
    }
}
