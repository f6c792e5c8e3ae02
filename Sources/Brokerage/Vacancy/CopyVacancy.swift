import Community
import Core
import Storage
import Web

/// A vacancy once more, as a draft or as a template to start from.
enum CopyVacancy {
    /// - Returns: the number of the copy.
    static func perform(
        _ number: Int, asTemplate: Bool, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk
    ) async throws -> Int {
        try await desk.house.database.write { db in
            guard let vacancy = try Vacancy.find(number: number, of: organisation, in: db) else {
                throw WebError.notFound
            }
            let name = try Places.municipality(vacancy.municipality, in: db)?.name ?? ""
            let draft = VacancyDraft(vacancy, municipality: name).renewed(on: visit.today)
            let place = VacancyPlace(
                municipality: vacancy.municipality, neighbourhood: vacancy.neighbourhood, spot: vacancy.spot,
                words: vacancy.place)
            let copy = try Vacancy.insert(
                draft, at: place, of: try vacancy.owner(in: db), isTemplate: asTemplate, now: visit.now, in: db)
            try desk.record(asTemplate ? "sjabloon-gemaakt" : "vacature-gekopieerd", copy, by: visit, in: db)
            return copy.number
        }
    }
}

/// A draft that never was on line, or a template, goes for good.
enum DeleteVacancy {
    static func perform(_ number: Int, of organisation: Organisation.Identity, visit: Visit, desk: VacancyDesk)
        async throws
    {
        try await desk.change(number, of: organisation) { vacancy, db in
            guard vacancy.mayBeDeleted else { throw VacancyDesk.outdated }
            try db.run("DELETE FROM vacancy WHERE id = \(vacancy.id)")
            try desk.record("vacature-verwijderd", vacancy, by: visit, in: db)
        }
    }
}

extension Vacancy {
    /// Whether nobody outside the organisation can have seen it or answered it.
    var mayBeDeleted: Bool { state == .draft && publishedAt == nil }
}
