import Community
import Core
import Formats
import Storage
import Web

/// The pages of vacancies that anyone may open.
struct PublicVacancyRoutes: Sendable {
    let house: House
    let similar: SimilarVacancies

    func register(_ routes: Routes) {
        routes.get("/vacatures/{nummer}", access: .everyone) { visit in
            let (view, sight) = try await load(visit)
            let cards = try await cards(like: view.vacancy, sight, visit)
            return VacancyPage(view: view, sight: sight, similar: cards, visit: visit).reply
        }
        routes.get("/vacatures/{nummer}/agenda.ics", access: .everyone) { visit in
            let (view, sight) = try await load(visit)
            guard sight != .over,
                let file = VacancyCalendarFile.file(view, origin: visit.site.origin, t: visit.t)
            else { throw WebError.notFound }
            return Reply.download(file.bytes, name: "vacature-\(view.vacancy.number).ics", type: ICalendar.mediaType)
        }
    }

    private func load(_ visit: Visit) async throws -> (VacancyView, VacancyView.Sight) {
        let number = try visit.number("nummer")
        guard let view = try await house.database.read({ db in try VacancyView.load(number: number, in: db) }) else {
            throw WebError.notFound
        }
        let sight = view.sight(visit)
        if sight == .hidden { throw WebError.notFound }
        return (view, sight)
    }

    private func cards(like vacancy: Vacancy, _ sight: VacancyView.Sight, _ visit: Visit) async throws -> [VacancyCard]
    {
        if sight == .preview { return [] }
        let ids = try await similar(vacancy)
        return try await house.database.read { [now = visit.now, t = visit.t] db in
            // The search has forgotten what is closed: then the newest of the same kind nearby are the way on.
            let found = ids.isEmpty ? try Vacancy.newest(like: vacancy, in: db) : try Vacancy.find(ids, in: db)
            let others = found.filter { $0.isOpen(on: now.day) && $0.id != vacancy.id }
            return try VacancyCard.load(Array(others.prefix(3)), t: t, in: db)
        }
    }
}
