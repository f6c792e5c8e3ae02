import CReadStat
import Core

extension SPSSVariable {
    /// How SPSS shows the values. Source: PSPP, "System File Format", section "Variable Record".
    var format: String {
        switch kind {
        case .number(let decimals):
            let digits = min(max(decimals, 0), 16)
            return "F\(max(8, digits + 3)).\(digits)"
        case .text(let bytes): return "A\(bytes)"
        // Day, month, year, as people write it here.
        case .day: return "EDATE10"
        case .moment: return "DATETIME20"
        }
    }

    /// In characters.
    var displayWidth: Int {
        switch kind {
        case .number: 8
        case .text(let bytes): min(bytes, 40)
        case .day: 10
        case .moment: 20
        }
    }
}

extension SPSSVariable.Measure {
    var code: readstat_measure_t {
        switch self {
        case .unknown: READSTAT_MEASURE_UNKNOWN
        case .nominal: READSTAT_MEASURE_NOMINAL
        case .ordinal: READSTAT_MEASURE_ORDINAL
        case .scale: READSTAT_MEASURE_SCALE
        }
    }

    init(_ code: readstat_measure_t) {
        switch code {
        case READSTAT_MEASURE_NOMINAL: self = .nominal
        case READSTAT_MEASURE_ORDINAL: self = .ordinal
        case READSTAT_MEASURE_SCALE: self = .scale
        default: self = .unknown
        }
    }
}

/// The time of SPSS: seconds since the first day of the Gregorian calendar, 14 October 1582.
enum SPSSTime {
    private static let epoch = 12_219_379_200.0

    static func stored(_ day: Day) -> Double { Double(day.number) * 86_400 + epoch }
    static func stored(_ moment: Moment) -> Double { Double(moment.milliseconds) / 1000 + epoch }

    static func day(_ stored: Double) -> Day? {
        let number = ((stored - epoch) / 86_400).rounded(.down)
        // The years 1583–9999, which are all that SPSS can show.
        return (-141_428...2_932_896).contains(number) ? Day(number: Int(number)) : nil
    }

    static func moment(_ stored: Double) -> Moment? {
        guard day(stored) != nil else { return nil }
        return Moment(milliseconds: Int64(((stored - epoch) * 1000).rounded()))
    }
}

extension SPSSValue {
    /// The number that stands in the file; nothing for a text.
    var stored: Double? {
        switch self {
        case .missing: .nan
        case .number(let value): value
        case .text: nil
        case .day(let day): SPSSTime.stored(day)
        case .moment(let moment): SPSSTime.stored(moment)
        }
    }
}
