extension CostScaling {
    /// Tries to prove that the present mates are the best, with prices in the unit of the costs (price refinement:
    /// Goldberg 1997, "An efficient implementation of a scaling minimum-cost flow algorithm").
    ///
    /// Starts from the scaled prices, rounded; wherever a row would rather have another column at its price, that
    /// price rises, and the row that owns it looks again. The same holds for the spare, which pays one price for all
    /// its columns. It settles if and only if the mates are the best.
    /// - Parameter patience: how many looks to spend at most.
    /// - Returns: `nil` when it did not settle in time.
    func refine(patience: Int) -> ScalingSolution? {
        var work = Refinement(self)
        var looks = 0
        repeat {
            while let row = work.next() {
                guard looks < patience else { return nil }
                looks += 1
                let value = work.own[row] &+ work.raised[Int(mates[row])]
                for position in Int(starts[row])..<Int(starts[row + 1]) {
                    let pair = pairs[position]
                    let least = value &- Int64(truncatingIfNeeded: pair.cost)
                    work.raise(Int(pair.column), to: least, owners[Int(pair.column)])
                }
            }
            looks += columns == rows ? 0 : columns / 16
        } while work.liftFloor(self)
        let floor = columns == rows ? 0 : work.floor
        return ScalingSolution(
            mates: mates.array, rowPrices: (0..<rows).map { work.own[$0] &+ work.raised[Int(mates[$0])] &- floor },
            columnPrices: (0..<columns).map { floor &- work.raised[$0] })
    }
}

/// The state of one refinement: rising prices, and the rows that have to look.
private struct Refinement {
    let raised: Scratch<Int64>
    /// What the pair of each row costs.
    let own: Scratch<Int64>
    /// What the spare pays for each of its columns.
    private(set) var floor = Int64.min
    private let queue: Scratch<Int32>
    private let isQueued: Scratch<Bool>
    private var head = 0
    private var tail = 0
    private var queued = 0

    init<Cost>(_ scaling: CostScaling<Cost>) {
        let rows = scaling.rows
        raised = Scratch(scaling.columns, filledWith: 0)
        own = Scratch(rows, filledWith: .max)
        queue = Scratch(rows, filledWith: 0)
        isQueued = Scratch(rows, filledWith: true)
        queued = rows
        for column in 0..<scaling.columns { raised[column] = scaling.prices[column] / scaling.scale }
        for row in 0..<rows {
            queue[row] = Int32(truncatingIfNeeded: row)
            let mate = scaling.mates[row]
            // The cheapest, when the same pair is listed twice.
            for position in Int(scaling.starts[row])..<Int(scaling.starts[row + 1])
            where scaling.pairs[position].column == mate {
                own[row] = min(own[row], Int64(truncatingIfNeeded: scaling.pairs[position].cost))
            }
        }
    }

    @inline(__always)
    mutating func next() -> Int? {
        guard queued > 0 else { return nil }
        let row = Int(queue[head])
        head = head + 1 == queue.count ? 0 : head + 1
        queued -= 1
        isQueued[row] = false
        return row
    }

    @inline(__always)
    mutating func raise(_ column: Int, to least: Int64, _ owner: Int32) {
        guard raised[column] < least else { return }
        raised[column] = least
        guard owner >= 0, !isQueued[Int(owner)] else { return }
        isQueued[Int(owner)] = true
        queue[tail] = owner
        tail = tail + 1 == queue.count ? 0 : tail + 1
        queued += 1
    }

    /// Makes the spare pay one price for all its columns, and no column it could have cheaper than that.
    /// - Returns: whether some row has to look again.
    mutating func liftFloor<Cost>(_ scaling: CostScaling<Cost>) -> Bool {
        guard scaling.columns > scaling.rows else { return false }
        var highest = Int64.min
        for column in 0..<scaling.columns where scaling.owners[column] == CostScaling<Cost>.Owner.spare {
            highest = max(highest, raised[column])
        }
        guard highest > floor else { return false }
        floor = highest
        for column in 0..<scaling.columns where scaling.mayStayFree?[column] ?? true {
            raise(column, to: highest, scaling.owners[column])
        }
        return queued > 0
    }
}
