import Community
import Core
import Search
import Storage
import Web

/// The order “what suits me” of a search, for who keeps wishes: of what the search finds, only what fits, best first.
struct SuitedOrder: Sendable {
    /// In the address, under `volgorde`.
    static let code = "past"
    /// So many are looked through; a search that finds more is wide enough without the rest.
    static let most = 2000

    /// The rank of each work that fits, and why in a sentence.
    private let places: [String: (rank: Int, sentence: String)]

    init(_ advice: WorkAdvice, _ t: Texts) {
        places = Dictionary(
            advice.hits.enumerated().map { rank, work in
                (work.id.text, (rank, RankWords.sentence(work.reasons, t)))
            }
        ) { first, _ in first }
    }

    func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        let known = hits.compactMap { hit in places[hit.id].map { (hit: hit, rank: $0.rank) } }
        return known.sorted { $0.rank < $1.rank }.map(\.hit)
    }

    func sentence(_ id: String) -> String { places[id]?.sentence ?? "" }
}

extension Brokerage {
    /// The search page in that order; without wishes the way to them.
    func suitedSearchPage(_ visit: Visit) async throws -> Reply {
        guard let kept = try await usedWishes(visit), !kept.wishes.isEmpty else {
            return .redirect(to: KeptWishes.path)
        }
        let request = SearchRequest(visit.query.removing("volgorde").removing("na"), places: index.places)
        let advice = try await ranking.works(
            for: kept.wishes, position: index.places.position(of: kept.wishes), limit: SuitedOrder.most,
            now: visit.now, t: visit.t, in: house.database)
        let order = SuitedOrder(advice, visit.t)
        let answer = try await finder.answer(request, today: visit.today, limit: 60, order: order)
        let areas = request.view == .map ? try await house.database.read { db in try MapArea.all(in: db) } : []
        return SearchPage(visit: visit, answer: answer, areas: areas, suited: order).reply
    }
}
