import Community
import Core
import Storage

/// Whatever waits for somebody of the centre: each is a line of the desk and a task of Vandaag.
enum BuddyAlarm: String, Sendable, CaseIterable {
    case newRequest = "nieuw"
    case longWait = "lang"
    case newVolunteer = "vrijwilliger"
    case idle = "stilstaand"
    case noAnswer = "antwoord"
    case toPlan = "plannen"
    case meetingOver = "uitkomst"
    case trialOver = "proef"
    case trouble = "zorg"
    case evaluation = "evaluatie"
    case pauseOver = "pauze"
    case handover = "overdracht"
    case silence = "stil"
    case course = "cursus"
    case objection = "bezwaar"
    case hours = "uren"

    struct Item: Sendable {
        let alarm: BuddyAlarm
        let number: Int
        let since: Moment
    }

    var label: Text {
        switch self {
        case .newRequest: Text("Nieuwe aanvraag: bel kennis te maken")
        case .longWait: Text("Wacht langer dan afgesproken")
        case .newVolunteer: Text("Nieuwe vrijwilliger: bel kennis te maken")
        case .idle: Text("Een vrijwilliger wacht al lang: bel even")
        case .noAnswer: Text("De vrijwilliger antwoordt niet")
        case .toPlan: Text("Plan de kennismaking")
        case .meetingOver: Text("Hoe was de kennismaking?")
        case .trialOver: Text("De proeftijd is voorbij")
        case .trouble: Text("Het kan beter, of iemand wil stoppen")
        case .evaluation: Text("Bel hoe het gaat")
        case .pauseOver: Text("De pauze is voorbij")
        case .handover: Text("De overdracht staat open")
        case .silence: Text("Al lang niets gehoord")
        case .course: Text("Wie was er bij de cursus?")
        case .objection: Text("Iemand is het er niet mee eens")
        case .hours: Text("Uren wachten op akkoord")
        }
    }

    /// In days: after so long it cannot wait.
    var urgentAfter: Int {
        switch self {
        case .newRequest: 5
        case .longWait, .trouble, .objection, .silence: 0
        case .noAnswer, .toPlan, .meetingOver, .newVolunteer, .course: 7
        case .trialOver, .evaluation, .pauseOver: 14
        case .idle, .hours: 30
        case .handover: 21
        }
    }

    func path(_ number: Int) -> String {
        switch self {
        case .newRequest, .longWait: "\(BuddyDesk.home)/aanvragen/\(number)"
        case .newVolunteer, .idle: "\(BuddyDesk.home)/vrijwilligers/\(number)"
        case .course: "\(BuddyDesk.home)/cursussen/\(number)"
        case .objection: "\(BuddyDesk.home)#bezwaren"
        case .hours: BuddyNav.hours.path
        default: "\(BuddyDesk.home)/koppels/\(number)"
        }
    }

    /// A volunteer who hears nothing for so long looks for something else.
    static let idleDays = 60

