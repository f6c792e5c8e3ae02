package import Community
package import Core
import Web

/// What someone fills in about a vacancy, after the rules and before the database.
package struct VacancyDraft: Sendable, Equatable {
    package var title = ""
    package var what = ""
    package var why = ""
    package var gets = ""
    package var requirements = ""
    /// Missing in a draft: then the organisation's own.
    package var sector: Sector?
    package var groups: [TargetGroup] = []
    package var skills: [Skill] = []
    package var motives: [Motive] = []
    package var place = ""
    package var postcode: String?
    package var wholeMunicipality = false
    package var fromHome = false
    package var rhythm = Rhythm.flexible
    package var moments = WeekMoments(bits: 0)
    package var timeText = ""
    package var minutesMin: Int?
    package var minutesMax: Int?
    package var firstDay: Day?
    package var lastDay: Day?
    package var places = 1
    package var minimumAge = 0
    package var goodToStart = false
    package var learningDutch = false
    package var wheelchair = false
    package var vog = false
    package var licence = false
    package var course: String?
    package var expenses: String?
    package var insured = false
    package var contact = ""

    package init() {}

    /// What is in a form that passed its rules.
    init(_ state: FormState) {
        typealias Name = VacancyForm.Name
        title = Self.oneLine(state[Name.title])
        what = state[Name.what]
        why = state[Name.why]
        gets = state[Name.gets]
        requirements = state[Name.requirements]
        sector = Sector(rawValue: state[Name.sector])
        groups = state.all(Name.groups).compactMap(TargetGroup.init(rawValue:))
        skills = state.all(Name.skills).compactMap(Skill.init(rawValue:))
        motives = state.all(Name.motives).compactMap(Motive.init(rawValue:))
        wholeMunicipality = state.isOn(Name.wholeMunicipality)
        place = Self.oneLine(state[Name.place])
        postcode = wholeMunicipality ? nil : Validation.postcode(state[Name.postcode])
        rhythm = Rhythm(rawValue: state[Name.rhythm]) ?? .flexible
        moments = WeekMoments(codes: state.all(Name.moments))
        timeText = Self.oneLine(state[Name.timeText])
        minutesMin = Hours.minutes(state[Name.hoursMin])
        minutesMax = Hours.minutes(state[Name.hoursMax])
        firstDay = state.day(Name.firstDay)
        // One day of work ends on that day, and then the vacancy can close by itself.
        lastDay = state.day(Name.lastDay) ?? (rhythm == .once ? firstDay : nil)
        places = state.int(Name.places) ?? 1
        minimumAge = state.int(Name.minimumAge) ?? 0
        let marks = Set(state.all(Name.marks))
        fromHome = marks.contains(VacancyMark.fromHome.rawValue)
        goodToStart = marks.contains(VacancyMark.goodToStart.rawValue)
        learningDutch = marks.contains(VacancyMark.learningDutch.rawValue)
        wheelchair = marks.contains(VacancyMark.wheelchair.rawValue)
        vog = state.isOn(Name.vog)
        licence = state.isOn(Name.licence)
        course = state.optional(Name.course).map(Self.oneLine)
        expenses = state.optional(Name.expenses).map(Self.oneLine)
        insured = state.isOn(Name.insured)
        contact = Self.oneLine(state[Name.contact])
    }

    /// Line ends and control characters become blanks: these texts stand in titles, subjects and calendars.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        ).trimmed
    }
}

extension VacancyDraft {
    /// What is known of a stored vacancy, to change it or to begin anew with.
    ///
    /// - Parameter municipality: the name of its municipality, which as a place without postcode means all of it.
    package init(_ vacancy: Vacancy, municipality: String) {
        title = vacancy.title
        what = vacancy.what
        why = vacancy.why
        gets = vacancy.gets
        requirements = vacancy.requirements
        sector = vacancy.sector
        groups = vacancy.groups
        skills = vacancy.skills
        motives = vacancy.motives
        wholeMunicipality = vacancy.isEverywhere(in: municipality)
        place = wholeMunicipality ? "" : vacancy.place
        postcode = vacancy.postcode
        fromHome = vacancy.fromHome
        rhythm = vacancy.rhythm
        moments = vacancy.moments
        timeText = vacancy.timeText
        minutesMin = vacancy.minutesMin
        minutesMax = vacancy.minutesMax
        firstDay = vacancy.firstDay
        lastDay = vacancy.lastDay
        places = vacancy.places
        minimumAge = vacancy.minimumAge
        goodToStart = vacancy.goodToStart
        learningDutch = vacancy.learningDutch
        wheelchair = vacancy.wheelchair
        vog = vacancy.vog
        licence = vacancy.licence
        course = vacancy.course
        expenses = vacancy.expenses
        insured = vacancy.insured
        contact = vacancy.contact
    }
}
