extension CostScaling {
    /// One round: everybody starts without a column, prices stay. `false` when the budget ran out.
    func round(step: Int64, budget: inout Int) -> Bool {
        owners.start.update(repeating: Owner.nobody, count: columns)
        for row in 0..<rows { waiting[row] = Int32(truncatingIfNeeded: rows - 1 - row) }
        cheapest.clear()
        var left = rows
        var spare = columns - rows
        while true {
            guard bid(&left, &spare, step, &budget) else { return false }
            if spare == 0 { return true }
            if cheapest.isEmpty { fillHeap() }
            // The spare takes one column; whoever had it looks again.
            guard let column = cheapest.takeFirst(prices.start) else { return false }
            spare -= 1
            let before = owners[column]
            owners[column] = Owner.spare
            guard before >= 0 else { continue }
            let next = cheapest.first(prices.start) ?? prices[column]
            prices[column] = prices[column] &+ min(next &- prices[column], mostGap) &+ step
            waiting[0] = before
            left = 1
        }
    }

    /// A bid goes no further than this beyond the step, so that `rise` holds.
    private var mostGap: Int64 { max(1, span / 4) }

    private func fillHeap() {
        for column in 0..<columns where owners[column] != Owner.spare && mayStayFree?[column] ?? true {
            cheapest.add(column, prices[column])
        }
    }

    /// Lets rows bid until none waits. `false` when the budget ran out.
    private func bid(_ left: inout Int, _ spare: inout Int, _ step: Int64, _ budget: inout Int) -> Bool {
        let (pairs, prices, owners, mates) = (self.pairs.start, self.prices.start, self.owners.start, self.mates.start)
        let (waiting, scale, mostGap) = (self.waiting.start, self.scale, self.mostGap)
        var count = left
        var bids = 0
        let allowed = budget
        starts.withUnsafeBufferPointer { starts in
            while count > 0, bids < allowed {
                let row = Int(waiting[count &- 1])
                var best = Int64.max
                var second = Int64.max
                var choice: Int32 = -1
                for position in Int(starts[row])..<Int(starts[row &+ 1]) {
                    let pair = pairs[position]
                    let value = Int64(truncatingIfNeeded: pair.cost) &* scale &+ prices[Int(pair.column)]
                    second = min(second, max(best, value))
                    choice = value < best ? pair.column : choice
                    best = min(best, value)
                }
                bids &+= 1
                // A row without any pair: let `Feasibility` say so.
                guard choice >= 0 else {
                    bids = allowed
                    break
                }
                let column = Int(choice)
                let gap = second == .max ? mostGap : min(second &- best, mostGap)
                prices[column] = prices[column] &+ gap &+ step
                let before = owners[column]
                owners[column] = Int32(truncatingIfNeeded: row)
                mates[row] = choice
                if before >= 0 {
                    waiting[count &- 1] = before
                    continue
                }
                count &-= 1
                if before == Owner.spare {
                    spare &+= 1
                    cheapest.add(column, prices[column])
                }
            }
        }
        left = count
        if budget < .max { budget -= min(bids, budget) }
        return count == 0
    }
}
