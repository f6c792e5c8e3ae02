package import Community
import Core
package import Matching

/// What somebody looks for in volunteer work. Everything may be left open: what is not answered stands in nobody's way.
///
/// The same names are used in addresses, forms and the stored JSON.
package struct Wishes: Sendable, Equatable {
    package var interests: [Sector] = []
    /// With or for whom someone likes to work, and with whom not at all.
    package var likes: [TargetGroup] = []
    package var refuses: [TargetGroup] = []
    package var skills: [Skill] = []
    package var motives: [Motive] = []
    /// When someone can; none is unknown.
    package var moments = WeekMoments(bits: 0)
    package var effort: Effort?
    /// A postcode or the name of a neighbourhood or town, as typed; at most 80 characters.
    package var place: String?
    /// How far someone will go, in kilometres, 1…200; `nil` is any distance.
    package var reach: Int?
    /// None is unknown: then Dutch is taken for granted, as this site is read in it.
    package var languages: [SpokenLanguage] = []
    /// 1900…2100.
    package var birthYear: Int?
    /// What someone does not have and will not get.
    package var without: [Proof] = []

    package init() {}

    package var isEmpty: Bool { self == Wishes() }

    /// The groups one can like or not want: everybody is not one of them.
    package static let groups = TargetGroup.allCases.filter { $0 != .iedereen }

    /// The person as the ranking knows one.
    ///
    /// - Parameters:
    ///   - id: settles in which order equals come, so give the same for the same person.
    ///   - position: of `place`; `nil` when it is unknown.
    package func rankPerson(id: String, position: RankPosition?) -> RankPerson {
        var person = RankPerson(id: id)
        // Of a year alone the first day is taken: near an age limit the page asks, rather than hides.
        person.born = birthYear.flatMap { Day(year: $0, month: 1, day: 1) }
        person.slots = moments.bits
        person.proofs = Proof.bits(Proof.allCases) & ~Proof.bits(without)
        let spoken = languages.isEmpty ? [SpokenLanguage.dutch] : languages
        person.languages = UInt32(truncatingIfNeeded: SpokenLanguage.bits(spoken))
        person.position = position
        person.reach = position == nil ? nil : reach.map { $0 * 1000 }
        person.interests = interests.reduce(0) { $0 | $1.bit }
        person.skills = Skill.bits(skills)
        person.motives = Motive.bits(motives)
        person.targets = Self.bits(likes)
        person.refuses = Self.bits(refuses)
        person.commitment = effort?.level
        return person
    }

    /// The bits of groups in the ranking; work for everybody has none.
    static func bits(_ groups: [TargetGroup]) -> UInt32 {
        UInt32(truncatingIfNeeded: groups.filter { $0 != .iedereen }.reduce(0) { $0 | $1.bit })
    }

    /// The wishes after a change that ranking proposed.
    package func applying(_ change: RankChange) -> Wishes {
        var copy = self
        switch change {
        case .addProofs(let bits): copy.without.removeAll { $0.bit & bits != 0 }
        case .addLanguages(let bits):
            let known = languages.isEmpty ? [.dutch] : languages
            copy.languages = SpokenLanguage.allCases.filter { known.contains($0) || $0.bit & UInt64(bits) != 0 }
        case .addSlots(let bits): copy.moments = WeekMoments(bits: moments.bits | bits)
        case .dropRefusals(let bits): copy.refuses.removeAll { Self.bits([$0]) & bits != 0 }
        case .widen(let metres): copy.reach = reach.map { min(200, max($0, (metres + 999) / 1000)) }
        }
        return copy
    }
}
