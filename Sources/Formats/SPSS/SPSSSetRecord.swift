/// The record with the sets of answers, which ReadStat 1.1 neither writes nor reads.
///
/// Source: PSPP, "System File Format", section "Multiple Response Sets Records" (record 7, subtypes 7 and 19).
enum SPSSSetRecord {
    /// The whole record, little-endian as ReadStat writes on the machines it runs on here.
    static func bytes(_ sets: [SPSSSet], shortNames: [String: String]) -> [UInt8] {
        var data: [UInt8] = []
        for set in sets {
            data += Array("$\(set.name)=".utf8)
            switch set.kind {
            case .dichotomies(let counted):
                let value = SPSSValue.number(counted).name
                data += Array("D\(value.utf8.count) \(value) ".utf8)
            case .categories: data += Array("C ".utf8)
            }
            data += Array("\(set.label.utf8.count) \(set.label)".utf8)
            for name in set.variables { data += Array(" \((shortNames[name] ?? name).lowercased())".utf8) }
            data.append(0x0A)
        }
        return [7, 7, 1, Int32(clamping: data.count)].flatMap { withUnsafeBytes(of: $0, Array.init) } + data
    }

    /// The sets in the data of such a record. What cannot be read ends the list: the rest is of no use then.
    ///
    /// - Parameter names: from short names in small letters to the names of the file.
    static func sets(_ data: ArraySlice<UInt8>, names: [String: String]) -> [SPSSSet] {
        var sets: [SPSSSet] = []
        var rest = data
        while let mark = rest.firstIndex(of: UInt8(ascii: "=")) {
            let name = text(rest[..<mark].drop { $0 == 0x24 || $0 == 0x0A })
            rest = rest[(mark + 1)...]
            guard let kind = kind(&rest), let label = counted(&rest) else { break }
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let members = rest[..<end].split(separator: 0x20).map { text($0).lowercased() }
            sets.append(SPSSSet(name: name, label: label, kind: kind, variables: members.compactMap { names[$0] }))
            rest = rest[end...].dropFirst()
        }
        return sets
    }

    private static func kind(_ rest: inout ArraySlice<UInt8>) -> SPSSSet.Kind? {
        guard let letter = rest.popFirst() else { return nil }
        switch letter {
        case UInt8(ascii: "C"):
            rest = rest.drop { $0 == 0x20 }
            return .categories
        case UInt8(ascii: "E"):
            // A blank and a number that says where the labels come from.
            rest = rest.drop { $0 == 0x20 }.drop { $0 != 0x20 }.drop { $0 == 0x20 }
            fallthrough
        case UInt8(ascii: "D"):
            guard let value = counted(&rest), let number = Double(value) else { return nil }
            rest = rest.drop { $0 == 0x20 }
            return .dichotomies(counted: number)
        default: return nil
        }
    }

    /// A length in digits, a blank, and that many bytes.
    private static func counted(_ rest: inout ArraySlice<UInt8>) -> String? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard let length = Int(text(digits)), length <= rest.count - digits.count - 1 else { return nil }
        let start = digits.endIndex + 1
        let found = rest[start..<(start + length)]
        rest = rest[(start + length)...]
        return text(found)
    }

    /// Files of older versions hold one-byte text.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? LegacyText.string(bytes)
    }
}
