import Community
import Core
package import Web

/// What others must know about vacancies after a write succeeded.
package struct VacancyEvents: Sendable {
    /// These vacancies changed in a way that the search must follow: text, place, state.
    package var changed: @Sendable ([Vacancy.Identity]) async -> Void

    package init(changed: @escaping @Sendable ([Vacancy.Identity]) async -> Void) { self.changed = changed }

    /// Nobody listens.
    package static let none = VacancyEvents { _ in }
}

/// The card that says how a vacancy fits the visitor.
package typealias VacancyFitCard = @Sendable (Vacancy, Visit) async throws -> HTML

/// Finds vacancies on line like this one, best first; none when the search does not know this one any more.
package typealias SimilarVacancies = @Sendable (Vacancy) async throws -> [ShelvedVacancy]
