import Core
import Formats
import Testing

/// Mutated input in great numbers: a parser may refuse anything, and must never trap or run on.
///
/// The seed is fixed. Longer runs with coverage are in `Tests/fuzz`.
struct FuzzTests {
    @Test func csv() {
        let seeds = [
            "naam;tekst\r\n\"Jan; \"\"x\"\"\";\"een\r\ntwee\"\r\nPiet;drie\r\n", "sep=,\na,b\n1,2\n",
            "\u{FEFF}a\tb\né\t€\n",
        ].map { Array($0.utf8) }
        var mutator = Mutator(seed: 10, seeds: seeds, telling: Array("\";,\t\r\n\u{0}=é".utf8) + [0xFF, 0xFE, 0x80])
        let reader = CSVReader(limits: .init(bytes: 200, rows: 6, columns: 5, fields: 20, fieldBytes: 40))
        var accepted = 0
        for _ in 0..<120_000 {
            guard let table = try? reader.read(mutator.next()) else { continue }
            accepted += 1
            #expect(Set(table.header).count == table.header.count && !table.header.contains(""))
        }
        #expect(accepted > 1_000)
    }

    @Test func geometry() {
        let seeds = [
            Blob.sample(), Blob.sample(little: false),
            Blob.geometry { $0.polygon([Blob.square], type: 3_003, extra: 2) },
        ]
        var mutator = Mutator(seed: 11, seeds: seeds, telling: [0, 1, 2, 3, 6, 0x7F, 0x80, 0xFF, 0xF0])
        var accepted = 0
        for _ in 0..<200_000 {
            guard let shape = try? GeoPackageGeometry(parsing: mutator.next()).shape else { continue }
            accepted += 1
            let isSound = shape.centroid.map { $0.x.isFinite && $0.y.isFinite } ?? shape.isEmpty
            #expect(isSound)
            #expect(shape.simplified(tolerance: 1).isEmpty == shape.isEmpty)
            _ = shape.roundedRings()
        }
        #expect(accepted > 500)
    }

    @Test func json() {
        let seeds = [
            #"{"a":[1,-2.5e3,true,null,"é\n\u00e9\ud83d\udc4b"],"b":{"c":{}}}"#, "[[[[]]],\"\\\\\",0]", "\"</script>\"",
        ].map { Array($0.utf8) }
        var mutator = Mutator(seed: 12, seeds: seeds, telling: Array("{}[]\",:\\u0e+-.9dD8n \n".utf8))
        var accepted = 0
        for _ in 0..<200_000 {
            guard let value = try? JSONValue(parsing: mutator.next(), maximumDepth: 8) else { continue }
            accepted += 1
            #expect((try? JSONValue(parsing: value.text)) == value)
        }
        #expect(accepted > 1_000)
    }

    @Test func po() {
        let seeds = [
            "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n#, fuzzy\nmsgctxt \"k\"\nmsgid \"a\"\nmsgstr \"b\"\n",
            "#: x\nmsgid \"a\"\n\"b\\t\"\nmsgid_plural \"c\"\nmsgstr[0] \"d\"\nmsgstr[1] \"e\"\n#~ msgid \"f\"\n",
        ].map { Array($0.utf8) }
        var mutator = Mutator(seed: 13, seeds: seeds, telling: Array("\"\\#\n\rm[]01 ~,".utf8))
        var accepted = 0
        for _ in 0..<80_000 {
            let text = String(decoding: mutator.next(), as: UTF8.self)
            guard let file = try? PO(parsing: text) else { continue }
            accepted += 1
            #expect((try? PO(parsing: file.text))?.entries.map(\.id) == file.entries.map(\.id))
        }
        #expect(accepted > 1_000)
    }

    @Test func mail() {
        let seeds = [
            "From: =?utf-8?Q?J=C3=A9?= <a@b.nl>\r\nSubject: =?iso-8859-1?B?6Q==?=\r\n x\r\nContent-Type: text/plain; format=flowed\r\n\r\nja \r\nOp 3 mei schreef x@y.nl:\r\n> nee\r\n",
            "To: a@b.nl, \"c\" <d@e.nl>\nContent-Type: multipart/mixed; boundary*0*=utf-8''%62; boundary*1=b\n\n--bb\nContent-Transfer-Encoding: base64\n\n6Q==\n--bb--\n",
        ].map { Array($0.utf8) }
        var mutator = Mutator(seed: 14, seeds: seeds, telling: Array("\r\n\"<>@,;:=?()\\-*%' ".utf8) + [0xFF, 0xE9])
        let reader = MailReader(limits: .init(bytes: 2_000, headers: 8, depth: 2, parts: 4, textBytes: 30))
        var accepted = 0
        for _ in 0..<24_000 {
            guard let mail = try? reader.read(mutator.next()) else { continue }
            accepted += 1
            _ = (mail.from, mail.to, mail.references, mail.isAutomatic)
            if let text = mail.text { #expect(ReplyText.strip(text).utf8.count <= text.utf8.count) }
        }
        #expect(accepted > 1_000)
    }

    @Test func query() {
        let seeds = ["q=taal+caf%C3%A9&postcode=1234&sector=zorg&sector=sport&p=", "%=%4&&=&a%26b=%FF"].map {
            Array($0.utf8)
        }
        var mutator = Mutator(seed: 15, seeds: seeds, telling: Array("%&=+aF0\u{0}".utf8) + [0xFF, 0xC3])
        for _ in 0..<120_000 {
            let input = mutator.next()
            let pairs = FormURLDecoder.decode(input, limits: .init(pairs: 6, nameBytes: 20, valueBytes: 20))
            #expect(pairs.count <= 6)
            #expect(pairs.allSatisfy { $0.0.utf8.count <= 20 && $0.1.utf8.count <= 20 })
        }
    }
}
