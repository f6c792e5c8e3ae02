import Community
package import Core
package import Web

extension VacancyDraft {
    /// The draft as a form would send it.
    package var fields: Query {
        typealias Name = VacancyForm.Name
        var query = Query()
        func set(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { query.append(name, value) }
        }
        set(Name.title, title)
        set(Name.what, what)
        set(Name.why, why)
        set(Name.gets, gets)
        set(Name.requirements, requirements)
        set(Name.sector, sector?.rawValue)
        for group in groups { set(Name.groups, group.rawValue) }
        for skill in skills { set(Name.skills, skill.rawValue) }
        for motive in motives { set(Name.motives, motive.rawValue) }
        set(Name.place, place)
        set(Name.postcode, postcode)
        set(Name.wholeMunicipality, wholeMunicipality ? "ja" : nil)
        set(Name.rhythm, rhythm.rawValue)
        for code in moments.codes { set(Name.moments, code) }
        set(Name.timeText, timeText)
        set(Name.hoursMin, minutesMin.map { Hours.text($0) })
        set(Name.hoursMax, minutesMax.map { Hours.text($0) })
        set(Name.firstDay, firstDay?.iso)
        set(Name.lastDay, lastDay?.iso)
        set(Name.places, String(places))
        set(Name.minimumAge, minimumAge > 0 ? String(minimumAge) : nil)
        for mark in marks { set(Name.marks, mark.rawValue) }
        set(Name.vog, vog ? "ja" : nil)
        set(Name.licence, licence ? "ja" : nil)
        set(Name.course, course)
        set(Name.expenses, expenses)
        set(Name.insured, insured ? "ja" : nil)
        set(Name.contact, contact)
        return query
    }

    private var marks: [VacancyMark] {
        let on: [(VacancyMark, Bool)] = [
            (.fromHome, fromHome), (.goodToStart, goodToStart), (.learningDutch, learningDutch),
            (.wheelchair, wheelchair),
        ]
        return on.filter(\.1).map(\.0)
    }

    /// The draft in a form, before anyone looked for mistakes.
    package var formState: FormState {
        var lists: [String: [String]] = [:]
        for pair in fields.pairs { lists[pair.name, default: []].append(pair.value) }
        return VacancyForm.form(.complete).filled(lists: lists)
    }

    /// Fields to start a new vacancy with, from an old one: days that are past do not come along.
    package func renewed(on today: Day) -> VacancyDraft {
        var copy = self
        if let first = firstDay, first < today { copy.firstDay = nil }
        if let last = lastDay, last < today { copy.lastDay = nil }
        return copy
    }
}
