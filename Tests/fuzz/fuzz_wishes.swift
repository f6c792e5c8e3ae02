import Core

// Any bytes as the wishes in an address and as those that were kept: read or refused, and what is read is the same after
// the address and after the JSON it writes itself. The ranking and each single change take it too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    check(Wishes(Query(decoding: source)))
    if let kept = Wishes(text: source) { check(kept) }
    return 0
}

private func check(_ wishes: Wishes) {
    precondition(Wishes(Query(decoding: wishes.query.encoded)) == wishes, "the address changed it")
    precondition(Wishes(text: wishes.json.text) == wishes, "the JSON changed it")
    precondition((wishes.place ?? "").count <= 80 && wishes.place?.isEmpty != true, "a place that is no place")
    precondition(wishes.reach.map { (1...200).contains($0) } ?? true, "a reach out of bounds")
    precondition(wishes.birthYear.map { (1900...2100).contains($0) } ?? true, "a year out of bounds")
    precondition(!wishes.likes.contains { wishes.refuses.contains($0) }, "liked and refused")
    let person = wishes.rankPerson(id: wishes.query.encoded, position: RankPosition(x: 150_000, y: 450_000))
    let changes: [RankChange] = [
        .addProofs(person.proofs ^ 7), .addLanguages(2), .addSlots(1), .dropRefusals(person.refuses),
        .widen(to: 90_000),
    ]
    for change in changes { _ = wishes.applying(change) }
}

// As in the vacancy bank, where they stand beside the reading of the database.
extension Sector {
    var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension TargetGroup {
    var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}
