// Any bytes as a query string: always read, and the same after our own encoding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let limits = FormURLDecoder.Limits(pairs: 30, nameBytes: 60, valueBytes: 200)
    let pairs = FormURLDecoder.decode(bytes, limits: limits)

    precondition(pairs.count <= 30, "too many pairs")
    precondition(pairs.allSatisfy { $0.0.utf8.count <= 60 && $0.1.utf8.count <= 200 }, "a pair is too long")
    if let all = try? FormURLDecoder.decodeAll(bytes, limits: limits) {
        precondition(all.elementsEqual(pairs, by: ==), "the two ways differ")
    }
    let encoded = pairs.map { encode($0.0) + [0x3D] + encode($0.1) }.joined(separator: [0x26])
    precondition(FormURLDecoder.decode(Array(encoded), limits: limits).elementsEqual(pairs, by: ==), "a pair changed")
    return 0
}

private func encode(_ text: String) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return text.utf8.flatMap { [0x25, digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
}
