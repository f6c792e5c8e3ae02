import Core
import Testing

struct FormURLDecoderTests {
    private func pairs(_ text: String, limits: FormURLDecoder.Limits = .init()) -> [[String]] {
        FormURLDecoder.decode(text, limits: limits).map { [$0.0, $0.1] }
    }

    @Test(arguments: [
        ("", [[String]]()), ("&&", []), ("a", [["a", ""]]), ("=b", [["", "b"]]), ("a=b=c", [["a", "b=c"]]),
        ("a=1&a=2", [["a", "1"], ["a", "2"]]), ("q=taal+caf%C3%A9%2B", [["q", "taal café+"]]),
        ("a=%", [["a", "%"]]), ("a=%4", [["a", "%4"]]), ("a=%zz%41", [["a", "%zzA"]]), ("%61=%00", [["a", "\u{0}"]]),
        ("a=%FF%C3", [["a", "\u{FFFD}\u{FFFD}"]]), ("é=€", [["é", "€"]]), ("a=%26%3D", [["a", "&="]]),
    ])
    func decodes(_ text: String, _ expected: [[String]]) {
        #expect(pairs(text) == expected)
    }

    @Test func limits() throws {
        let limits = FormURLDecoder.Limits(pairs: 2, nameBytes: 3, valueBytes: 4)
        #expect(pairs("a=1&b=2&c=3", limits: limits) == [["a", "1"], ["b", "2"]])
        #expect(pairs("abcd=1&b=12345&c=3", limits: limits) == [["c", "3"]])
        for text in ["a=1&b=2&c=3", "abcd=1", "b=12345"] {
            #expect(throws: FormURLDecoder.LimitExceeded()) {
                try FormURLDecoder.decodeAll(Array(text.utf8), limits: limits)
            }
        }
        #expect(try FormURLDecoder.decodeAll(Array("a=%31%31%31%31".utf8), limits: limits).count == 1)
    }

    @Test func whatIsEncodedIsDecoded() {
        var random = Seeded(6)
        for _ in 0..<500 {
            let value = random.text(["a", "é", "&", "=", "+", "%", " ", "\u{0}", "👋"], upTo: 10)
            let digits = Array("0123456789ABCDEF")
            let encoded = value.utf8.map { "%\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
            #expect(pairs("\(encoded)=\(encoded)") == [[value, value]])
        }
    }
}
