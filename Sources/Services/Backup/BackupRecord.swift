package import Core
import Formats

/// What is remembered of the last backups, in a small file beside the database: a command that only reads the database
/// can write here too.
package struct BackupRecord: Sendable, Equatable {
    package struct Attempt: Sendable, Equatable {
        package let at: Moment
        /// The file; `nil` when it failed.
        package let file: String?
        package let bytes: Int
        package let milliseconds: Int
        /// Why it failed.
        package let problem: String?

        package init(at: Moment, file: String?, bytes: Int = 0, milliseconds: Int = 0, problem: String? = nil) {
            self.at = at
            self.file = file
            self.bytes = bytes
            self.milliseconds = milliseconds
            self.problem = problem
        }
    }

    package var last: Attempt?
    package var lastGood: Attempt?
    /// When the key of the site was last copied.
    package var keys: Moment?

    package init() {}

    /// Where it stands for a database.
    package static func path(for database: String) -> String { database + ".backups" }

    /// What the file says; an empty record when it is missing or damaged, for it is only a memory.
    package static func read(_ path: String) -> BackupRecord {
        var record = BackupRecord()
        guard let source = try? DiskSource(path), let bytes = try? source.read(64 * 1024),
            let json = try? JSONValue(parsing: bytes)
        else { return record }
        record.last = json["last"].flatMap(Attempt.init(json:))
        record.lastGood = json["lastGood"].flatMap(Attempt.init(json:))
        record.keys = json["keys"]?.string.flatMap(Moment.init(iso:))
        return record
    }

    package mutating func note(_ attempt: Attempt) {
        last = attempt
        if attempt.problem == nil { lastGood = attempt }
    }

    /// Puts the record in the place of the old one, whole or not at all.
    package func write(to path: String) throws {
        var json: JSONValue = [:]
        if let last { json["last"] = last.json }
        if let lastGood { json["lastGood"] = lastGood.json }
        if let keys { json["keys"] = .string(keys.iso) }
        let fresh = path + ".new"
        Disk.remove(fresh)
        let target = try DiskTarget(fresh)
        try target.write(json.bytes())
        try target.finish()
        try Disk.move(fresh, to: path)
    }
}

extension BackupRecord.Attempt {
    fileprivate var json: JSONValue {
        [
            "at": .string(at.iso), "file": JSONValue(file), "bytes": .int(bytes), "milliseconds": .int(milliseconds),
            "problem": JSONValue(problem),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let at = json["at"]?.string.flatMap(Moment.init(iso:)) else { return nil }
        self.init(
            at: at, file: json["file"]?.string, bytes: json["bytes"]?.int ?? 0,
            milliseconds: json["milliseconds"]?.int ?? 0, problem: json["problem"]?.string)
    }
}
