import Core
import Formats

/// What came of the rows of a table: how many are in, and what fell out, where and why.
struct TableReport: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// A row without answers.
        case emptyRow = "leeg"
        /// A cell that is not what its column is said to be.
        case unfit = "anders"
        case shortRow = "kort"
        case longRow = "lang"
        case errorCell = "fout"
        case renamedColumn = "naam"
        case strayQuote = "aanhaling"
        case cutText = "ingekort"
        case oddDate = "dag"

        var text: Text {
            switch self {
            case .emptyRow: Text("In deze regel staat geen antwoord. Hij telt niet mee.")
            case .unfit: Text("Deze cel past niet bij wat je voor de kolom koos. Ze blijft leeg.")
            case .shortRow: Text("Deze regel is korter dan de andere. De rest is leeg.")
            case .longRow: Text("Deze regel is langer dan de andere. Het einde is weggelaten.")
            case .errorCell: Text("Deze cel heeft een formule die niet lukt. Ze blijft leeg.")
            case .renamedColumn: Text("Deze kolom had geen eigen naam en kreeg er een.")
            case .strayQuote: Text("Hier staat een los aanhalingsteken. Kijk of de tekst klopt.")
            case .cutText: Text("Deze tekst is te lang en is ingekort.")
            case .oddDate: Text("Deze datum bestaat niet. Ze blijft een getal.")
            }
        }

        init(_ kind: ImportedProblem.Kind) {
            switch kind {
            case .shortRow: self = .shortRow
            case .longRow: self = .longRow
            case .errorCell: self = .errorCell
            case .renamedColumn: self = .renamedColumn
            case .strayQuote: self = .strayQuote
            case .cutText: self = .cutText
            case .oddDate: self = .oddDate
            }
        }
    }

    struct Note: Sendable, Equatable {
        let kind: Kind
        let line: Int
        let column: String
        let value: String
    }

    static let mostNotes = 500

    var taken = 0
    var skipped = 0
    /// All notes, those that are not kept among them.
    private(set) var total = 0
    private(set) var notes: [Note] = []

    init() {}

    /// What was noticed while the file was read.
    init(_ problems: [ImportedProblem]) {
        for problem in problems { note(Kind(problem.kind), problem.line, problem.column, "") }
    }

    mutating func note(_ kind: Kind, _ line: Int, _ column: String, _ value: String) {
        total += 1
        if notes.count < Self.mostNotes {
            notes.append(Note(kind: kind, line: line, column: column, value: value))
        }
    }

    init(json: JSONValue) {
        taken = json["taken"]?.int ?? 0
        skipped = json["skipped"]?.int ?? 0
        total = json["total"]?.int ?? 0
        notes = (json["notes"]?.array ?? []).compactMap { item in
            guard let kind = item[0]?.string.flatMap(Kind.init(rawValue:)), let line = item[1]?.int else { return nil }
            return Note(kind: kind, line: line, column: item[2]?.string ?? "", value: item[3]?.string ?? "")
        }
    }

    var json: JSONValue {
        let notes = self.notes.map { note -> JSONValue in
            [.string(note.kind.rawValue), .int(note.line), .string(note.column), .string(note.value)]
        }
        return ["taken": .int(taken), "skipped": .int(skipped), "total": .int(total), "notes": .array(notes)]
    }

    /// The notes as a file, one line each.
    func file(_ t: Texts) -> [UInt8] {
        CSVWriter.write(
            header: [t("regel"), t("kolom"), t("waarde"), t("wat er is")],
            rows: notes.map { [String($0.line), $0.column, $0.value, t($0.kind.text)] })
    }
}
