import Foundation
import Testing
import Web

/// How slow a body may be, and how many lines one address may hold: on a real line.
extension ServerTests {
    /// A form of two megabytes; without a token it is refused once it was read.
    private static var large: [Route] {
        let routes = Routes()
        routes.post("/proef/groot", access: .everyone, bodyLimit: 2_000_000) { _ in .html("<p>goed</p>") }
        return routes.all
    }

    private static func form(_ bytes: Int) -> String {
        "POST /proef/groot HTTP/1.1\r\n" + host + "Content-Length: \(bytes)\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    }

    @Test func `a large file may take longer than a form, as long as it keeps coming`() async throws {
        try await serving(Limits(bodySeconds: 2), extra: Self.large) { port in
            let start = ContinuousClock.now
            let answer = await RawLine.use { () -> Int in
                guard let line = RawLine(port: port, patience: 10) else { return -1 }
                line.send(Self.form(1_000_000))
                for _ in 0..<10 {
                    line.send(String(repeating: "&", count: 100_000))
                    Thread.sleep(forTimeInterval: 0.35)
                }
                return line.status()
            }
            // 403: read to the end, and refused for its missing token only.
            #expect(answer == 403)
            #expect(ContinuousClock.now - start > .seconds(2))
        }
    }

    @Test(arguments: [(bytes: 10, seconds: 0.2), (bytes: 60_000, seconds: 1.8)])
    func `a body that trickles in is refused`(_ drop: (bytes: Int, seconds: Double)) async throws {
        try await serving(Limits(bodySeconds: 1), extra: Self.large) { port in
            let answer = await RawLine.use { () -> (text: String, isInTime: Bool) in
                guard let line = RawLine(port: port, patience: 10) else { return ("", false) }
                line.send(Self.form(1_900_000))
                // Sending goes on until the answer is there: the server must not wait for the sender to stop.
                let deadline = Date(timeIntervalSinceNow: 20)
                while Date() < deadline, !line.hasWord() {
                    line.send(String(repeating: "a", count: drop.bytes))
                    Thread.sleep(forTimeInterval: drop.seconds)
                }
                let isInTime = line.hasWord()
                return (line.read().text, isInTime)
            }
            #expect(answer.text.hasPrefix("HTTP/1.1 408") && answer.isInTime)
        }
    }

    @Test func `one address cannot hold all the lines`() async throws {
        try await serving(Limits(connections: 50, connectionsPerAddress: 3)) { port in
            let seen = await RawLine.use { () -> [Int] in
                let get = "GET /vacatures HTTP/1.1\r\n" + Self.host + Self.end
                func status(from: UInt8) -> Int {
                    guard let line = RawLine(port: port, from: from) else { return -1 }
                    line.send(get)
                    return line.status()
                }
                var silent = (0..<3).compactMap { _ in RawLine(port: port, from: 2) }
                Thread.sleep(forTimeInterval: 0.3)
                var seen = [silent.count, status(from: 2), status(from: 3)]
                // Who lets a line go may have another.
                silent.removeLast()
                let deadline = Date(timeIntervalSinceNow: 30)
                var again = status(from: 2)
                // The server hears of the end of a line a little later.
                while again != 200, Date() < deadline {
                    Thread.sleep(forTimeInterval: 0.2)
                    again = status(from: 2)
                }
                seen.append(again)
                return seen
            }
            #expect(seen == [3, 0, 200, 200])
        }
    }
}
