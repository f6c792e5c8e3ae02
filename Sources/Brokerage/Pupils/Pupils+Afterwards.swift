import Storage

extension PupilTables {
    /// What was added when the second round got its own record, a place could be taken away without its hours, and a
    /// pupil could find a place alone.
    static let afterwards = Migration(
        "brokerage-070-pupils-afterwards",
        [
            """
            CREATE TABLE pupil_second (
                draw_id TEXT NOT NULL REFERENCES pupil_draw (id), step BIGINT NOT NULL, input TEXT NOT NULL,
                commitment TEXT NOT NULL, transcript TEXT NOT NULL, placed BIGINT NOT NULL, moved BIGINT NOT NULL,
                made_at \(type: .timestamp) NOT NULL, made_by TEXT REFERENCES person (id),
                PRIMARY KEY (draw_id, step))
            """,
            "ALTER TABLE pupil_placement ADD COLUMN ended_at \(type: .timestamp)",
            "ALTER TABLE pupil ADD COLUMN own_way_at \(type: .timestamp)",
        ])

    /// Where the number of a lottery will come from, named when the wishes were frozen. Lotteries that were frozen
    /// before this have none.
    static let namedSource = Migration(
        "brokerage-071-pupils-source", ["ALTER TABLE pupil_draw ADD COLUMN named_source TEXT"])
}
