import Core
import Crypto
import Formats
import Storage
import Web

/// A document as it was when it was settled, with its fingerprint: what the plan and the yearly evaluation keep.
struct FrozenDocument: Sendable {
    let html: String
    let markdown: String
    /// The chapters alone, for a word processor.
    let chapters: String

    /// Everything that is kept, as one text whose fingerprint can be taken again by anyone.
    static func record(_ document: ReportDocument, facts: [(String, JSONValue)], t: Texts) -> String {
        var fields = JSONObject()
        fields["titel"] = .string(document.title)
        for (key, value) in facts { fields[key] = value }
        fields["hoofdstukken"] = .string(document.chapterMarkdown(t))
        fields["markdown"] = .string(document.markdown(t))
        fields["html"] = .string(document.markup(t).text)
        return JSONValue.object(fields).text
    }

    /// SHA-256 in hexadecimal.
    static func digest(_ record: String) -> String { SHA256.hash(data: Array(record.utf8)).hexadecimal }

    /// Reads a record back, when it is still what was settled: its fingerprint is the one that was kept beside it and
    /// the one in the audit log, which nobody can change unseen.
    ///
    /// - Parameters:
    ///   - object: the id under which the log knows it.
    ///   - action: the word in the log for its settling.
    static func read(
        _ record: String, sha256: String, object: String, action: String, in db: any SQLConnection
    ) throws -> FrozenDocument? {
        guard digest(record) == sha256, try logged(object, action, in: db) == sha256,
            let value = try? JSONValue(parsing: record, maximumBytes: 64_000_000), let html = value["html"]?.string,
            let markdown = value["markdown"]?.string, let chapters = value["hoofdstukken"]?.string
        else { return nil }
        return FrozenDocument(html: html, markdown: markdown, chapters: chapters)
    }

    private static func logged(_ object: String, _ action: String, in db: any SQLConnection) throws -> String? {
        let text = try db.value(
            "SELECT details FROM audit_event WHERE object_id = \(object) AND action = \(action) ORDER BY seq LIMIT 1",
            as: String.self)
        guard let text, let details = try? JSONValue(parsing: text) else { return nil }
        return details["sha256"]?.string
    }
}
