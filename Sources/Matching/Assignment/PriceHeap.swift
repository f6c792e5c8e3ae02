/// Columns by price, cheapest first. Prices only rise, so an entry keeps the price it came with and is put right when
/// it comes to the front.
final class PriceHeap {
    private struct Entry: BitwiseCopyable {
        var price: Int64
        var column: Int32

        @inline(__always)
        func isBefore(_ other: Entry) -> Bool {
            price != other.price ? price < other.price : column < other.column
        }
    }

    private let entries: Scratch<Entry>
    private var count = 0

    init(_ capacity: Int) { entries = Scratch(capacity, filledWith: Entry(price: 0, column: 0)) }

    var isEmpty: Bool { count == 0 }

    func clear() { count = 0 }

    /// A column that is not in it yet.
    func add(_ column: Int, _ price: Int64) {
        guard count < entries.count else { return }
        let entry = Entry(price: price, column: Int32(truncatingIfNeeded: column))
        var child = count
        count += 1
        while child > 0, entry.isBefore(entries[(child - 1) / 2]) {
            entries[child] = entries[(child - 1) / 2]
            child = (child - 1) / 2
        }
        entries[child] = entry
    }

    /// The lowest price of all; `nil` when empty.
    func first(_ prices: UnsafeMutablePointer<Int64>) -> Int64? {
        while count > 0 {
            var front = entries[0]
            let price = prices[Int(front.column)]
            if front.price == price { return price }
            front.price = price
            sink(front)
        }
        return nil
    }

    /// Takes out the cheapest column.
    func takeFirst(_ prices: UnsafeMutablePointer<Int64>) -> Int? {
        guard first(prices) != nil else { return nil }
        let column = Int(entries[0].column)
        count -= 1
        if count > 0 { sink(entries[count]) }
        return column
    }

    /// Puts an entry in front and lets it sink to its place.
    private func sink(_ entry: Entry) {
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < count else { break }
            if child + 1 < count, entries[child + 1].isBefore(entries[child]) { child += 1 }
            guard entries[child].isBefore(entry) else { break }
            entries[parent] = entries[child]
            parent = child
        }
        entries[parent] = entry
    }
}
