// Any bytes as an archive: refused, or listed and unpacked within the bound.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard var archive = try? ZipFile(bytes, maximumEntries: 20, maximumBytes: 100_000) else { return 0 }

    precondition(archive.entries.count <= 20, "more files than may be")
    precondition(archive.entries.map(\.data.count).reduce(0, +) <= count, "more packed bytes than there are")
    var total = 0
    for entry in archive.entries {
        guard let output = try? archive.unpack(entry) else { continue }
        precondition(output.count == entry.size, "another length than stated")
        total += output.count
    }
    precondition(total <= 100_000 && archive.budget >= 0, "more unpacked than may be")
    return 0
}
