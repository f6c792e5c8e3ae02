import Storage

extension Brokerage {
    /// For what the page "today" of a centre asks each time: of many rows it needs the few that stand out.
    static let homeIndexes = Migration(
        "brokerage-080-home",
        [
            """
            CREATE INDEX hours_entry_allowance ON hours_entry (municipality_code, state, day)
                WHERE allowance_cents IS NOT NULL
            """,
            """
            CREATE INDEX buddy_hours_allowance ON buddy_hours (municipality_code, state, day)
                WHERE allowance_cents IS NOT NULL
            """,
            """
            CREATE INDEX vacancy_changed ON vacancy (municipality_code, submitted_at, id)
                WHERE submitted_at > published_at
            """,
        ])
}
