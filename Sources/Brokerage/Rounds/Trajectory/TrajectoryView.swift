import Community
import Core
import Storage

/// Where a trajectory stands, in numbers by interviewer and by outcome.
struct TrajectoryView: Sendable {
    struct HelperLine: Sendable {
        let helper: RoundHelper
        let toDo: Int
        let done: Int
        /// Promised longer ago than the term, and not held.
        let late: Int
    }

    /// What came of the talks.
    struct Results: Sendable {
        var people = 0
        var talked = 0
        var wants = 0
        var later = 0
        var no = 0
        var unreachable = 0
        /// Wants to do something and nobody has it in hand.
        var waiting = 0
        var centre = 0
        var referred = 0
        var own = 0
        /// Began, at an organisation or through the desk.
        var started = 0

        var toDo: Int { max(0, people - talked - unreachable) }

        /// Counts a row of people with one state and one route.
        mutating func add(_ row: Row) throws {
            let count: Int = try row("n")
            let route: TrajectoryPerson.Route? = try row("route")
            people += count
            talked += try row("talked", as: Int.self)
            started += try row("started", as: Int.self)
            switch try row("state", as: TrajectoryPerson.State.self) {
            case .open: break
            case .later: later += count
            case .no: no += count
            case .unreachable:
                unreachable += count
                // Trying to reach somebody is no talk.
                talked -= try row("talked", as: Int.self)
            case .wants:
                wants += count
                switch route {
                case nil: waiting += count
                case .centre: centre += count
                case .organisation: referred += count
                case .own: own += count
                case .closed: break
                }
            }
        }
    }

    let trajectory: Trajectory
    let organisations: [Organisation]
    let neighbourhood: String?
    let steps: [TrajectoryStep]
    let helpers: [HelperLine]
    let results: Results
    let unassigned: Int
    let referrals: [(state: TrajectoryReferral.State, count: Int)]

    init(_ trajectory: Trajectory, now: Moment, in db: any SQLConnection) throws {
        self.trajectory = trajectory
        organisations = try trajectory.organisations(in: db)
        neighbourhood = try trajectory.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        steps = try TrajectoryStep.all(of: trajectory.id, in: db)
        results = try Self.results([trajectory.id], in: db)[trajectory.id] ?? Results()
        let counts = try Self.counts(trajectory.id, now: now, in: db)
        helpers = try RoundHelper.all(of: trajectory.id, in: db).map { helper in
            let own = counts[helper.id.text]
            return HelperLine(
                helper: helper, toDo: own?.toDo ?? 0, done: own?.done ?? 0, late: own?.late ?? 0)
        }
        unassigned = counts[""]?.toDo ?? 0
        referrals = try db.rows(
            """
            SELECT state, COUNT(*) AS n FROM trajectory_referral WHERE trajectory_id = \(trajectory.id)
            GROUP BY state ORDER BY state
            """
        ).map { (state: try $0("state"), count: try $0("n")) }
    }

    /// By interviewer; those of nobody under the empty text.
    private static func counts(_ id: Trajectory.Identity, now: Moment, in db: any SQLConnection) throws -> [String: (
        toDo: Int, done: Int, late: Int
    )] {
        let since = now - .days(Trajectory.talkDays)
        let toDo: SQL = """
            state = \(TrajectoryPerson.State.open)
            OR (state = \(TrajectoryPerson.State.later) AND ask_again <= \(now.day))
            """
        let rows = try db.rows(
            """
            SELECT helper_id, COUNT(*) AS n, SUM(CASE WHEN \(toDo) THEN 1 ELSE 0 END) AS todo,
                SUM(CASE WHEN state = \(TrajectoryPerson.State.open) AND assigned_at < \(since) THEN 1 ELSE 0 END)
                    AS late
            FROM trajectory_person WHERE trajectory_id = \(id) GROUP BY helper_id
            """)
        var counts: [String: (toDo: Int, done: Int, late: Int)] = [:]
        for row in rows {
            let (all, toDo): (Int, Int) = (try row("n"), try row("todo"))
            counts[try row("helper_id", as: String?.self) ?? ""] = (toDo, all - toDo, try row("late"))
        }
        return counts
    }

    /// Of each of these; missing where nobody is on the list yet.
    static func results(_ ids: [Trajectory.Identity], in db: any SQLConnection) throws -> [Trajectory.Identity: Results]
    {
        if ids.isEmpty { return [:] }
        var results: [Trajectory.Identity: Results] = [:]
        let rows = try db.rows(
            """
            SELECT p.trajectory_id, p.state, p.route, COUNT(*) AS n,
                SUM(CASE WHEN p.talked_at IS NULL THEN 0 ELSE 1 END) AS talked,
                SUM(CASE WHEN p.started_at IS NOT NULL OR i.placed_at IS NOT NULL THEN 1 ELSE 0 END) AS started
            FROM trajectory_person p LEFT JOIN intake i ON i.id = p.intake_id
            WHERE p.trajectory_id IN (\(list: ids)) GROUP BY p.trajectory_id, p.state, p.route
            """)
        for row in rows {
            try results[row("trajectory_id"), default: Results()].add(row)
        }
        return results
    }
}
