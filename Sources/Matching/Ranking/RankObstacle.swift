/// The kinds of hard condition, in the order in which they are named.
package enum RankCondition: Int, Sendable, CaseIterable {
    case proofs, language, availability, refusal, age, distance
}

/// Why a pair cannot be: a value, from which words are made elsewhere.
package enum RankObstacle: Sendable, Equatable {
    /// Proofs, licences or courses that are missing.
    case proofs(UInt64)
    /// One of these languages is needed.
    case language(UInt32)
    /// The dayparts of the work, none of which the person can.
    case availability(UInt32)
    /// Target groups of the work that the person does not want.
    case refusal(UInt32)
    /// In whole years.
    case age(Int, youngest: Int, oldest: Int)
    /// In metres.
    case distance(Int, limit: Int)

    package var condition: RankCondition {
        switch self {
        case .proofs: .proofs
        case .language: .language
        case .availability: .availability
        case .refusal: .refusal
        case .age: .age
        case .distance: .distance
        }
    }
}

/// Something a person could change.
package enum RankChange: Sendable, Equatable {
    case addProofs(UInt64)
    case addLanguages(UInt32)
    case addSlots(UInt32)
    case dropRefusals(UInt32)
    /// In metres.
    case widen(to: Int)

    package func applied(to person: RankPerson) -> RankPerson {
        var changed = person
        switch self {
        case .addProofs(let bits): changed.proofs |= bits
        case .addLanguages(let bits): changed.languages |= bits
        case .addSlots(let bits): changed.slots |= bits
        case .dropRefusals(let bits): changed.refuses &= ~bits
        case .widen(let metres): changed.reach = changed.reach.map { max($0, metres) }
        }
        return changed
    }

    func applied(to row: RankRow) -> RankRow {
        var changed = row
        switch self {
        case .addProofs(let bits): changed.proofs |= bits
        case .addLanguages(let bits): changed.languages |= bits
        case .addSlots(let bits): changed.slots |= bits & RankRow.slotBits
        case .dropRefusals(let bits): changed.refuses &= ~bits
        case .widen(let metres): changed.reach = max(changed.reach, Int32(clamping: metres))
        }
        return changed
    }
}

/// The hard conditions for one day, exactly: the plain form, for one pair. `RankFilter` is the fast form.
struct RankConditions {
    let today: RankToday

    /// What stands in the way, in the order of `RankCondition`; none when the pair can be.
    func obstacles(person: RankRow, work: RankRow) -> [RankObstacle] {
        var found: [RankObstacle] = []
        let missing = work.proofs & ~person.proofs
        if missing != 0 { found.append(.proofs(missing)) }
        if work.languages != 0, work.languages & person.languages == 0 { found.append(.language(work.languages)) }
        if work.slots != 0, person.slots != 0, work.slots & person.slots == 0 {
            found.append(.availability(work.slots))
        }
        if work.targets & person.refuses != 0 { found.append(.refusal(work.targets & person.refuses)) }
        if let age = today.age(person), age < Int(work.youngest) || age > Int(work.oldest) {
            found.append(.age(age, youngest: Int(work.youngest), oldest: Int(work.oldest)))
        }
        if !RankFilter.isWithinReach(person, work) {
            let limit = min(person.reach, work.reach)
            found.append(.distance(Int(RankRow.distance(person, work)), limit: Int(limit)))
        }
        return found
    }

    /// The smallest thing the person could change so that this obstacle is gone; `nil` when the person cannot.
    func remedy(_ obstacle: RankObstacle, person: RankRow, work: RankRow) -> RankChange? {
        switch obstacle {
        case .proofs(let bits): .addProofs(bits)
        case .language(let bits): .addLanguages(bits & (0 &- bits))
        case .availability(let bits): .addSlots(bits & (0 &- bits))
        case .refusal(let bits): .dropRefusals(bits)
        case .age: nil
        case .distance(let metres, _): work.reach < metres ? nil : .widen(to: metres)
        }
    }
}
