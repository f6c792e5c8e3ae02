import CLibPQ
import Storage

/// The columns of an answer: their names, and how each is read.
struct PostgresShape {
    /// How the text of a value becomes a value, so that a row reads as it does from SQLite.
    enum Reading { case integer, real, numeric, boolean, bytes, text }

    let columns: Row.Columns
    let readings: [Reading]

    init(_ result: OpaquePointer) {
        let places = 0..<PQnfields(result)
        columns = Row.Columns(places.map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        readings = places.map { Self.reading(PQftype(result, $0)) }
    }

    /// By the numbers of the built-in types (pg_type.dat), which never change.
    private static func reading(_ type: Oid) -> Reading {
        switch type {
        case 16: .boolean
        case 17: .bytes
        case 20, 21, 23, 26: .integer
        case 700, 701: .real
        case 1700: .numeric
        default: .text
        }
    }

    func rows(_ result: OpaquePointer) -> [Row] {
        let count = PQntuples(result)
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        for row in 0..<count {
            let values = readings.indices.map { column in
                value(result, row, Int32(column), readings[column])
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    private func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32, _ reading: Reading) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let raw = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch reading {
        case .text: return .text(String(decoding: raw, as: UTF8.self))
        case .boolean: return .integer(raw.first == UInt8(ascii: "t") ? 1 : 0)
        case .bytes: return Self.bytes(raw).map(SQLValue.blob) ?? .null
        case .integer, .real, .numeric:
            let text = String(decoding: raw, as: UTF8.self)
            // The sum of whole numbers is numeric here and whole on SQLite.
            if reading != .real, let whole = Int64(text) { return .integer(whole) }
            return Double(text).map(SQLValue.real) ?? .text(text)
        }
    }

    /// Reads `\x` and two hexadecimal digits for each byte.
    static func bytes(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for place in stride(from: 2, to: text.count, by: 2) {
            guard let high = digit(text[place]), let low = digit(text[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
