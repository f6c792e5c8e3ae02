/// The search engine of the vacancy bank with what it needs to follow the database.
package final class VacancySearchIndex: Sendable {
    package init() {}
}
