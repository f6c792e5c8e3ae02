import Community
import Core
import Services
import Storage
import Web

/// One person of a trajectory, for the centre: what was said, and what happens next.
struct TrajectoryPersonRoutes: Sendable {
    let house: House
    static let base = TrajectoryPeopleRoutes.base + "/{persoon}"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .centre) { visit in try await page(visit) }
        routes.post(Self.base + "/gespreksvoerder", access: .centre) { visit in
            let number = visit.form.int("hulp")
            return try await change(visit, visit.t("Bewaard.")) { person, trajectory, db in
                let helper = try RoundHelper.all(of: trajectory.id, in: db).first { $0.number == number }
                guard number == nil || helper != nil else { throw WebError.notFound }
                try TrajectoryPeople(house: house, visit: visit, trajectory: trajectory).assign(
                    person, to: helper, in: db)
            }
        }
        routes.get(Self.base + "/gesprek", access: .centre) { visit in try await talk(visit, nil) }
        routes.post(Self.base + "/gesprek", access: .centre) { visit in try await keep(visit) }
        routes.post(Self.base + "/open", access: .centre) { visit in
            try await change(visit, visit.t("Het gesprek staat weer open.")) { person, trajectory, db in
                guard trajectory.state == .running else { throw WebError.notFound }
                try ReopenTalk(house: house, visit: visit).perform(person, in: db)
            }
        }
        routes.post(Self.base + "/balie", access: .centre) { visit in
            try await change(visit, visit.t("Deze persoon staat nu bij de balie.")) { person, _, db in
                guard person.intake == nil else { throw WebError.notFound }
                try AnswerReferral.withdraw(person.id, now: visit.now, in: db)
                _ = try PersonToDesk(house: house).open(person, by: visit.cause, now: visit.now, in: db)
            }
        }
        routes.post(Self.base + "/doorverwijzen", access: .centre) { visit in try await refer(visit) }
        routes.post(Self.base + "/begonnen", access: .centre) { visit in
            try await change(visit, visit.t("Mooi. Het telt mee.")) { person, _, db in
                guard person.state == .wants else { throw WebError.notFound }
                try db.run(
                    """
                    UPDATE trajectory_person SET started_at = \(visit.now)
                    WHERE id = \(person.id) AND started_at IS NULL
                    """)
                try db.run(
                    """
                    UPDATE trajectory_referral SET state = \(TrajectoryReferral.State.started), outcome_at = \(visit.now)
                    WHERE person_id = \(person.id) AND state = \(TrajectoryReferral.State.yes)
                    """)
                try record("trajectpersoon-begonnen", person, visit, in: db)
            }
        }
        routes.post(Self.base + "/sluiten", access: .centre) { visit in
            try await change(visit, visit.t("Gesloten.")) { person, _, db in
                guard person.state == .wants, person.intake == nil else { throw WebError.notFound }
                try AnswerReferral.withdraw(person.id, now: visit.now, in: db)
                try db.run(
                    "UPDATE trajectory_person SET route = \(TrajectoryPerson.Route.closed) WHERE id = \(person.id)")
                try record("trajectpersoon-gesloten", person, visit, in: db)
            }
        }
        routes.post(Self.base + "/vergeet", access: .centre) { visit in
            try await house.database.write { db in
                let (person, _) = try Self.find(visit, in: db)
                try RoundErasure.forgetOnRequest(person.id, now: visit.now, in: db)
                try record("trajectpersoon-vergeten", person, visit, in: db)
            }
            return .redirect(
                to: visit.path.dropLastPart.dropLastPart, notice: visit.t("De naam en de woorden zijn weg."))
        }
    }

    /// The person in the path, of a trajectory of this centre.
    static func find(_ visit: Visit, in db: any SQLConnection) throws -> (person: TrajectoryPerson, of: Trajectory) {
        let trajectory = try TrajectoryRoutes.trajectory(visit, in: db)
        let number = try visit.number("persoon")
        guard let person = try TrajectoryPerson.find(number: number, of: trajectory.id, in: db) else {
            throw WebError.notFound
        }
        return (person, trajectory)
    }

    private func record(_ action: String, _ person: TrajectoryPerson, _ visit: Visit, in db: any SQLConnection) throws {
        try house.record(
            Audit.Event(action, "trajectpersoon", person.id.text, municipality: person.municipality), by: visit, in: db)
    }

    private func page(_ visit: Visit, refer: FormState? = nil, status: Int = 200) async throws -> Reply {
        // Opening sealed words is a use of them: it stands in the log, in the same transaction.
        let view = try await house.database.write { db in
            let (person, trajectory) = try Self.find(visit, in: db)
            if person.notes != nil || person.wishes != nil {
                try record("gesprek-gelezen", person, visit, in: db)
            }
            return try TrajectoryPersonView(person, trajectory, house: house, in: db)
        }
        return TrajectoryPersonPage(visit: visit, view: view).reply(refer, status: status)
    }

    private func refer(_ visit: Visit) async throws -> Reply {
        let organisations = try await house.database.read { db in
            try TrajectoryRoutes.trajectory(visit, in: db).organisations(in: db)
        }
        let state = TrajectoryPersonPage.referForm(organisations).read(visit.form)
        guard state.isValid else { return try await page(visit, refer: state, status: 400) }
        return try await change(visit, visit.t("De vraag is verstuurd.")) { person, _, db in
            try ReferPerson(house: house).perform(
                person, to: state.int("organisatie") ?? 0, words: state["deelt"], by: visit.cause, now: visit.now,
                in: db)
        }
    }

    private func talk(_ visit: Visit, _ state: FormState?) async throws -> Reply {
        let form = try await talkForm(visit)
        guard InterviewForm.isOpenToCentre(form.person) else { throw WebError.notFound }
        return InterviewerPages(visit: visit).talk(
            form, state, back: visit.path.dropLastPart, action: visit.path, label: visit.t("Terug"))
    }

    private func talkForm(_ visit: Visit) async throws -> InterviewForm {
        try await house.database.read { db in
            let (person, trajectory) = try Self.find(visit, in: db)
            return InterviewForm(
                person: person, organisations: try trajectory.organisations(in: db), today: visit.today)
        }
    }

    private func keep(_ visit: Visit) async throws -> Reply {
        let form = try await talkForm(visit)
        var state = form.all.read(visit.form)
        if state.isValid { form.check(&state) }
        guard state.isValid else { return try await talk(visit, state) }
        let wishes = Wishes(visit.form)
        let result = try await house.database.write { [state] db in
            let (person, _) = try Self.find(visit, in: db)
            return try RecordTalk(house: house, visit: visit).byCentre(person, state, wishes: wishes, in: db)
        }
        return .redirect(
            to: visit.path.dropLastPart,
            notice: result == .kept ? visit.t("Opgeslagen.") : visit.t("Dit gesprek stond er al in."))
    }

    private func change(
        _ visit: Visit, _ notice: String,
        _ work: @escaping @Sendable (TrajectoryPerson, Trajectory, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        try await house.database.write { db in
            let (person, trajectory) = try Self.find(visit, in: db)
            try work(person, trajectory, db)
        }
        return .redirect(to: visit.path.dropLastPart, notice: notice)
    }
}

/// Sets a talk open again, for when it was written down wrongly or somebody can be reached after all.
struct ReopenTalk: Sendable {
    let house: House
    let visit: Visit

    /// - Throws: `WebError.badRequest` when it already went on to the desk or an organisation.
    func perform(_ person: TrajectoryPerson, in db: any SQLConnection) throws {
        guard person.intake == nil, person.startedAt == nil, person.route != .organisation else {
            throw WebError.badRequest(Text("Dit gesprek kreeg al een vervolg. Ga daar verder."))
        }
        try CaseSeal.destroy(case: person.id.text, in: db)
        // What an organisation was told lies under the same key.
        try db.run("UPDATE trajectory_referral SET words = NULL WHERE person_id = \(person.id)")
        try db.run(
            """
            UPDATE trajectory_person SET state = \(TrajectoryPerson.State.open), route = NULL, notes = NULL,
                wishes = NULL, consent_at = NULL, ask_again = NULL, talked_at = NULL, assigned_at = \(visit.now)
            WHERE id = \(person.id)
            """)
        try house.record(
            Audit.Event("gesprek-heropend", "trajectpersoon", person.id.text, municipality: person.municipality),
            by: visit, in: db)
    }
}
