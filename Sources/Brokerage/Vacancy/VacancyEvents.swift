import Community
import Core

/// What others must know about vacancies after a write succeeded.
package struct VacancyEvents: Sendable {
    /// These vacancies changed in a way that the search must follow: text, place, state.
    package var changed: @Sendable ([Vacancy.Identity]) async -> Void

    package init(changed: @escaping @Sendable ([Vacancy.Identity]) async -> Void) { self.changed = changed }

    /// Nobody listens.
    package static let none = VacancyEvents { _ in }
}

/// Finds vacancies like this one, best first.
package typealias SimilarVacancies = @Sendable (Vacancy) async throws -> [Vacancy.Identity]
