import Core
import Tabulation
import Web

/// A request for a table as an address carries it: the permanent link of a table is its query.
struct TableAsk {
    let request: TableRequest
    let picture: PictureKind?

    init(_ request: TableRequest, picture: PictureKind? = nil) {
        self.request = request
        self.picture = picture
    }

    /// Reads a query. What is unknown falls back to the default; whether columns and codes exist shows when counting.
    ///
    /// - Parameter data: decides which kind of table fits when the query does not say.
    init?(_ query: Query, data: DataSet) {
        guard let rows = query.text("rijen") else { return nil }
        var request = TableRequest(Self.kind(query.text("soort"), rows, data), rows: rows)
        request.columns = query.text("kolommen").flatMap { $0 == rows ? nil : $0 }
        request.filter = Self.conditions(query)
        request.isWeighted = query.text("weeg") != nil && data.weights != nil
        request.base = query.text("basis") == "antwoorden" ? .answers : .respondents
        request.percent = Self.percents.first { $0.word == query.text("procent") }?.percent ?? .column
        request.leavesOutMissing = query.text("zonder-weet-niet") != nil
        request.interval = query.text("marge").flatMap(TableRequest.Interval.init(rawValue:)) ?? .logit
        if let share = query.int("zekerheid"), [90, 95, 99].contains(share) {
            request.confidence = Double(share) / 100
        }
        request.letters = query.text("letters").flatMap(TableRequest.Correction.init(rawValue:))
        request.with = query.int("met")
        request.also = query.int("en")
        request.without = query.int("niet")
        if let least = query.int("grens"), (0...100).contains(least) { request.threshold = Double(least) / 100 }
        request.side = Self.sides.first { $0.word == query.text("kant") }?.side
        request.most = query.int("aantal").flatMap { (1...100).contains($0) ? $0 : nil }
        self.request = request
        picture = query.text("beeld").flatMap(PictureKind.init(rawValue:))
    }

    var query: Query {
        var pairs: [(String, String)] = [("soort", Self.word(of: request.kind)), ("rijen", request.rows)]
        if let columns = request.columns { pairs.append(("kolommen", columns)) }
        for condition in request.filter {
            for code in condition.codes {
                pairs.append((condition.isNot ? "behalve" : "als", "\(condition.column):\(code)"))
            }
        }
        if request.isWeighted { pairs.append(("weeg", "ja")) }
        if request.base == .answers { pairs.append(("basis", "antwoorden")) }
        if request.percent != .column, let word = Self.percents.first(where: { $0.percent == request.percent })?.word {
            pairs.append(("procent", word))
        }
        if request.leavesOutMissing { pairs.append(("zonder-weet-niet", "ja")) }
        if request.interval != .logit { pairs.append(("marge", request.interval.rawValue)) }
        let share = Int((request.confidence * 100).rounded())
        if share != 95 { pairs.append(("zekerheid", "\(share)")) }
        if let letters = request.letters { pairs.append(("letters", letters.rawValue)) }
        for (name, value) in [("met", request.with), ("en", request.also), ("niet", request.without)] {
            if let value { pairs.append((name, "\(value)")) }
        }
        if let least = request.threshold { pairs.append(("grens", "\(Int((least * 100).rounded()))")) }
        if let side = request.side, let word = Self.sides.first(where: { $0.side == side })?.word {
            pairs.append(("kant", word))
        }
        if let most = request.most { pairs.append(("aantal", "\(most)")) }
        if let picture { pairs.append(("beeld", picture.rawValue)) }
        return Query(pairs)
    }

    static let percents: [(word: String, percent: TableRequest.Percent)] = [
        ("kolom", .column), ("rij", .row), ("geheel", .total),
    ]
    static let sides: [(word: String, side: TableRequest.Side)] = [
        ("vanaf", .atLeast), ("onder", .below), ("hoogste", .top), ("laagste", .bottom),
    ]
    static let kinds: [(word: String, kind: TableRequest.Kind)] = [
        ("telling", .counts), ("raster", .grid), ("gemiddelde", .mean), ("combinatie", .combination),
        ("geen-of-alle", .noneAll), ("grens", .threshold),
    ]

    static func word(of kind: TableRequest.Kind) -> String { kinds.first { $0.kind == kind }?.word ?? "telling" }

    private static func kind(_ word: String?, _ rows: String, _ data: DataSet) -> TableRequest.Kind {
        if let kind = kinds.first(where: { $0.word == word })?.kind { return kind }
        if data.grid(rows) != nil { return .grid }
        return data[rows].flatMap(StandardTables.request(for:))?.kind ?? .counts
    }

    /// `als=V01:2`: several of one question are one condition, of several questions all must hold.
    private static func conditions(_ query: Query) -> [TableRequest.Condition] {
        var conditions: [TableRequest.Condition] = []
        for (name, isNot) in [("als", false), ("behalve", true)] {
            for value in query.all(name).prefix(20) {
                let parts = value.split(separator: ":")
                guard parts.count == 2, let code = Int(parts[1]) else { continue }
                let column = String(parts[0])
                if let place = conditions.firstIndex(where: { $0.column == column && $0.isNot == isNot }) {
                    if !conditions[place].codes.contains(code) { conditions[place].codes.append(code) }
                } else {
                    conditions.append(.init(column: column, codes: [code], isNot: isNot))
                }
            }
        }
        return conditions
    }
}

extension CountedTable.Fault {
    /// What is wrong with the request, for whoever chose it.
    var text: Text {
        switch self {
        case .unknownColumn(let name): Text("De vraag \(name) is er niet. Kies een andere.")
        case .unsuitable(let name): Text("Met vraag \(name) kan deze soort tabel niet. Kies een andere vraag of soort.")
        case .unknownCode(let column, let code): Text("Vraag \(column) heeft geen antwoord met code \(code).")
        case .missing(let word): Text("Voor deze tabel moet je nog iets kiezen: \(Self.word(word)).")
        case .tooLarge: Text("Deze tabel is te groot. Kies minder antwoorden of een vraag minder.")
        }
    }

    private static func word(_ name: String) -> String {
        switch name {
        case "with": "met"
        case "without": "niet"
        case "threshold": "grens"
        case "columns": "kolommen"
        default: name
        }
    }
}
