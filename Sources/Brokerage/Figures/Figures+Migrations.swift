package import Storage

extension Brokerage {
    /// For the figures: what they count stands in the index itself, in the order of time. The first covers the older
    /// index on the same two columns, which goes.
    package static let figureIndexes = Migration(
        "brokerage-006-figures",
        [
            """
            CREATE INDEX application_figures ON application (municipality_code, confirmed_at, neighbourhood_id, sector,
                answered_at, state, state_at, waiting_since)
            """,
            "CREATE INDEX application_placements ON application (municipality_code, placed_at, neighbourhood_id, sector)",
            "DROP INDEX application_municipality",
            // Who waits for an answer: without it the engine walks along all the years of a municipality.
            """
            CREATE INDEX application_unanswered ON application (municipality_code, state, answered_at, confirmed_at, state_at)
            """,
        ])
}
