/// A walk along the records of a `.sav` file up to its data, for what ReadStat neither writes nor reads.
///
/// Source: PSPP, "System File Format". Bytes from outside are walked too: every length is checked first.
struct SPSSDictionary {
    /// The names of eight bytes of the variables, in order, without the parts of long texts.
    private(set) var shortNames: [String] = []
    /// The place of the record that ends the dictionary.
    private(set) var terminator = 0
    /// The extension records: their number and where their data lie.
    private(set) var extensions: [(subtype: Int, data: Range<Int>)] = []

    private let bytes: [UInt8]
    private var isSwapped = false
    private var index = 176

    /// Nothing when the bytes are no such file.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.starts(with: Array("$FL2".utf8)) || bytes.starts(with: Array("$FL3".utf8)), bytes.count >= 176
        else { return nil }
        // The layout code is 2 or 3 on a machine of the same byte order.
        guard let layout = number(at: 64) else { return nil }
        isSwapped = !(2...3).contains(layout)
        while let kind = take() {
            switch kind {
            case 2: guard variable() else { return nil }
            case 3: guard labels() else { return nil }
            case 4: guard skip(items: 4) else { return nil }
            case 6: guard skip(items: 80) else { return nil }
            case 7: guard extra() else { return nil }
            case 999:
                terminator = index - 4
                dropSegments()
                return
            default: return nil
            }
        }
        return nil
    }

    /// A text of more than 255 bytes lies in several variables of 252; record 14 names the first and the whole width.
    private mutating func dropSegments() {
        guard let record = extensions.first(where: { $0.subtype == 14 }) else { return }
        var segments: [String: Int] = [:]
        for entry in bytes[record.data].split(whereSeparator: { $0 == 0 || $0 == 0x09 }) {
            let parts = String(decoding: entry, as: UTF8.self).split(separator: "=")
            guard parts.count == 2, let width = Int(parts[1]), (256...SPSSPlan.textLimit).contains(width) else {
                continue
            }
            segments[parts[0].uppercased()] = (width + 251) / 252
        }
        var whole: [String] = []
        var left = 0
        for name in shortNames {
            if left > 0 {
                left -= 1
            } else {
                whole.append(name)
                left = (segments[name.uppercased()] ?? 1) - 1
            }
        }
        shortNames = whole
    }

    private mutating func variable() -> Bool {
        guard let width = take(), let hasLabel = take(), let missing = take(), skip(8),
            index + 8 <= bytes.count, (-3...3).contains(missing)
        else { return false }
        if width >= 0 {
            let name = bytes[index..<(index + 8)].prefix { $0 != 0x20 && $0 != 0 }
            shortNames.append(String(decoding: name, as: UTF8.self))
        }
        index += 8
        if hasLabel == 1 {
            guard let length = take(), length >= 0, skip((length + 3) / 4 * 4) else { return false }
        }
        return skip(abs(missing) * 8)
    }

    private mutating func labels() -> Bool {
        guard let count = take(), count >= 0 else { return false }
        for _ in 0..<count {
            guard index + 9 <= bytes.count else { return false }
            guard skip(8 + (Int(bytes[index + 8]) + 8) / 8 * 8) else { return false }
        }
        return true
    }

    private mutating func extra() -> Bool {
        guard let subtype = take(), let size = take(), let count = take(), size >= 0, count >= 0 else { return false }
        let (length, overflows) = size.multipliedReportingOverflow(by: count)
        let start = index
        guard !overflows, skip(length) else { return false }
        extensions.append((subtype, start..<index))
        return true
    }

    private mutating func skip(items size: Int) -> Bool {
        guard let count = take(), count >= 0 else { return false }
        return skip(count * size)
    }

    private mutating func skip(_ length: Int) -> Bool {
        guard length >= 0, length <= bytes.count - index else { return false }
        index += length
        return true
    }

    private mutating func take() -> Int? {
        guard let value = number(at: index) else { return nil }
        index += 4
        return value
    }

    private func number(at place: Int) -> Int? {
        guard place >= 0, place + 4 <= bytes.count else { return nil }
        var bits: UInt32 = 0
        for offset in 0..<4 { bits |= UInt32(bytes[place + offset]) << UInt32(8 * (isSwapped ? 3 - offset : offset)) }
        return Int(Int32(bitPattern: bits))
    }
}
