package import Core
package import Web

/// A vacancy as it stands in a list: chips, title, who, where, when, and why it may fit.
package struct VacancyCard: Sendable {
    package let vacancy: Vacancy
    package let organisationName: String
    /// The place in words, with the distance when that is known.
    package let whereText: String
    /// When known; 0 is full.
    package let openPlaces: Int?
    /// Why it is in this list; when empty the card says something useful about the vacancy itself.
    package let why: String

    package init(
        vacancy: Vacancy, organisationName: String, whereText: String, openPlaces: Int? = nil, why: String = ""
    ) {
        self.vacancy = vacancy
        self.organisationName = organisationName
        self.whereText = whereText
        self.openPlaces = openPlaces
        self.why = why
    }

    /// The card as an item of a list with class `cards`.
    package func markup(_ t: Texts, today: Day) -> HTML {
        VacancyCardPieces(vacancy, organisationName: organisationName, openPlaces: openPlaces, t, today: today)
            .markup(whereText: whereText, why: why)
    }

    package static func list(_ cards: [VacancyCard], _ t: Texts, today: Day) -> HTML {
        "<ul class=\"cards\">\(cards, { $0.markup(t, today: today) })</ul>"
    }
}
