// Any bytes as JSON: read or refused, and what is read is the same after our own writer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let value = try? JSONValue(parsing: bytes) else { return 0 }
    let written = value.bytes()
    precondition((try? JSONValue(parsing: written)) == value, "the value changed")
    precondition((try? JSONValue(parsing: value.bytes(pretty: true))) == value, "the value changed when indented")
    for (byte, next) in zip(written, written.dropFirst()) where byte == 0x3C {
        precondition(next != 0x2F && next != 0x21, "a string ends the script element")
    }
    return 0
}
