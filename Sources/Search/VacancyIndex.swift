/// All open vacancies in memory, searched without a clock, a disk or a surprise: the same listings and the same
/// query give the same answer, whatever order the updates came in.
///
/// A value: a copy is a snapshot that later updates leave alone. Inside are segments that never change. An update
/// adds a small segment and hides the listing it replaces; small segments are merged as they pile up, and all
/// become one when the listings outside the first or hidden in it are more than `mergeThreshold` and more than an
/// eighth of it. So an update costs little, and an index can be filled in batches without holding all the texts.
package struct VacancyIndex: Sendable {
    struct SegmentState: Sendable {
        let segment: Segment
        var live: Bitset
        var liveCount: Int
        /// By listing. Not in the segment: it changes with every application, and the rest does not.
        var pressures: [UInt8]

        var hasHidden: Bool { liveCount < segment.count }

        init(_ segment: Segment, pressures: [UInt8]) {
            self.segment = segment
            self.pressures = pressures
            live = Bitset(count: segment.count, filled: true)
            liveCount = segment.count
        }

        mutating func hide(_ index: Int) {
            guard live.contains(index) else { return }
            live.remove(index)
            liveCount -= 1
        }

        /// The live listings with this term.
        func liveCount(of term: Int) -> Int {
            let range = segment.postings.range(term)
            guard hasHidden else { return range.count }
            return range.reduce(0) { $0 + (live.contains(Int(segment.postings.entries[$1] >> 4)) ? 1 : 0) }
        }
    }

    private(set) var segments: [SegmentState] = []
    private(set) var memory = SearchMemory(listings: 0)
    private let mergeThreshold: Int

    /// Of listings with the same id the last one counts.
    package init(_ listings: [Listing] = [], mergeThreshold: Int = 2_000) {
        self.mergeThreshold = mergeThreshold
        upsert(listings)
    }

    /// The number of listings.
    package var count: Int { segments.reduce(0) { $0 + $1.liveCount } }

    package func contains(id: String) -> Bool { position(ofID: id) != nil }

    package mutating func upsert(_ listing: Listing) { upsert([listing]) }

    /// Adds listings, each in place of the one with its id.
    package mutating func upsert(_ listings: [Listing]) {
        var seen: Set<String> = []
        let latest = listings.reversed().filter { seen.insert($0.id).inserted }
        guard !latest.isEmpty else { return }
        for listing in latest { hide(id: listing.id) }
        segments.append(SegmentBuilder.build(latest))
        tidy()
    }

    /// Removes a listing; one that is not there is no error.
    package mutating func remove(id: String) { remove(ids: [id]) }

    package mutating func remove(ids: [String]) {
        for id in ids { hide(id: id) }
        tidy()
    }

    /// Changes how much attention listings have, by id; unknown ids are no error. What is searched stays as it is, so
    /// this costs a copy of one byte for each listing.
    package mutating func setPressures(_ pressures: [(id: String, pressure: UInt8)]) {
        var isChanged = false
        for (id, pressure) in pressures {
            guard let place = position(ofID: id) else { continue }
            if segments[place.segment].pressures[place.listing] == pressure { continue }
            segments[place.segment].pressures[place.listing] = pressure
            isChanged = true
        }
        if isChanged { memory = memory.withoutAnswers() }
    }

    func position(ofID id: String) -> (segment: Int, listing: Int)? {
        for (number, state) in segments.enumerated() {
            if let listing = state.segment.index(ofID: id), state.live.contains(listing) { return (number, listing) }
        }
        return nil
    }

    private mutating func hide(id: String) {
        if let place = position(ofID: id) { segments[place.segment].hide(place.listing) }
    }

    private mutating func tidy() {
        defer { memory = SearchMemory(listings: count) }
        segments.removeAll { $0.liveCount == 0 }
        // Each segment stays at most half of the one before it, so there are few and each listing moves seldom.
        while segments.count > 2, segments[segments.count - 1].liveCount * 2 > segments[segments.count - 2].liveCount {
            merge(from: segments.count - 2)
        }
        guard let base = segments.first else { return }
        let outside = segments.dropFirst().reduce(0) { $0 + $1.segment.count }
        let hidden = base.segment.count - base.liveCount
        if outside + hidden > max(mergeThreshold, base.segment.count / 8) { merge(from: 0) }
    }

    private mutating func merge(from first: Int) {
        let parts = segments[first...].map { (segment: $0.segment, live: $0.live) }
        var pressures: [UInt8] = []
        for state in segments[first...] { state.live.forEach { pressures.append(state.pressures[$0]) } }
        segments.replaceSubrange(first..., with: [SegmentState(Segment.merging(parts), pressures: pressures)])
    }
}
