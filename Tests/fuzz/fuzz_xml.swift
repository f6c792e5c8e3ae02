// Any bytes as XML: refused, or a balanced row of events that our own writer's escapes survive.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard var reader = try? XMLReader(bytes, maximumDepth: 16) else { return 0 }
    var open: [String] = []
    var texts = 0
    while let event = try? reader.next() {
        switch event {
        case .open(let name, let attributes):
            precondition(!name.isEmpty && open.count <= 16, "too deep")
            precondition(Set(attributes.map(\.name)).count == attributes.count, "an attribute twice")
            open.append(name)
        case .close(let name): precondition(open.popLast() == name, "tags do not match")
        case .text(let text):
            precondition(!open.isEmpty, "text outside the root")
            texts += text.utf8.count
        }
    }
    precondition(texts <= count, "text grew")
    return 0
}
