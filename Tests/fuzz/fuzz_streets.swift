import Core

// Any bytes as the doors of a round, as lines and as a file: read or refused with words; numbers stay in their bounds,
// no door comes twice, and the list reads the same after the file it writes itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let list = try? DoorList(lines: String(decoding: bytes, as: UTF8.self)) { check(list) }
    if let list = try? DoorList(csv: bytes) { check(list) }
    return 0
}

private func check(_ list: DoorList) {
    precondition(!list.entries.isEmpty || !list.problems.isEmpty, "nothing, and not a word")
    precondition(list.entries.count <= DoorList.mostDoors, "too many doors")
    var seen: Set<String> = []
    for entry in list.entries {
        precondition((1...99_999).contains(entry.house), "a number out of bounds")
        precondition(!entry.street.isEmpty && entry.street.utf16.count <= 80 && entry.suffix.utf16.count <= 8)
        precondition(seen.insert("\(entry.street)|\(entry.house)|\(entry.suffix)").inserted, "a door twice")
    }
    precondition(list.streets.map(\.count).reduce(0, +) == list.entries.count, "doors without a street")
    guard !list.entries.isEmpty else { return }
    let again = try? DoorList(csv: Array(list.csv.utf8))
    let same = again?.entries.elementsEqual(list.entries) {
        $0.street == $1.street && $0.house == $1.house && $0.suffix == $1.suffix
    }
    precondition(same == true, "the file changed it")
}
