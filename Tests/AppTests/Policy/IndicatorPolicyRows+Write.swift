import Community
import Core
import Storage

@testable import Policy

extension IndicatorPolicyRows {
    func write(to site: TestSite) async throws {
        let copy = self
        try await site.write { db in
            for (index, place) in Self.places.enumerated() { try copy.cycles(place, index, in: db) }
            for (index, task) in copy.tasks.enumerated() {
                try db.run(
                    """
                    INSERT INTO policy_task (id, cycle_id, step_id, title, due_day, done_at, created_at)
                    VALUES (\("rt-\(index)"), \(copy.round(task.place, index.isMultiple(of: 2))), 'vision', 'Doe dit',
                        \(task.due), \(task.done), \(copy.now - .days(700)))
                    """)
            }
            for (index, word) in copy.remarks.enumerated() {
                try db.run(
                    """
                    INSERT INTO policy_comment (id, cycle_id, element_id, paragraph, text, created_at, resolved_at)
                    VALUES (\("rc-\(index)"), \(copy.round(word.place, index.isMultiple(of: 3))), 'element-vision', '',
                        'Hm', \(word.at), \(word.isAnswered ? word.at : nil))
                    """)
            }
            for (index, word) in copy.reactions.enumerated() {
                try db.run(
                    """
                    INSERT INTO policy_reaction (id, consultation_id, number, source, text, shows_name, language,
                        disposition, created_at)
                    VALUES (\("rr-\(index)"), \("raad-\(word.place)"), \(index + 1), \(Reaction.Source.site), 'Hoi',
                        \(false), 'nl', \(word.isAnswered ? "overgenomen" : nil), \(word.at))
                    """)
            }
            for (index, promise) in copy.promises.enumerated() { try copy.add(promise, index, in: db) }
            for (index, aim) in copy.aims.enumerated() { try copy.add(aim, index, in: db) }
            for (index, line) in copy.lines.enumerated() { try copy.add(line, index, in: db) }
            for (index, party) in copy.parties.enumerated() { try copy.add(party, index, in: db) }
        }
    }

    func round(_ place: String, _ runs: Bool) -> String { "ronde-\(place)-\(runs ? "nu" : "toen")" }

    private func cycles(_ place: String, _ index: Int, in db: any SQLConnection) throws {
        for runs in [false, true] {
            let id = round(place, runs)
            let first = runs ? year - 1 : year - 6
            let phase: PolicyCycle.Phase = runs ? .running : .closed
            // What was planned says nothing, and neither does an amendment.
            let planned = now.day - 40
            let adopted = (runs ? councils[place] : nil) ?? now.day - 1900
            try db.run(
                """
                INSERT INTO policy_cycle (id, number, municipality_code, name, first_year, last_year, phase, step,
                    council_day, created_at, closed_at)
                VALUES (\(id), \(index * 2 + (runs ? 2 : 1)), \(place), 'Plan', \(first), \(first + 3), \(phase), 9,
                    \(planned), \(now - .days(1000)), \(runs ? nil : now - .days(600)))
                """)
            for (number, day) in [(1, adopted), (2, adopted + 31)] {
                try db.run(
                    """
                    INSERT INTO policy_adoption (id, cycle_id, number, adopted_on, decision, remarks, record, sha256,
                        recorded_at)
                    VALUES (\("besluit-\(number)-" + id), \(id), \(number), \(day), '', '', '', '', \(now))
                    """)
            }
            if runs {
                let state: Evaluation.State = evaluated[place] == true ? .finished : .busy
                try db.run(
                    """
                    INSERT INTO policy_evaluation (id, cycle_id, year, state, content_version, summary, version, begun_at)
                    VALUES (\("eval-" + id), \(id), \(year - 1), \(state), 1, '', 1, \(now))
                    """)
            }
        }
        try db.run(
            """
            INSERT INTO policy_consultation (id, number, cycle_id, municipality_code, title, question, background,
                audience, first_day, last_day, state, created_at)
            VALUES (\("raad-\(place)"), \(index + 1), \(round(place, true)), \(place), 'Vraag', 'Wat?', '',
                \(Consultation.Audience.everyone), \(now.day - 600), \(now.day), \(Consultation.State.open),
                \(now - .days(600)))
            """)
    }

