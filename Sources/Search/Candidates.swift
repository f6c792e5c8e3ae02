/// The facets whose counts leave their own choice out.
enum Facet: CaseIterable {
    case sectors, groups, moments, rhythm, municipalities, neighbourhoods
}

/// The listings of one segment that a query leaves, whole and per facet.
struct Candidates {
    /// Those that meet everything.
    let all: Bitset
    /// Those that meet all but one facet, when there are few.
    let few: FewCandidates?
    /// Those that meet everything but the facets.
    private let scope: Bitset
    /// Per chosen facet the listings it admits; not filled when there are few.
    private let chosen: [(facet: Facet, set: Bitset)]

    init(_ query: SearchQuery, _ state: VacancyIndex.SegmentState, words: Bitset?) {
        var scope = words ?? state.live
        Self.narrow(&scope, query, state.segment)
        if scope.population * FewCandidates.share < scope.count {
            let few = FewCandidates(query, scope, state.segment)
            var all = Bitset(count: scope.count)
            for item in few.items where item.missed == nil { all.insert(item.listing) }
            self.all = all
            self.few = few
            chosen = []
        } else {
            let chosen = Self.chosen(query, state.segment, scope)
            var all = scope
            for choice in chosen { all.formIntersection(choice.set) }
            self.all = all
            self.chosen = chosen
            few = nil
        }
        self.scope = scope
    }

    /// Those that meet everything but `facet`; only when there are many.
    func without(_ facet: Facet) -> Bitset {
        guard chosen.contains(where: { $0.facet == facet }) else { return all }
        var result = scope
        for choice in chosen where choice.facet != facet { result.formIntersection(choice.set) }
        return result
    }

    /// The filters that no count has to do without; the distance before the others that look at one listing at a time,
    /// because it mostly leaves them few.
    private static func narrow(_ scope: inout Bitset, _ query: SearchQuery, _ segment: Segment) {
        let columns = segment.columns
        for bit in 0..<16 where query.marks >> UInt16(bit) & 1 == 1 {
            scope.formIntersection(segment.values.marks[bit] ?? Bitset(count: segment.count))
        }
        if let origin = query.origin, let radius = query.radiusMetres {
            narrow(&scope, columns, to: origin, radius)
        }
        if let organisation = query.organisation {
            columns.organisations.withUnsafeBufferPointer { column in scope.filter { column[$0] == organisation } }
        }
        if let age = query.age {
            columns.minimumAges.withUnsafeBufferPointer { column in scope.filter { Int(column[$0]) <= age } }
        }
        if let most = query.maximumMinutesPerWeek {
            columns.minutes.withUnsafeBufferPointer { column in
                scope.filter { column[$0] == 0 || Int(column[$0]) <= most }
            }
        }
        if let from = query.fromDay {
            columns.lastDays.withUnsafeBufferPointer { column in scope.filter { column[$0] == 0 || column[$0] >= from }
            }
        }
        if let to = query.toDay {
            columns.firstDays.withUnsafeBufferPointer { column in scope.filter { column[$0] == 0 || column[$0] <= to } }
        }
    }

    private static func narrow(_ scope: inout Bitset, _ columns: Columns, to origin: SearchPoint, _ radius: Int) {
        let reach = Double(max(0, radius))
        let square = reach * reach
        let (x, y) = (Double(origin.x), Double(origin.y))
        columns.xs.withUnsafeBufferPointer { xs in
            columns.ys.withUnsafeBufferPointer { ys in
                scope.filter { index in
                    let dx = Double(xs[index]) - x
                    let dy = Double(ys[index]) - y
                    let isNear = dx * dx + dy * dy <= square
                    return xs[index] == Columns.noPlace || isNear
                }
            }
        }
    }

    private static func chosen(
        _ query: SearchQuery, _ segment: Segment, _ scope: Bitset
    ) -> [(facet: Facet, set: Bitset)] {
        let values = segment.values
        let count = segment.count
        var chosen: [(facet: Facet, set: Bitset)] = []
        if query.sectors != 0 {
            chosen.append((.sectors, ValueSets.union(values.sectors, mask: query.sectors, count: count)))
        }
        if query.groups != 0 {
            chosen.append((.groups, ValueSets.union(values.groups, mask: query.groups, count: count)))
        }
        if query.moments & MomentBits.all != 0 {
            var set = ValueSets.union(values.moments, mask: query.moments & MomentBits.all, count: count)
            set.formUnion(values.anyMoment)
            chosen.append((.moments, set))
        }
        if query.rhythm != 0 {
            chosen.append((.rhythm, ValueSets.union(values.rhythm, mask: query.rhythm, count: count)))
        }
        for (facet, wanted, category) in [
            (Facet.municipalities, query.municipalities, values.municipalities),
            (Facet.neighbourhoods, query.neighbourhoods, values.neighbourhoods),
        ] where !wanted.isEmpty {
            let flags = category.flags(wanted)
            var set = scope
            category.slots.withUnsafeBufferPointer { slots in set.filter { flags[Int(slots[$0])] } }
            chosen.append((facet, set))
        }
        return chosen
    }
}
