import CReadStat
import Core

/// What the library tells, gathered; also the file in memory from which it reads.
final class SPSSCollector {
    private let bytes: [UInt8]
    private var position = 0
    private let limits: TableLimits
    private(set) var failure: SPSSReader.Failure?
    private var result = SPSSFile(variables: [])
    /// The name of the set of value labels of each variable.
    private var labelSets: [String] = []
    private var labels: [String: [(value: SPSSValue, label: String)]] = [:]
    private var values = 0

    init(_ bytes: [UInt8], _ limits: TableLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> SPSSCollector? {
        context.map { Unmanaged<SPSSCollector>.fromOpaque($0).takeUnretainedValue() }
    }

    func seek(_ offset: Int, _ whence: readstat_io_flags_t) -> readstat_off_t {
        let start = whence == READSTAT_SEEK_SET ? 0 : whence == READSTAT_SEEK_CUR ? position : bytes.count
        let (place, overflows) = start.addingReportingOverflow(offset)
        guard !overflows, place >= 0, place <= bytes.count else { return -1 }
        position = place
        return readstat_off_t(place)
    }

    func read(into buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        let length = min(max(count, 0), bytes.count - position)
        guard let buffer else { return -1 }
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: buffer, count: length).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: source[position..<(position + length)]))
        }
        position += length
        return length
    }

    func take(_ metadata: UnsafeMutablePointer<readstat_metadata_t>?) -> Int32 {
        result.label = text(readstat_get_file_label(metadata))
        result.created = Moment(seconds: Int64(readstat_get_creation_time(metadata)))
        let rows = Int(readstat_get_row_count(metadata))
        let columns = Int(readstat_get_var_count(metadata))
        guard columns <= limits.columns else { return stop(.tooManyVariables(limit: limits.columns)) }
        guard rows <= limits.rows else { return stop(.tooManyRecords(limit: limits.rows)) }
        return 0
    }

    func take(_ variable: UnsafeMutablePointer<readstat_variable_t>?, _ set: UnsafePointer<CChar>?) -> Int32 {
        guard let variable else { return 1 }
        guard result.variables.count < limits.columns else { return stop(.tooManyVariables(limit: limits.columns)) }
        let isText = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
        let kind = SPSSVariable.Kind(
            format: text(readstat_variable_get_format(variable)), isText: isText,
            bytes: readstat_variable_get_storage_width(variable))
        var found = SPSSVariable(
            name: text(readstat_variable_get_name(variable)), label: text(readstat_variable_get_label(variable)),
            kind: kind, measure: .init(readstat_variable_get_measure(variable)))
        for index in 0..<max(0, readstat_variable_get_missing_ranges_count(variable)) {
            let low = readstat_variable_get_missing_range_lo(variable, index)
            let high = readstat_variable_get_missing_range_hi(variable, index)
            if isText {
                found.missing.append(.text(text(readstat_string_value(low))))
            } else {
                let (low, high) = (readstat_double_value(low), readstat_double_value(high))
                found.missing.append(low == high ? .value(low) : .range(low, high))
            }
        }
        result.variables.append(found)
        labelSets.append(text(set))
        return 0
    }

    func takeWeight(_ variable: UnsafeMutablePointer<readstat_variable_t>?) -> Int32 {
        result.weight = text(readstat_variable_get_name(variable))
        return 0
    }

    func take(_ set: UnsafePointer<CChar>?, _ value: readstat_value_t, _ label: UnsafePointer<CChar>?) -> Int32 {
        values += 1
        guard values <= limits.fields else { return stop(.tooManyValues(limit: limits.fields)) }
        let isText = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING
        let found: SPSSValue =
            isText ? .text(text(readstat_string_value(value))) : .number(readstat_double_value(value))
        labels[text(set), default: []].append((found, text(label)))
        return 0
    }

    func take(
        _ record: Int, _ variable: UnsafeMutablePointer<readstat_variable_t>?, _ value: readstat_value_t
    ) -> Int32 {
        let index = Int(readstat_variable_get_index(variable))
        guard result.variables.indices.contains(index), record >= 0 else { return 1 }
        if record >= result.records.count {
            guard result.records.count < limits.rows else { return stop(.tooManyRecords(limit: limits.rows)) }
            let (total, overflows) = values.addingReportingOverflow(result.variables.count)
            guard !overflows, total <= limits.fields else { return stop(.tooManyValues(limit: limits.fields)) }
            values = total
            result.records.append(Array(repeating: .missing, count: result.variables.count))
        }
        guard record == result.records.count - 1 else { return 1 }
        result.records[record][index] = found(value, result.variables[index].kind)
        return 0
    }

    /// With the value labels and the sets of answers, which the library does not tell by variable or not at all.
    func file() -> SPSSFile {
        for index in result.variables.indices {
            let kind = result.variables[index].kind
            result.variables[index].valueLabels = (labels[labelSets[index]] ?? []).map { item in
                guard case .number(let number) = item.value else { return SPSSValueLabel(item.value, item.label) }
                return SPSSValueLabel(kind.value(number), item.label)
            }
        }
        guard let dictionary = SPSSDictionary(bytes), dictionary.shortNames.count == result.variables.count else {
            return result
        }
        var names: [String: String] = [:]
        for (short, variable) in zip(dictionary.shortNames, result.variables) {
            names[short.lowercased()] = variable.name
        }
        for item in dictionary.extensions where item.subtype == 7 || item.subtype == 19 {
            result.sets += SPSSSetRecord.sets(bytes[item.data], names: names)
        }
        return result
    }

    private func found(_ value: readstat_value_t, _ kind: SPSSVariable.Kind) -> SPSSValue {
        if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
            let found = text(readstat_string_value(value))
            return found.isEmpty ? .missing : .text(found)
        }
        if readstat_value_is_system_missing(value) != 0 { return .missing }
        let number = readstat_double_value(value)
        return number.isFinite ? kind.value(number) : .missing
    }

    private func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

    private func stop(_ reason: SPSSReader.Failure) -> Int32 {
        failure = reason
        return 1
    }
}