    private func add(_ promise: Promise, _ index: Int, in db: any SQLConnection) throws {
        let id = "ra-\(index)"
        try db.run(
            """
            INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, first_day,
                last_day, rhythm, is_public, state, created_at)
            VALUES (\(id), \(index + 1), \(round(promise.place, promise.runs)), \(promise.place),
                \(Agreement.Kind.agreement), 'Samen', 'Doen', \(now.day - 400), \(now.day + 400),
                \(ReportRhythm.quarter), \(false), \(promise.state), \(now - .days(500)))
            """)
        for (place, report) in promise.lights.enumerated() {
            try db.run(
                """
                INSERT INTO policy_agreement_report (id, agreement_id, due_day, light, done, otherwise, next_step, reason,
                    created_at)
                VALUES (\("\(id)-\(place)"), \(id), \(report.day), \(report.light), '', '', '', '',
                    \(DutchTime.moment(report.day)))
                """)
        }
    }

    private func add(_ aim: Aim, _ index: Int, in db: any SQLConnection) throws {
        let id = "rg-\(index)"
        try db.run(
            """
            INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, measure, unit, decimals,
                target_value, target_day, source, agreed_with, budget, version, created_at)
            VALUES (\(id), \(round(aim.place, true)), \(index + 1), 'Meer', '', \(Goal.Intention.raise),
                \(Goal.Better.up), 'Iets', 'mensen', 0, \(aim.target), \(now.day + 500), '', '', '', 1,
                \(now - .days(700)))
            """)
        for (place, figure) in aim.figures.enumerated() {
            try db.run(
                """
                INSERT INTO policy_goal_measurement (id, goal_id, seq, value, day, source, reason, recorded_at)
                VALUES (\("\(id)-\(place)"), \(id), \(place + 1), \(figure.value), \(figure.day), '', '',
                    \(DutchTime.moment(figure.day)))
                """)
        }
    }

    private func add(_ line: Line, _ index: Int, in db: any SQLConnection) throws {
        let id = "rm-\(index)"
        try db.run(
            """
            INSERT INTO policy_money_line (id, cycle_id, number, name, department, note, version, created_at)
            VALUES (\(id), \(round(line.place, true)), \(index + 1), \("Regel \(index)"), \(line.department), '', 1,
                \(now))
            """)
        // An older amount, which the newest takes the place of.
        for (version, cents) in [(1, 77_700), (2, line.planned)] {
            try db.run(
                """
                INSERT INTO policy_money_amount (line_id, year, version, cents, reason, entered_at)
                VALUES (\(id), \(year), \(version), \(cents), '', \(now))
                """)
        }
        for (place, cents) in line.spent.enumerated() {
            try db.run(
                """
                INSERT INTO policy_money_booking (id, line_id, kind, year, cents, booked_on, description, entered_at,
                    taken_back_reason)
                VALUES (\("\(id)-\(place)"), \(id), \(Booking.Kind.spent), \(year), \(cents), \(now.day), 'Zaal', \(now),
                    '')
                """)
        }
    }

    private func add(_ party: Talk, _ index: Int, in db: any SQLConnection) throws {
        let id = "rp-\(index)"
        try db.run(
            """
            INSERT INTO policy_party (id, cycle_id, number, kind, name, sort_key, can_do, needs, contact, next_step,
                version, created_at, updated_at, archived_at)
            VALUES (\(id), \(round(party.place, true)), \(index + 1), 'companies', \("Partij \(index)"),
                \("partij \(index)"), '', '', '', '', 1, \(now), \(now), \(party.isArchived ? now : nil))
            """)
        for (place, day) in party.days.enumerated() {
            try db.run(
                """
                INSERT INTO policy_party_talk (id, party_id, day, with_whom, note, created_at)
                VALUES (\("\(id)-\(place)"), \(id), \(day), '', '', \(now))
                """)
        }
    }
}
