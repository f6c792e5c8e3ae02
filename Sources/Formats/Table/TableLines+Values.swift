import Core

extension ImportedCell {
    var json: JSONValue {
        switch self {
        case .empty: .null
        case .text(let text): .string(text)
        case .number(let value): .double(value)
        case .truth(let value): .bool(value)
        case .day(let day): ["d", .int(day.number)]
        case .moment(let moment): ["m", .int(Int(moment.milliseconds))]
        }
    }

    init?(_ json: JSONValue) {
        switch json {
        case .null: self = .empty
        case .string(let text): self = .text(text)
        case .bool(let value): self = .truth(value)
        case .int(let value): self = .number(Double(value))
        case .double(let value): self = .number(value)
        case .array(let parts):
            // The years 1–9999: code further on may count on a calendar.
            guard parts.count == 2, let value = parts[1].int else { return nil }
            let days = -719_162...2_932_896
            switch parts[0].string {
            case "d":
                guard days.contains(value) else { return nil }
                self = .day(Day(number: value))
            case "m":
                guard days.contains(value / 86_400_000) else { return nil }
                self = .moment(Moment(milliseconds: Int64(value)))
            default: return nil
            }
        case .object: return nil
        }
    }
}

extension ImportedRow {
    init?(_ json: [JSONValue]) {
        guard let line = json.first?.int else { return nil }
        var cells: [ImportedCell] = []
        cells.reserveCapacity(json.count)
        for value in json.dropFirst() {
            guard let cell = ImportedCell(value) else { return nil }
            cells.append(cell)
        }
        self.init(line: line, cells: cells)
    }
}

extension SPSSMissing {
    /// The ends of a range may lie beyond all numbers, which JSON does not know.
    var json: JSONValue {
        switch self {
        case .value(let value): [.double(value)]
        case .range(let low, let high): [JSONValue(low.isFinite ? low : nil), JSONValue(high.isFinite ? high : nil)]
        case .text(let text): .string(text)
        }
    }

    init?(_ json: JSONValue) {
        if let text = json.string {
            self = .text(text)
            return
        }
        guard let parts = json.array else { return nil }
        switch parts.count {
        case 1:
            guard let value = parts[0].double else { return nil }
            self = .value(value)
        case 2: self = .range(parts[0].double ?? -.infinity, parts[1].double ?? .infinity)
        default: return nil
        }
    }
}

extension SPSSVariable.Measure {
    var word: String {
        switch self {
        case .unknown: "unknown"
        case .nominal: "nominal"
        case .ordinal: "ordinal"
        case .scale: "scale"
        }
    }

    init(word: String) {
        switch word {
        case "nominal": self = .nominal
        case "ordinal": self = .ordinal
        case "scale": self = .scale
        default: self = .unknown
        }
    }
}
