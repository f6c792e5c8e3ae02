import Community
package import Core
package import Matching
package import Storage
import Web

/// A work that fits, with why in words. The score is for checks only; people get the reasons.
package struct RankedWork: Sendable {
    package let id: Vacancy.Identity
    package let hit: RankHit
    /// Clauses after “omdat”, the best first, three at most; can be empty.
    package let reasons: [String]
    /// What else speaks for it, as sentences: new, or few people applied yet.
    package let bonuses: [String]
    /// Sentences.
    package let cautions: [String]
}

/// A work that would fit after one change.
package struct NearWork: Sendable {
    package let id: Vacancy.Identity
    /// What stands in the way, as a sentence.
    package let obstacle: String
    /// A clause after “als je”, and the wishes after it; missing when the person can change nothing.
    package let change: String?
    package let wishes: Wishes?
}

/// One change, and how many more works fit after it: counted, not guessed.
package struct WishChange: Sendable {
    package let change: String
    package let more: Int
    package let wishes: Wishes
}

/// What fits somebody, what nearly does, and what would help.
package struct WorkAdvice: Sendable {
    /// Best first.
    package let hits: [RankedWork]
    /// How many fit in all.
    package let fitting: Int
    /// How many fail one condition only, in words; without conditions that stop nothing.
    package let blocked: [String]
    package let near: [NearWork]
    package let changes: [WishChange]
}

extension WorkRanking {
    /// Which works fit somebody, and why, in the words of `t`.
    ///
    /// - Parameters:
    ///   - position: of the wishes' place; see `PlaceDirectory`.
    ///   - nearMisses: how many to give for each condition; 0 looks for none, nor for changes.
    package func works(
        for wishes: Wishes, position: RankPosition?, limit: Int, nearMisses: Int = 0, now: Moment, t: Texts,
        in database: any Database
    ) async throws -> WorkAdvice {
        try await catchUp(database, now: now)
        // The same wishes give the same order all day, whoever has them.
        let person = wishes.rankPerson(id: wishes.query.encoded, position: position)
        let exposed = self.exposed
        let question = RankQuestion(
            today: now.day, weights: exposed.isEmpty ? weights.withoutExposure : weights, limit: limit,
            nearMisses: nearMisses)
        let answer = answer(for: person, question)
        let notes = notes(answer.hits.map(\.id))
        let hits = answer.hits.map { hit in
            let note = notes[hit.id]
            return RankedWork(
                hit, wishes, note, knowsAttention: note.map { exposed.contains($0.municipality) } ?? false,
                today: now.day, t)
        }
        let near = answer.nearMisses.map { miss in
            // Wishes reach no further than 200 km.
            let change = miss.change.flatMap { $0.isWishable ? $0 : nil }
            return NearWork(
                id: Vacancy.Identity(miss.id), obstacle: RankWords.obstacle(miss.obstacle, t),
                change: change.map { RankWords.change($0, t) }, wishes: change.map(wishes.applying))
        }
        let blocked = RankCondition.allCases.compactMap { condition in
            let count = answer.blocked(onlyBy: condition)
            return count == 0 ? nil : RankWords.blocked(condition, count: count, t)
        }
        let changes = nearMisses == 0 ? [] : whatIf(wishes.possibleChanges(position), for: person, question)
        return WorkAdvice(
            hits: hits, fitting: answer.fitting, blocked: blocked, near: near,
            changes: changes.prefix(4).map {
                WishChange(change: RankWords.change($0.change, t), more: $0.more, wishes: wishes.applying($0.change))
            })
    }
}

extension RankedWork {
    /// - Parameter knowsAttention: whether it is counted how many applied; else nothing is said of it.
    init(_ hit: RankHit, _ wishes: Wishes, _ note: WorkNote?, knowsAttention: Bool, today: Day, _ t: Texts) {
        var cautions = hit.cautions.flatMap {
            RankWords.cautions($0, note: note, hasPlace: wishes.place != nil, t)
        }
        // Of a year of birth alone it is not known whether the birthday was there already.
        if let youngest = note?.youngest, youngest > 0, let year = wishes.birthYear, today.year - year == youngest {
            cautions.append(t("Dit kan vanaf \(youngest) jaar."))
        }
        self.init(
            id: Vacancy.Identity(hit.id), hit: hit,
            reasons: hit.reasons.compactMap { RankWords.reason($0, note: note, t) },
            bonuses: hit.reasons.filter { knowsAttention || $0 != .room }.compactMap { RankWords.bonus($0, t) },
            cautions: cautions)
    }
}

extension Wishes {
    /// The single steps somebody could take from these wishes.
    func possibleChanges(_ position: RankPosition?) -> [RankChange] {
        var changes = without.map { RankChange.addProofs($0.bit) }
        changes += refuses.map { .dropRefusals(Self.bits([$0])) }
        if !languages.isEmpty, !languages.contains(.dutch) {
            changes.append(.addLanguages(UInt32(truncatingIfNeeded: SpokenLanguage.dutch.bit)))
        }
        if !moments.isEmpty {
            changes += (0..<28).filter { moments.bits >> UInt32($0) & 1 == 0 }.map { .addSlots(1 << UInt32($0)) }
        }
        if position != nil, let reach { changes.append(.widen(to: min(200, reach * 2) * 1000)) }
        return changes
    }
}

extension RankChange {
    fileprivate var isWishable: Bool {
        if case .widen(let metres) = self { metres <= 200_000 } else { true }
    }
}

extension PlaceDirectory {
    /// Where the place of these wishes is; `nil` when there is none or we do not know it.
    package func position(of wishes: Wishes) -> RankPosition? {
        wishes.place.flatMap(find).map { RankPosition(x: $0.spot.x, y: $0.spot.y) }
    }
}
