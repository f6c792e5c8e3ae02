import Testing

@testable import Tabulation

struct PrintedAuditTests {
    static func table(_ rows: [String]) -> PrintedTable {
        PrintedTable(
            header: ["function", "activity", "in_policy_n", "in_policy_pct", "not_executed_n", "not_executed_pct"],
            lines: rows.enumerated().map {
                ($0 + 2, $1.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
            })
    }

    @Test func `a percentage follows when it is a rounding of its count`() {
        let table = Self.table(["a,b,28,25,14,13", "a,c,14,12,1,1%", "a,d,14,12.5,0,0"])
        #expect(PrintedAudit(table, base: 112, bases: 110...113).misfits.isEmpty)
        #expect(PrintedAudit(table, base: 112, bases: 110...113).compared == 6)
    }

    @Test func `a percentage that does not follow is named with the bases on which it would`() {
        // 64 of 112 is 57.1; 58 would need 110 or 111.
        let result = PrintedAudit(Self.table(["a,b,64,58,25,32"]), base: 112, bases: 110...113)
        #expect(result.misfits.map(\.cell.column) == ["in_policy", "not_executed"])
        #expect(result.misfits[0].fittingBases == [110, 111])
        #expect(result.misfits[1].fittingBases.isEmpty)
    }

    @Test func `what is no figure is a fault with its line and stops nothing`() {
        let table = Self.table(["a,b,x,58,1,1", "a,c,28,25,,", "a,d,-1,2,1,1"])
        #expect(table.faults.map(\.line) == [2, 4])
        #expect(table.rows.map(\.cells.count) == [1, 1, 1])
        #expect(PrintedTable(header: ["a"], lines: []).faults.count == 1)
    }

    @Test func `a list is held against the counts, both ways`() {
        let table = Self.table(["f,ja,1,1,5,4", "f,nee,1,1,16,14", "f,vergeten,1,1,6,5"])
        let claim = PrintedClaim(
            name: "≥ 90%", notIn: "not_executed", bound: .atLeast(90), entries: ["ja", "nee", "weg"])
        let found = claim.contradictions(in: table, base: 112)
        #expect(found.map(\.kind) == [.listed, .omitted, .unknown])
        #expect(found.map(\.label) == ["nee", "vergeten", "weg"])
        let below = PrintedClaim(name: "< 75%", notIn: "not_executed", bound: .below(75), entries: ["kwart"])
        #expect(below.contradictions(in: Self.table(["f,kwart,1,1,28,25"]), base: 112).map(\.kind) == [.listed])
    }
}
