import CReadStat
import Core

/// Writes `.sav` files through ReadStat, and adds the sets of answers that ReadStat cannot write.
///
/// Every return value of the library is looked at: it notes a bad name and goes on, and the next call then reads
/// memory that is not there.
package enum SPSSWriter {
    package static func write(_ file: SPSSFile) throws -> SPSSWritten {
        try write(file, count: file.records.count) { file.records[$0] }
    }

    /// The same with records that are made one by one; those of `file` are not looked at.
    ///
    /// - Throws: `SPSSError`, or what `record` throws.
    package static func write(
        _ file: SPSSFile, count: Int, record: (Int) throws -> [SPSSValue]
    ) throws -> SPSSWritten {
        var plan = try SPSSPlan(file)
        let session = try SPSSSession(plan, created: file.created, count: count)
        var cuts = [Int](repeating: 0, count: plan.variables.count)
        for index in 0..<count {
            try session.append(try record(index), record: index + 1, cuts: &cuts)
        }
        var bytes = try session.end()
        for (index, records) in cuts.enumerated() where records > 0 { plan.noteCut(index, records: records) }
        if !plan.sets.isEmpty {
            guard let dictionary = SPSSDictionary(bytes), dictionary.shortNames.count == plan.variables.count else {
                throw SPSSError.dictionary
            }
            // The names of the format's own short list, in case the library chose others.
            var short: [String: String] = [:]
            for (variable, name) in zip(plan.variables, dictionary.shortNames) { short[variable.name] = name }
            bytes.insert(
                contentsOf: SPSSSetRecord.bytes(plan.sets, shortNames: short), at: dictionary.terminator)
        }
        return SPSSWritten(bytes: bytes, changes: plan.changes)
    }
}

extension SPSSError {
    /// What ReadStat says about its own number.
    static func library(code: Int) -> SPSSError {
        let words = readstat_error_message(readstat_error_t(rawValue: UInt32(clamping: code)))
        return .library(code: code, message: words.map { String(cString: $0) } ?? "")
    }
}
