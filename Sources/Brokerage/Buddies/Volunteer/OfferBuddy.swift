import Community
import Core
import Services
import Storage
import Web

/// What is typed to become a buddy.
struct BuddyVolunteerDraft: Sendable {
    let municipality: String
    var name: String
    var email: String?
    var phone: String?
    let neighbourhood: String?
    let gender: BuddyGender?
    let moments: WeekMoments
    let languages: BuddyLanguages
    let reach: Int?
    let capacity: Int
    let kinds: [BuddyKind]
    /// What the volunteer tells of themselves, and their limits.
    let about: String
    let language: Language
    var person: String?
    var application: VacancyApplication.Identity?
    var interests = BuddyInterests.none
}

extension BuddyWork {
    @discardableResult
    func offer(_ draft: BuddyVolunteerDraft, state: BuddyVolunteer.State = .new, in db: any SQLConnection) throws
        -> BuddyVolunteer
    {
        let id = BuddyVolunteer.Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_volunteer")
        let sealed = try seal(draft.about, id.text, "about", in: db)
        try db.run(
            """
            INSERT INTO buddy_volunteer (id, number, municipality_code, neighbourhood_id, person_id, application_id, name,
                email, phone, language, gender, moments, languages, interests, reach, capacity, sealed, state, created_at,
                state_at)
            VALUES (\(id), \(number), \(draft.municipality), \(draft.neighbourhood), \(draft.person),
                \(draft.application), \(draft.name), \(draft.email?.lowercased()), \(draft.phone), \(draft.language),
                \(draft.gender), \(draft.moments), \(draft.languages), \(draft.interests), \(draft.reach), \(draft.capacity), \(sealed), \(state), \(now),
                \(now))
            """)
        for kind in draft.kinds where kind.municipality == draft.municipality {
            try db.run("INSERT INTO buddy_volunteer_kind (volunteer_id, kind_id) VALUES (\(id), \(kind.id))")
        }
        guard let volunteer = try BuddyVolunteer.find(id, in: db) else { throw WebError.notFound }
        try record("maatje-vrijwilliger-nieuw", "maatje-vrijwilliger", id.text, draft.municipality, in: db)
        try tellVolunteer(
            volunteer, kind: "maatje-vrijwilliger", subject: { t in t("Fijn dat je maatje wilt worden") }, in: db
        ) { t in
            [
                .paragraph(t("We hebben je gegevens gekregen. Iemand van de vrijwilligerscentrale belt of mailt je.")),
                .paragraph(t("Op je eigen pagina zie je hoe het ervoor staat. Je kunt daar ook stoppen.")),
            ]
        }
        return volunteer
    }

    /// What the centre knows of a volunteer after a talk: certificate seen, courses done, which kinds.
    func prepare(
        _ volunteer: BuddyVolunteer, vogSeen: Day?, kinds: [BuddyKind], courses: [BuddyKind.Identity: Day],
        capacity: Int, in db: any SQLConnection
    ) throws {
        let before = try volunteer.wanted(in: db)
        for item in before where !kinds.contains(where: { $0.id == item.kind.id }) {
            try db.run(
                "DELETE FROM buddy_volunteer_kind WHERE volunteer_id = \(volunteer.id) AND kind_id = \(item.kind.id)")
        }
        for kind in kinds where kind.municipality == volunteer.municipality {
            try db.run(
                """
                INSERT INTO buddy_volunteer_kind (volunteer_id, kind_id, course_done)
                VALUES (\(volunteer.id), \(kind.id), \(courses[kind.id]))
                ON CONFLICT (volunteer_id, kind_id) DO UPDATE SET course_done = excluded.course_done
                """)
        }
        try db.run(
            """
            UPDATE buddy_volunteer SET vog_seen = \(vogSeen), capacity = \(capacity),
                state = \(BuddyVolunteer.State.ready), state_at = \(now), stopped_at = NULL
            WHERE id = \(volunteer.id) AND erased_at IS NULL
            """)
        try record(
            "maatje-vrijwilliger-klaar", "maatje-vrijwilliger", volunteer.id.text, volunteer.municipality, in: db)
    }

    /// The volunteer stops: running pairs end, and who had this buddy goes on waiting from the first day.
    func stop(_ volunteer: BuddyVolunteer, in db: any SQLConnection) throws {
        let changed = try db.run(
            """
            UPDATE buddy_volunteer SET state = \(BuddyVolunteer.State.stopped), state_at = \(now), stopped_at = \(now)
            WHERE id = \(volunteer.id) AND state <> \(BuddyVolunteer.State.stopped)
            """)
        guard changed == 1 else { return }
        for pair in try BuddyPair.all(of: volunteer.id, in: db) where pair.state.isActive {
            try end(pair, reason: .volunteer, in: db)
        }
        try record(
            "maatje-vrijwilliger-gestopt", "maatje-vrijwilliger", volunteer.id.text, volunteer.municipality, in: db)
    }
}
