import Formats
import Testing

struct CSVWriterTests {
    @Test func writesWhatSpreadsheetsExpect() {
        let bytes = CSVWriter.write(header: ["naam", "uren"], rows: [["Jan \"x\"; y", "2"], [""]])
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(text == "naam;uren\r\n\"Jan \"\"x\"\"; y\";2\r\n\"\"\r\n")
        let comma = CSVWriter.write(header: ["a", "b"], rows: [["1,5", "2"]], delimiter: .comma, mark: false)
        #expect(String(decoding: comma, as: UTF8.self) == "a,b\r\n\"1,5\",2\r\n")
    }

    @Test(arguments: [
        "=1+1", "+31612345678", "-1+2", "@SUM(A1)", "\tx", "\rx", "\n=x", "  =x", "\u{A0}=x", "\u{200B}=x", "＝1", "＋1",
        "－1", "＠x", "-", "--1", "-1,", "-,5", "-1,5,6", "-1 ", " -1", "-1e5", "=\u{301}x", "\u{FEFF}@x", "\u{1}=x",
        "-١",
    ])
    func formulasGetAnApostrophe(_ field: String) throws {
        #expect(CSVFormula.neutralised(field) == "'" + field)
        #expect(CSVFormula.restored("'" + field) == field)
        for mark in [true, false] {
            let table = try CSVReader().read(CSVWriter.write(header: [field, "b"], rows: [["1", field]], mark: mark))
            #expect(table.header.first?.unicodeScalars.first == "'")
            #expect(table.rows.first?[1].unicodeScalars.first == "'")
        }
    }

    @Test(arguments: ["-12", "-12,5", "-12.50", "12", "a=b", "", " ", "jan@example.nl", "'s Ochtends", "1-2", "−5"])
    func plainFieldsStayAsTheyAre(_ field: String) {
        #expect(CSVFormula.neutralised(field) == field)
        #expect(CSVFormula.restored(field) == field)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var random = Seeded(1)
        let pieces = [
            "a", "é", "\"", ";", ",", "\t", "\r", "\n", "\r\n", " ", "=", "-", "+1", "'", "€", "👩‍👩‍👧", "sep=", "\u{301}",
        ]
        for round in 0..<1_500 {
            let columns = 1 + random.below(5)
            let header = (0..<columns).map { "k\($0)" + random.text(pieces, upTo: 3) + "." }
            let rows = (0..<random.below(6)).map { _ in (0..<columns).map { _ in random.text(pieces, upTo: 6) } }
            let delimiter = CSVDelimiter.allCases[round % 3]
            let bytes = CSVWriter.write(header: header, rows: rows, delimiter: delimiter, mark: round % 2 == 0)
            let table = try CSVReader().read(bytes)
            #expect(table.header.map(\.unicodeScalars.count) == header.map(\.unicodeScalars.count))
            #expect(table.header == header)
            #expect(table.rows.map(\.fields) == rows.map { $0.map(CSVFormula.neutralised) })
            #expect(table.problems.isEmpty)
            #expect(columns == 1 || table.delimiter == delimiter)
        }
    }
}
