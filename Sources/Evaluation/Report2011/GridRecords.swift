import Core

/// Records of one grid that give exactly the counts of a printed table.
struct GridRecords {
    /// In the order of the table's columns.
    enum Option: Int, CaseIterable { case inPolicy, byCentre, byOther, notCarriedOut, unknown }

    /// `ticks[option][record][row]`.
    let ticks: [[[Bool]]]

    /// Tries until it finds them; `nil` when `attempts` were not enough.
    init?(_ grid: Report2011.Grid, records: Int, seed: UInt64, attempts: UInt64 = 40) {
        for attempt in 0..<attempts {
            var random = Seeded(seed: seed &+ attempt &* 7919)
            if let found = Self.make(grid, records, &random) {
                ticks = found
                return
            }
        }
        return nil
    }

    private static func make(_ grid: Report2011.Grid, _ records: Int, _ random: inout Seeded) -> [[[Bool]]]? {
        let rows = grid.activities.count
        let order = Array(0..<records).shuffled(using: &random)
        let (without, with) = (Set(order.prefix(grid.noneInPolicy)), Set(order.suffix(grid.allInPolicy)))
        guard let policy = policy(grid, records, without, with, &random) else { return nil }
        // Records that say "is not carried out" of everything, of nothing, and of something.
        let nowhere = Set(order.prefix(grid.noneCarriedOut))
        guard let onPaper = onPaper(grid, policy, with, &random) else { return nil }
        let touched = Set(onPaper.map(\.record)).union(nowhere)
        // Who has most in policy has least that is not carried out; a little chance keeps it from looking made.
        let free = (0..<records).filter { !touched.contains($0) }
            .map { ($0, policy[$0].count { $0 } * 4 + random.int(0...3)) }
            .sorted { ($0.1, $0.0) > ($1.1, $1.0) }.map(\.0)
        let everywhere = Set(free.prefix(grid.allCarriedOut))
        guard everywhere.count == grid.allCarriedOut,
            let not = notCarriedOut(grid, policy, nowhere, everywhere, onPaper, &random)
        else { return nil }
        guard let rest = rest(grid, policy, not, &random) else { return nil }
        let all = [policy, rest.centre, rest.other, not, rest.unknown]
        return rows > 0 ? all : nil
    }

    private static func policy(
        _ grid: Report2011.Grid, _ records: Int, _ without: Set<Int>, _ with: Set<Int>, _ random: inout Seeded
    ) -> [[Bool]]? {
        let rows = grid.activities.count
        let allowed = (0..<records).map { record in
            Array(repeating: !without.contains(record) && !with.contains(record), count: rows)
        }
        let bound = (0..<records).map { allowed[$0].first == true }
        var matrix = TickMatrix(allowed: allowed)
        let found = matrix.fill(
            grid.activities.map { $0.inPolicy - grid.allInPolicy }, least: bound.map { $0 ? 1 : 0 },
            most: bound.map { $0 ? rows - 1 : 0 }, using: &random)
        guard found else { return nil }
        return matrix.ticks.enumerated().map { with.contains($0) ? Array(repeating: true, count: rows) : $1 }
    }

    /// The few cells that are in policy and yet not carried out.
    private static func onPaper(_ grid: Report2011.Grid, _ policy: [[Bool]], _ with: Set<Int>, _ random: inout Seeded)
        -> [(record: Int, row: Int)]?
    {
        var cells: [(record: Int, row: Int)] = []
        for (row, activity) in grid.activities.enumerated() where activity.onPaper > 0 {
            let fitting = policy.indices.filter { policy[$0][row] && !with.contains($0) }.shuffled(using: &random)
            guard fitting.count >= activity.onPaper else { return nil }
            cells += fitting.prefix(activity.onPaper).map { ($0, row) }
        }
        return cells
    }

    private static func notCarriedOut(
        _ grid: Report2011.Grid, _ policy: [[Bool]], _ nowhere: Set<Int>, _ everywhere: Set<Int>,
        _ onPaper: [(record: Int, row: Int)], _ random: inout Seeded
    ) -> [[Bool]]? {
        let rows = grid.activities.count
        let allowed = policy.enumerated().map { record, row in
            row.map { !$0 && !nowhere.contains(record) && !everywhere.contains(record) }
        }
        let done = Set(onPaper.map(\.record))
        let bound = policy.indices.map { !nowhere.contains($0) && !everywhere.contains($0) }
        var matrix = TickMatrix(allowed: allowed)
        let wanted = grid.activities.map { $0.notCarriedOut - grid.noneCarriedOut - $0.onPaper }
        let found = matrix.fill(
            wanted, least: bound.enumerated().map { $1 && !done.contains($0) ? 1 : 0 },
            most: bound.map { $0 ? rows - 1 : 0 }, using: &random)
        guard found else { return nil }
        var ticks = matrix.ticks.enumerated().map {
            nowhere.contains($0) ? Array(repeating: true, count: rows) : $1
        }
        for cell in onPaper { ticks[cell.record][cell.row] = true }
        return ticks
    }

    /// "Unknown" stands alone; whoever has nothing yet in a row gets the centre or another first, so that each row is
    /// answered by all.
    private static func rest(_ grid: Report2011.Grid, _ policy: [[Bool]], _ not: [[Bool]], _ random: inout Seeded)
        -> (centre: [[Bool]], other: [[Bool]], unknown: [[Bool]])?
    {
        let empty = policy.map { $0.map { _ in false } }
        var (centre, other, unknown) = (empty, empty, empty)
        for (row, activity) in grid.activities.enumerated() {
            var open = policy.indices.filter { !policy[$0][row] && !not[$0][row] }.shuffled(using: &random)
            guard open.count >= activity.unknown else { return nil }
            for record in open.prefix(activity.unknown) { unknown[record][row] = true }
            open.removeFirst(activity.unknown)
            let settled = policy.indices.filter { policy[$0][row] && !not[$0][row] }.shuffled(using: &random)
            let forOther = min(activity.byOther, open.count / 3)
            let (others, centres) = (Array(open.prefix(forOther)), Array(open.dropFirst(forOther)))
            let inCentre = (centres + settled + others).prefix(activity.byCentre)
            let inOther =
                (others + centres.dropFirst(activity.byCentre) + settled.reversed() + centres.prefix(activity.byCentre))
                .prefix(activity.byOther)
            guard inCentre.count == activity.byCentre, inOther.count == activity.byOther else { return nil }
            for record in inCentre { centre[record][row] = true }
            for record in inOther { other[record][row] = true }
        }
        return (centre, other, unknown)
    }
}
