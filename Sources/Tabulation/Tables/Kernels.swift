import CTabulation

/// The counting itself, in C for the processor at hand (CTabulation).
enum Kernels {
    /// Counts each pair of codes.
    ///
    /// Records go in blocks: first the cells of a block, then four tables in turn, so that equal answers do not wait for
    /// each other.
    ///
    /// - Parameters:
    ///   - columns: `nil` is one column.
    ///   - weights: `nil` when each record counts for one.
    /// - Returns: `height` × `width` sums, row after row.
    /// - Precondition: codes are below `height` and `width`, both at most 255.
    static func histogram(
        rows: [UInt8], columns: [UInt8]?, height: Int, width: Int, weights: [Double]?
    ) -> [Sums] {
        precondition((1...255).contains(height) && (1...255).contains(width))
        let cells = height * width
        guard let weights else {
            var counts = [UInt64](repeating: 0, count: cells)
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: cells * 4) { lanes in
                lanes.initialize(repeating: 0)
                if let columns {
                    inzet_histogram(rows, columns, rows.count, UInt16(width), cells, lanes.baseAddress, &counts)
                } else {
                    inzet_histogram(rows, nil, rows.count, UInt16(width), cells, lanes.baseAddress, &counts)
                }
            }
            return counts.map { Sums(count: Int($0)) }
        }
        var sums = [inzet_sums](repeating: inzet_sums(), count: cells)
        // A sum is 32 bytes and stays within one line of the cache.
        withUnsafeTemporaryAllocation(byteCount: cells * 4 * 32, alignment: 64) { memory in
            let lanes = memory.bindMemory(to: inzet_sums.self)
            lanes.initialize(repeating: inzet_sums())
            if let columns {
                inzet_weigh(rows, columns, weights, rows.count, UInt16(width), cells, lanes.baseAddress, &sums)
            } else {
                inzet_weigh(rows, nil, weights, rows.count, UInt16(width), cells, lanes.baseAddress, &sums)
            }
        }
        return sums.map(Sums.init)
    }

    /// The records in both.
    static func sums(_ one: Bits, _ other: Bits, weights: [Double]?) -> Sums {
        precondition(one.count == other.count)
        guard let weights else { return Sums(count: one.overlap(other)) }
        return Sums(inzet_weigh_and(one.words, other.words, weights, one.count))
    }

    /// The codes of the records that are in `kept`; `other` for the rest.
    static func select(_ codes: [UInt8], _ kept: Bits, other: UInt8) -> [UInt8] {
        precondition(codes.count == kept.count)
        return [UInt8](unsafeUninitializedCapacity: codes.count) { buffer, count in
            inzet_select(codes, kept.words, codes.count, other, buffer.baseAddress)
            count = codes.count
        }
    }

    static func highest(_ codes: [UInt8]) -> UInt8 { inzet_highest(codes, codes.count) }
}

extension Sums {
    static var none: Sums { Sums(count: 0, weight: 0, square: 0) }

    fileprivate init(_ sums: inzet_sums) {
        self.init(count: Int(sums.count), weight: sums.weight, square: sums.square)
    }

    static func += (sums: inout Sums, more: Sums) {
        sums.count += more.count
        sums.weight += more.weight
        sums.square += more.square
    }
}
