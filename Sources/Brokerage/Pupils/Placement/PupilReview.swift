import Core
import Storage
import Web

/// A short look back: a mark from 1 to 5 and a few words, by the pupil and by the organisation.
struct PupilReview: Sendable {
    enum Author: String, Sendable, SQLConvertible { case pupil = "leerling", organisation = "organisatie" }

    static let form = Form([
        Field(
            "cijfer", Text("Hoe ging het?"),
            .radios([
                .init("5", Text("Heel goed")), .init("4", Text("Goed")), .init("3", Text("Gaat wel")),
                .init("2", Text("Niet zo goed")), .init("1", Text("Slecht")),
            ])),
        Field(
            "woorden", Text("Wat wil je erover kwijt?"), .area(rows: 3),
            hint: Text("De school, de organisatie en de centrale lezen dit."), required: false, limit: 600),
    ])

    static func keep(
        _ state: FormState, of placement: PupilPlacement.Identity, by author: Author, now: Moment,
        in db: any SQLConnection
    )
        throws
    {
        try db.run(
            """
            INSERT INTO pupil_review (placement_id, author, score, words, created_at)
            VALUES (\(placement), \(author), \(state.int("cijfer") ?? 3), \(state["woorden"]), \(now))
            ON CONFLICT (placement_id, author) DO UPDATE SET score = excluded.score, words = excluded.words,
                created_at = excluded.created_at
            """)
    }

    static func find(_ placement: PupilPlacement.Identity, by author: Author, in db: any SQLConnection) throws
        -> (score: Int, words: String)?
    {
        try db.first("SELECT score, words FROM pupil_review WHERE placement_id = \(placement) AND author = \(author)")
            .map {
                (try $0("score"), try $0("words"))
            }
    }
}
