import Core
import Foundation
import Testing

@testable import Brokerage

/// Lists of doors and people.
struct RoundListTests {
    @Test func `house numbers are read as people write them`() {
        func numbers(_ text: String) -> [String]? {
            HouseNumbers(text)?.all.map { String($0.house) + $0.suffix }
        }
        #expect(numbers("1-7 oneven") == ["1", "3", "5", "7"])
        #expect(numbers("2–6 even") == ["2", "4", "6"])
        #expect(numbers("2 t/m 4") == ["2", "3", "4"])
        #expect(numbers("3, 5, 7a en 9") == ["3", "5", "7a", "9"])
        #expect(numbers("12bis") == ["12bis"])
        for wrong in ["", "a", "5-3", "0", "1-9999", "100000", "1-2-3", "7ab!", "-5", "1,,2", "99999999999999999999"] {
            #expect(numbers(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `a line is cut in a street and its numbers`() throws {
        let list = try DoorList(
            lines: "Dorpsstraat 1-5 oneven\nLaan van 1940 2, 4\n\nBrink\nDorpsstraat 3\nDe Brink 3, 5, 7a\n")
        #expect(list.entries.count == 8)
        #expect(list.entries.filter { $0.street == "Dorpsstraat" }.map(\.house) == [1, 3, 5])
        #expect(list.entries.filter { $0.street == "Laan van 1940" }.map(\.house) == [2, 4])
        #expect(list.problems.map(\.line) == [4, 5])
        let again = try DoorList(csv: Array(list.csv.utf8))
        #expect(
            again.entries.map { [$0.street, "\($0.house)", $0.suffix] }
                == list.entries.map { [$0.street, "\($0.house)", $0.suffix] })
    }

    /// A hostile or torn file must not keep the server busy: cutting such a line once took minutes.
    @Test(.timeLimit(.minutes(1))) func `long lines are read or refused in no time`() throws {
        let number = String(repeating: "1, ", count: 600) + "3"
        for line in [String(repeating: "1 ", count: 240_000), String(repeating: "1, ", count: 160_000)] {
            #expect(try DoorList(lines: "Dorp " + line).entries.isEmpty)
        }
        #expect(try DoorList(lines: "Dorp " + number).entries.map(\.house) == [1, 3])
        #expect(throws: ImportRefusal.self) {
            try DoorList(lines: Array(repeating: "Dorp " + number, count: 250).joined(separator: "\n"))
        }
        let wrong = try DoorList(lines: Array(repeating: "Dorp " + number + ", 9-1", count: 50).joined(separator: "\n"))
        #expect(wrong.entries.isEmpty && wrong.problems.count == 50)
    }

    @Test func `a file names what is wrong in each row`() throws {
        let list = try DoorList(csv: Array("Straat,Huisnummer,Toevoeging\nBrink,1,a\nBrink,x,\n,4,\nBrink,1,A\n".utf8))
        #expect(list.entries.map(\.suffix) == ["a"])
        #expect(list.problems.map(\.line) == [3, 4, 5])
        #expect(throws: ImportRefusal.self) { try DoorList(csv: Array("naam\nPiet\n".utf8)) }
        #expect(throws: ImportRefusal.self) {
            try DoorList(lines: (1...40).map { "Straat \($0)x 1-600" }.joined(separator: "\n"))
        }
        let people = try TrajectoryList(
            Array("naam;mail;telefoon\nAn;an@voorbeeld.nl;0612345678\n;;\nBo;fout;\nCo;;12\nAn;;\n".utf8))
        #expect(people.entries.map(\.name) == ["An"])
        #expect(people.problems.map(\.line) == [4, 5, 6])
        #expect(throws: ImportRefusal.self) { try TrajectoryList(Array("naam;bsn\nAn;123456782\n".utf8)) }
    }

    @Test func `any file gives a list or words`() throws {
        let rounds = ProcessInfo.processInfo.environment["INZET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 2000
        let pieces = [
            "straat", "huisnummer", "toevoeging", "naam", "mail", "telefoon", ";", ",", "\n", "\r\n", "\"", "1-45",
            "oneven",
            "even", " ", "-", "–", "t/m", "Dorpsstraat", "7a", "é", "\u{0}", "\u{FEFF}", "999999999999999999999",
            "x@y.nl",
            "\t", "123456782", " en ", "0", "🦆", "\u{301}",
        ]
        var random = Seeded(seed: 35)
        for _ in 0..<rounds {
            var bytes = Array(
                (0..<random.int(0...50)).map { _ in random.pick(pieces) ?? "" }.joined().utf8)
            if random.chance(20), !bytes.isEmpty {
                bytes[random.int(0...(bytes.count - 1))] = UInt8(random.int(0...255))
            }
            _ = try? DoorList(csv: bytes)
            _ = try? TrajectoryList(bytes)
            guard let list = try? DoorList(lines: String(decoding: bytes, as: UTF8.self)), !list.entries.isEmpty else {
                continue
            }
            // What a preview shows is what goes in.
            let again = try DoorList(csv: Array(list.csv.utf8))
            #expect(again.entries.count == list.entries.count)
        }
    }
}
