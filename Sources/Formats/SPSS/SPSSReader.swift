import CReadStat
import Core

/// Reads `.sav` and `.zsav` files through ReadStat.
///
/// ReadStat has had faults that a file made on purpose can use, so this belongs in a child process with bounds and
/// nowhere else.
package enum SPSSReader {
    package enum Failure: Error, Sendable, Equatable {
        case tooManyVariables(limit: Int)
        case tooManyRecords(limit: Int)
        /// Values in the whole file.
        case tooManyValues(limit: Int)
        /// The library refused, with its own number and words.
        case library(code: Int, message: String)
    }

    package static func read(_ bytes: [UInt8], limits: TableLimits = TableLimits()) throws(Failure) -> SPSSFile {
        let collector = SPSSCollector(bytes, limits)
        guard let parser = readstat_parser_init() else { throw library(READSTAT_ERROR_MALLOC) }
        defer { readstat_parser_free(parser) }
        let context = Unmanaged.passUnretained(collector).toOpaque()
        let codes = [
            readstat_set_open_handler(parser) { _, _ in 0 },
            readstat_set_close_handler(parser) { _ in 0 },
            readstat_set_seek_handler(parser) { offset, whence, context in
                SPSSCollector.at(context)?.seek(Int(offset), whence) ?? -1
            },
            readstat_set_read_handler(parser) { buffer, count, context in
                SPSSCollector.at(context)?.read(into: buffer, count) ?? -1
            },
            readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK },
            readstat_set_io_ctx(parser, context),
            readstat_set_metadata_handler(parser) { metadata, context in
                SPSSCollector.at(context)?.take(metadata) ?? 1
            },
            readstat_set_variable_handler(parser) { _, variable, labels, context in
                SPSSCollector.at(context)?.take(variable, labels) ?? 1
            },
            readstat_set_fweight_handler(parser) { variable, context in
                SPSSCollector.at(context)?.takeWeight(variable) ?? 1
            },
            readstat_set_value_label_handler(parser) { set, value, label, context in
                SPSSCollector.at(context)?.take(set, value, label) ?? 1
            },
            readstat_set_value_handler(parser) { record, variable, value, context in
                SPSSCollector.at(context)?.take(Int(record), variable, value) ?? 1
            },
        ]
        if let code = codes.first(where: { $0 != READSTAT_OK }) { throw library(code) }
        let code = withExtendedLifetime(collector) { readstat_parse_sav(parser, "", context) }
        if let failure = collector.failure { throw failure }
        guard code == READSTAT_OK else { throw library(code) }
        return collector.file()
    }

    /// Whether the library knows the file but not its way of packing or its text encoding.
    static func isUnsupported(_ code: Int) -> Bool {
        [
            READSTAT_ERROR_UNSUPPORTED_COMPRESSION, READSTAT_ERROR_UNSUPPORTED_CHARSET,
            READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION,
        ].contains { Int($0.rawValue) == code }
    }

    private static func library(_ code: readstat_error_t) -> Failure {
        let words = readstat_error_message(code)
        return .library(code: Int(code.rawValue), message: words.map { String(cString: $0) } ?? "")
    }
}

extension SPSSVariable.Kind {
    /// From the way in which SPSS shows the values, such as `F8.2`, `EDATE10` or `A40`.
    init(format: String, isText: Bool, bytes: Int) {
        let letters = format.prefix { $0.isLetter }.uppercased()
        switch letters {
        case _ where isText: self = .text(bytes: max(1, bytes))
        case "DATE", "ADATE", "EDATE", "JDATE", "SDATE": self = .day
        case "DATETIME", "YMDHMS": self = .moment
        default:
            let decimals = format.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? 0
            self = .number(decimals: min(max(decimals, 0), 16))
        }
    }

    /// A stored number as a value of this kind.
    func value(_ number: Double) -> SPSSValue {
        switch self {
        case .number, .text: .number(number)
        case .day: SPSSTime.day(number).map(SPSSValue.day) ?? .number(number)
        case .moment: SPSSTime.moment(number).map(SPSSValue.moment) ?? .number(number)
        }
    }
}
