/// Rows that together have too few columns to go to.
struct Blockade: Error, Equatable {
    var rows: [Int]
    var columns: [Int]
}

/// Whether every row can get a column at all: a largest matching by shortest augmenting paths, many at once (Hopcroft
/// and Karp 1973); time grows with pairs times the root of the rows.
enum Feasibility {
    /// - Parameters:
    ///   - starts: where the pairs of each row start, and the end.
    ///   - target: the column of a pair.
    /// - Returns: `nil` when every row can get a column, else rows that stand in each other's way (Hall 1935).
    static func blockade(starts: [Int32], columns: Int, target: (Int) -> Int32) -> Blockade? {
        let rows = starts.count - 1
        var mates = [Int32](repeating: -1, count: rows)
        var owners = [Int32](repeating: -1, count: columns)
        for row in 0..<rows {
            for position in Int(starts[row])..<Int(starts[row + 1]) where owners[Int(target(position))] < 0 {
                let column = target(position)
                mates[row] = column
                owners[Int(column)] = Int32(truncatingIfNeeded: row)
                break
            }
        }
        var levels = [Int32](repeating: -1, count: rows)
        var next = [Int32](repeating: 0, count: rows)
        var path: [Int] = []
        while true {
            // How far each row is from a row without a column; stop at the first level that sees a free column.
            var queue = (0..<rows).filter { mates[$0] < 0 }
            if queue.isEmpty { return nil }
            for row in 0..<rows {
                levels[row] = mates[row] < 0 ? 0 : -1
                next[row] = starts[row]
            }
            var isOpen = false
            var head = 0
            while head < queue.count {
                let row = queue[head]
                head += 1
                for position in Int(starts[row])..<Int(starts[row + 1]) {
                    let owner = Int(owners[Int(target(position))])
                    if owner < 0 {
                        isOpen = true
                    } else if levels[owner] < 0 {
                        levels[owner] = levels[row] + 1
                        queue.append(owner)
                    }
                }
            }
            guard isOpen else { return wall(from: queue, starts: starts, mates: mates, owners: owners, target: target) }
            for free in 0..<rows where mates[free] < 0 {
                path = [free]
                while let row = path.last {
                    guard next[row] < starts[row + 1] else {
                        levels[row] = -1
                        path.removeLast()
                        continue
                    }
                    let column = Int(target(Int(next[row])))
                    next[row] += 1
                    let owner = Int(owners[column])
                    if owner >= 0 {
                        if levels[owner] == levels[row] + 1 { path.append(owner) }
                        continue
                    }
                    var taken = Int32(truncatingIfNeeded: column)
                    for step in path.reversed() {
                        let given = mates[step]
                        mates[step] = taken
                        owners[Int(taken)] = Int32(truncatingIfNeeded: step)
                        taken = given
                        levels[step] = -1
                    }
                    break
                }
            }
        }
    }

    /// The rows that one row without a column can reach; the smallest such group that one row gives.
    private static func wall(
        from reached: [Int], starts: [Int32], mates: [Int32], owners: [Int32], target: (Int) -> Int32
    ) -> Blockade {
        guard let first = reached.first else { return Blockade(rows: [], columns: []) }
        var rows = [first]
        var columns: [Int] = []
        var seen = [Bool](repeating: false, count: owners.count)
        var head = 0
        while head < rows.count {
            let row = rows[head]
            head += 1
            for position in Int(starts[row])..<Int(starts[row + 1]) {
                let column = Int(target(position))
                guard !seen[column] else { continue }
                seen[column] = true
                columns.append(column)
                rows.append(Int(owners[column]))
            }
        }
        return Blockade(rows: rows.sorted(), columns: columns.sorted())
    }
}
