/// The listings that meet everything but at most one facet, when there are few: cheaper to look at one by one than as
/// sets over the whole segment.
struct FewCandidates {
    struct Item {
        let listing: Int
        /// The facet whose choice it does not meet; `nil` when it meets all.
        let missed: Facet?
    }

    let items: [Item]

    /// Below this share of a segment listings are looked at one by one.
    static let share = 32

    /// - Parameter scope: the listings that meet everything but the facets.
    init(_ query: SearchQuery, _ scope: Bitset, _ segment: Segment) {
        let choices = Choices(query, segment)
        var items: [Item] = []
        scope.forEach { listing in
            if let item = choices.item(listing) { items.append(item) }
        }
        self.items = items
    }

    /// The choices of a query as tests on one listing.
    private struct Choices {
        let query: SearchQuery
        let moments: UInt32
        let columns: Columns
        let values: ValueSets
        let municipalities: [Bool]
        let neighbourhoods: [Bool]

        init(_ query: SearchQuery, _ segment: Segment) {
            self.query = query
            moments = query.moments & MomentBits.all
            columns = segment.columns
            values = segment.values
            municipalities = query.municipalities.isEmpty ? [] : values.municipalities.flags(query.municipalities)
            neighbourhoods = query.neighbourhoods.isEmpty ? [] : values.neighbourhoods.flags(query.neighbourhoods)
        }

        /// `nil` when the listing misses two choices or more: no count has a use for it.
        func item(_ listing: Int) -> Item? {
            var missed: Facet?
            var count = 0
            func check(_ facet: Facet, _ meets: Bool) {
                if meets { return }
                missed = facet
                count += 1
            }
            if query.sectors != 0 { check(.sectors, columns.sectors[listing] & query.sectors != 0) }
            if query.groups != 0 { check(.groups, columns.groups[listing] & query.groups != 0) }
            if moments != 0 {
                let own = columns.moments[listing]
                check(.moments, own == 0 || own & moments != 0)
            }
            if query.rhythm != 0 { check(.rhythm, columns.rhythms[listing] & query.rhythm != 0) }
            if !municipalities.isEmpty {
                check(.municipalities, municipalities[Int(values.municipalities.slots[listing])])
            }
            if !neighbourhoods.isEmpty {
                check(.neighbourhoods, neighbourhoods[Int(values.neighbourhoods.slots[listing])])
            }
            return count > 1 ? nil : Item(listing: listing, missed: missed)
        }
    }
}
