package import Core
import Crypto
package import Formats
package import Storage

/// The log of who did what, append-only and chained by hashes, so that an edit, a removal or a swap shows.
///
/// Rows hold ids, never names: the log outlives the person as a pseudonym.
package enum Audit {
    package static let migration = Migration(
        "services-audit-001",
        [
            """
            CREATE TABLE audit_event (
                seq BIGINT PRIMARY KEY, at \(type: .timestamp) NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
                object TEXT NOT NULL, object_id TEXT NOT NULL, municipality TEXT NOT NULL, origin TEXT NOT NULL,
                result TEXT NOT NULL, details \(type: .json) NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)
            """,
            "CREATE INDEX audit_object ON audit_event (object_id, seq)",
            "CREATE INDEX audit_actor ON audit_event (actor, seq)",
        ])

    /// What is recorded: the six things of BIO 8.15.01 and the details of the change.
    package struct Event: Sendable {
        package var action: String
        package var object: String
        package var objectID: String
        package var municipality: String
        package var result: String
        package var details: JSONValue

        package init(
            _ action: String, _ object: String, _ objectID: String, municipality: String = "",
            result: String = "gelukt",
            details: JSONValue = [:]
        ) {
            self.action = action
            self.object = object
            self.objectID = objectID
            self.municipality = municipality
            self.result = result
            self.details = details
        }
    }

    /// Who caused the event and from where.
    package struct Cause: Sendable {
        package var actor: String
        package var origin: String
        package init(actor: String, origin: String) {
            self.actor = actor
            self.origin = origin
        }
        /// The program itself, by a job or a command.
        package static func program(_ part: String) -> Cause { Cause(actor: "inzet", origin: part) }
    }

    /// Appends the event in the transaction of the change it tells of.
    package static func record(_ event: Event, by cause: Cause, now: Moment, in db: any SQLConnection) throws {
        let last = try head(in: db)
        let seq = (last?.seq ?? 0) + 1
        let previous = last?.hash ?? ""
        let details = event.details.text
        let hash = digest([
            String(seq), now.iso, cause.actor, event.action, event.object, event.objectID, event.municipality,
            cause.origin, event.result, details, previous,
        ])
        try db.run(
            """
            INSERT INTO audit_event (seq, at, actor, action, object, object_id, municipality, origin, result, details,
                previous, hash)
            VALUES (\(seq), \(now), \(cause.actor), \(event.action), \(event.object), \(event.objectID),
                \(event.municipality), \(cause.origin), \(event.result), \(details), \(previous), \(hash))
            """)
    }

    /// The last event's number and hash: when these leave the machine each day, cutting off the end shows as well.
    package static func head(in db: any SQLConnection) throws -> (seq: Int, hash: String)? {
        // By the largest number, and only by the index of numbers: with statistics of a sample SQLite read the whole log for
        // its last line.
        try db.first(
            "SELECT seq, hash FROM audit_event WHERE seq = (SELECT MAX(seq) FROM audit_event WHERE seq > 0)"
        ).map { (try $0("seq"), try $0("hash")) }
    }

    /// What is wrong with the chain, in words; empty when it is whole.
    package static func problems(in db: any SQLConnection) throws -> [String] {
        var expected = 1
        var previous = ""
        while true {
            let rows = try db.rows(
                "SELECT * FROM audit_event WHERE seq >= \(expected) ORDER BY seq LIMIT 2000")
            if rows.isEmpty { return [] }
            for row in rows {
                let seq: Int = try row("seq")
                guard seq == expected else { return ["The audit log misses event \(expected)."] }
                guard try row("previous", as: String.self) == previous else {
                    return ["Event \(seq) of the audit log does not follow the one before it."]
                }
                let fields = [
                    "at", "actor", "action", "object", "object_id", "municipality", "origin", "result", "details",
                ]
                let values = [String(seq)] + (try fields.map { try row($0, as: String.self) }) + [previous]
                let hash: String = try row("hash")
                guard hash == digest(values) else { return ["Event \(seq) of the audit log was changed."] }
                previous = hash
                expected += 1
            }
        }
    }

    private static func digest(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        for field in fields {
            // The length first, so that text cannot move from one field to the next unseen.
            bytes += "\(field.utf8.count):".utf8
            bytes += field.utf8
        }
        return Base64URL.encode(SHA256.hash(data: bytes))
    }
}
