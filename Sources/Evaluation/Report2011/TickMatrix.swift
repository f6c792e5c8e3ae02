/// Ticks of records in the rows of a grid with a given number for each row and bounds for each record.
///
/// Finding them is a flow from records to rows; paths are augmented one tick at a time, which is quick enough for a few
/// hundred records (Ford and Fulkerson 1956).
struct TickMatrix {
    let records: Int
    let rows: Int
    /// `ticks[record][row]`.
    private(set) var ticks: [[Bool]]
    private let allowed: [[Bool]]

    /// - Parameter allowed: which ticks are possible at all, `[record][row]`.
    init(allowed: [[Bool]]) {
        records = allowed.count
        rows = allowed.first?.count ?? 0
        self.allowed = allowed
        ticks = allowed.map { $0.map { _ in false } }
    }

    /// Gives each row so many ticks, and each record at least `least` and at most `most`.
    ///
    /// - Returns: whether there is such a filling.
    mutating func fill(
        _ wanted: [Int], least: [Int], most: [Int], using random: inout some RandomNumberGenerator
    ) -> Bool {
        let order = Array(0..<records).shuffled(using: &random)
        var left = wanted
        // First what each record needs, then what each row still needs.
        for record in order {
            for _ in 0..<least[record] {
                guard place(record, &left, using: &random) else { return false }
            }
        }
        for row in 0..<rows {
            while left[row] > 0 {
                guard free(row, most, using: &random) else { return false }
                left[row] -= 1
            }
        }
        return true
    }

    private func degree(_ record: Int) -> Int { ticks[record].count { $0 } }

    /// One more tick for a record, in a row that has room, if need be after moving ticks of others.
    private mutating func place(_ start: Int, _ left: inout [Int], using random: inout some RandomNumberGenerator)
        -> Bool
    {
        var from: [Int?] = Array(repeating: nil, count: rows)
        var via: [Int?] = Array(repeating: nil, count: records)
        var queue = [start]
        while !queue.isEmpty {
            let record = queue.removeFirst()
            for row in (0..<rows).shuffled(using: &random)
            where allowed[record][row] && !ticks[record][row] && from[row] == nil {
                from[row] = record
                if left[row] > 0 {
                    left[row] -= 1
                    retrace(row, from, via, start)
                    return true
                }
                for other in 0..<records where other != start && ticks[other][row] && via[other] == nil {
                    via[other] = row
                    queue.append(other)
                }
            }
        }
        return false
    }

    /// Moves the ticks along the path that ends in `last`: each record gives one on and gets another.
    private mutating func retrace(_ last: Int, _ from: [Int?], _ via: [Int?], _ start: Int) {
        var row = last
        while let record = from[row] {
            ticks[record][row] = true
            guard record != start, let back = via[record] else { return }
            ticks[record][back] = false
            row = back
        }
    }

    /// One more tick in a row, by a record that may have more, if need be after moving ticks of others.
    private mutating func free(_ row: Int, _ most: [Int], using random: inout some RandomNumberGenerator) -> Bool {
        let order = (0..<records).shuffled(using: &random)
        if let record = order.first(where: { allowed[$0][row] && !ticks[$0][row] && degree($0) < most[$0] }) {
            ticks[record][row] = true
            return true
        }
        // A record that is full gives a tick of another row to one that is not, and takes this one.
        for full in order where allowed[full][row] && !ticks[full][row] {
            for other in 0..<rows where ticks[full][other] {
                let taker = order.first {
                    $0 != full && allowed[$0][other] && !ticks[$0][other] && degree($0) < most[$0]
                }
                guard let taker else { continue }
                ticks[full][other] = false
                ticks[full][row] = true
                ticks[taker][other] = true
                return true
            }
        }
        return false
    }
}
