import Core

@testable import Tabulation

/// A small invented survey: two single answers, two with several, a scale, a number, a grid; some skipped or not shown.
struct SmallSurvey {
    var data: DataSet

    static let yesNo = [Option(1, "Ja"), Option(2, "Nee"), Option(99, "Weet niet", isMissing: true)]
    static let sizes = [Option(1, "Klein"), Option(2, "Midden"), Option(3, "Groot"), Option(4, "Zeer groot")]
    static let parts = [Option(1, "In beleid"), Option(2, "Uitgevoerd"), Option(9, "Geen van deze", isNone: true)]
    static let reasons = [
        Option(1, "Geld"), Option(2, "Tijd"), Option(3, "Kennis"), Option(8, "Geen", isNone: true),
        Option(99, "Weet niet", isMissing: true),
    ]

    init(_ count: Int, seed: UInt64, weighted: Bool = true, answersAll: Bool = false) {
        var random = Seeded(seed: seed)
        func single(_ options: Int, _ random: inout Seeded) -> [UInt8] {
            (0..<count).map { _ in
                if !answersAll, random.chance(12) { return UInt8(random.int(0...1)) }
                return UInt8(2 + random.int(0...(options - 1)))
            }
        }
        func multiple(_ options: [Option], _ random: inout Seeded) -> Column.Values {
            let shown = (0..<count).map { _ in answersAll || !random.chance(10) }
            var ticked = options.map { _ in [Bool](repeating: false, count: count) }
            for record in 0..<count where shown[record] {
                let only = options.indices.filter { options[$0].isNone || options[$0].isMissing }
                if random.chance(15), let one = random.pick(only) {
                    ticked[one][record] = true
                } else {
                    for option in options.indices where !only.contains(option) {
                        ticked[option][record] = random.chance(45)
                    }
                    if answersAll, !ticked.contains(where: { $0[record] }) { ticked[0][record] = true }
                }
            }
            return .multiple(shown: Bits(shown), ticked: ticked.map { Bits($0) }, options)
        }
        var columns = [
            Column("V1", "Heeft beleid", .single(single(3, &random), Self.yesNo)),
            Column("V2", "Grootte", .single(single(4, &random), Self.sizes)),
            Column("V3", "Redenen", multiple(Self.reasons, &random)),
            Column("V4", "Andere redenen", multiple(Self.reasons, &random)),
        ]
        let shown = (0..<count).map { _ in answersAll || !random.chance(10) }
        let hours = (0..<count).map { record -> Double in
            let value = Double(random.int(0...40)) / 2
            return shown[record] && (answersAll || !random.chance(10)) ? value : .nan
        }
        columns.append(Column("V5", "Uren", .number(shown: Bits(shown), hours)))
        columns.append(
            Column(
                "V6", "Cijfer",
                .single(
                    single(6, &random),
                    (1...5).map { Option($0, "\($0)") } + [Option(99, "Weet niet", isMissing: true)])))
        for row in 1...3 { columns.append(Column("V7_\(row)", "Rij \(row)", multiple(Self.parts, &random))) }
        let weights = (0..<count).map { _ in Double(random.int(1...30)) / 10 }
        data = DataSet(
            count: count, columns: columns,
            grids: [
                DataSet.Grid(
                    name: "V7", label: "Onderdelen", columns: ["V7_1", "V7_2", "V7_3"], rows: ["Een", "Twee", "Drie"])
            ], weights: weighted ? weights : nil, population: nil)
    }

    /// One request of every kind.
    static let requests: [TableRequest] = [
        TableRequest(rows: "V1"), TableRequest(rows: "V1", columns: "V2"), TableRequest(rows: "V3"),
        TableRequest(rows: "V3", columns: "V2", percent: .row), TableRequest(rows: "V1", columns: "V3"),
        TableRequest(rows: "V3", columns: "V4", base: .answers), TableRequest(rows: "V3", base: .answers),
        TableRequest(rows: "V1", columns: "V2", percent: .total, leavesOutMissing: true),
        TableRequest(
            rows: "V1", columns: "V2", filter: [TableRequest.Condition(column: "V3", codes: [1, 2], isNot: true)]),
        TableRequest(.mean, rows: "V5", columns: "V2"), TableRequest(.mean, rows: "V6"),
        TableRequest(.mean, rows: "V6", columns: "V3"), TableRequest(.grid, rows: "V7"),
        TableRequest(.grid, rows: "V7", base: .answers), TableRequest(.grid, rows: "V7", columns: "V2", with: 1),
        TableRequest(.combination, rows: "V7", with: 1, without: 2),
        TableRequest(.combination, rows: "V7", columns: "V2", with: 1, also: 2),
        TableRequest(.noneAll, rows: "V7"),
        TableRequest(.threshold, rows: "V7", with: 1, threshold: 0.5),
        TableRequest(.threshold, rows: "V7", with: 1, threshold: 0.5, side: .below),
        TableRequest(.threshold, rows: "V3", side: .top, most: 2),
    ]

    /// The same records in another order.
    func shuffled(seed: UInt64) -> DataSet {
        var random = Seeded(seed: seed)
        return data.taking(Array(0..<data.count).shuffled(using: &random))
    }
}

extension DataSet {
    /// These records, in this order.
    func taking(_ records: [Int], weights other: [Double]?? = nil) -> DataSet {
        func pick(_ bits: Bits) -> Bits { Bits(records.map { bits[$0] }) }
        let columns = columns.map { column in
            let values: Column.Values =
                switch column.values {
                case .single(let codes, let options): .single(records.map { codes[$0] }, options)
                case .multiple(let shown, let ticked, let options):
                    .multiple(shown: pick(shown), ticked: ticked.map(pick), options)
                case .number(let shown, let numbers): .number(shown: pick(shown), records.map { numbers[$0] })
                case .text(let shown, let texts): .text(shown: pick(shown), records.map { texts[$0] })
                }
            return Column(column.name, column.label, values)
        }
        return DataSet(
            count: records.count, columns: columns, grids: grids,
            weights: other ?? weights.map { own in records.map { own[$0] } }, population: population)
    }
}
