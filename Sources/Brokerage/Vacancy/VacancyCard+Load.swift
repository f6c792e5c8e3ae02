package import Core
package import Storage

extension VacancyCard {
    /// The card of what the search has at hand.
    init(_ shelved: ShelvedVacancy, _ t: Texts) {
        self.init(
            vacancy: shelved.vacancy, organisationName: shelved.organisationName,
            whereText: VacancyWords.place(shelved.vacancy, municipality: shelved.municipalityName, t),
            openPlaces: shelved.openPlaces)
    }

    /// Cards for these vacancies, with what they need from the database read at once.
    package static func load(_ vacancies: [Vacancy], t: Texts, in db: any SQLConnection) throws -> [VacancyCard] {
        if vacancies.isEmpty { return [] }
        let organisations = try names(
            "SELECT id, name FROM organisation WHERE id IN (\(list: Set(vacancies.map(\.organisation.text)).sorted()))",
            in: db)
        let municipalities = try names(
            "SELECT code AS id, name FROM municipality WHERE code IN (\(list: Set(vacancies.map(\.municipality)).sorted()))",
            in: db)
        let taken = try Vacancy.takenPlaces(vacancies.map(\.id), in: db)
        return vacancies.map { vacancy in
            VacancyCard(
                vacancy: vacancy, organisationName: organisations[vacancy.organisation.text] ?? "",
                whereText: VacancyWords.place(
                    vacancy, municipality: municipalities[vacancy.municipality] ?? "", t),
                openPlaces: max(0, vacancy.places - (taken[vacancy.id] ?? 0)))
        }
    }

    private static func names(_ sql: SQL, in db: any SQLConnection) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in try db.rows(sql) { names[try row("id")] = try row("name") }
        return names
    }
}
