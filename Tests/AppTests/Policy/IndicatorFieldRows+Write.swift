import Community
import Core
import Storage

@testable import Brokerage

extension IndicatorFieldRows {
    /// After the other fixture, whose applications these rows point at.
    func write(to site: TestSite) async throws {
        let copy = self
        try await site.write { db in
            for (index, place) in IndicatorPolicyRows.places.enumerated() { try copy.parents(place, index, in: db) }
            for (index, one) in copy.hours.enumerated() {
                try db.run(
                    """
                    INSERT INTO hours_entry (id, application_id, organisation_id, municipality_code, day, minutes, note,
                        state, created_at)
                    VALUES (\("fh-\(index)"), \("app-\(one.application)"), \(Self.organisation(one.place)),
                        \(one.place), \(one.day), \(one.minutes), '', \(one.state), \(copy.now))
                    """)
            }
            for (index, one) in copy.talks.enumerated() {
                try db.run(
                    """
                    INSERT INTO trajectory_person (id, number, trajectory_id, municipality_code, name, sort_key, relation,
                        state, created_at, talked_at)
                    VALUES (\("ft-\(index)"), \(index + 1), \("tra-\(one.place)"), \(one.place), 'Iemand', 'iemand', '',
                        \(one.state), \(copy.now - .days(700)), \(one.at))
                    """)
            }
            for (index, one) in copy.doors.enumerated() {
                try db.run(
                    """
                    INSERT INTO door (id, number, round_id, municipality_code, street, street_key, house, suffix, state,
                        visits, offers, asks, created_at, spoken_at)
                    VALUES (\("fd-\(index)"), \(index + 1), \("dr-\(one.place)"), \(one.place), 'Kade', 'kade',
                        \(index + 1), '', 'open', 0, \(one.offers), 0, \(copy.now - .days(700)), \(one.spoken))
                    """)
            }
            for (index, one) in copy.intakes.enumerated() { try copy.add(one, index, in: db) }
            for (index, one) in copy.requests.enumerated() { try copy.add(one, index, in: db) }
            for (index, one) in copy.rounds.enumerated() { try copy.add(one, index, in: db) }
        }
    }

    private static func organisation(_ place: String) -> String {
        place == "GM9999" ? TestSite.organisation.id : TestSite.otherOrganisation.id
    }

