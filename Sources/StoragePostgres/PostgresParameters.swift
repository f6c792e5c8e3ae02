import Storage

/// The values of one statement laid out for libpq: numbers and text as text, bytes as they are.
struct PostgresParameters {
    private var bytes: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// - Throws: `StorageError.failed` for a text with a NUL in it, which PostgreSQL cannot keep.
    init(_ values: [SQLValue]) throws {
        for value in values {
            switch value {
            case .null: addNull()
            case .integer(let number): add(String(number).utf8)
            case .real(let number): add(String(number).utf8)
            case .text(let text):
                guard !text.utf8.contains(0) else {
                    throw StorageError.failed(code: "22021", message: "A text with a NUL cannot be kept.")
                }
                add(text.utf8)
            case .blob(let data): add(data, format: 1)
            }
        }
    }

    private mutating func add(_ content: some Sequence<UInt8>, format: Int32 = 0) {
        let start = bytes.count
        offsets.append(start)
        bytes.append(contentsOf: content.lazy.map(CChar.init(bitPattern:)))
        lengths.append(Int32(clamping: bytes.count - start))
        formats.append(format)
        bytes.append(0)
    }

    private mutating func addNull() {
        offsets.append(nil)
        lengths.append(0)
        formats.append(0)
    }

    /// Calls `body` with arrays that stay valid for the length of the call.
    func call<T>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in offset.flatMap { place in buffer.baseAddress.map { $0 + place } } }
            return try body(Int32(clamping: offsets.count), pointers, lengths, formats)
        }
    }
}
