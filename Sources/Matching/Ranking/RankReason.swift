/// Why something fits: a fact that holds for this pair and earned points. Words are made elsewhere.
package enum RankReason: Sendable, Equatable {
    case interests(UInt64)
    case skills(UInt64)
    case motives(UInt64)
    /// Dayparts both can.
    case availability(UInt32)
    /// In whole metres, rounded down.
    case distance(Int)
    case fromHome
    /// The same commitment, 0…3.
    case commitment(Int)
    case targets(UInt32)
    /// In days.
    case fresh(Int)
    /// Few applied yet.
    case room
}

/// What to look at before going on.
package enum RankCaution: Sendable, Equatable {
    /// What the work cannot do without; the person has it or will get it.
    case proofs(UInt64)
    /// The work has a limit of age and the person's is not known.
    case ageUnknown
    case distanceUnknown
    /// Many apply: 1…15.
    case busy(Int)
}

extension RankPoints {
    /// Of the parts that earned at least half their weight by a fact, the three with the most points.
    func reasons(person: RankRow, work: RankRow, candidate: RankRow, weights: RankWeights, today: Int) -> [RankReason] {
        var found: [(points: Int, part: Int, reason: RankReason)] = []
        let list = self.list
        for part in RankPart.allCases {
            let points = list[part.rawValue]
            guard points > 0, points * 2 >= weights[part],
                let reason = Self.fact(part, person: person, work: work, candidate: candidate, today: today)
            else { continue }
            found.append((points, part.rawValue, reason))
        }
        found.sort { ($1.points, $0.part) < ($0.points, $1.part) }
        return found.prefix(3).map(\.reason)
    }

    /// The fact behind a part; `nil` when there is none.
    private static func fact(
        _ part: RankPart, person: RankRow, work: RankRow, candidate: RankRow, today: Int
    ) -> RankReason? {
        switch part {
        case .interests:
            let bits = person.interests & work.interests
            return bits == 0 ? nil : .interests(bits)
        case .skills:
            let bits = person.skills & work.skills
            return bits == 0 ? nil : .skills(bits)
        case .motives:
            let bits = person.motives & work.motives
            return bits == 0 ? nil : .motives(bits)
        case .availability:
            let bits = person.slots & work.slots
            return bits == 0 ? nil : .availability(bits)
        case .distance:
            if work.fromHome { return .fromHome }
            let isKnown = person.x != RankRow.unknown && work.x != RankRow.unknown
            return isKnown ? .distance(Int(RankRow.distance(person, work))) : nil
        case .commitment:
            let isSame = person.level == work.level && person.level != RankRow.unknownLevel
            return isSame ? .commitment(Int(person.level)) : nil
        case .targets:
            let bits = person.targets & work.targets
            return bits == 0 ? nil : .targets(bits)
        case .freshness:
            return candidate.day == RankRow.unknown ? nil : .fresh(max(0, today - Int(candidate.day)))
        case .room:
            return candidate.pressure == 0 ? .room : nil
        }
    }

    static func cautions(person: RankRow, work: RankRow, candidate: RankRow) -> [RankCaution] {
        var found: [RankCaution] = []
        if work.proofs != 0 { found.append(.proofs(work.proofs)) }
        if person.born == RankRow.unknown, work.youngest > 0 || work.oldest < 255 { found.append(.ageUnknown) }
        if !work.fromHome, person.x == RankRow.unknown || work.x == RankRow.unknown { found.append(.distanceUnknown) }
        if candidate.pressure >= 8 { found.append(.busy(Int(candidate.pressure))) }
        return found
    }
}
