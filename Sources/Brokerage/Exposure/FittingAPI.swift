import Community
import Core
import Formats
import Web

/// What fits somebody's wishes, through the public API: the same order and the same reasons as on the page. Nothing of
/// the question is kept.
struct FittingAPI: Sendable {
    static let path = "/api/v1/passend"
    private static let most = 50

    let brokerage: Brokerage

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .everyone) { visit in try await answer(visit) }
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let limit = visit.query.text("aantal").map { Int($0) ?? 0 } ?? 10
        let wishes = Wishes(visit.query)
        let places = brokerage.index.places
        let position = places.position(of: wishes)
        var problems: [WebError.Problem] = []
        if !(1...Self.most).contains(limit) {
            problems.append(.init(name: "aantal", reason: Text("Vul een getal in van 1 tot en met 50.")))
        }
        if wishes.place != nil, position == nil {
            problems.append(
                .init(
                    name: Wishes.Name.place,
                    reason: Text("Deze plaats kennen we niet. Gebruik een postcode of de naam van een wijk of plaats."))
            )
        }
        if !problems.isEmpty { throw WebError.invalid(problems) }
        let advice = try await brokerage.ranking.works(
            for: wishes, position: position, limit: limit, now: visit.now, t: visit.t, in: brokerage.house.database)
        let notes = brokerage.ranking.notes(advice.hits.map(\.id.text))
        let items = advice.hits.compactMap { hit -> JSONValue? in
            guard let note = notes[hit.id.text] else { return nil }
            return [
                "nummer": .int(note.number), "url": .string(visit.site.origin + "/vacatures/\(note.number)"),
                "redenen": JSONValue(hit.reasons), "letOp": JSONValue(hit.cautions),
            ]
        }
        let answer: JSONValue = ["totaal": .int(advice.fitting), "resultaten": .array(items)]
        return .json(answer.bytes())
    }
}
