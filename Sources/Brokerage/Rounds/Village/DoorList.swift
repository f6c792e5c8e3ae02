import Core
import Formats

/// The doors of a round, from lines as people write them (`Dorpsstraat 1-45 oneven`) or from a file with street and
/// number.
struct DoorList: Sendable {
    struct Entry: Sendable, Equatable {
        let line: Int
        let street: String
        let house: Int
        let suffix: String
    }

    struct Problem: Sendable, Equatable {
        let line: Int
        let text: Text
    }

    private(set) var entries: [Entry] = []
    private(set) var problems: [Problem] = []
    private var seen: Set<String> = []
    private var numbersRead = 0

    static let mostDoors = 3_000
    static let mostBytes = 500_000
    private static let mostLines = 3_000
    /// With the doors that stand in the list more than once.
    private static let mostNumbers = 20_000

    /// Reads lines, each a street and its numbers.
    ///
    /// - Throws: `ImportRefusal` when it is too much.
    init(lines text: String) throws {
        guard text.utf8.count <= Self.mostBytes else { throw ImportRefusal(Self.tooMuch) }
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= Self.mostLines else { throw ImportRefusal(Self.tooMuch) }
        for (index, line) in lines.enumerated() where !line.trimmed.isEmpty {
            if Validation.containsCitizenNumber(line.trimmed) {
                refuse(index + 1, Text("Hier staat een burgerservicenummer. Haal het weg."))
            } else if let found = HouseNumbers.split(line.trimmed) {
                try take(index + 1, found.street, found.numbers)
            } else {
                refuse(index + 1, Text("Schrijf een straat en nummers, zoals: Dorpsstraat 1-45 oneven."))
            }
        }
        try finish()
    }

    /// Reads a file with the columns straat, huisnummer and, when there is one, toevoeging.
    ///
    /// - Throws: `ImportRefusal`, in words for whoever sent the file.
    init(csv bytes: [UInt8]) throws {
        var reader = CSVReader()
        reader.limits = .init(
            bytes: Self.mostBytes, rows: Self.mostLines, columns: 40, fields: 130_000, fieldBytes: 2_000)
        let table: CSVTable
        do { table = try reader.read(bytes) } catch { throw ImportRefusal(error) }
        func column(_ names: [String]) -> Int? { names.lazy.compactMap { table.column($0) }.first }
        guard let street = column(["straat", "straatnaam", "street"]),
            let number = column(["huisnummer", "nummer", "nummers", "number"])
        else { throw ImportRefusal(Text("Zet boven de kolommen ten minste: straat en huisnummer.")) }
        let suffix = column(["toevoeging", "huisletter", "suffix"])
        for row in table.rows where !row.isEmpty {
            let letter = suffix.map { row[$0].trimmed } ?? ""
            let numbers = HouseNumbers(row[number].trimmed)
            guard let numbers, numbers.all.count == 1 || letter.isEmpty else {
                refuse(row.line, Text("Het huisnummer klopt niet."))
                continue
            }
            let all = letter.isEmpty ? numbers.all : numbers.all.map { (house: $0.house, suffix: $0.suffix + letter) }
            try take(row.line, row[street].trimmed, HouseNumbers(all: all))
        }
        try finish()
    }

    private static let tooMuch = Text("Dit is te veel. Zet hoogstens \(mostDoors) deuren in één ronde.")

    private mutating func refuse(_ line: Int, _ text: Text) { problems.append(Problem(line: line, text: text)) }

    private mutating func take(_ line: Int, _ street: String, _ numbers: HouseNumbers) throws {
        guard !street.isEmpty, street.utf16.count <= 80 else {
            return refuse(line, Text("De straat ontbreekt of is te lang."))
        }
        // A name begins with a letter, a figure or the mark of ’t; anything else is no street, or a formula.
        guard let first = street.first, first.isLetter || first.isNumber || "'’`".contains(first),
            !street.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { return refuse(line, Text("Dit is geen naam van een straat.")) }
        numbersRead += numbers.all.count
        guard numbersRead <= Self.mostNumbers else { throw ImportRefusal(Self.tooMuch) }
        var doubles = 0
        let streetKey = TextFolding.sortKey(street)
        for (house, suffix) in numbers.all {
            guard suffix.utf16.count <= 8 else {
                refuse(line, Text("De toevoeging is te lang."))
                continue
            }
            let key = "\(streetKey)|\(house)|\(suffix.lowercased())"
            guard seen.insert(key).inserted else {
                doubles += 1
                continue
            }
            entries.append(Entry(line: line, street: street, house: house, suffix: suffix.lowercased()))
            guard entries.count <= Self.mostDoors else { throw ImportRefusal(Self.tooMuch) }
        }
        if doubles > 0 { refuse(line, Text("\(doubles) deuren van deze regel stonden er al.")) }
    }

    private func finish() throws {
        if entries.isEmpty, problems.isEmpty { throw ImportRefusal(Text("Er staan geen deuren in deze lijst.")) }
    }

    /// The list as a file again: what a preview shows is what goes in.
    var csv: String {
        let bytes = CSVWriter.write(
            header: ["straat", "huisnummer", "toevoeging"],
            rows: entries.map { [$0.street, String($0.house), $0.suffix] }, mark: false)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Streets with how many doors, in the order they came.
    var streets: [(street: String, count: Int)] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for entry in entries {
            if counts[entry.street] == nil { order.append(entry.street) }
            counts[entry.street, default: 0] += 1
        }
        return order.map { ($0, counts[$0] ?? 0) }
    }
}
