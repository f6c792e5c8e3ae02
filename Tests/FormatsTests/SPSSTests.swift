import Core
import Foundation
import Testing

@testable import Formats

struct SPSSTests {
    @Test func `a file is read back as it was`() throws {
        let written = try SPSSWriter.write(Sample.survey)
        let read = try SPSSReader.read(written.bytes)
        var expected = Sample.survey
        expected.label = "Vrijwilligersbeleid 2011: gemeenten die meededen aan het onderzo"
        expected.variables[2].label = ByteCut.cut(ByteCut.line(Sample.long), bytes: 255).text
        expected.variables[2].valueLabels[0].label = String(repeating: "é", count: 60)
        #expect(read.label == expected.label)
        #expect(read.sets == expected.sets)
        #expect(read.weight == "GEWICHT")
        for (found, wanted) in zip(read.variables, expected.variables) {
            #expect(found.name == wanted.name && found.label == wanted.label && found.kind == wanted.kind)
            #expect(found.measure == wanted.measure && found.missing == wanted.missing)
            let byValue = { (item: SPSSValueLabel) in "\(item.value)" }
            #expect(
                found.valueLabels.sorted { byValue($0) < byValue($1) }
                    == wanted.valueLabels.sorted { byValue($0) < byValue($1) })
        }
        #expect(read.records == expected.records)
        #expect(
            written.changes == [.cutFileLabel, .cutLabel(variable: "V2"), .cutValueLabel(variable: "V2", value: "7.5")])
    }

    @Test func `labels are cut between characters, never inside one`() throws {
        for tail in ["é", "👩‍👩‍👧", "e\u{301}", "ij"] {
            for filler in 230...258 {
                let label = String(repeating: "x", count: filler) + String(repeating: tail, count: 5)
                let (cut, isCut) = ByteCut.cut(label, bytes: 256)
                #expect(cut.utf8.count <= 256 && isCut == (label.utf8.count > 256))
                #expect(label.hasPrefix(cut) && Array(label).starts(with: Array(cut)))
            }
        }
        #expect(ByteCut.cut("a" + String(repeating: "\u{301}", count: 100), bytes: 64).text.utf8.count == 63)
    }

    @Test func `every label length around the limit survives`() throws {
        let variables = (250...260).map { length in
            SPSSVariable(name: "L\(length)", label: String(repeating: "a", count: length), kind: .number(decimals: 0))
        }
        let written = try SPSSWriter.write(SPSSFile(variables: variables))
        let read = try SPSSReader.read(written.bytes)
        #expect(read.variables.map(\.label.count) == (250...260).map { min($0, 255) })
        #expect(written.changes.count == 5)
    }

    @Test func `names become good and unique`() {
        let wishes = [
            "V1", "v1", "vraag twaalf", "1e vraag", "naïef", "ALL", "", "_x_", "LANGE_NAAM_1", "LANGE_NAAM_2", "Ω",
        ]
        let names = SPSSNames(wishes).names
        #expect(names[0] == "V1")
        #expect(Set(names.map { $0.uppercased() }).count == names.count)
        #expect(names.allSatisfy(SPSSNames.isGood), "\(names)")
        #expect(names[2] == "vraag_tw" && names[4] == "naief")
        #expect(!SPSSNames.isGood("123") && !SPSSNames.isGood("with") && !SPSSNames.isGood("a.b"))
        #expect(!SPSSNames.isGood("LANGENAAM"))
    }

    @Test func `what is wrong is refused before the library sees it`() {
        let number = SPSSVariable(name: "A", kind: .number(decimals: 0))
        let text = SPSSVariable(name: "B", kind: .text(bytes: 5))
        func failure(_ file: SPSSFile) -> SPSSError? {
            do { _ = try SPSSWriter.write(file) } catch { return error as? SPSSError }
            return nil
        }
        #expect(failure(SPSSFile(variables: [])) == .noVariables)
        #expect(failure(SPSSFile(variables: [number, number])) == .twoVariables(named: "A"))
        #expect(failure(SPSSFile(variables: [number], weight: "C")) == .noWeight(named: "C"))
        #expect(failure(SPSSFile(variables: [number], records: [[]])) == .recordLength(record: 1))
        #expect(failure(SPSSFile(variables: [number], records: [[.text("x")]])) == .wrongKind(variable: "A", record: 1))
        #expect(failure(SPSSFile(variables: [text], records: [[.number(1)]])) == .wrongKind(variable: "B", record: 1))
        var many = number
        many.missing = [.range(1, 2), .value(3), .value(4)]
        #expect(failure(SPSSFile(variables: [many])) == .missingValues(variable: "A"))
        let wide = SPSSVariable(name: "A", kind: .text(bytes: 40_000))
        #expect(failure(SPSSFile(variables: [wide])) == .widthOutOfRange(variable: "A"))
    }

    @Test func `texts that do not fit are cut and counted`() throws {
        let text = SPSSVariable(name: "B", kind: .text(bytes: 5))
        let file = SPSSFile(variables: [text], records: [[.text("abcdé")], [.text("a\0b")], [.text("geheel")]])
        let written = try SPSSWriter.write(file)
        #expect(written.changes == [.cutText(variable: "B", records: 2)])
        #expect(try SPSSReader.read(written.bytes).records == [[.text("abcd")], [.text("ab")], [.text("gehee")]])
    }

    @Test func `very long texts do not take names from others`() throws {
        let file = SPSSFile(
            variables: [
                SPSSVariable(name: "OPEN", kind: .text(bytes: 2_000)),
                SPSSVariable(name: "OPEN1", kind: .number(decimals: 0)),
                SPSSVariable(name: "OPEN_A", kind: .text(bytes: 700)),
                SPSSVariable(name: "OPENA", kind: .number(decimals: 0)),
            ], sets: [.init(name: "S", label: "", kind: .categories, variables: ["OPEN1", "OPENA"])],
            records: [[.text(String(repeating: "x", count: 2_000)), .number(1), .text("y"), .number(2)]])
        let read = try SPSSReader.read(try SPSSWriter.write(file).bytes)
        #expect(read.records == file.records && read.variables.map(\.name) == file.variables.map(\.name))
        #expect(read.sets == file.sets)
    }

    @Test func `broken files are refused, cut anywhere`() throws {
        let bytes = try SPSSWriter.write(Sample.survey).bytes
        for length in stride(from: 0, to: bytes.count, by: 37) {
            _ = SPSSDictionary(Array(bytes.prefix(length)))
        }
        #expect(throws: SPSSReader.Failure.self) { try SPSSReader.read(Array("geen bestand van SPSS".utf8)) }
        #expect(throws: SPSSReader.Failure.tooManyVariables(limit: 3)) {
            try SPSSReader.read(bytes, limits: TableLimits(columns: 3))
        }
        #expect(throws: SPSSReader.Failure.tooManyRecords(limit: 1)) {
            try SPSSReader.read(bytes, limits: TableLimits(rows: 1))
        }
    }

    @Test func `files for other programs`() throws {
        guard let folder = Sample.folder else { return }
        let file = Sample.survey
        try Data(SPSSWriter.write(file).bytes).write(to: folder.appendingPathComponent("survey.sav"))
        let syntax = try SPSSSyntax.write(file, fileName: "survey.sav", comment: "Vrijwilligersbeleid. 2011")
        try Data(syntax).write(to: folder.appendingPathComponent("survey.sps"))
        var bare = file
        bare.sets = []
        bare.variables = file.variables.map { SPSSVariable(name: $0.name, kind: $0.kind) }
        try Data(SPSSWriter.write(bare).bytes).write(to: folder.appendingPathComponent("bare.sav"))
    }
}
