import Formats
import Testing

struct JSONTests {
    @Test func literalsAndAccess() {
        let name = "Zoë"
        var value: JSONValue = ["naam": "\(name)", "n": 2, "d": 1.5, "ja": true, "niets": nil, "lijst": [1, "twee"]]
        #expect(value.text == #"{"naam":"Zoë","n":2,"d":1.5,"ja":true,"niets":null,"lijst":[1,"twee"]}"#)
        #expect(value["naam"]?.string == "Zoë")
        #expect(value["lijst"]?[1]?.string == "twee")
        #expect(value["lijst"]?[2] == nil)
        #expect(value["lijst"]?[-1] == nil)
        #expect(value["n"]?.int == 2)
        #expect(value["n"]?.double == 2)
        #expect(value["d"]?.int == nil)
        #expect(value["ja"]?.bool == true)
        #expect(value["niets"]?.isNull == true)
        value["n"] = 3
        value["d"] = nil
        value["nieuw"] = JSONValue(String?.none)
        #expect(value.object?.keys == ["naam", "n", "ja", "niets", "lijst", "nieuw"])
        var empty = JSONValue.null
        empty["a"] = 1
        #expect(empty.text == #"{"a":1}"#)
    }

    @Test func safeInsideAScriptElement() throws {
        let value: JSONValue = .string("</script><!--\u{2028}\u{2029}\"\\\u{0}\n\t\u{1F}\u{7F}é👋<")
        let text = value.text
        #expect(text == #""\u003C/script>\u003C!--\u2028\u2029\"\\\u0000\n\t\u001F\u007Fé👋\u003C""#)
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func numbersThatJSONLacksBecomeNull() {
        #expect(JSONValue.array([.double(.nan), .double(.infinity), .double(1e20)]).text == "[null,null,1e+20]")
    }

    @Test func prettyText() {
        let value: JSONValue = ["a": [1, []], "b": [:]]
        #expect(value.prettyText == "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {}\n}")
    }

    @Test(arguments: [
        (" [ 1 , -0.5e1 ] ", JSONValue.array([1, -5.0])), (#""\u00e9\ud83d\udc4b\/\b\f""#, "é👋/\u{8}\u{C}"),
        ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
        ("-0", .int(0)), ("0.0", .double(0)), ("{}", .object([:])), ("1e-400", .double(0)),
        (#"{"":1}"#, .object(["": 1])),
    ])
    func parses(_ text: String, _ expected: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == expected)
    }

    @Test(arguments: [
        ("", 0, JSONError.Kind.unexpectedEnd), ("[1,]", 3, .unexpectedByte(0x5D)), ("[1", 2, .unexpectedEnd),
        ("01", 0, .invalidNumber), ("1.", 2, .unexpectedEnd), ("1e", 2, .unexpectedEnd),
        ("+1", 0, .unexpectedByte(0x2B)),
        ("-", 1, .unexpectedEnd), ("nul", 3, .unexpectedEnd), ("NaN", 0, .unexpectedByte(0x4E)),
        ("1 2", 2, .trailingText),
        ("{\"a\":1,\"a\":2}", 7, .duplicateKey("a")), ("{a:1}", 1, .unexpectedByte(0x61)),
        ("\"\n\"", 1, .controlCharacter),
        ("\"\\x\"", 1, .invalidEscape), ("\"\\u12\"", 1, .invalidEscape), ("\"\\ud800\"", 1, .loneSurrogate),
        ("\"\\ud800\\u0041\"", 1, .loneSurrogate), ("\"\\udc00\"", 1, .loneSurrogate), ("\"a", 2, .unexpectedEnd),
        ("\"a\\", 3, .unexpectedEnd), ("1e999", 0, .numberOutOfRange), ("\u{FEFF}1", 0, .unexpectedByte(0xEF)),
    ])
    func refuses(_ text: String, _ offset: Int, _ kind: JSONError.Kind) {
        #expect(throws: JSONError(offset: offset, kind: kind)) { try JSONValue(parsing: text) }
    }

    @Test func refusesBytesThatAreNoText() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        }
    }

    @Test func depthAndSizeAreLimited() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSONValue(parsing: deep)
        #expect(throws: JSONError(offset: 64, kind: .tooDeep(limit: 64))) { try JSONValue(parsing: "[" + deep + "]") }
        #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 100_000)) }
        #expect(throws: JSONError(offset: 3, kind: .tooLong(limit: 3))) {
            try JSONValue(parsing: "1234", maximumBytes: 3)
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var random = Seeded(4)
        for _ in 0..<1_000 {
            let value = randomValue(&random, depth: 4)
            #expect(try JSONValue(parsing: value.text) == value)
            #expect(try JSONValue(parsing: value.prettyText) == value)
        }
    }

    private func randomValue(_ random: inout Seeded, depth: Int) -> JSONValue {
        let pieces = ["a", "é", "\"", "\\", "/", "<", "!", "\n", "\u{0}", "\u{2028}", "👋", "\u{7F}", "\u{10FFFF}"]
        switch random.below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(random.below(2) == 0)
        case 2: return .int(Int(bitPattern: UInt(random.next())))
        case 3:
            let double = Double(bitPattern: random.next())
            return .double(double.isFinite ? double : 0)
        case 4, 5: return .string(random.text(pieces, upTo: 8))
        case 6: return .array((0..<random.below(5)).map { _ in randomValue(&random, depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<random.below(5) {
                object[random.text(pieces, upTo: 3)] = randomValue(&random, depth: depth - 1)
            }
            return .object(object)
        }
    }
}
