import Testing

@testable import Tabulation

struct TrendTests {
    private func wave(_ yes: Int, of count: Int, extra: Bool = false) -> DataSet {
        let codes = (0..<count).map { UInt8($0 < yes ? 2 : 3) }
        let options = [Option(1, "Ja"), Option(2, "Nee")] + (extra ? [Option(3, "Soms")] : [])
        return DataSet(count: count, columns: [Column("V", "Heeft beleid", .single(codes, options))])
    }

    @Test func changesHaveAnIntervalAndRowsAreMatchedByCode() throws {
        let waves = [
            Trend.Wave(label: "2011", data: wave(40, of: 100)), Trend.Wave(label: "2021", data: wave(42, of: 100)),
            Trend.Wave(label: "2026", data: wave(90, of: 120, extra: true)),
        ]
        let trend = try Trend.over(waves, TableRequest(rows: "V"))
        #expect(trend.waves == ["2011", "2021", "2026"] && trend.rows.map(\.code) == [1, 2, 3])
        #expect(trend.cells[2][0] == nil && trend.cells[2][2]?.count == 0)
        let small = try #require(trend.changes[0][0])
        #expect(abs(small.value - 0.02) < 1e-12 && !small.isSignificant)
        // √(0.4·0.6/99 + 0.42·0.58/99)
        #expect(abs(small.error - 0.069_89) < 1e-4)
        let large = try #require(trend.changes[0][1])
        #expect(abs(large.value - 0.33) < 1e-12 && large.isSignificant)
        #expect((large.low ?? 0) > 0.2 && (large.high ?? 1) < 0.46)
        #expect(trend.changes[2] == [nil, nil])
    }

    @Test func twoPeopleWhoSayTheSameProveNothing() throws {
        func change(to yes: Int, of count: Int) throws -> Trend.Change {
            let waves = [
                Trend.Wave(label: "1", data: wave(48, of: 120)),
                Trend.Wave(label: "2", data: wave(yes, of: count)),
            ]
            return try #require(try Trend.over(waves, TableRequest(rows: "V")).changes[0][0])
        }
        let few = try change(to: 2, of: 2)
        #expect(abs(few.value - 0.6) < 1e-12 && !few.isSignificant)
        // √(0.4·0.6/119 + 0.75·0.25/4)
        #expect(abs(few.error - 0.221_13) < 1e-4)
        #expect(try change(to: 0, of: 3).isSignificant == false)
        #expect(try change(to: 100, of: 100).isSignificant)
        let grades = [[6.0, 7, 8, 9], [9, 9]].map { grades in
            DataSet(
                count: grades.count,
                columns: [Column("V", "Cijfer", .number(shown: Bits(grades.count, all: true), grades))])
        }
        let waves = zip(["1", "2"], grades).map { Trend.Wave(label: $0, data: $1) }
        let mean = try Trend.over(waves, TableRequest(.mean, rows: "V"))
        #expect(mean.changes.joined().allSatisfy { $0 == nil })
    }

    @Test func theSameWaveTwiceDidNotChange() throws {
        let data = SmallSurvey(120, seed: 2).data
        let waves = [Trend.Wave(label: "1", data: data), Trend.Wave(label: "2", data: data)]
        for request in [
            TableRequest(rows: "V3", isWeighted: true), TableRequest(.mean, rows: "V5"),
            TableRequest(.grid, rows: "V7", with: 1), TableRequest(.combination, rows: "V7", with: 1, without: 2),
        ] {
            let trend = try Trend.over(waves, request)
            for change in trend.changes.joined().compactMap(\.self) {
                #expect(change.value == 0 && !change.isSignificant)
            }
            #expect(trend.changes.joined().contains { $0 != nil })
        }
        #expect(throws: Table.Fault.missing("with")) { try Trend.over(waves, TableRequest(.grid, rows: "V7")) }
    }

    @Test func whatIsHiddenHasNoChange() throws {
        let first = wave(3, of: 100)
        let second = wave(40, of: 100)
        let request = TableRequest(rows: "V")
        let hidden = Disclosure.organisations.protect(try first.table(request), of: first).table
        let trend = try Trend.of([("1", hidden), ("2", try second.table(request))], request)
        #expect(trend.changes.allSatisfy { $0 == [nil] })
    }
}
