import Community
import Core
import Storage
import Web

extension Brokerage {
    /// What waits in trajectories and rounds, for organisations and the centre.
    func roundTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        guard !codes.isEmpty || !actor.organisations.isEmpty else { return [] }
        return try await house.database.read { db in
            let tasks = RoundTasks(t: t, now: now)
            var items = try actor.organisations.flatMap { try tasks.organisation($0, in: db) }
            guard !codes.isEmpty else { return items }
            for trajectory in try Trajectory.all(in: codes, db: db) {
                items += try tasks.trajectory(trajectory, in: db)
            }
            for round in try DoorRound.all(in: codes, db: db) where round.state == .running {
                items += try tasks.round(round, in: db)
            }
            return items
        }
    }
}

/// Nothing is forgotten: each thing that waits longer than its term is on the list of whoever can do it.
struct RoundTasks {
    let t: Texts
    let now: Moment

    private func item(
        _ title: String, _ detail: String, _ action: String, _ path: String, urgent: Bool = false, since: Moment? = nil
    ) -> TaskItem {
        TaskItem(
            function: .verbinden, title: title, detail: detail, action: action, path: path, isUrgent: urgent,
            since: since)
    }

    func organisation(_ membership: Actor.Membership, in db: any SQLConnection) throws -> [TaskItem] {
        let base = "/organisatie/\(membership.number)/doorverwijzingen"
        let asked = try db.first(
            """
            SELECT COUNT(*) AS n, MIN(created_at) AS since FROM trajectory_referral
            WHERE organisation_id = \(membership.organisation) AND state = \(TrajectoryReferral.State.asked)
            """)
        var items: [TaskItem] = []
        if let asked, let count: Int = try asked("n"), count > 0 {
            let since: Moment? = try asked("since")
            items.append(
                item(
                    t.plural(count, "1 mens wil iets doen bij jullie", "\(count) mensen willen iets doen bij jullie"),
                    t("Antwoord binnen \(Trajectory.answerDays) dagen."), t("Antwoord"), base,
                    urgent: since.map { now - $0 > .days(Trajectory.answerDays - 4) } ?? false, since: since))
        }
        let begun = try db.count(
            """
            SELECT COUNT(*) FROM trajectory_referral WHERE organisation_id = \(membership.organisation)
            AND state = \(TrajectoryReferral.State.yes) AND answered_at < \(now - .days(Trajectory.startDays))
            """)
        if begun > 0 {
            items.append(
                item(
                    t.plural(
                        begun, "Is 1 mens bij jullie begonnen?", "Zijn \(begun) mensen bij jullie begonnen?"),
                    t("Jullie zeiden ja. Vertel hoe het afliep."), t("Vertel"), base))
        }
        return items
    }

    func trajectory(_ trajectory: Trajectory, in db: any SQLConnection) throws -> [TaskItem] {
        // What people were promised goes on after the end, until their names are forgotten.
        guard trajectory.forgottenAt == nil else { return [] }
        var items = try promises(trajectory, in: db) + referrals(trajectory, in: db)
        guard trajectory.state == .running else { return items }
        items += try talks(trajectory, in: db)
        let steps = try TrajectoryStep.all(of: trajectory.id, in: db)
        if let late = steps.first(where: { $0.doneAt == nil && ($0.day.map { $0 < now.day } ?? false) }) {
            items.append(
                item(
                    t("\(t(late.kind.label)): de dag is voorbij"), trajectory.name, t("Bekijk"),
                    trajectory.path + "/stappen"))
        } else if steps.allSatisfy({ $0.doneAt != nil }) {
            items.append(
                item(
                    t("Rond het traject af"), t("\(trajectory.name): alle stappen zijn klaar."), t("Rond af"),
                    trajectory.path + "/verslag"))
        } else if !steps.contains(where: { $0.doneAt == nil && $0.day != nil }) {
            items.append(
                item(t("Geef de stappen een dag"), trajectory.name, t("Vul in"), trajectory.path + "/stappen"))
        }
        return items
    }

    /// Talks that were promised and not held, and people nobody has.
    private func talks(_ trajectory: Trajectory, in db: any SQLConnection) throws -> [TaskItem] {
        let since = now - .days(Trajectory.talkDays)
        let row = try db.first(
            """
            SELECT SUM(CASE WHEN state = \(TrajectoryPerson.State.open) AND helper_id IS NOT NULL
                    AND assigned_at < \(since) THEN 1 ELSE 0 END) AS late,
                SUM(CASE WHEN helper_id IS NULL AND state = \(TrajectoryPerson.State.open) THEN 1 ELSE 0 END) AS nobody
            FROM trajectory_person WHERE trajectory_id = \(trajectory.id)
            AND state = \(TrajectoryPerson.State.open)
            """)
        let late = try row?("late", as: Int?.self) ?? 0
        let nobody = try row?("nobody", as: Int?.self) ?? 0
        var items: [TaskItem] = []
        if late > 0 {
            items.append(
                item(
                    t.plural(
                        late, "1 gesprek is al \(Trajectory.talkDays) dagen beloofd",
                        "\(late) gesprekken zijn al \(Trajectory.talkDays) dagen beloofd"),
                    t("\(trajectory.name): bel de gespreksvoerder, of geef ze aan een ander."), t("Bekijk"),
                    trajectory.path))
        }
        if nobody > 0 {
            items.append(
                item(
                    t.plural(
                        nobody, "1 mens heeft geen gespreksvoerder", "\(nobody) mensen hebben geen gespreksvoerder"),
                    trajectory.name, t("Verdeel"), trajectory.path))
        }
        return items
    }

