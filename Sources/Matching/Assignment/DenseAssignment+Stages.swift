extension DenseSolver {
    /// Lets each waiting row take its cheapest column at a price where its second choice would be as good; who is
    /// thrown out looks at once when the price really fell, else in the next stage.
    /// - Returns: how many rows, now in front in `free`, are left.
    func reduceRows(_ count: Int) -> Int {
        let prices = self.prices.start
        let columns = self.columns
        var left = 0
        var current = 0
        // Beyond this the last stage is the better way.
        var patience = 4 * rows + 64
        while current < count {
            let row = Int(free[current])
            current += 1
            let line = costs + row * columns
            var best = Int64.max
            var second = Int64.max
            var choice = 0
            var other = 0
            for column in 0..<columns {
                let value = Int64(line[column]) &- prices[column]
                guard value < second else { continue }
                if value < best {
                    (second, other) = (best, choice)
                    (best, choice) = (value, column)
                } else {
                    (second, other) = (value, column)
                }
            }
            let falls = second != .max && second > best
            if falls {
                prices[choice] &-= second &- best
            } else if second != .max, owners[choice] >= 0 {
                choice = other
            }
            let before = owners[choice]
            mates[row] = Int32(truncatingIfNeeded: choice)
            owners[choice] = Int32(truncatingIfNeeded: row)
            guard before >= 0 else { continue }
            mates[Int(before)] = -1
            patience -= 1
            if falls, patience > 0 {
                current -= 1
                free[current] = before
            } else {
                free[left] = before
                left += 1
            }
        }
        return left
    }

    /// For each row still waiting: the shortest way to a free column through columns that change hands (Dijkstra 1959),
    /// and new prices for the columns passed.
    func augment(_ count: Int) {
        let paths = ShortestPaths(columns)
        for index in 0..<count { augment(Int(free[index]), paths) }
    }

    private func augment(_ start: Int, _ paths: ShortestPaths) {
        let (prices, columns) = (self.prices.start, self.columns)
        let (distance, parent, passed) = (paths.distances.start, paths.parents.start, paths.passed.start)
        let line = costs + start * columns
        var least = Int64.max
        for column in 0..<columns { least = min(least, Int64(line[column]) &- prices[column]) }
        var nearest = UInt64.max
        var column = 0
        for next in 0..<columns {
            let length = Int64(line[next]) &- prices[next] &- least
            distance[next] = length
            parent[next] = Int32(truncatingIfNeeded: start)
            if UInt64(bitPattern: length) < nearest { (nearest, column) = (UInt64(bitPattern: length), next) }
        }
        var count = 0
        search: while owners[column] >= 0 {
            let shortest = Int64(bitPattern: nearest)
            let row = Int(owners[column])
            paths.settled[count] = shortest
            passed[count] = Int32(truncatingIfNeeded: column)
            count &+= 1
            // Below every length and, read as a positive number, above every length: never shortened, never nearest.
            distance[column] = .min
            let line = costs + row * columns
            let base = Int64(line[column]) &- prices[column] &- shortest
            nearest = .max
            for next in 0..<columns {
                let length = Int64(line[next]) &- prices[next] &- base
                if length < distance[next] {
                    distance[next] = length
                    parent[next] = Int32(truncatingIfNeeded: row)
                    if length == shortest, owners[next] < 0 {
                        (nearest, column) = (UInt64(bitPattern: length), next)
                        break search
                    }
                }
                let known = UInt64(bitPattern: distance[next])
                if known < nearest { (nearest, column) = (known, next) }
            }
        }
        for position in 0..<count {
            prices[Int(passed[position])] &+= paths.settled[position] &- Int64(bitPattern: nearest)
        }
        while true {
            let row = Int(parent[column])
            owners[column] = Int32(truncatingIfNeeded: row)
            let given = Int(mates[row])
            mates[row] = Int32(truncatingIfNeeded: column)
            if row == start { return }
            column = given
        }
    }
}

/// What one search knows: how far each column is, from which row it was reached, and which were passed, in order.
private struct ShortestPaths {
    let distances: Scratch<Int64>
    let parents: Scratch<Int32>
    let passed: Scratch<Int32>
    /// How far the passed columns were.
    let settled: Scratch<Int64>

    init(_ columns: Int) {
        distances = Scratch(columns, filledWith: 0)
        parents = Scratch(columns, filledWith: 0)
        passed = Scratch(columns, filledWith: 0)
        settled = Scratch(columns, filledWith: 0)
    }
}
