import Community
import Core
import Formats

extension VacancySnapshot {
    static func value(_ key: Key, of vacancy: Vacancy) -> JSONValue {
        switch key {
        case .title: .string(vacancy.title)
        case .what: .string(vacancy.what)
        case .why: .string(vacancy.why)
        case .gets: .string(vacancy.gets)
        case .requirements: .string(vacancy.requirements)
        case .sector: .string(vacancy.sector.rawValue)
        case .groups: JSONValue(vacancy.groups.map(\.rawValue).sorted())
        case .place: .string(vacancy.place)
        case .postcode: JSONValue(vacancy.postcode)
        case .rhythm: .string(vacancy.rhythm.rawValue)
        case .moments: JSONValue(vacancy.moments.codes)
        case .timeText: .string(vacancy.timeText)
        case .minutesMin: JSONValue(vacancy.minutesMin)
        case .minutesMax: JSONValue(vacancy.minutesMax)
        case .firstDay: JSONValue(vacancy.firstDay?.iso)
        case .lastDay: JSONValue(vacancy.lastDay?.iso)
        case .places: .int(vacancy.places)
        case .minimumAge: .int(vacancy.minimumAge)
        case .marks: JSONValue(vacancy.marks.map(\.rawValue))
        case .vog: .bool(vacancy.vog)
        case .licence: .bool(vacancy.licence)
        case .course: JSONValue(vacancy.course)
        case .expenses: JSONValue(vacancy.expenses)
        case .insured: .bool(vacancy.insured)
        case .contact: .string(vacancy.contact)
        case .skills: JSONValue(vacancy.skills.map(\.rawValue).sorted())
        case .motives: JSONValue(vacancy.motives.map(\.rawValue).sorted())
        }
    }

    /// A value of the copy as people read it; a dash for nothing.
    static func words(_ key: Key, _ value: JSONValue, _ t: Texts) -> String {
        let text: String? =
            switch key {
            case .sector: value.string.flatMap(Sector.init(rawValue:)).map { t($0.label) }
            case .rhythm: value.string.flatMap(Rhythm.init(rawValue:)).map { t($0.label) }
            case .groups: list(value) { TargetGroup(rawValue: $0).map { t($0.label) } }
            case .skills: list(value) { Skill(rawValue: $0).map { t($0.label) } }
            case .motives: list(value) { Motive(rawValue: $0).map { t($0.label) } }
            case .marks: list(value) { VacancyMark(rawValue: $0).map { t($0.label) } }
            case .moments: WeekMoments(codes: (value.array ?? []).compactMap(\.string)).words(t, limit: 28)
            case .minutesMin, .minutesMax: value.int.map { Hours.text($0, t.language) }
            case .firstDay, .lastDay: value.string.flatMap(Day.init(iso:)).map(t.date)
            default: plain(value, t)
            }
        guard let text, !text.isEmpty else { return "–" }
        return text
    }

    private static func plain(_ value: JSONValue, _ t: Texts) -> String? {
        switch value {
        case .bool(let on): on ? t("ja") : t("nee")
        case .int(let number): t.number(number)
        default: value.string
        }
    }

    private static func list(_ value: JSONValue, _ label: (String) -> String?) -> String {
        (value.array ?? []).compactMap(\.string).compactMap(label).joined(separator: ", ")
    }
}
