package import Community
package import Core
package import Storage

/// Work that an organisation asks people for.
package struct Vacancy: Sendable {
    package typealias Identity = ID<Vacancy>

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case draft = "concept"
        case submitted = "ingediend"
        case online
        case paused = "gepauzeerd"
        case closed = "gesloten"

        package var label: Text {
            switch self {
            case .draft: Text("Concept")
            case .submitted: Text("Wacht op controle")
            case .online: Text("Online")
            case .paused: Text("Gepauzeerd")
            case .closed: Text("Gesloten")
            }
        }
    }

    package let id: Identity
    package let number: Int
    package let organisation: Organisation.Identity
    package var municipality: String
    package var neighbourhood: String?
    package var title: String
    /// What you do.
    package var what: String
    /// What it means to others.
    package var why: String
    /// What you get: company, coaching, skills.
    package var gets: String
    /// What it asks of you, in words.
    package var requirements: String
    package var sector: Sector
    package var groups: [TargetGroup]
    /// What comes in handy, and what it has to give: for ranking, never a condition.
    package var skills: [Skill]
    package var motives: [Motive]
    /// A public place, never a private address.
    package var place: String
    package var postcode: String?
    /// Missing for work in the whole municipality or from home.
    package var spot: Spot?
    package var fromHome: Bool
    package var rhythm: Rhythm
    package var moments: WeekMoments
    package var timeText: String
    /// Minutes a week; for one-off work the minutes in all.
    package var minutesMin: Int?
    package var minutesMax: Int?
    package var firstDay: Day?
    package var lastDay: Day?
    package var places: Int
    /// Zero when there is none.
    package var minimumAge: Int
    package var goodToStart: Bool
    package var learningDutch: Bool
    package var wheelchair: Bool
    package var vog: Bool
    package var licence: Bool
    package var course: String?
    package var expenses: String?
    package var insured: Bool
    package var contact: String
    package var state: State
    package var feedback: String?
    package var isTemplate: Bool
    package let createdAt: Moment
    package var updatedAt: Moment
    package var submittedAt: Moment?
    package var publishedAt: Moment?
    /// When the organisation last showed that this is alive: an edit, an answer, a "yes, still open".
    package var lastSignAt: Moment
    package var askedOpenAt: Moment?
    package var closedAt: Moment?
    package var closedReason: String?
    package var approvedCopy: String?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        organisation = try row("organisation_id")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        title = try row("title")
        what = try row("what")
        why = try row("why")
        gets = try row("gets")
        requirements = try row("requirements")
        sector = try row("sector")
        groups = TargetGroup.decode(try row("target_groups"))
        skills = Skill.decode(try row("skills"))
        motives = Motive.decode(try row("motives"))
        place = try row("place")
        postcode = try row("postcode")
        spot = try Spot(row: row)
        fromHome = try row("from_home")
        rhythm = try row("rhythm")
        moments = try row("moments")
        timeText = try row("time_text")
        minutesMin = try row("minutes_min")
        minutesMax = try row("minutes_max")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
        places = try row("places")
        minimumAge = try row("minimum_age")
        goodToStart = try row("good_to_start")
        learningDutch = try row("learning_dutch")
        wheelchair = try row("wheelchair")
        vog = try row("vog")
        licence = try row("licence")
        course = try row("course")
        expenses = try row("expenses")
        insured = try row("insured")
        contact = try row("contact")
        state = try row("state")
        feedback = try row("feedback")
        isTemplate = try row("is_template")
        createdAt = try row("created_at")
        updatedAt = try row("updated_at")
        submittedAt = try row("submitted_at")
        publishedAt = try row("published_at")
        lastSignAt = try row("last_sign_at")
        askedOpenAt = try row("asked_open_at")
        closedAt = try row("closed_at")
        closedReason = try row("closed_reason")
        approvedCopy = try row("approved_copy")
    }

    /// The address of its public page.
    package var path: String { "/vacatures/\(number)-\(Slug.make(title))" }

    package var marks: [VacancyMark] {
        VacancyMark.allCases.filter { mark in
            switch mark {
            case .fromHome: fromHome
            case .goodToStart: goodToStart
            case .learningDutch: learningDutch
            case .wheelchair: wheelchair
            }
        }
    }

    /// Whether people can apply on `day`.
    package func isOpen(on day: Day) -> Bool { state == .online && (lastDay.map { $0 >= day } ?? true) }
}
