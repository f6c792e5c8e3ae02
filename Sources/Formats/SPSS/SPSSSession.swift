import CReadStat
import Core
import Glibc

/// Where the library puts its bytes.
private final class SPSSSink {
    var bytes: [UInt8] = []
}

/// One file being written; the memory of the library lives as long as this does.
final class SPSSSession {
    private let writer: UnsafeMutablePointer<readstat_writer_t>
    private let sink = SPSSSink()
    private let variables: [SPSSVariable]
    private var handles: [UnsafeMutablePointer<readstat_variable_t>] = []

    init(_ plan: SPSSPlan, created: Moment, count: Int) throws(SPSSError) {
        guard let writer = readstat_writer_init() else { throw .library(code: Int(READSTAT_ERROR_MALLOC.rawValue)) }
        self.writer = writer
        variables = plan.variables
        try check(
            readstat_set_data_writer(writer) { data, length, context in
                guard let context, let data else { return length == 0 ? 0 : -1 }
                let sink = Unmanaged<SPSSSink>.fromOpaque(context).takeUnretainedValue()
                sink.bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: length))
                return length
            })
        try check(readstat_writer_set_file_label(writer, plan.label))
        try check(readstat_writer_set_file_timestamp(writer, time_t(created.seconds)))
        try check(readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS))
        for (index, variable) in plan.variables.enumerated() { handles.append(try add(variable, index)) }
        if let weight = plan.weight { try check(readstat_writer_set_fweight_variable(writer, handles[weight])) }
        try check(readstat_begin_writing_sav(writer, Unmanaged.passUnretained(sink).toOpaque(), count))
        try check(readstat_validate_metadata(writer))
        for handle in handles { try check(readstat_validate_variable(writer, handle)) }
    }

    deinit { readstat_writer_free(writer) }

    func append(_ values: [SPSSValue], record: Int, cuts: inout [Int]) throws(SPSSError) {
        guard values.count == handles.count else { throw .recordLength(record: record) }
        try check(readstat_begin_row(writer))
        for (index, value) in values.enumerated() {
            let handle = handles[index]
            switch (value, variables[index].kind) {
            case (.missing, _): try check(readstat_insert_missing_value(writer, handle))
            case (.text(let text), .text(let bytes)):
                // The library reads up to the first zero byte.
                let whole = text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
                let (kept, isCut) = ByteCut.cut(whole, bytes: bytes)
                if isCut { cuts[index] += 1 }
                try check(readstat_insert_string_value(writer, handle, kept))
            case (_, .text): throw .wrongKind(variable: variables[index].name, record: record)
            default:
                guard let number = value.stored else {
                    throw .wrongKind(variable: variables[index].name, record: record)
                }
                if number.isFinite {
                    try check(readstat_insert_double_value(writer, handle, number))
                } else {
                    try check(readstat_insert_missing_value(writer, handle))
                }
            }
        }
        try check(readstat_end_row(writer))
    }

    func end() throws(SPSSError) -> [UInt8] {
        try check(readstat_end_writing(writer))
        return sink.bytes
    }

    private func add(
        _ variable: SPSSVariable, _ index: Int
    ) throws(SPSSError) -> UnsafeMutablePointer<readstat_variable_t> {
        var type = READSTAT_TYPE_DOUBLE
        var width = 0
        if case .text(let bytes) = variable.kind {
            type = READSTAT_TYPE_STRING
            width = bytes
        }
        guard let handle = readstat_add_variable(writer, variable.name, type, width) else {
            throw .library(code: Int(READSTAT_ERROR_MALLOC.rawValue))
        }
        if !variable.label.isEmpty { readstat_variable_set_label(handle, variable.label) }
        readstat_variable_set_format(handle, variable.format)
        readstat_variable_set_measure(handle, variable.measure.code)
        readstat_variable_set_display_width(handle, Int32(variable.displayWidth))
        if !variable.valueLabels.isEmpty {
            guard let set = readstat_add_label_set(writer, type, "labels\(index)") else {
                throw .library(code: Int(READSTAT_ERROR_MALLOC.rawValue))
            }
            for item in variable.valueLabels {
                switch (item.value, variable.kind) {
                case (.text(let text), .text): readstat_label_string_value(set, text, item.label)
                case (let value, .number), (let value, .day), (let value, .moment):
                    guard let number = value.stored, number.isFinite else { continue }
                    readstat_label_double_value(set, number, item.label)
                default: continue
                }
            }
            readstat_variable_set_label_set(handle, set)
        }
        for missing in variable.missing {
            switch missing {
            case .value(let value): try check(readstat_variable_add_missing_double_value(handle, value))
            case .range(let low, let high):
                try check(readstat_variable_add_missing_double_range(handle, low, high))
            case .text(let text): try check(readstat_variable_add_missing_string_value(handle, text))
            }
        }
        return handle
    }

    private func check(_ code: readstat_error_t) throws(SPSSError) {
        if code != READSTAT_OK { throw .library(code: Int(code.rawValue)) }
    }
}
