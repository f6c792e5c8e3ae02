package import Community
package import Core
package import Storage

extension Vacancy {
    /// Where a vacancy from elsewhere came from: the name of the list and the key in it.
    package struct Source: Sendable, Equatable {
        package var name: String
        package var key: String
        package init(name: String, key: String) {
            self.name = name
            self.key = key
        }
    }

    /// Writes a new vacancy with the next number.
    package static func insert(
        _ draft: VacancyDraft, at place: VacancyPlace, of organisation: Organisation, state: State = .draft,
        isTemplate: Bool = false, source: Source? = nil, now: Moment, in db: any SQLConnection
    ) throws -> Vacancy {
        let id = Identity(at: now)
        let submitted = state == .submitted ? now : nil
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, neighbourhood_id, title, what, why,
                gets, requirements, sector, target_groups, place, postcode, x, y, from_home, rhythm, moments,
                time_text, minutes_min, minutes_max, first_day, last_day, places, minimum_age, good_to_start,
                learning_dutch, wheelchair, vog, licence, course, expenses, insured, contact, state, is_template,
                created_at, updated_at, submitted_at, last_sign_at, source, source_key, skills, motives)
            VALUES (\(id), \(try nextNumber(in: db)), \(organisation.id), \(place.municipality),
                \(place.neighbourhood), \(draft.title), \(draft.what), \(draft.why), \(draft.gets),
                \(draft.requirements), \(draft.sector ?? organisation.sector), \(TargetGroup.encode(draft.groups)),
                \(place.words), \(draft.postcode), \(place.spot?.x), \(place.spot?.y), \(draft.fromHome),
                \(draft.rhythm), \(draft.moments), \(draft.timeText), \(draft.minutesMin), \(draft.minutesMax),
                \(draft.firstDay), \(draft.lastDay), \(draft.places), \(draft.minimumAge), \(draft.goodToStart),
                \(draft.learningDutch), \(draft.wheelchair), \(draft.vog), \(draft.licence), \(draft.course),
                \(draft.expenses), \(draft.insured), \(draft.contact), \(state), \(isTemplate), \(now), \(now),
                \(submitted), \(now), \(source?.name), \(source?.key), \(Skill.encode(draft.skills)),
                \(Motive.encode(draft.motives)))
            """)
        try tell(id, in: db)
        guard let made = try find(id, in: db) else { throw StorageError.missingColumn("vacancy") }
        return made
    }

    /// Writes what the draft says over the vacancy; its state stays. An edit is a sign of life.
    package static func update(
        _ vacancy: Vacancy, _ draft: VacancyDraft, at place: VacancyPlace, now: Moment, in db: any SQLConnection
    ) throws -> Vacancy {
        try db.run(
            """
            UPDATE vacancy SET municipality_code = \(place.municipality), neighbourhood_id = \(place.neighbourhood),
                title = \(draft.title), what = \(draft.what), why = \(draft.why), gets = \(draft.gets),
                requirements = \(draft.requirements), sector = \(draft.sector ?? vacancy.sector),
                target_groups = \(TargetGroup.encode(draft.groups)), skills = \(Skill.encode(draft.skills)),
                motives = \(Motive.encode(draft.motives)), place = \(place.words),
                postcode = \(draft.postcode), x = \(place.spot?.x), y = \(place.spot?.y),
                from_home = \(draft.fromHome), rhythm = \(draft.rhythm), moments = \(draft.moments),
                time_text = \(draft.timeText), minutes_min = \(draft.minutesMin), minutes_max = \(draft.minutesMax),
                first_day = \(draft.firstDay), last_day = \(draft.lastDay), places = \(draft.places),
                minimum_age = \(draft.minimumAge), good_to_start = \(draft.goodToStart),
                learning_dutch = \(draft.learningDutch), wheelchair = \(draft.wheelchair), vog = \(draft.vog),
                licence = \(draft.licence), course = \(draft.course), expenses = \(draft.expenses),
                insured = \(draft.insured), contact = \(draft.contact), updated_at = \(now), last_sign_at = \(now),
                asked_open_at = NULL
            WHERE id = \(vacancy.id)
            """)
        try tell(vacancy.id, in: db)
        guard let written = try find(vacancy.id, in: db) else { throw StorageError.missingColumn("vacancy") }
        return written
    }

    /// Moves the vacancy to another state, when it is still in one of `states`. `extra` sets other columns with it.
    ///
    /// - Returns: whether it moved.
    static func move(
        _ id: Identity, from states: [State], to state: State, setting extra: SQL = "feedback = feedback", now: Moment,
        in db: any SQLConnection
    ) throws -> Bool {
        let moved = try db.run(
            """
            UPDATE vacancy SET state = \(state), updated_at = \(now), \(extra)
            WHERE id = \(id) AND state IN (\(list: states)) AND is_template = \(false)
            """)
        if moved == 1 { try tell(id, in: db) }
        return moved == 1
    }

    /// Lets the search of every process know, once the transaction is kept.
    static func tell(_ id: Identity, in db: any SQLConnection) throws {
        try db.notify(VacancySearchIndex.channel, id.text)
    }
}
