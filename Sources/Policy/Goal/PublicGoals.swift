import Community
import Core
import Storage
import Web

extension GoalsPart {
    /// The goals of adopted plans, for everyone.
    func publicRoutes(_ routes: Routes) {
        routes.get("/doelen", access: .everyone) { [house] visit in
            let rounds = try await house.database.read { db in try PublicGoals.load(now: visit.now, in: db) }
            return PublicGoals(visit: visit, rounds: rounds).reply
        }
    }
}

/// What the municipality wants to reach and how far it is, in plain figures. Few people are never shown as a number.
struct PublicGoals {
    struct Round: Sendable {
        let cycle: PolicyCycle
        let place: String
        let lines: [GoalBoard.Line]
    }

    /// The smallest number of people that is shown.
    static let fewest = 5

    let visit: Visit
    let rounds: [Round]
    private var t: Texts { visit.t }

    /// The round of each municipality that runs on an adopted plan.
    static func load(now: Moment, in db: any SQLConnection) throws -> [Round] {
        let phases: [PolicyCycle.Phase] = [.running, .evaluating]
        let cycles = try db.rows(
            "SELECT * FROM policy_cycle WHERE phase IN (\(list: phases)) ORDER BY municipality_code, first_year DESC"
        ).map(PolicyCycle.init(row:))
        return try cycles.compactMap { cycle in
            let lines = try GoalBoard.lines(Goal.all(of: cycle.id, in: db), now: now, draws: false, in: db)
            if lines.isEmpty { return nil }
            return Round(
                cycle: cycle, place: try Places.municipality(cycle.municipality, in: db)?.name ?? "", lines: lines)
        }
    }

    var reply: Reply {
        let content: HTML =
            rounds.isEmpty
            ? Part.empty(t("Er zijn nog geen doelen"), t("Zodra de raad een plan vaststelt, staan de doelen hier."))
            : "\(rounds, round)"
        return visit.page(
            t("Doelen voor vrijwillige inzet"),
            """
            <div class="wrap stack page">\(PublicNav.markup(visit, current: .goals))<h1>\(t("Doelen voor vrijwillige inzet"))</h1>\
            <p class="lead">\(t("Dit wil de gemeente bereiken. De cijfers tellen zoveel mogelijk zichzelf."))</p>\(content)</div>
            """)
    }

    private func round(_ round: Round) -> HTML {
        let rows = round.lines.map { line -> [HTML] in
            let goal = line.goal
            return [
                "<span\(attribute: "lang", t.typed)>\(goal.result)</span><br><span class=\"small soft\"\(attribute: "lang", goal.indicator == nil ? t.typed : nil)>\(goal.measureWords(t))</span>\(brief(line))",
                "\(shown(goal, goal.baseline, nil))",
                "<strong>\(shown(goal, line.reading.value, line.reading.base))</strong>",
                "\(goal.words(goal.target, t))", "\(t.date(goal.targetDay))",
                Part.chip(t(line.reading.verdict.label), line.reading.verdict.tone),
            ]
        }
        return """
            <section class="card stack goals"><h2\(attribute: "lang", t.typed)>\(round.place): \(round.cycle.name)</h2>\(Table(
                t("Doelen van \(round.place)"),
                [
                    .init(t("Doel")), .init(t("Begin"), number: true), .init(t("Nu"), number: true),
                    .init(t("Streven"), number: true), .init(t("Uiterlijk")), .init(t("Stand")),
                ], rows: rows
            ).markup)</section>
            """
    }

    /// The same on a narrow screen, where the columns do not fit.
    private func brief(_ line: GoalBoard.Line) -> HTML {
        """
        <span class="brief">\(t("Nu")): <strong>\(shown(line.goal, line.reading.value, line.reading.base))</strong> · \(t("Streven")): \(line.goal.words(line.goal.target, t)) \
        \(Part.chip(t(line.reading.verdict.label), line.reading.verdict.tone))</span>
        """
    }

    private func shown(_ goal: Goal, _ value: Double?, _ base: Int?) -> String {
        guard let value, goal.isLive else { return goal.words(value, t) }
        if Amount.isPercent(goal.unit) {
            if let base, base < Self.fewest { return t("te weinig om te tonen") }
        } else if value > 0, value < Double(Self.fewest) {
            return t("minder dan 5")
        }
        return goal.words(value, t)
    }
}
