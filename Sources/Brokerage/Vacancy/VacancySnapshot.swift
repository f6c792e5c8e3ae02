import Community
package import Core
package import Formats

/// What the centre approves, as JSON, and what has changed since.
package enum VacancySnapshot {
    /// The fields in the order of the page.
    package enum Key: String, CaseIterable, Sendable {
        case title, what, why, gets, requirements, sector, groups, place, postcode
        case rhythm, moments, timeText, minutesMin, minutesMax, firstDay, lastDay, places, minimumAge, marks
        case vog, licence, course, expenses, insured, contact, skills, motives

        package var label: Text {
            switch self {
            case .title: Text("Titel")
            case .what: Text("Wat ga je doen?")
            case .why: Text("Waarom is het nodig?")
            case .gets: Text("Wat krijg je ervoor terug?")
            case .requirements: Text("Wat vraag je van iemand?")
            case .sector: Text("Soort werk")
            case .groups: Text("Voor of met wie is het?")
            case .place: Text("Plek")
            case .postcode: Text("Postcode")
            case .rhythm: Text("Hoe vaak?")
            case .moments: Text("Welke momenten kunnen?")
            case .timeText: Text("Tijd in woorden")
            case .minutesMin: Text("Uren, ten minste")
            case .minutesMax: Text("Uren, hoogstens")
            case .firstDay: Text("Eerste dag")
            case .lastDay: Text("Laatste dag")
            case .places: Text("Hoeveel mensen zoek je?")
            case .minimumAge: Text("Vanaf welke leeftijd?")
            case .marks: Text("Goed om te weten")
            case .vog: Text("Een VOG is nodig")
            case .licence: Text("Rijbewijs B is nodig")
            case .course: Text("Cursus of training")
            case .expenses: Text("Vergoeding van kosten")
            case .insured: Text("De vrijwilliger is verzekerd")
            case .contact: Text("Wie beantwoordt vragen?")
            case .skills: Text("Wat komt van pas?")
            case .motives: Text("Wat haal je eruit?")
            }
        }

        /// Whether a change of this field on line goes past the centre again: what kind of work it is, where, and
        /// every text in which something else could be written. Times, numbers and ticks change freely.
        package var isReviewed: Bool {
            switch self {
            case .title, .what, .why, .gets, .requirements, .sector, .place, .timeText, .course, .expenses, .contact:
                true
            default: false
            }
        }
    }

    package struct Change: Sendable, Equatable {
        package let key: Key
        package let old: String
        package let new: String
    }

    /// The fields of a vacancy as the column `approved_copy` keeps them.
    package static func json(_ vacancy: Vacancy) -> JSONValue {
        var object = JSONObject()
        for key in Key.allCases { object[key.rawValue] = value(key, of: vacancy) }
        return .object(object)
    }

    /// The fields that differ between the approved copy and the vacancy now, in words for people; `nil` when nothing
    /// was approved before.
    package static func changes(of vacancy: Vacancy, t: Texts) -> [Change]? {
        guard let old = approved(vacancy) else { return nil }
        return changed(from: old, to: json(vacancy)).map { key in
            Change(
                key: key, old: words(key, old[key.rawValue] ?? .null, t),
                new: words(key, value(key, of: vacancy), t))
        }
    }

    /// The fields in which two copies differ. A field the old copy does not know counts as the same.
    package static func changed(from old: JSONValue, to new: JSONValue) -> [Key] {
        Key.allCases.filter { key in
            guard let before = old[key.rawValue] else { return false }
            return before != new[key.rawValue] ?? .null
        }
    }

    /// Whether the vacancy differs from what was approved in a field the centre looks at.
    package static func needsReview(_ vacancy: Vacancy) -> Bool {
        guard let old = approved(vacancy) else { return true }
        return changed(from: old, to: json(vacancy)).contains(where: \.isReviewed)
    }

    private static func approved(_ vacancy: Vacancy) -> JSONValue? {
        vacancy.approvedCopy.flatMap { try? JSONValue(parsing: $0) }
    }
}
