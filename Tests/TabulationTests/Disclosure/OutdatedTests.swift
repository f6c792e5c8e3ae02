import Testing

@testable import Tabulation

/// Figures that left stay what they were, whatever becomes of the records.
struct OutdatedTests {
    /// `codes` are the answers to Q; who has `K` is in the second group.
    private func survey(_ codes: [Int], group: [Int]? = nil, numbers: [Double]? = nil) -> DataSet {
        func column(_ name: String, _ codes: [Int], _ options: Int) -> Column {
            Column(
                name, name,
                .single(codes.map { UInt8($0) + Column.firstOption }, (1...options).map { Option($0, "\($0)") }))
        }
        let numbers = numbers ?? codes.map { Double($0 + 5) }
        return DataSet(
            count: codes.count,
            columns: [
                column("Q", codes, 3), column("K", group ?? codes.indices.map { $0 % 2 }, 2),
                Column("N", "N", .number(shown: Bits(codes.count, all: true), numbers)),
            ])
    }

    private static let rule = Disclosure.organisations
    private static let codes = (0..<109).map { $0 % 3 }

    private func shown(_ table: Table) -> [Int] { table.cells.flatMap { $0.filter { $0.hidden == nil }.map(\.count) } }

    @Test func `three more answers do not show as a difference`() throws {
        let before = survey(Self.codes)
        let after = survey(Self.codes + [2, 2, 1])
        let request = TableRequest(rows: "Q")
        let first = Self.rule.protect(try before.table(request), of: before)
        #expect(shown(first.table).count == 3)
        let second = Self.rule.protect(try after.table(request), of: after, published: [first.publication])
        #expect(shown(second.table).isEmpty)
        #expect(Self.rule.outdated([first.publication], for: request, of: after) == 0)
        // The same question in a column or a filter.
        for other in [
            TableRequest(rows: "K", columns: "Q"), TableRequest(rows: "K", filter: [.init(column: "Q", codes: [1])]),
            TableRequest(.mean, rows: "N", columns: "Q"),
        ] {
            #expect(
                shown(Self.rule.protect(try after.table(other), of: after, published: [first.publication]).table)
                    .isEmpty)
        }
        // Another question, and the same records.
        let other = Self.rule.protect(
            try after.table(TableRequest(rows: "K")), of: after, published: [first.publication])
        #expect(shown(other.table).count == 2)
        let same = Self.rule.protect(try before.table(request), of: before, published: [first.publication])
        #expect(shown(same.table).count == 3)
    }

    @Test func `an answer that changes, in a place where the total stays, is seen`() throws {
        var codes = Self.codes
        codes[0] = 1
        let (before, after) = (survey(Self.codes), survey(codes))
        let request = TableRequest(rows: "Q")
        let first = Self.rule.protect(try before.table(request), of: before).publication
        #expect(Self.rule.outdated([first], for: request, of: after) == 0)
        // A mean on the same base.
        let mean = TableRequest(.mean, rows: "N")
        var numbers = Self.codes.map { Double($0 + 5) }
        let told = Self.rule.protect(try before.table(mean), of: before).publication
        #expect(Self.rule.outdated([told], for: mean, of: before) == nil)
        numbers[7] += 1
        #expect(Self.rule.outdated([told], for: mean, of: survey(Self.codes, numbers: numbers)) == 0)
    }

    @Test func `a table without figures, and one that nobody need protect, hold nothing up`() throws {
        let small = survey([0, 1, 2])
        let request = TableRequest(rows: "Q")
        let nothing = Self.rule.protect(try small.table(request), of: small)
        #expect(shown(nothing.table).isEmpty)
        let after = survey(Self.codes)
        #expect(Self.rule.outdated([nothing.publication], for: request, of: after) == nil)
        let first = Disclosure.open.protect(try small.table(request), of: small).publication
        #expect(Disclosure.open.outdated([first], for: request, of: after) == nil)
    }

    @Test func `a column that is gone holds up what else was in the table`() throws {
        let whole = survey(Self.codes)
        let cross = Self.rule.protect(try whole.table(TableRequest(rows: "Q", columns: "K")), of: whole).publication
        let without = DataSet(count: whole.count, columns: whole.columns.filter { $0.name != "K" })
        #expect(Self.rule.outdated([cross], for: TableRequest(rows: "Q"), of: without) == 0)
        #expect(Self.rule.outdated([cross], for: TableRequest(.mean, rows: "N"), of: without) == nil)
    }

    @Test func `a publication without figures takes those of its table`() throws {
        let data = survey(Self.codes)
        let request = TableRequest(rows: "Q", columns: "K")
        let found = Self.rule.protect(try data.table(request), of: data)
        var bare = found.publication
        bare.figures = nil
        bare.account = nil
        #expect(Self.rule.outdated([bare], for: request, of: data) == 0)
        #expect(Self.rule.outdated([bare.adding(found.table)], for: request, of: data) == nil)
    }
}
