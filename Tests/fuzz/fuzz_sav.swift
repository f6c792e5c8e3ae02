// Any bytes as the dictionary of a file of SPSS, of which we walk the records ourselves.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let dictionary = SPSSDictionary(bytes) {
        precondition(dictionary.terminator + 4 <= count, "the end lies outside the file")
        for item in dictionary.extensions {
            precondition(item.data.upperBound <= count, "a record lies outside the file")
            _ = SPSSSetRecord.sets(bytes[item.data], names: ["a": "A", "b": "B"])
        }
    }
    let sets = SPSSSetRecord.sets(bytes[...], names: ["a": "A", "b": "B"])
    precondition(
        sets.allSatisfy { set in set.variables.allSatisfy { ["A", "B"].contains($0) } }, "an unknown variable")
    let text = String(decoding: bytes, as: UTF8.self)
    let names = SPSSNames(text.split(separator: "\n").map(String.init)).names
    precondition(names.allSatisfy(SPSSNames.isGood), "a bad name")
    precondition(Set(names.map { $0.uppercased() }).count == names.count, "a name twice")
    let (cut, isCut) = ByteCut.cut(text, bytes: 40)
    precondition(cut.utf8.count <= 40 && isCut == (text.utf8.count > 40), "a wrong cut")
    return 0
}
