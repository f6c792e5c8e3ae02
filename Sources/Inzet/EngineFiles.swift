import Foundation

/// A file of the matching bench that is not what it says.
struct EngineFileError: Error, CustomStringConvertible {
    let description: String
}

/// Reads little-endian words from a file of the matching bench: a magic of four letters, then 32- and 64-bit numbers.
struct EngineFile {
    private let bytes: [UInt8]
    private var position = 4

    init(path: String, magic: String) throws {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        guard bytes.starts(with: magic.utf8) else { throw EngineFileError(description: "\(path) is not \(magic)") }
    }

    mutating func number() throws -> Int {
        guard let word = try words(1, of: UInt32.self).first else {
            throw EngineFileError(description: "The file ends early.")
        }
        return Int(word)
    }

    mutating func words<Word: FixedWidthInteger>(_ count: Int, of type: Word.Type) throws -> [Word] {
        let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Word>.size)
        guard count >= 0, !overflow, size <= bytes.count - position else {
            throw EngineFileError(description: "The file ends early.")
        }
        let start = position
        position += size
        return bytes.withUnsafeBytes { raw in
            (0..<count).map { index in
                Word(
                    littleEndian: raw.loadUnaligned(
                        fromByteOffset: start + index * MemoryLayout<Word>.size, as: Word.self))
            }
        }
    }
}

/// Writes the mates, one 32-bit little-endian number a row, -1 for nobody.
func writeMates(_ mates: [Int32], to path: String) throws {
    var data = Data(capacity: mates.count * 4)
    for mate in mates { withUnsafeBytes(of: mate.littleEndian) { data.append(contentsOf: $0) } }
    try data.write(to: URL(fileURLWithPath: path))
}

/// How long each run took, on the wall and on the processor, in seconds.
struct EngineTimes {
    private(set) var wall: [Double] = []
    private(set) var processor: [Double] = []

    mutating func measure<Answer>(_ work: () throws -> Answer) rethrows -> Answer {
        let (startWall, startCPU) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
        let answer = try work()
        wall.append(Self.now(CLOCK_MONOTONIC) - startWall)
        processor.append(Self.now(CLOCK_PROCESS_CPUTIME_ID) - startCPU)
        return answer
    }

    /// The members every answer of the bench has.
    func members(bench: String, path: String) -> [String] {
        [
            "\"bench\": \"\(bench)\"", "\"instance\": \"\((path as NSString).lastPathComponent)\"",
            "\"solver\": \"inzet\"", "\"runs_s\": [\(wall.map(Self.text).joined(separator: ", "))]",
            "\"median_s\": \(Self.text(Self.median(wall)))", "\"cpu_median_s\": \(Self.text(Self.median(processor)))",
        ]
    }

    private static func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
    private static func text(_ seconds: Double) -> String { String(format: "%.6f", seconds) }
    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
