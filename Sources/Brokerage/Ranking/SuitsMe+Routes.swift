import Community
import Core
import Matching
import Storage
import Web

extension Brokerage {
    /// “What suits me”: six questions and their answer, without an account.
    func suitsMeRoutes(_ routes: Routes) {
        routes.get(SuitsMeSteps.path, access: .everyone) { visit in
            let wishes = Wishes(visit.query)
            if let step = visit.query.int("stap"), (1...SuitsMeSteps.count).contains(step) {
                return SuitsMeSteps(visit: visit, wishes: wishes, step: step).reply
            }
            if wishes.isEmpty, visit.query.text("stap") == nil {
                return SuitsMeSteps(visit: visit, wishes: wishes, step: 1).reply
            }
            return try await suitsMeResult(visit, wishes)
        }
    }

    private func suitsMeResult(_ visit: Visit, _ wishes: Wishes) async throws -> Reply {
        let shown = min(60, max(SuitsMeResult.first, visit.query.int("aantal") ?? 0))
        let found = try await suitable(wishes, limit: shown, nearMisses: 4, visit: visit)
        return SuitsMeResult(visit: visit, wishes: wishes, found: found, shown: shown).reply
    }

    /// What suits these wishes, with the vacancies behind it.
    func suitable(_ wishes: Wishes, limit: Int, nearMisses: Int, visit: Visit) async throws -> SuitableWork {
        let places = index.places
        let position = places.position(of: wishes)
        let advice = try await ranking.works(
            for: wishes, position: position, limit: limit, nearMisses: nearMisses, now: visit.now, t: visit.t,
            in: house.database)
        let ids = advice.hits.map(\.id.text) + advice.near.map(\.id.text)
        let shelved = try await finder.shelved(ids, places: places).compactMap(\.self)
            .filter { $0.vacancy.isOpen(on: visit.today) }
        return SuitableWork(
            advice: advice,
            vacancies: Dictionary(shelved.map { ($0.vacancy.id.text, $0) }) { first, _ in first },
            spot: wishes.place.flatMap(places.find)?.spot)
    }
}

/// What suits, with what a page shows of it.
struct SuitableWork: Sendable {
    let advice: WorkAdvice
    /// By id; what went off line a moment ago is not there.
    let vacancies: [String: ShelvedVacancy]
    /// Where the person is, when known.
    let spot: Spot?

    /// A work as a card with its reasons.
    func card(_ work: RankedWork, _ t: Texts, today: Day) -> HTML {
        guard let shelved = vacancies[work.id.text] else { return .empty }
        let sentence =
            work.reasons.isEmpty ? t("Niets van wat je zei staat in de weg.") : RankWords.sentence(work.reasons, t)
        let distance = spot.flatMap { spot in shelved.vacancy.spot.map { $0.distance(to: spot) } }
        let found = SearchAnswer.Found(shelved: shelved, distance: distance, matched: [], score: 0)
        return shelved.pieces(t, today: today).markup(
            whereText: found.whereText(t), why: ([sentence] + work.bonuses + work.cautions).joined(separator: " "))
    }
}