    /// Who wants to do something and waits, and who would be asked again.
    private func promises(_ trajectory: Trajectory, in db: any SQLConnection) throws -> [TaskItem] {
        let row = try db.first(
            """
            SELECT SUM(CASE WHEN state = \(TrajectoryPerson.State.wants) AND route IS NULL AND started_at IS NULL
                    THEN 1 ELSE 0 END) AS waiting,
                MIN(CASE WHEN state = \(TrajectoryPerson.State.wants) AND route IS NULL AND started_at IS NULL
                    THEN talked_at ELSE NULL END) AS since
            FROM trajectory_person WHERE trajectory_id = \(trajectory.id)
            AND state = \(TrajectoryPerson.State.wants)
            """)
        var items: [TaskItem] = []
        if let row, let waiting: Int = try row("waiting", as: Int?.self), waiting > 0 {
            items.append(
                item(
                    t.plural(
                        waiting, "1 mens wil iets doen en wacht op een vervolg",
                        "\(waiting) mensen willen iets doen en wachten op een vervolg"),
                    trajectory.name, t("Regel het"), trajectory.path + "/mensen?stand=wil", urgent: true,
                    since: try row("since")))
        }
        // An interviewer asks again on the day; after the term, the end, or without an interviewer it is the centre's.
        let isEnded = trajectory.state == .ended
        let again = try db.count(
            """
            SELECT COUNT(*) FROM trajectory_person WHERE trajectory_id = \(trajectory.id)
            AND state = \(TrajectoryPerson.State.later) AND (ask_again <= \(now.day - Trajectory.talkDays)
                OR (ask_again <= \(now.day) AND (helper_id IS NULL OR \(isEnded) = \(true))))
            """)
        if again > 0 {
            items.append(
                item(
                    t.plural(again, "Vraag 1 mens opnieuw", "Vraag \(again) mensen opnieuw"),
                    t("\(trajectory.name): ze zeiden: nu niet, later wel."), t("Bekijk"),
                    trajectory.path + "/mensen?stand=later"))
        }
        return items
    }

    private func referrals(_ trajectory: Trajectory, in db: any SQLConnection) throws -> [TaskItem] {
        let asked = now - .days(Trajectory.answerDays)
        let told = now - .days(Trajectory.startDays + Trajectory.answerDays)
        let rows = try db.rows(
            """
            SELECT r.state, COUNT(*) AS n, MIN(r.created_at) AS since, MIN(p.number) AS person
            FROM trajectory_referral r JOIN trajectory_person p ON p.id = r.person_id
            WHERE r.trajectory_id = \(trajectory.id) AND p.erased_at IS NULL
            AND ((r.state = \(TrajectoryReferral.State.asked) AND r.created_at < \(asked))
                OR (r.state = \(TrajectoryReferral.State.yes) AND r.answered_at < \(told)))
            GROUP BY r.state ORDER BY r.state
            """)
        return try rows.map { row in
            let count: Int = try row("n")
            let isAsked = try row("state", as: TrajectoryReferral.State.self) == .asked
            let people = trajectory.path + "/mensen"
            let path = count == 1 ? people + "/\(try row("person", as: Int.self))" : people + "?stand=wil"
            return item(
                isAsked
                    ? t.plural(
                        count, "1 organisatie gaf geen antwoord", "\(count) vragen aan organisaties zonder antwoord")
                    : t.plural(
                        count, "Vraag of 1 mens begonnen is", "Vraag of \(count) mensen begonnen zijn"),
                trajectory.name, t("Bel"), path, urgent: isAsked, since: try row("since"))
        }
    }

    func round(_ round: DoorRound, in db: any SQLConnection) throws -> [TaskItem] {
        var items: [TaskItem] = []
        let row = try db.first(
            """
            SELECT COUNT(*) AS n, SUM(CASE WHEN helper_id IS NULL THEN 1 ELSE 0 END) AS nobody FROM door
            WHERE round_id = \(round.id) AND state IN (\(list: Door.State.toDo))
            """)
        let left = try row?("n", as: Int.self) ?? 0
        let nobody = try row?("nobody", as: Int?.self) ?? 0
        let begun = max(DutchTime.moment(round.firstDay), round.lastDoorAt ?? round.createdAt)
        let isStalled = round.firstDay <= now.day && now - begun > .days(DoorRound.stalledDays)
        if round.lastDay < now.day {
            items.append(
                item(
                    t("Rond de ronde af"),
                    left > 0
                        ? t("\(round.name): de laatste dag is voorbij, en \(left) deuren zijn niet klaar.")
                        : t("\(round.name): de laatste dag is voorbij."),
                    t("Rond af"), round.path + "/verslag"))
        } else if left > 0, isStalled {
            items.append(
                item(
                    t("De ronde ligt stil: \(round.name)"),
                    t("Al \(DoorRound.stalledDays) dagen is er geen deur gedaan. Bel de lopers."), t("Bekijk"),
                    round.path, since: begun))
        } else if left == 0, isStalled {
            items.append(
                item(t("Rond de ronde af"), t("\(round.name): er is niets meer te doen."), t("Bekijk"), round.path))
        }
        if nobody > 0, round.lastDay >= now.day, round.firstDay <= now.day {
            items.append(
                item(
                    t.plural(nobody, "1 deur heeft geen loper", "\(nobody) deuren hebben geen loper"), round.name,
                    t("Verdeel"), round.path))
        }
        return items
    }
}
