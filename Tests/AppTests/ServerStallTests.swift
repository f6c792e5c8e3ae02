import Foundation
import Testing
import Web

/// Who may let the other wait, on a real line: the server while it makes an answer, the visitor never for long.
extension ServerTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\n" + host }

    /// A page, and the second piece of a file, that take three seconds to make.
    private static var slow: [Route] {
        let routes = Routes()
        routes.get("/proef/trage-bladzijde", access: .everyone) { _ in
            try await Task.sleep(for: .seconds(3))
            return .html("<p>eindelijk</p>")
        }
        routes.get("/proef/traag-bestand", access: .everyone) { _ in
            .download(
                Array("een;".utf8), name: "proef.csv", type: "text/csv",
                rest: Reply.Rest(from: "twee") { place in
                    try await Task.sleep(for: .seconds(3))
                    return (Array("\(place);eindelijk".utf8), nil)
                })
        }
        return routes.all
    }

    /// A file of 64 megabytes: more than a line holds for whoever does not read.
    private static var huge: [Route] {
        let routes = Routes()
        routes.get("/proef/groot-bestand", access: .everyone) { _ in
            .download(
                Array("begin;".utf8), name: "proef.csv", type: "text/csv",
                rest: Reply.Rest(from: "1") { place in
                    let next = (Int(place) ?? 256) + 1
                    return ([UInt8](repeating: 97, count: 262_144), next > 256 ? nil : String(next))
                })
        }
        return routes.all
    }

    @Test(arguments: ["/proef/trage-bladzijde", "/proef/traag-bestand"])
    func `an answer that the server is slow to make still comes`(path: String) async throws {
        try await serving(Limits(answerSeconds: 1), extra: Self.slow) { port in
            let answer = await RawLine.use { () -> (text: String, ended: Bool) in
                guard let line = RawLine(port: port, patience: 20) else { return ("", false) }
                line.send(Self.get(path) + Self.end)
                return line.read()
            }
            #expect(answer.text.hasPrefix("HTTP/1.1 200") && answer.text.contains("eindelijk"))
        }
    }

    @Test func `whoever never takes the answer loses the line`() async throws {
        try await serving(Limits(answerSeconds: 1), extra: Self.huge) { port in
            let answer = await RawLine.use { () -> (isGood: Bool, isWhole: Bool, bytes: Int) in
                guard let line = RawLine(port: port, patience: 10) else { return (false, true, 0) }
                line.send(Self.get("/proef/groot-bestand") + Self.end)
                Thread.sleep(forTimeInterval: 6)
                // What was on its way still comes; the rest is gone.
                let text = line.read().text
                return (text.hasPrefix("HTTP/1.1 200"), text.hasSuffix("0\r\n\r\n"), text.utf8.count)
            }
            #expect(answer.isGood && !answer.isWhole && answer.bytes < 64 * 1024 * 1024)
        }
    }

    @Test func `whoever stops halfway a question, or asks no more, loses the line`() async throws {
        let limits = Limits(bodySeconds: 1, leastIdleSeconds: 2)
        #expect(limits.idleSeconds == 6)
        try await serving(limits) { port in
            let ended = await RawLine.use { () -> [Bool] in
                let starts = ["", Self.get("/vacatures"), Self.get("/vacatures") + "\r\n"]
                let lines = starts.compactMap { start -> RawLine? in
                    let line = RawLine(port: port, patience: 60)
                    line?.send(start)
                    return line
                }
                return lines.map { $0.read().ended }
            }
            #expect(ended == [true, true, true])
        }
    }
}
