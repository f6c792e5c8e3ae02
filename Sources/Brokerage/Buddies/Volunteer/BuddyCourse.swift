import Core
import Services
import Storage
import Web

/// A course that volunteers of one kind do before they begin.
struct BuddyCourse: Sendable {
    let id: String
    let number: Int
    let kind: BuddyKind.Identity
    let municipality: String
    let day: Day
    let time: String
    let place: String
    let finishedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        kind = try row("kind_id")
        municipality = try row("municipality_code")
        day = try row("day")
        time = try row("time_text")
        place = try row("place")
        finishedAt = try row("finished_at")
    }

    static func all(in codes: [String], from: Day, db: any SQLConnection) throws -> [BuddyCourse] {
        try db.rows(
            """
            SELECT * FROM buddy_course WHERE municipality_code IN (\(list: codes)) AND (day >= \(from)
            OR finished_at IS NULL) ORDER BY day DESC, number DESC LIMIT 100
            """
        ).map(BuddyCourse.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> BuddyCourse? {
        try db.first(
            "SELECT * FROM buddy_course WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(BuddyCourse.init(row:))
    }

    /// Who is signed up, and who of this kind still needs a course.
    static func people(_ course: BuddyCourse, in db: any SQLConnection) throws -> [(
        number: Int, name: String, isIn: Bool, isDone: Bool
    )] {
        try db.rows(
            """
            SELECT v.number, v.name, w.course_id, w.course_done FROM buddy_volunteer_kind w
            JOIN buddy_volunteer v ON v.id = w.volunteer_id
            WHERE w.kind_id = \(course.kind) AND v.state IN (\(list: [BuddyVolunteer.State.new, .ready]))
            AND (w.course_id = \(course.id) OR w.course_done IS NULL) ORDER BY v.created_at, v.id LIMIT 200
            """
        ).map { row in
            (
                number: try row("number"), name: try row("name"),
                isIn: try row("course_id", as: String?.self) == course.id,
                isDone: try row("course_done", as: Day?.self) != nil
            )
        }
    }
}

extension BuddyWork {
    func plan(
        course kind: BuddyKind, day: Day, time: String, place: String, in db: any SQLConnection
    ) throws -> Int {
        let id = ID<BuddyCourse>(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_course")
        try db.run(
            """
            INSERT INTO buddy_course (id, number, kind_id, municipality_code, day, time_text, place)
            VALUES (\(id), \(number), \(kind.id), \(kind.municipality), \(day), \(time), \(place))
            """)
        try record("maatje-cursus-gepland", "maatje-cursus", id.text, kind.municipality, in: db)
        return number
    }

    /// Who comes. Those who are new on it get a mail.
    func signUp(_ numbers: Set<Int>, for course: BuddyCourse, kind: BuddyKind, in db: any SQLConnection) throws {
        for line in try BuddyCourse.people(course, in: db) where !line.isDone {
            let isIn = numbers.contains(line.number)
            if isIn == line.isIn { continue }
            let own: String? = isIn ? course.id : nil
            try db.run(
                """
                UPDATE buddy_volunteer_kind SET course_id = \(own) WHERE kind_id = \(course.kind)
                AND volunteer_id = (SELECT id FROM buddy_volunteer WHERE number = \(line.number))
                """)
            guard isIn,
                let volunteer = try BuddyVolunteer.find(
                    number: line.number, municipalities: [course.municipality], in: db)
            else { continue }
            try tellVolunteer(
                volunteer, kind: "maatje-cursus", subject: { t in t("De cursus voor \(kind.name)") }, in: db
            ) { t in
                [
                    .paragraph(t("Je staat op de lijst voor de cursus:")),
                    .list([t.longDate(course.day) + ", " + course.time, course.place]),
                    .paragraph(t("Kun je niet? Bel ons dan even.")),
                ]
            }
        }
        try record("maatje-cursus-lijst", "maatje-cursus", course.id, course.municipality, in: db)
    }

    /// The course was given: who was there has done it.
    func finish(_ course: BuddyCourse, present: Set<Int>, in db: any SQLConnection) throws {
        let changed = try db.run(
            "UPDATE buddy_course SET finished_at = \(now) WHERE id = \(course.id) AND finished_at IS NULL")
        guard changed == 1 else { throw WebError.badRequest(Text("Deze cursus is al afgerond.")) }
        for line in try BuddyCourse.people(course, in: db) where line.isIn {
            let done: Day? = present.contains(line.number) ? course.day : nil
            try db.run(
                """
                UPDATE buddy_volunteer_kind SET course_done = \(done), course_id = \(done == nil ? nil : course.id)
                WHERE kind_id = \(course.kind)
                AND volunteer_id = (SELECT id FROM buddy_volunteer WHERE number = \(line.number))
                """)
        }
        try record("maatje-cursus-klaar", "maatje-cursus", course.id, course.municipality, in: db)
    }
}
