package import Core
import Crypto
import Formats

/// Who was erased and when, kept outside the database: a restore brings an older database back, and this list says
/// whom to erase again: people with an account, and cases of people who may have none, such as a talk at a desk. It
/// holds ids, no names; to whoever has no database it says nothing.
///
/// One line of JSON for each entry, each with a mark over the one before, so that an edit shows. A last line that is
/// cut off, as at a power cut, counts as not written: the database still has it and writes it anew.
package struct ErasureList: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// Of what this is the id.
        package let subject: Subject
        package let id: String
        package let at: Moment

        package init(person: String, at: Moment) {
            subject = .person
            id = person
            self.at = at
        }

        package init(kind: String, id: String, at: Moment) {
            subject = .erasedCase(kind: kind)
            self.id = id
            self.at = at
        }

        fileprivate var key: Key { Key(subject: subject, id: id) }
    }

    package enum Subject: Sendable, Hashable {
        case person
        /// A kind of case, in the words of the function that keeps it.
        case erasedCase(kind: String)
    }

    fileprivate struct Key: Hashable {
        let subject: Subject
        let id: String
    }

    package private(set) var entries: [Entry]
    /// For a copy: it holds all up to this moment. The living list has none.
    package let until: Moment?

    package init(_ entries: [Entry] = [], until: Moment? = nil) {
        self.entries = entries
        self.until = until
    }

    /// All of both, each once, in order of time.
    package func joined(with other: [Entry]) -> ErasureList {
        var known = Set(entries.map(\.key))
        let fresh = other.filter { known.insert($0.key).inserted }
        let all = (entries + fresh).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        return ErasureList(all, until: until)
    }

    /// Those of `others` that are not on this list.
    package func missing(from others: [Entry]) -> [Entry] {
        let known = Set(entries.map(\.key))
        return others.filter { !known.contains($0.key) }
    }

    /// The last moment the list certainly knows of.
    package var newest: Moment? { [until, entries.map(\.at).max()].compactMap(\.self).max() }
}

/// The text of a list.
enum ErasureText {
    static func head(until: Moment?) -> String {
        var json: JSONValue = ["inzet": "erasures", "version": 1]
        if let until { json["until"] = .string(until.iso) }
        return json.text + "\n"
    }

    static func lines(_ entries: [ErasureList.Entry], after mark: String) -> String {
        var mark = mark
        return entries.map { entry in
            mark = next(mark, entry)
            let id: JSONValue = .string(entry.id)
            let (at, shown): (JSONValue, JSONValue) = (.string(entry.at.iso), .string(mark))
            let json: JSONValue =
                switch entry.subject {
                case .person: ["person": id, "at": at, "mark": shown]
                case .erasedCase(let kind): ["case": id, "kind": .string(kind), "at": at, "mark": shown]
                }
            return json.text + "\n"
        }.joined()
    }

    struct Read {
        var list: ErasureList
        var mark: String
        /// So many bytes are whole lines.
        var length: Int
    }

    /// - Throws: `BackupError.brokenErasureList`.
    static func read(_ bytes: [UInt8], path: String) throws -> Read {
        let length = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var until: Moment?
        var entries: [ErasureList.Entry] = []
        var mark = ""
        for (number, line) in bytes.prefix(length).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            .enumerated()
        {
            let broken = BackupError.brokenErasureList(path, line: number + 1)
            guard let json = try? JSONValue(parsing: Array(line)) else { throw broken }
            if number == 0 {
                guard json["inzet"]?.string == "erasures", json["version"]?.int == 1 else { throw broken }
                until = json["until"]?.string.flatMap(Moment.init(iso:))
                continue
            }
            guard let entry = entry(json) else { throw broken }
            mark = next(mark, entry)
            guard json["mark"]?.string == mark else { throw broken }
            entries.append(entry)
        }
        return Read(list: ErasureList(entries, until: until), mark: mark, length: length)
    }

    /// What a line says; `nil` when that is neither a person nor a case.
    private static func entry(_ json: JSONValue) -> ErasureList.Entry? {
        guard let at = json["at"]?.string.flatMap(Moment.init(iso:)) else { return nil }
        switch (json["person"]?.string, json["case"]?.string, json["kind"]?.string) {
        case (let person?, nil, nil): return ErasureList.Entry(person: person, at: at)
        case (nil, let id?, let kind?): return ErasureList.Entry(kind: kind, id: id, at: at)
        default: return nil
        }
    }

    private static func next(_ mark: String, _ entry: ErasureList.Entry) -> String {
        // Of a person there is no kind, so that lists from before there were cases read as they did.
        let kind = if case .erasedCase(let kind) = entry.subject { "\(kind)\n" } else { "" }
        let digest = SHA256.hash(data: Array("\(mark)\n\(kind)\(entry.id)\n\(entry.at.iso)".utf8))
        return digest.prefix(16).hexadecimal
    }
}
