import Core
import Testing
import Web

struct RequestTests {
    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/pad\r\nX: y",
        "vacatures",
    ])
    func `a redirect never leaves the site`(_ path: String) { #expect(SafePath.checked(path) == "/") }

    @Test func `paths of the site pass`() { #expect(SafePath.checked("/mijn?x=1") == "/mijn?x=1") }

    @Test func `a query changes one choice at a time`() {
        let query = Query(decoding: "q=taal+maatje&sector=zorg&sector=sport&na=5")
        #expect(query["q"] == "taal maatje")
        #expect(query.all("sector") == ["zorg", "sport"])
        #expect(query.removing("sector", value: "zorg").encoded == "q=taal%20maatje&sector=sport&na=5")
        #expect(query.setting("na", to: []).all("na").isEmpty)
    }

    @Test func `numbers in an address stay far from where a step further overflows`() {
        let query = Query(decoding: "a=12&b=-3&c=9223372036854775807&d=-9223372036854775808&e=1000000000&f=x")
        #expect(query.int("a") == 12 && query.int("b") == -3)
        for name in ["c", "d", "e", "f", "g"] { #expect(query.int(name) == nil) }
    }

    @Test func `form tokens belong to one visitor and one site`() {
        let token = CSRFToken(key: [1, 2, 3], binding: "bezoeker")
        #expect(token.accepts(token.value))
        #expect(!token.accepts(CSRFToken(key: [1, 2, 3], binding: "ander").value))
        #expect(!token.accepts(CSRFToken(key: [9], binding: "bezoeker").value))
        #expect(!token.accepts(""))
    }

    @Test func `the addresses of one IPv6 line share a bucket`() {
        #expect(RateLimit.key("192.0.2.1") == "192.0.2.1")
        #expect(RateLimit.key("2001:db8:1:2:3:4:5:6") == RateLimit.key("2001:db8:1:2::9"))
        #expect(RateLimit.key("2001:db8:1:2::9") != RateLimit.key("2001:db8:1:3::9"))
        #expect(RateLimit.key("2001:db8::1") == "2001:db8:0:0::/64")
        #expect(RateLimit.key("::1") == "0:0:0:0::/64")
        #expect(RateLimit.key(":::::") == RateLimit.key(":::::"))
    }

    @Test func `a bucket empties and fills again`() {
        let limit = RateLimit(burst: 3, interval: .seconds(10))
        let now = Moment(seconds: 1000)
        for _ in 0..<3 { #expect(limit.take("a", now: now) == nil) }
        #expect(limit.take("a", now: now) != nil)
        #expect(limit.take("b", now: now) == nil)
        #expect(limit.take("a", now: now + .seconds(10)) == nil)
        #expect(limit.take("a", now: now + .seconds(11)) != nil)
    }

    @Test func `parts of an upload are told apart`() throws {
        let body =
            "--X\r\nContent-Disposition: form-data; name=\"naam\"\r\n\r\nLotte\r\n--X\r\n"
            + "Content-Disposition: form-data; name=\"bestand\"; filename=\"../../lijst.csv\"\r\nContent-Type: text/csv\r\n\r\na;b\r\n--X--\r\n"
        let parts = try #require(Multipart.parts(of: Array(body.utf8), boundary: "X"))
        #expect(parts.map(\.name) == ["naam", "bestand"])
        #expect(parts[1].bytes == Array("a;b".utf8))
        #expect(parts[0].fileName == nil)
        #expect(Multipart.boundary(of: "multipart/form-data; boundary=\"X\"") == "X")
        #expect(Multipart.boundary(of: "text/plain") == nil)
    }

    @Test func `no upload, however bent, stops the program`() {
        var random = Seeded(seed: 9)
        let whole = Array("--X\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nwaarde\r\n--X--\r\n".utf8)
        for _ in 0..<20_000 {
            var bent = whole
            for _ in 0..<random.int(0...6) where !bent.isEmpty {
                let place = random.int(0...(bent.count - 1))
                if random.chance(50) { bent.remove(at: place) } else { bent[place] = UInt8(random.int(0...255)) }
            }
            _ = Multipart.parts(of: bent, boundary: "X")
        }
    }

    @Test func `access opens to whom it names`() throws {
        let broker = Actor(person: "p", municipal: ["GM1": [.broker]])
        #expect(broker.has([.broker], in: "GM1"))
        #expect(!broker.has([.broker], in: "GM2"))
        #expect(broker.municipalities(with: MunicipalRole.centre) == ["GM1"])
        let member = Actor(person: "p", organisations: [.init(id: "o", number: 4, name: "O", role: .member)])
        #expect(member.membership(number: 4, atLeast: .member) != nil)
        #expect(member.membership(number: 4, atLeast: .manager) == nil)
        #expect(member.membership(number: 5, atLeast: .member) == nil)
    }
}
