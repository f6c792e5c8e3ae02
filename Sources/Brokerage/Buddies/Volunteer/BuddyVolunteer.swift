import Community
import Core
import Storage

/// Someone who wants to be a buddy.
struct BuddyVolunteer: Sendable {
    typealias Identity = ID<BuddyVolunteer>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// Nobody of the centre spoke with the volunteer yet.
        case new = "nieuw"
        case ready = "klaar"
        case stopped = "gestopt"

        var label: Text {
            switch self {
            case .new: Text("nieuw")
            case .ready: Text("kan meedoen")
            case .stopped: Text("gestopt")
            }
        }
    }

    let id: Identity
    let number: Int
    let municipality: String
    let neighbourhood: String?
    let person: String?
    let name: String
    let email: String?
    let phone: String?
    let language: Language
    let gender: BuddyGender?
    let moments: WeekMoments
    let languages: BuddyLanguages
    /// Ticks of what the volunteer likes to do together.
    let interests: BuddyInterests
    /// How far from home, in metres; `nil` is anywhere.
    let reach: Int?
    /// How many people the volunteer can be there for at once.
    let capacity: Int
    /// The day on which someone of the centre saw the certificate; it is not kept.
    let vogSeen: Day?
    let sealed: [UInt8]?
    let state: State
    let createdAt: Moment
    let erasedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        person = try row("person_id")
        name = try row("name")
        email = try row("email")
        phone = try row("phone")
        language = try row("language")
        gender = try row("gender")
        moments = try row("moments")
        languages = try row("languages")
        interests = try row("interests")
        reach = try row("reach")
        capacity = try row("capacity")
        vogSeen = try row("vog_seen")
        sealed = try row("sealed")
        state = try row("state")
        createdAt = try row("created_at")
        erasedAt = try row("erased_at")
    }

    var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> BuddyVolunteer? {
        try db.first("SELECT * FROM buddy_volunteer WHERE id = \(id)").map(BuddyVolunteer.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> BuddyVolunteer? {
        try db.first(
            "SELECT * FROM buddy_volunteer WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(BuddyVolunteer.init(row:))
    }

    /// The kinds the volunteer wants, and whether the course is done.
    struct Wanted: Sendable {
        let kind: BuddyKind
        let courseDone: Day?
        let courseDay: Day?

        /// The volunteer may begin only after a course.
        var needsCourseFirst: Bool { kind.needsCourse && courseDone == nil }
    }

    func wanted(in db: any SQLConnection) throws -> [Wanted] {
        try db.rows(
            """
            SELECT k.*, w.course_done, c.day AS course_day FROM buddy_volunteer_kind w
            JOIN buddy_kind k ON k.id = w.kind_id LEFT JOIN buddy_course c ON c.id = w.course_id
            WHERE w.volunteer_id = \(id) ORDER BY k.sort_key, k.number
            """
        ).map { row in
            Wanted(kind: try BuddyKind(row: row), courseDone: try row("course_done"), courseDay: try row("course_day"))
        }
    }
}
