import Community
import Core
import Formats
import Storage
import Web

/// The pages of vacancies that anyone may open.
struct PublicVacancyRoutes: Sendable {
    let house: House
    let similar: SimilarVacancies
    let fit: VacancyFitCard

    func register(_ routes: Routes) {
        routes.get("/vacatures/{nummer}", access: .everyone) { visit in
            let (view, sight) = try await load(visit)
            let cards = try await cards(like: view.vacancy, sight, visit)
            let fit = sight == .open ? try await fit(view.vacancy, visit) : .empty
            return VacancyPage(view: view, sight: sight, similar: cards, fit: fit, visit: visit).reply
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
        let alike = try await similar(vacancy).filter {
            $0.vacancy.isOpen(on: visit.today) && $0.vacancy.id != vacancy.id
        }
        if !alike.isEmpty { return alike.prefix(3).map { VacancyCard($0, visit.t) } }
        // The search has forgotten what is closed: then the newest of the same kind nearby are the way on.
        return try await house.database.read { [today = visit.today, t = visit.t] db in
            let others = try Vacancy.newest(like: vacancy, in: db).filter {
                $0.isOpen(on: today) && $0.id != vacancy.id
            }
            return try VacancyCard.load(Array(others.prefix(3)), t: t, in: db)
        }
    }
}
