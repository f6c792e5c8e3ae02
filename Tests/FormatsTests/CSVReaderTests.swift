import Formats
import Testing

struct CSVReaderTests {
    private func read(_ text: String) throws(CSVError) -> CSVTable { try CSVReader().read(Array(text.utf8)) }

    @Test func quotesDelimitersAndLineEndsInsideFields() throws {
        let table = try read("naam;tekst\r\n\"Jan; \"\"de\"\" man\";\"een\r\ntwee\"\r\nPiet;drie")
        #expect(table.header == ["naam", "tekst"])
        #expect(
            table.rows == [
                CSVRow(line: 2, fields: ["Jan; \"de\" man", "een\r\ntwee"]), CSVRow(line: 4, fields: ["Piet", "drie"]),
            ])
        #expect(table.problems.isEmpty)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func everyLineEnd(_ end: String) throws {
        let table = try read(["a,b", "1,2", "", "3,4", ""].joined(separator: end))
        #expect(table.rows.map(\.fields) == [["1", "2"], ["3", "4"]])
        #expect(table.rows.map(\.line) == [2, 4])
    }

    @Test(arguments: [
        ("a;b;c", CSVDelimiter.semicolon), ("a,b", .comma), ("a\tb\tc,d", .tab), ("\"a,b,c\";d", .semicolon),
        ("naam", .semicolon), ("a;b,c", .semicolon), ("\n\na,b", .comma), ("hoogte 5\" a,b,c", .comma),
    ])
    func delimiterFromHeader(_ header: String, _ expected: CSVDelimiter) throws {
        #expect(try read(header + "\n1").delimiter == expected)
    }

    @Test(arguments: ["sep=,\r\n", "SEP=,\n", "\"sep=,\"\n"])
    func excelNamesTheDelimiter(_ line: String) throws {
        let table = try read(line + "a;x,b\n1,2")
        #expect(table.header == ["a;x", "b"])
        #expect(table.rows == [CSVRow(line: 3, fields: ["1", "2"])])
    }

    @Test func encodings() throws {
        let text = "naam\nZoë €5"
        #expect(try read(text).encoding == .utf8)
        let marked = try read("\u{FEFF}" + text)
        #expect(marked.encoding == .utf8WithMark)
        #expect(marked.header == ["naam"])
        let windows = try CSVReader().read(Array("naam\nZo".utf8) + [0xEB, 0x20, 0x80, 0x35])
        #expect(windows.encoding == .windows1252)
        #expect(windows.rows.first?.fields == ["Zoë €5"])
    }

    @Test func raggedRowsAreKeptAndReported() throws {
        let table = try read("a;b\n1\n1;2;3\n4;5")
        #expect(table.rows.map(\.fields) == [["1"], ["1", "2", "3"], ["4", "5"]])
        #expect(
            table.problems == [
                CSVProblem(line: 2, kind: .tooFewFields(expected: 2, found: 1)),
                CSVProblem(line: 3, kind: .tooManyFields(expected: 2, found: 3)),
            ])
        #expect(table.rows[0][0] == "1")
        #expect(table.rows[0][1] == "")
        #expect(table.rows[0][-1] == "")
    }

    @Test func oddQuotesAreKeptAndReported() throws {
        let table = try read("a;b\n\"x\"y;5\" lang\n")
        #expect(table.rows.map(\.fields) == [["xy", "5\" lang"]])
        #expect(table.problems.map(\.kind) == [.textAfterQuote, .quoteInsideField])
    }

    @Test func headerNamesAreTrimmedAndUnique() throws {
        let table = try read(" Naam\u{A0};naam;;naam 2;Kolom 3\n1;2;3;4;5")
        #expect(table.header == ["Naam", "naam 3", "Kolom 3 2", "naam 2", "Kolom 3"])
        #expect(table.column("NAAM") == 0)
        #expect(table.column("plaats") == nil)
        #expect(table.problems.count == 2)
    }

    @Test func refusalsNameTheLine() {
        let cases: [([UInt8], CSVError)] = [
            ([], CSVError(line: 1, kind: .empty)),
            ([0xEF, 0xBB, 0xBF, 0x0A], CSVError(line: 1, kind: .empty)),
            ([0xFF, 0xFE, 0x61, 0x00], CSVError(line: 1, kind: .utf16)),
            ([0xFE, 0xFF, 0x00, 0x61], CSVError(line: 1, kind: .utf16)),
            (Array("PK\u{3}\u{4}rest".utf8), CSVError(line: 1, kind: .spreadsheet)),
            (Array("a\r\nb\n\u{0}".utf8), CSVError(line: 3, kind: .nulByte)),
            ([0xEF, 0xBB, 0xBF] + Array("a\nb\r\n".utf8) + [0xFF], CSVError(line: 3, kind: .invalidUTF8)),
            (Array("a;b\n1;2\n3;\"4\n5\n".utf8), CSVError(line: 3, kind: .unclosedQuote)),
        ]
        for (bytes, expected) in cases {
            #expect(throws: expected) { try CSVReader().read(bytes) }
        }
    }

    @Test func limits() {
        let limits = CSVReader.Limits(bytes: 40, rows: 2, columns: 3, fields: 8, fieldBytes: 10)
        let cases: [(String, CSVError)] = [
            (String(repeating: "a", count: 41), CSVError(line: 1, kind: .tooManyBytes(limit: 40))),
            ("a\n1\n2\n3", CSVError(line: 4, kind: .tooManyRows(limit: 2))),
            ("a;b\n1;2;3;4", CSVError(line: 2, kind: .tooManyColumns(limit: 3))),
            ("a;b;c\n1;2;3\n4;5;6", CSVError(line: 3, kind: .tooManyFields(limit: 8))),
            ("a\n12345678901", CSVError(line: 2, kind: .fieldTooLong(limit: 10))),
            ("a\n\"1234\n567890\"", CSVError(line: 3, kind: .fieldTooLong(limit: 10))),
        ]
        for (text, expected) in cases {
            #expect(throws: expected) { try CSVReader(limits: limits).read(Array(text.utf8)) }
        }
    }

    @Test func unusedSpreadsheetRowsAreRecognised() throws {
        #expect(try read("a;b\n; \n1;2").rows.map(\.isEmpty) == [true, false])
    }
}