    /// The question of one kind: `number` and `since` of what waits, the oldest first.
    private func query(_ codes: [String], _ now: Moment) -> SQL {
        let today = now.day
        switch self {
        case .newRequest:
            return """
                SELECT number, created_at AS since FROM buddy_request WHERE municipality_code IN (\(list: codes))
                AND state = \(BuddyRequest.State.new) ORDER BY created_at, number LIMIT 100
                """
        case .newVolunteer:
            return """
                SELECT number, created_at AS since FROM buddy_volunteer WHERE municipality_code IN (\(list: codes))
                AND state = \(BuddyVolunteer.State.new) ORDER BY created_at, number LIMIT 100
                """
        case .idle:
            // Saving the page of the volunteer after a call begins the count anew.
            let limit = now - .days(Self.idleDays)
            return """
                SELECT v.number, v.state_at AS since FROM buddy_volunteer v WHERE v.municipality_code IN (\(list: codes))
                AND v.state = \(BuddyVolunteer.State.ready) AND v.state_at < \(limit)
                AND NOT EXISTS (SELECT 1 FROM buddy_pair p WHERE p.volunteer_id = v.id
                    AND (p.state IN (\(list: BuddyPair.State.active)) OR p.ended_at >= \(limit)))
                ORDER BY v.state_at, v.number LIMIT 100
                """
        case .longWait:
            return """
                SELECT r.number, r.created_at AS since, k.max_wait_days AS days FROM buddy_request r
                JOIN buddy_kind k ON k.id = r.kind_id WHERE r.municipality_code IN (\(list: codes))
                AND r.state = \(BuddyRequest.State.waiting) ORDER BY r.created_at, r.number LIMIT 500
                """
        case .noAnswer: return pairs(codes, "p.state = \(BuddyPair.State.asked) AND p.state_at < \(now - .days(7))")
        case .toPlan: return pairs(codes, "p.state = \(BuddyPair.State.agreed)")
        case .meetingOver:
            return pairs(codes, "p.state = \(BuddyPair.State.meeting) AND p.meet_day < \(today)")
        case .trialOver: return pairs(codes, "p.state = \(BuddyPair.State.trial) AND p.trial_until <= \(today)")
        case .pauseOver: return pairs(codes, "p.state = \(BuddyPair.State.paused) AND p.paused_until <= \(today)")
        case .handover:
            return pairs(
                codes, "p.handover_at IS NOT NULL AND p.state IN (\(list: BuddyPair.State.together))")
        case .silence:
            return """
                SELECT p.number, p.heard_at AS since, k.silence_days AS days FROM buddy_pair p
                JOIN buddy_kind k ON k.id = p.kind_id WHERE p.municipality_code IN (\(list: codes))
                AND p.state IN (\(list: [BuddyPair.State.trial, .running])) ORDER BY p.heard_at, p.number LIMIT 500
                """
        case .trouble:
            return moments(
                codes,
                """
                (m.asker_answer IN (\(list: [BuddyAnswer.better, .stop]))
                OR m.volunteer_answer IN (\(list: [BuddyAnswer.better, .stop])))
                """, among: BuddyPair.State.together)
        case .evaluation:
            return moments(
                codes, "m.kind = \(BuddyMoment.Kind.evaluation) AND m.due <= \(today - 7)")
        case .course:
            return """
                SELECT number, day AS since_day FROM buddy_course WHERE municipality_code IN (\(list: codes))
                AND finished_at IS NULL AND day < \(today) ORDER BY day, number LIMIT 100
                """
        case .hours:
            return """
                SELECT 0 AS number, created_at AS since FROM buddy_hours WHERE municipality_code IN (\(list: codes))
                AND state = \(HoursEntry.State.waiting) ORDER BY created_at LIMIT 100
                """
        case .objection:
            return """
                SELECT 0 AS number, created_at AS since FROM buddy_objection WHERE municipality_code IN (\(list: codes))
                AND answered_at IS NULL AND sealed IS NOT NULL ORDER BY created_at LIMIT 100
                """
        }
    }

    private func pairs(_ codes: [String], _ condition: SQL) -> SQL {
        """
        SELECT p.number, p.state_at AS since, p.meet_day, p.trial_until, p.paused_until, p.handover_at FROM buddy_pair p
        WHERE p.municipality_code IN (\(list: codes)) AND \(condition) ORDER BY p.state_at, p.number LIMIT 100
        """
    }

    /// Who says in a pause that they want to stop, does not wait for the end of it.
    private func moments(
        _ codes: [String], _ condition: SQL, among states: [BuddyPair.State] = [.trial, .running]
    ) -> SQL {
        """
        SELECT p.number, m.due AS since_day FROM buddy_moment m JOIN buddy_pair p ON p.id = m.pair_id
        WHERE m.municipality_code IN (\(list: codes)) AND m.done_at IS NULL
        AND m.kind <> \(BuddyMoment.Kind.farewell) AND p.state IN (\(list: states))
        AND \(condition) ORDER BY m.due, m.number LIMIT 100
        """
    }

    func items(_ codes: [String], now: Moment, in db: any SQLConnection) throws -> [Item] {
        try db.rows(query(codes, now)).compactMap { row in
            let since: Moment
            switch self {
            case .course, .trouble, .evaluation: since = DutchTime.moment(try row("since_day"))
            case .meetingOver: since = try row("meet_day", as: Day?.self).map { DutchTime.moment($0) } ?? now
            case .trialOver: since = try row("trial_until", as: Day?.self).map { DutchTime.moment($0) } ?? now
            case .pauseOver: since = try row("paused_until", as: Day?.self).map { DutchTime.moment($0) } ?? now
            case .handover: since = try row("handover_at", as: Moment?.self) ?? now
            case .longWait, .silence:
                let began: Moment = try row("since")
                let limit = began + .days(try row("days"))
                if limit > now { return nil }
                since = limit
            case .idle: since = try row("since", as: Moment.self) + .days(Self.idleDays)
            default: since = try row("since")
            }
            return Item(alarm: self, number: try row("number"), since: since)
        }
    }

    static func all(_ codes: [String], now: Moment, in db: any SQLConnection) throws -> [Item] {
        guard !codes.isEmpty else { return [] }
        return try allCases.flatMap { try $0.items(codes, now: now, in: db) }
    }
}
