import ArgumentParser
import Tabulation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The measurements of `bench-tables`.
struct TableBench {
    /// How many times each is done; the fastest counts.
    let rounds: Int

    func print(_ result: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Swift.print(String(decoding: try encoder.encode(result), as: UTF8.self))
    }

    // MARK: - All questions against one

    struct Crossed: Encodable {
        var plain: Stopwatch.Time
        var weighted: Stopwatch.Time
        /// For each question its cells without the totals, row after row.
        var counts: [[Int]]
        var weights: [[Double]]
    }

    func crossTables(_ folder: String) throws -> Crossed {
        let options = try JSONDecoder().decode([Int].self, from: try bytes("\(folder)/options.json"))
        let codes = try bytes("\(folder)/codes.bin")
        let weights = try bytes("\(folder)/weights.bin").withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        let count = weights.count
        guard codes.count == count * options.count, !options.isEmpty else {
            throw ValidationError("codes.bin, weights.bin and options.json do not fit.")
        }
        let columns = options.enumerated().map { place, number in
            Column(
                "Q\(place)", "Q\(place)",
                .single(
                    codes[codes.startIndex + place * count..<codes.startIndex + (place + 1) * count].map { $0 + 2 },
                    (1...max(number, 1)).map { Option($0, "\($0)") }))
        }
        let data = DataSet(count: count, columns: columns, weights: weights)
        func tables(_ isWeighted: Bool) throws -> [Table] {
            try columns.dropFirst().map {
                try data.table(TableRequest(rows: $0.name, columns: "Q0", isWeighted: isWeighted))
            }
        }
        let (plain, counted) = try Stopwatch.fastest(of: rounds) { try tables(false) }
        let (weighted, weighed) = try Stopwatch.fastest(of: rounds) { try tables(true) }
        return Crossed(
            plain: plain, weighted: weighted,
            counts: counted.map { $0.cells.flatMap { $0.dropFirst().map(\.count) } },
            weights: weighed.map { $0.cells.flatMap { $0.dropFirst().map(\.weighted) } })
    }

    private func bytes(_ file: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("There is no file \(file).")
        }
        return data
    }

    // MARK: - Every kind of table of a small survey

    struct Made: Encodable {
        var kind: String
        var time: Stopwatch.Time
    }

    func everyTable(_ survey: String, _ requests: String) throws -> [Made] {
        let tables = try SurveyTables(survey: survey, requests: requests, least: nil)
        return try tables.requests.map { request in
            Made(
                kind: request.kind.rawValue,
                time: try Stopwatch.fastest(of: rounds) { try tables.data.table(request) }.time)
        }
    }

    // MARK: - One combination, against a plain read of the same memory

    struct Combined: Encodable {
        var records: Int
        var read: Stopwatch.Time
        var combination: Stopwatch.Time
        /// Gigabytes a second.
        var readSpeed: Double
        var combinationSpeed: Double
        var found: Int
        /// Of what was read: so that it is read.
        var sum: UInt64
    }

    func combination(_ millions: Int) -> Combined {
        let count = millions * 1_000_000
        let (one, other) = (Bits(pattern: count, seed: 1), Bits(pattern: count, seed: 2))
        var sum: UInt64 = 0
        let read = Stopwatch.fastest(of: rounds) { sum &+= one.read(with: other) }.time
        let (time, found) = Stopwatch.fastest(of: rounds) { one.without(other) }
        let gigabytes = Double(one.words.count + other.words.count) * 8 / 1e9
        return Combined(
            records: count, read: read, combination: time, readSpeed: gigabytes / read.cpu * 1000,
            combinationSpeed: gigabytes / time.cpu * 1000, found: found, sum: sum)
    }
}
