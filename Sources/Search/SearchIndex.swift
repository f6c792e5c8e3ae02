import Synchronization

/// The index the whole process shares: searches run on a snapshot and never wait for an update.
///
/// Updates wait for each other. One in thousands merges the whole index (a third of a second at 100,000 listings,
/// with twice the memory for that moment), so call them where a thread may be kept busy.
package final class SearchIndex: Sendable {
    private let current: Mutex<VacancyIndex>
    private let updating = Mutex<Void>(())

    package init(_ listings: [Listing] = []) {
        current = Mutex(VacancyIndex(listings))
    }

    /// The listings as they are now, for several questions that must agree with each other.
    package var snapshot: VacancyIndex { current.withLock { $0 } }

    package var count: Int { snapshot.count }

    package func search(_ query: SearchQuery) -> SearchResult { snapshot.search(query) }

    package func count(_ query: SearchQuery) -> Int { snapshot.count(query) }

    package func widenings(for query: SearchQuery) -> [Widening] { snapshot.widenings(for: query) }

    package func similar(to id: String, limit: Int) -> [SearchHit] { snapshot.similar(to: id, limit: limit) }

    /// Adds or replaces listings and removes others, for searches that start afterwards, all at once.
    package func update(upserting listings: [Listing] = [], removing ids: [String] = []) {
        change { index in
            index.remove(ids: ids)
            index.upsert(listings)
        }
    }

    /// How much attention these have now; see `VacancyIndex.setPressures`.
    package func setPressures(_ pressures: [(id: String, pressure: UInt8)]) {
        change { $0.setPressures(pressures) }
    }

    package func upsert(_ listing: Listing) { update(upserting: [listing]) }

    package func remove(id: String) { update(removing: [id]) }

    /// Starts anew with these listings.
    package func replaceAll(_ listings: [Listing]) {
        change { $0 = VacancyIndex(listings) }
    }

    /// Starts anew with what `other` holds.
    package func replace(by other: SearchIndex) {
        let fresh = other.snapshot
        change { $0 = fresh }
    }

    private func change(_ edit: (inout VacancyIndex) -> Void) {
        updating.withLock { _ in
            var next = snapshot
            edit(&next)
            let finished = next
            current.withLock { $0 = finished }
        }
    }
}