    /// What the rows hang on: a trajectory, a round through a village, two kinds of buddy of which one has a volunteer,
    /// a school.
    private func parents(_ place: String, _ index: Int, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO trajectory (id, number, municipality_code, name, kind, goal, state, conclusion, created_at)
            VALUES (\("tra-\(place)"), \(index + 1), \(place), 'Traject', \(Trajectory.Kind.single), '', 'loopt', '',
                \(now - .days(700)))
            """)
        try db.run(
            """
            INSERT INTO door_round (id, number, municipality_code, name, state, first_day, last_day, conclusion, created_at)
            VALUES (\("dr-\(place)"), \(index + 1), \(place), 'Ronde', 'loopt', \(now.day - 700), \(now.day), '',
                \(now - .days(700)))
            """)
        for (offset, kind) in ["kind-a", "kind-b"].enumerated() {
            try db.run(
                """
                INSERT INTO buddy_kind (id, number, municipality_code, name, sort_key, who_for, needs_course, needs_vog,
                    trial_weeks, evaluation_weeks, max_wait_days, silence_days, week_hours, is_active, updated_at)
                VALUES (\("\(kind)-\(place)"), \(900 + index * 2 + offset), \(place), \(kind), \(kind), '', \(false),
                    \(false), 6, '6', 90, 30, 2, \(true), \(now))
                """)
        }
        try db.run(
            """
            INSERT INTO buddy_volunteer (id, number, municipality_code, name, language, moments, languages, capacity,
                state, created_at, state_at)
            VALUES (\("fv-\(place)"), \(index + 1), \(place), 'Vrijwilliger', 'nl', 0, 0, 500,
                \(BuddyVolunteer.State.ready), \(now - .days(700)), \(now - .days(700)))
            """)
        try db.run(
            """
            INSERT INTO buddy_volunteer_kind (volunteer_id, kind_id) VALUES (\("fv-\(place)"), \("kind-a-\(place)"))
            """)
        try db.run(
            """
            INSERT INTO school (id, number, municipality_code, name, sort_key, created_at)
            VALUES (\("school-\(place)"), \(index + 1), \(place), 'School', 'school', \(now))
            """)
    }

    private func add(_ one: Intake, _ index: Int, in db: any SQLConnection) throws {
        let id = "fi-\(index)"
        try db.run(
            """
            INSERT INTO intake (id, number, municipality_code, way, state, name, language, call_when, reading, created_at,
                first_contact_at, proposed_at)
            VALUES (\(id), \(index + 1), \(one.place), 'balie', 'gesloten', 'Iemand', 'nl', '', '', \(one.created),
                \(one.contact), \(one.proposed))
            """)
        guard let application = one.application else { return }
        try db.run(
            """
            INSERT INTO desk_proposal (id, intake_id, vacancy_id, application_id, state, created_at)
            SELECT \("fp-\(index)"), \(id), vacancy_id, id, 'ja', \(now) FROM application
            WHERE id = \("app-\(application)")
            """)
    }

    private func add(_ one: Request, _ index: Int, in db: any SQLConnection) throws {
        let id = "fr-\(index)"
        let kind = (one.isServed ? "kind-a-" : "kind-b-") + one.place
        try db.run(
            """
            INSERT INTO buddy_request (id, number, kind_id, municipality_code, source, language, moments, languages,
                helpers, state, created_at, state_at, paired_at, closed_at)
            VALUES (\(id), \(index + 1), \(kind), \(one.place), \(BuddyRequest.Source.own), 'nl', 0, 0, 1, \(one.state),
                \(one.created), \(one.created), \(one.paired), \(one.closed))
            """)
        guard let pair = one.pair else { return }
        let state: BuddyPair.State = pair.ended != nil ? .ended : .running
        try db.run(
            """
            INSERT INTO buddy_pair (id, number, municipality_code, kind_id, request_id, volunteer_id, state, state_at,
                is_proposed, started_at, heard_at, ended_at, created_at)
            VALUES (\("fq-\(index)"), \(index + 1), \(one.place), \(kind), \(id), \("fv-\(one.place)"), \(state), \(now),
                \(false), \(pair.started), \(now), \(pair.ended), \(one.created))
            """)
    }

    private func add(_ one: Round, _ index: Int, in db: any SQLConnection) throws {
        let (id, place, school) = ("fo-\(index)", one.place, "school-\(one.place)")
        let organisation = Self.organisation(place)
        try db.run(
            """
            INSERT INTO pupil_round (id, number, municipality_code, name, places_from, wishes_from, wishes_until, draw_day,
                last_day, hours, wishes_min, wishes_max, rule, state, created_at, published_at)
            VALUES (\(id), \(index + 1), \(place), 'Ronde', \(now.day), \(now.day), \(now.day), \(now.day), \(now.day), 30,
                1, 5, 'loting', 'bekend', \(now), \(one.published))
            """)
        try db.run(
            """
            INSERT INTO pupil_class (id, round_id, school_id, name, level, sort_key)
            VALUES (\("\(id)-k"), \(id), \(school), '3A', 'havo', '3a')
            """)
        try db.run(
            """
            INSERT INTO pupil_place (id, number, round_id, organisation_id, municipality_code, title, what, place, rhythm,
                times, seats, group_size, from_16, state, created_at, updated_at)
            VALUES (\("\(id)-p"), \(index + 1), \(id), \(organisation), \(place), 'Plek', '', '', '', '', 20, 1,
                \(false), 'goedgekeurd', \(now), \(now))
            """)
        for (pupil, wish) in one.wishes.enumerated() {
            let own = "\(id)-\(pupil)"
            try db.run(
                """
                INSERT INTO pupil (id, number, round_id, school_id, class_id, municipality_code, name, sort_key, under_16,
                    pseudonym, created_at)
                VALUES (\(own), \(index * 100 + pupil + 1), \(id), \(school), \("\(id)-k"), \(place), 'Leerling',
                    'leerling', \(false), \(own), \(now))
                """)
            try db.run(
                """
                INSERT INTO pupil_placement (id, number, round_id, pupil_id, place_id, organisation_id, school_id,
                    municipality_code, wish, source, created_at)
                VALUES (\("m-\(own)"), \(index * 100 + pupil + 1), \(id), \(own), \("\(id)-p"), \(organisation),
                    \(school), \(place), \(wish), 'loting', \(now))
                """)
        }
        for (number, hours) in one.hours.enumerated() {
            try db.run(
                """
                INSERT INTO pupil_hours (id, placement_id, organisation_id, municipality_code, day, minutes, note, state,
                    created_at)
                VALUES (\("\(id)-u\(number)"), \("m-\(id)-0"), \(organisation), \(place), \(hours.day),
                    \(hours.minutes), '', \(hours.isAgreed ? PupilHours.State.agreed : .waiting), \(now))
                """)
        }
    }
}
