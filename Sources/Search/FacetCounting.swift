/// Adds up the facet counts of the segments.
struct FacetCounting {
    private var counts = FacetCounts()
    private var neighbourhoods: [(value: Int, count: Int)] = []
    private var municipalities: [(value: Int, count: Int)] = []

    mutating func add(_ candidates: Candidates, _ segment: Segment) {
        if let few = candidates.few {
            add(few, segment)
            return
        }
        let (values, columns) = (segment.values, segment.columns)
        count(candidates.without(.sectors), values.sectors, columns.sectors, &counts.sectors)
        count(candidates.without(.groups), values.groups, columns.groups, &counts.groups)
        count(candidates.without(.rhythm), values.rhythm, columns.rhythms, &counts.rhythm)
        count(candidates.all, values.marks, columns.marks, &counts.marks)
        let anyOwnMoment = candidates.without(.moments)
        count(anyOwnMoment, values.moments, columns.moments, &counts.moments)
        let free = anyOwnMoment.intersectionCount(values.anyMoment)
        for bit in counts.moments.indices { counts.moments[bit] += free }
        for (group, set) in values.momentGroups.enumerated() {
            counts.momentGroups[group] += anyOwnMoment.intersectionCount(set)
        }
        municipalities += Self.count(candidates.without(.municipalities), values.municipalities)
        neighbourhoods += Self.count(candidates.without(.neighbourhoods), values.neighbourhoods)
    }

    func finish() -> FacetCounts {
        var result = counts
        result.municipalities = Self.combine(municipalities)
        result.neighbourhoods = Self.combine(neighbourhoods)
        return result
    }

    private func count<Mask: FixedWidthInteger & UnsignedInteger>(
        _ listings: Bitset, _ sets: [Bitset?], _ column: [Mask], _ totals: inout [Int]
    ) {
        if listings.population * FewCandidates.share > listings.count {
            for (bit, set) in sets.enumerated() {
                if let set { totals[bit] += listings.intersectionCount(set) }
            }
        } else {
            listings.forEach { Self.tally(column[$0], &totals) }
        }
    }

    private mutating func add(_ few: FewCandidates, _ segment: Segment) {
        let (values, columns) = (segment.values, segment.columns)
        var free = 0
        var towns: [Int32: Int] = [:]
        var quarters: [Int32: Int] = [:]
        for item in few.items {
            let (listing, missed) = (item.listing, item.missed)
            if missed == nil { Self.tally(columns.marks[listing], &counts.marks) }
            if missed == nil || missed == .sectors { Self.tally(columns.sectors[listing], &counts.sectors) }
            if missed == nil || missed == .groups { Self.tally(columns.groups[listing], &counts.groups) }
            if missed == nil || missed == .rhythm { Self.tally(columns.rhythms[listing], &counts.rhythm) }
            if missed == nil || missed == .moments {
                let own = columns.moments[listing]
                if own == 0 { free += 1 } else { Self.tally(own, &counts.moments) }
                for group in MomentGroup.allCases where own == 0 || own & group.moments != 0 {
                    counts.momentGroups[group.rawValue] += 1
                }
            }
            if missed == nil || missed == .municipalities {
                towns[values.municipalities.slots[listing], default: 0] += 1
            }
            if missed == nil || missed == .neighbourhoods {
                quarters[values.neighbourhoods.slots[listing], default: 0] += 1
            }
        }
        for bit in counts.moments.indices { counts.moments[bit] += free }
        municipalities += Self.named(towns, values.municipalities)
        neighbourhoods += Self.named(quarters, values.neighbourhoods)
    }

    /// Counts each bit of `mask` once.
    @inline(__always)
    private static func tally(_ mask: some FixedWidthInteger & UnsignedInteger, _ totals: inout [Int]) {
        var bits = mask
        while bits != 0 {
            totals[bits.trailingZeroBitCount] += 1
            bits &= bits &- 1
        }
    }

    private static func named(_ counts: [Int32: Int], _ category: Category) -> [(value: Int, count: Int)] {
        counts.compactMap { slot, count in
            let value = category.values[Int(slot)]
            return value < 0 ? nil : (value: value, count: count)
        }
    }

    private static func count(_ listings: Bitset, _ category: Category) -> [(value: Int, count: Int)] {
        var totals = Array(repeating: 0, count: category.values.count)
        totals.withUnsafeMutableBufferPointer { totals in
            category.slots.withUnsafeBufferPointer { slots in
                listings.forEach { totals[Int(slots[$0])] &+= 1 }
            }
        }
        var result: [(value: Int, count: Int)] = []
        for (slot, count) in totals.enumerated() where count > 0 && category.values[slot] >= 0 {
            result.append((value: category.values[slot], count: count))
        }
        return result
    }

    private static func combine(_ counts: [(value: Int, count: Int)]) -> [FacetCount] {
        var result: [FacetCount] = []
        for (value, count) in counts.sorted(by: { $0.value < $1.value }) {
            if let last = result.indices.last, result[last].value == value {
                result[last].count += count
            } else {
                result.append(FacetCount(value: value, count: count))
            }
        }
        return result
    }
}
