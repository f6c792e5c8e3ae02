import Storage

extension Brokerage {
    /// For what is counted of vacancies and of people who wait: without these an engine reads all there ever was.
    static let indicatorIndexes = Migration(
        "brokerage-007-indicators",
        [
            "CREATE INDEX vacancy_indicators ON vacancy (municipality_code, published_at, state, is_template)",
            "CREATE INDEX application_state ON application (municipality_code, state, confirmed_at)",
        ])
}
