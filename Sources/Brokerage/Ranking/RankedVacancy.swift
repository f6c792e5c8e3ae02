import Community
package import Core
import Matching
import Storage

/// A vacancy as read for the ranking.
struct RankedVacancy: Sendable {
    let work: RankWork
    let note: WorkNote

    /// The columns that `init(row:)` reads, for these vacancies.
    static func rows(_ condition: SQL, in db: any SQLConnection) throws -> [RankedVacancy] {
        try db.rows(
            """
            SELECT v.id, v.number, v.state, v.pressure, v.sector, v.target_groups, v.skills, v.motives, v.from_home, v.rhythm,
                v.moments, v.minutes_min, v.minutes_max, v.places, v.minimum_age, v.learning_dutch, v.vog, v.licence,
                v.course, v.last_day, v.published_at, v.created_at, v.municipality_code, v.x, COALESCE(v.x, m.x) AS place_x,
                COALESCE(v.y, m.y) AS place_y,
                (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id AND \(VacancyPlaces.taken)) AS taken,
                (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id
                    AND a.state = \(VacancyApplication.State.waiting)) AS waiting
            FROM vacancy v JOIN municipality m ON m.code = v.municipality_code WHERE \(condition)
            """
        ).map(RankedVacancy.init(row:))
    }

    private init(row: Row) throws {
        var work = RankWork(id: try row("id"))
        let places: Int = try row("places")
        let taken: Int = try row("taken")
        let isFull = try taken >= places || row("waiting", as: Int.self) > 0
        work.isOpen = try row("state", as: Vacancy.State.self) == .online && !isFull
        let age: Int = try row("minimum_age")
        work.youngest = age > 0 ? age : nil
        work.slots = try row("moments", as: WeekMoments.self).bits
        let rhythm: Rhythm = try row("rhythm")
        let least: Int = try row("minutes_min", as: Int?.self) ?? row("minutes_max", as: Int?.self) ?? 0
        work.slotsNeeded = Self.slotsNeeded(rhythm, minutes: least, of: work.slots)
        work.commitment = Self.commitment(rhythm, minutes: least)
        let course: String? = try row("course")
        var needs: [Proof] = []
        if try row("vog") { needs.append(.conduct) }
        if try row("licence") { needs.append(.licence) }
        if course != nil { needs.append(.course) }
        work.needs = Proof.bits(needs)
        let takesLearners: Bool = try row("learning_dutch")
        work.languages = takesLearners ? 0 : UInt32(truncatingIfNeeded: SpokenLanguage.dutch.bit)
        // Work in a whole municipality counts from its centre, as in the search.
        if let x: Int = try row("place_x", as: Int?.self), let y: Int = try row("place_y", as: Int?.self) {
            work.position = RankPosition(x: x, y: y)
        }
        work.fromHome = try row("from_home")
        work.themes = try row("sector", as: Sector.self).bit
        work.skills = Skill.bits(Skill.decode(try row("skills")))
        var motives = Set(Motive.decode(try row("motives")))
        // What the vacancy says elsewhere, it need not say twice.
        if takesLearners { motives.insert(.dutch) }
        if course != nil { motives.insert(.learning) }
        work.motives = Motive.bits(motives)
        work.targets = Wishes.bits(TargetGroup.decode(try row("target_groups")))
        work.published = try (row("published_at", as: Moment?.self) ?? row("created_at", as: Moment.self)).day
        // 0 where fair exposure is off: not counted, which is not the same as nobody.
        work.pressure = try row("pressure")
        self.work = work
        note = WorkNote(
            number: try row("number"), municipality: try row("municipality_code"), youngest: age,
            isEverywhere: try row("x", as: Int?.self) == nil, lastDay: try row("last_day"))
    }

    /// Four hours to a part of the day; what does not come back every week asks one.
    private static func slotsNeeded(_ rhythm: Rhythm, minutes: Int, of slots: UInt32) -> Int {
        guard rhythm == .regular else { return 1 }
        return max(1, min((minutes + 239) / 240, slots.nonzeroBitCount))
    }

    /// From eight hours a week it is much.
    private static func commitment(_ rhythm: Rhythm, minutes: Int) -> Int? {
        switch rhythm {
        case .once: Effort.once.level
        case .project: Effort.project.level
        case .regular: minutes >= 480 ? Effort.much.level : Effort.light.level
        case .flexible: nil
        }
    }
}

/// What words need of a work beside what ranking keeps.
package struct WorkNote: Sendable, Equatable {
    package let number: Int
    package let municipality: String
    /// Zero when there is none.
    package let youngest: Int
    /// All over its municipality: a distance would say nothing.
    package let isEverywhere: Bool
    package let lastDay: Day?
}
