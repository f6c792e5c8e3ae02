import Core
import Testing

@testable import Formats

struct TableTests {
    private func lines(_ tables: [ImportedTable]) -> [UInt8] {
        var bytes: [UInt8] = []
        TableLines.write(tables) { bytes += $0 }
        return bytes
    }

    @Test func `every kind goes through the lines unchanged`() throws {
        let sav = try TableReader.read(.sav, SPSSWriter.write(Sample.survey).bytes)
        let xlsx = try TableReader.read(.xlsx, WorkbookWriter.write(ExcelTests.workbook).bytes)
        let csv = try TableReader.read(
            .csv, Array("naam;aantal;naam\r\n'=1;2;x\r\n\r\nÉén;3\r\n;;\r\nz;4;\"a\"b;d\r\n".utf8))
        #expect(csv[0].columns.map(\.name) == ["naam", "aantal", "naam 2"])
        #expect(csv[0].rows.map(\.line) == [2, 4, 6])
        #expect(csv[0].rows[0].cells == [.text("=1"), .text("2"), .text("x")])
        #expect(csv[0].problems.map(\.kind) == [.renamedColumn, .shortRow, .longRow, .strayQuote])
        for tables in [sav, xlsx, csv] { #expect(try TableLines.read(lines(tables)) == tables) }
        #expect(sav[0].sets.first?.variables == ["V12_1", "V12_2", "V12_3"])
        #expect(sav[0].columns[1].missing == [.range(-9, -1), .value(99)])
    }

    @Test func `infinite ends of a range survive`() throws {
        let table = ImportedTable(
            columns: [ImportedColumn(name: "a", missing: [.range(-.infinity, -1), .text("x")])],
            rows: [ImportedRow(line: 1, cells: [.truth(true)])])
        #expect(try TableLines.read(lines([table])) == [table])
    }

    @Test(arguments: [
        "", "{}", "[1]", "{\"end\":true}\n{\"end\":true}", "{\"table\":\"a\",\"columns\":[{\"name\":\"b\"}]}",
        "{\"table\":\"a\",\"columns\":[{\"name\":\"b\"}]}\n[1]\n{\"end\":true}",
        "{\"table\":\"a\",\"columns\":[{\"name\":\"b\"}]}\n[1,[\"d\",99999999999]]\n{\"end\":true}",
        "{\"table\":\"a\",\"columns\":[{\"name\":\"b\"},{\"name\":\"B\"}]}\n{\"end\":true}",
        "{\"table\":\"a\",\"columns\":[{\"name\":\"b\"}]}\n[1,{}]\n{\"end\":true}", "x\n{\"end\":true}",
    ])
    func `lines that break the rules are not trusted`(_ text: String) {
        #expect(throws: TableRefusal(.failed)) { try TableLines.read(Array(text.utf8)) }
    }

    @Test func `refusals come through`() {
        var bytes: [UInt8] = []
        TableLines.write(TableRefusal(.tooManyRows, line: 3, limit: 2)) { bytes += $0 }
        #expect(throws: TableRefusal(.tooManyRows, line: 3, limit: 2)) { try TableLines.read(bytes) }
    }

    @Test func `files of another kind are named as such`() throws {
        let xlsx = try WorkbookWriter.write(ExcelTests.workbook).bytes
        let sav = try SPSSWriter.write(Sample.survey).bytes
        func refusal(_ kind: TableKind, _ bytes: [UInt8]) -> TableRefusal.Kind? {
            do { _ = try TableReader.read(kind, bytes) } catch { return error.kind }
            return nil
        }
        #expect(refusal(.csv, xlsx) == .otherKind && refusal(.sav, xlsx) == .otherKind)
        #expect(refusal(.xlsx, sav) == .otherKind && refusal(.csv, []) == .empty)
        #expect(refusal(.xlsx, [0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .encrypted)
        #expect(refusal(.csv, Array("a;b\n\"x".utf8)) == .unclosedQuote)
        #expect(refusal(.sav, Array(sav.prefix(300))) == .damaged)
    }
}
