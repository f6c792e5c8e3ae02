/// Per value of a facet the set of listings that have it.
struct ValueSets: Sendable {
    /// `nil` where no listing has the bit.
    let sectors: [Bitset?]
    let groups: [Bitset?]
    let moments: [Bitset?]
    let rhythm: [Bitset?]
    let marks: [Bitset?]
    /// Listings whose volunteer chooses the moment.
    let anyMoment: Bitset
    /// Per `MomentGroup` the listings that match it, those of any moment included.
    let momentGroups: [Bitset]
    let municipalities: Category
    let neighbourhoods: Category

    init(_ columns: Columns) {
        sectors = Self.sets(columns.sectors, bits: 64)
        groups = Self.sets(columns.groups, bits: 64)
        moments = Self.sets(columns.moments, bits: MomentBits.count)
        rhythm = Self.sets(columns.rhythms, bits: 8)
        marks = Self.sets(columns.marks, bits: 16)
        let momentColumn = columns.moments
        anyMoment = Self.set(columns.count) { momentColumn[$0] == 0 }
        momentGroups = MomentGroup.allCases.map { group in
            Self.set(columns.count) { momentColumn[$0] == 0 || momentColumn[$0] & group.moments != 0 }
        }
        municipalities = Category(columns.municipalities)
        neighbourhoods = Category(columns.neighbourhoods)
    }

    /// The listings that have at least one bit of `mask`.
    static func union<Mask: FixedWidthInteger>(_ sets: [Bitset?], mask: Mask, count: Int) -> Bitset {
        var result = Bitset(count: count)
        for (bit, set) in sets.enumerated() where mask >> Mask(bit) & 1 == 1 {
            if let set { result.formUnion(set) }
        }
        return result
    }

    private static func set(_ count: Int, _ holds: (Int) -> Bool) -> Bitset {
        var result = Bitset(count: count)
        for index in 0..<count where holds(index) { result.insert(index) }
        return result
    }

    private static func sets<Mask: FixedWidthInteger>(_ column: [Mask], bits: Int) -> [Bitset?] {
        var result: [Bitset?] = Array(repeating: nil, count: bits)
        let used = column.reduce(0, |)
        for bit in 0..<bits where used >> Mask(bit) & 1 == 1 {
            result[bit] = set(column.count) { column[$0] >> Mask(bit) & 1 == 1 }
        }
        return result
    }
}

/// A facet with many values of which a listing has one: the values in order and, per listing, which one.
struct Category: Sendable {
    let values: [Int]
    let slots: [Int32]

    init(_ column: [Int]) {
        var distinct: [Int] = []
        for value in Set(column).sorted() { distinct.append(value) }
        values = distinct
        var slotOf: [Int: Int32] = [:]
        for (slot, value) in distinct.enumerated() { slotOf[value] = Int32(slot) }
        slots = column.map { slotOf[$0] ?? 0 }
    }

    /// Per slot whether its value is wanted.
    func flags(_ wanted: [Int]) -> [Bool] {
        let wanted = Set(wanted)
        return values.map { wanted.contains($0) }
    }
}
