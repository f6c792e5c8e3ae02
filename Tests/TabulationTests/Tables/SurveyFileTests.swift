import Foundation
import Testing

@testable import Tabulation

struct SurveyFileTests {
    private func read(_ text: String) throws -> DataSet {
        try JSONDecoder().decode(SurveyFile.self, from: Data(text.utf8)).dataSet()
    }

    @Test func aFileBecomesColumns() throws {
        let data = try read(
            """
            {"columns": [
              {"name": "A", "kind": "single", "options": [{"code": 1, "label": "Ja"}, {"code": 2}],
               "values": [1, 2, null, 1], "shown": [true, true, true, false]},
              {"name": "B", "kind": "multiple", "options": [{"code": 5}, {"code": 6}], "values": [[5, 6], [], [6], null]},
              {"name": "C", "kind": "number", "values": [1.5, null, 3, 4]}],
             "grids": [{"name": "G", "columns": ["B"], "rows": ["Rij"]}], "weights": [1, 2, 0.5, 1], "population": 9}
            """)
        #expect(data.count == 4 && data.population == 9 && data.grid("G")?.rows == ["Rij"])
        guard case .single(let codes, _) = data["A"]?.values, case .multiple(_, let ticked, _) = data["B"]?.values
        else { throw SurveyFile.Fault.name("A") }
        #expect(codes == [2, 3, Column.skipped, Column.notShown])
        #expect(ticked.map(\.total) == [1, 2])
    }

    @Test func whatDoesNotFitIsNamed() {
        let single = #""kind": "single", "options": [{"code": 1}]"#
        #expect(throws: SurveyFile.Fault.unknownCode(column: "A", code: 3)) {
            try read(#"{"columns": [{"name": "A", \#(single), "values": [3]}]}"#)
        }
        #expect(throws: SurveyFile.Fault.name("A")) {
            try read(
                #"{"columns": [{"name": "A", \#(single), "values": []}, {"name": "A", \#(single), "values": []}]}"#)
        }
        #expect(throws: SurveyFile.Fault.length("B")) {
            try read(
                #"{"columns": [{"name": "A", \#(single), "values": [1]}, {"name": "B", \#(single), "values": []}]}"#)
        }
        #expect(throws: SurveyFile.Fault.options("A")) {
            try read(
                #"{"columns": [{"name": "A", "kind": "single", "options": [{"code": 1}, {"code": 1}], "values": [1]}]}"#
            )
        }
        #expect(throws: SurveyFile.Fault.name("X")) {
            try read(
                #"{"columns": [{"name": "A", \#(single), "values": [1]}], "grids": [{"name": "G", "columns": ["X"]}]}"#)
        }
        #expect(throws: SurveyFile.Fault.unknownCode(column: "A", code: .min)) {
            try read(#"{"columns": [{"name": "A", \#(single), "values": [1.5]}]}"#)
        }
    }

    @Test func aRequestNeedsOnlyItsRows() throws {
        let request = try JSONDecoder().decode(TableRequest.self, from: Data(#"{"rows": "V1"}"#.utf8))
        #expect(request == TableRequest(rows: "V1"))
        for request in SmallSurvey.requests {
            let stored = try JSONEncoder().encode(request)
            #expect(try JSONDecoder().decode(TableRequest.self, from: stored) == request)
        }
    }
}
