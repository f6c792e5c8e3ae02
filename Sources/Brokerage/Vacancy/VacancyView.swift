import Community
import Core
import Storage
import Web

/// A vacancy with all its public page tells.
struct VacancyView: Sendable {
    let vacancy: Vacancy
    let organisation: Organisation
    let municipality: String
    let neighbourhood: String?
    let openPlaces: Int
    /// Whether a newcomer comes on the waiting list.
    let isFull: Bool
    /// The usual wait for an answer, in days.
    let answerDays: Int?

    static func load(number: Int, in db: any SQLConnection) throws -> VacancyView? {
        guard let vacancy = try Vacancy.find(number: number, in: db) else { return nil }
        let owner = try vacancy.owner(in: db)
        let taken = try VacancyPlaces.taken(vacancy.id, in: db)
        return try VacancyView(
            vacancy: vacancy, organisation: owner,
            municipality: Places.municipality(vacancy.municipality, in: db)?.name ?? "",
            neighbourhood: vacancy.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name },
            openPlaces: max(0, vacancy.places - taken), isFull: VacancyPlaces.isFull(vacancy, taken: taken, in: db),
            answerDays: AnswerTime.usual(for: owner.id, in: db))
    }

    /// What a visitor gets to see of it.
    enum Sight: Sendable {
        case open
        /// It was on line once; people still come to its address.
        case over
        /// Only who works on it sees it.
        case preview
        case hidden
    }

    func sight(_ visit: Visit) -> Sight {
        if vacancy.isOpen(on: visit.today), organisation.mayPublish { return .open }
        let wasPublished = vacancy.publishedAt != nil && !vacancy.isTemplate
        if wasPublished, [.online, .paused, .closed].contains(vacancy.state) { return .over }
        let isOwn = visit.actor.organisations.contains { $0.id == vacancy.organisation.text }
        let isCentre = !vacancy.isTemplate && visit.actor.has(MunicipalRole.centre, in: vacancy.municipality)
        return isOwn || isCentre ? .preview : .hidden
    }
}
