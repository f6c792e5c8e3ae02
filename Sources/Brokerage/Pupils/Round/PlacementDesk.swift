import Community
import Core
import Services
import Storage
import Web

/// Pupils of a round, one by one, for the centre: where each is, and a change by hand.
struct PlacementDesk: Sendable {
    struct Line: Sendable {
        let pupil: Pupil
        let school: String
        let className: String
        let place: String?
        let source: PupilPlacement.Source?
    }

    let house: House
    static let pageSize = 50

    func register(_ routes: Routes) {
        let base = RoundSteps.base + "/leerlingen"
        routes.get(base, access: .centre) { visit in try await list(visit) }
        routes.get(base + "/{leerling}", access: .centre) { visit in try await one(visit) }
        routes.post(base + "/{leerling}", access: .centre) { visit in try await change(visit) }
        routes.post(base + "/{leerling}/zelf", access: .centre) { visit in try await findsAlone(visit) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        let round = try await RoundSteps.round(visit, house)
        let onlyLeft = visit.query.text("zonder") != nil
        let onlyStranded = visit.query.text("gestopt") != nil
        let key = (visit.query.text("na") ?? "").split(separator: "~", maxSplits: 1).map(String.init)
        let page = try await house.database.read { db in
            var conditions: [SQL] = ["p.round_id = \(round.id)", "p.erased_at IS NULL"]
            if onlyLeft { conditions.append(ShareOutRest.isLeft(round)) }
            if onlyStranded { conditions.append(StoppedPlaces.isStranded(round)) }
            if key.count == 2 { conditions.append("(p.sort_key, p.id) > (\(key[1]), \(key[0]))") }
            let rows = try db.rows(
                """
                SELECT p.*, s.name AS school, c.name AS class_name, l.title, m.source FROM pupil p
                JOIN school s ON s.id = p.school_id JOIN pupil_class c ON c.id = p.class_id
                LEFT JOIN pupil_placement m ON m.pupil_id = p.id AND m.ended_at IS NULL LEFT JOIN pupil_place l ON l.id = m.place_id
                WHERE \(SQL.all(conditions)) ORDER BY p.sort_key, p.id LIMIT \(Self.pageSize + 1)
                """)
            let lines = try rows.map { row in
                (
                    key: "\(try row("id", as: String.self))~\(try row("sort_key", as: String.self))",
                    line: Line(
                        pupil: try Pupil(row: row), school: try row("school"), className: try row("class_name"),
                        place: try row("title"), source: try row("source"))
                )
            }
            return Page(fetched: lines, limit: Self.pageSize) { $0.key }.map(\.line)
        }
        return PlacementDeskPages(visit: visit, round: round).list(
            page, filter: onlyStranded ? .stranded : onlyLeft ? .left : nil)
    }

    /// Whether the pupil finds a place alone.
    private func findsAlone(_ visit: Visit) async throws -> Reply {
        let round = try await RoundSteps.round(visit, house)
        let number = try visit.number("leerling")
        guard let isAlone = visit.form.text("zelf").flatMap(PupilList.yesOrNo) else { throw WebError.notFound }
        try await house.database.write { db in
            guard let pupil = try Pupil.find(number: number, round: round.id, in: db) else { throw WebError.notFound }
            let work = FindsAlone(house: house, visit: visit)
            if isAlone { try work.mark(pupil, in: db) } else { try work.undo(pupil, in: db) }
        }
        return .redirect(to: round.centrePath + "/leerlingen/\(number)", notice: visit.t("Bewaard."))
    }

    private struct Whole: Sendable {
        let pupil: Pupil
        let current: PlaceWithName?
        let free: [PupilPlace]
    }

    private func find(_ visit: Visit, _ round: PupilRound) async throws -> Whole {
        let number = try visit.number("leerling")
        return try await house.database.read { db in
            guard let pupil = try Pupil.find(number: number, round: round.id, in: db) else { throw WebError.notFound }
            let placed = try PupilPlacement.of(pupil.id, in: db)
            let groups = try PupilPlace.open(in: round.id, db: db).filter { $0.isForGroups && pupil.group != nil }
            return Whole(
                pupil: pupil, current: try placed.flatMap { try PlaceWithName.find($0.place, in: db) },
                free: try ShareOutRest.free(round.id, in: db) + groups)
        }
    }

    private func one(_ visit: Visit, _ state: FormState? = nil) async throws -> Reply {
        let round = try await RoundSteps.round(visit, house)
        let found = try await find(visit, round)
        return PlacementDeskPages(visit: visit, round: round).one(
            found.pupil, current: found.current, free: found.free, state)
    }

    private func change(_ visit: Visit) async throws -> Reply {
        let round = try await RoundSteps.round(visit, house)
        let found = try await find(visit, round)
        var state = PlacementDeskPages.form(found.free).read(visit.form)
        guard state.isValid else { return try await one(visit, state) }
        let target = state["plek"]
        do {
            try await house.database.write { [state] db in
                guard let pupil = try Pupil.find(found.pupil.id, in: db) else { throw WebError.notFound }
                let place = target == "geen" ? nil : try PupilPlace.find(.init(target), in: db)
                guard target == "geen" || place != nil else { throw WebError.notFound }
                try ChangePlacement(house: house, visit: visit).perform(
                    pupil, to: place, reason: state["reden"], in: db)
            }
        } catch WebError.badRequest(let text) {
            state.addError("plek", text)
            return try await one(visit, state)
        }
        return .redirect(to: round.centrePath + "/leerlingen/\(found.pupil.number)", notice: visit.t("Bewaard."))
    }
}
