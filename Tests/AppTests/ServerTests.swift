import App
import Core
import Foundation
import Hummingbird
import Logging
import Testing
import Web

/// The real server on a real line: what only shows there.
@Suite(.oneEngine) struct ServerTests {
    static let host = "Host: inzet.test\r\n"
    static let end = "Connection: close\r\n\r\n"

    /// Serves a test municipality while `body` runs, which gets the port.
    func serving(
        _ limits: Limits? = nil, extra: [Route] = [], _ body: @Sendable (Int) async throws -> Void
    ) async throws {
        let site = try await TestSite()
        var pipeline = site.town.pipeline
        if let limits { pipeline.limits = limits }
        let (ports, said) = AsyncStream<Int>.makeStream()
        let application = SiteServer(pipeline: pipeline, routes: site.town.routes + extra).application(
            host: "127.0.0.1", port: 0, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onRunning: { said.yield($0) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await port in ports {
                try await body(port)
                break
            }
            group.cancelAll()
        }
    }

    func ask(_ port: Int, _ text: String) async -> Int {
        await RawLine.use {
            guard let line = RawLine(port: port) else { return -1 }
            line.send(text)
            return line.status()
        }
    }

    @Test func `what is no good HTTP gets a 400`() async throws {
        try await serving { port in
            let get = "GET /vacatures HTTP/1.1\r\n"
            let post = "POST /inloggen HTTP/1.1\r\n" + Self.host
            let chunked = post + "Transfer-Encoding: chunked\r\n" + Self.end
            #expect(await ask(port, get + Self.host + Self.end) == 200)
            #expect(await ask(port, get + Self.end) == 400)
            #expect(await ask(port, get + Self.host + "Host: elders.example\r\n" + Self.end) == 400)
            #expect(await ask(port, get + Self.host + Self.host + Self.end) == 400)
            #expect(await ask(port, chunked + "zz\r\nabc\r\n0\r\n\r\n") == 400)
            #expect(await ask(port, chunked + "FFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n") == 400)
            #expect(await ask(port, post + "Transfer-Encoding: xchunked\r\n" + Self.end + "0\r\n\r\n") == 400)
        }
    }

    /// A file of three pieces that fails at the piece named `failing`.
    private static func file(_ path: String, failing: String = "") -> [Route] {
        let routes = Routes()
        routes.get(path, access: .everyone) { _ in
            .download(
                Array("een;".utf8), name: "proef.csv", type: "text/csv",
                rest: Reply.Rest(from: "twee") { place in
                    if place == failing { throw WebError.notFound }
                    return (Array("\(place);".utf8), place == "twee" ? "drie" : nil)
                })
        }
        return routes.all
    }

    @Test func `a large file goes out in pieces, and half a file never looks whole`() async throws {
        let files = Self.file("/proef/heel") + Self.file("/proef/half", failing: "drie")
        try await serving(extra: files) { port in
            func get(_ path: String) async -> (text: String, ended: Bool) {
                await RawLine.use {
                    guard let line = RawLine(port: port, patience: 10) else { return ("", false) }
                    line.send("GET \(path) HTTP/1.1\r\n" + Self.host + Self.end)
                    return line.read()
                }
            }
            let whole = await get("/proef/heel")
            #expect(whole.text.hasPrefix("HTTP/1.1 200"))
            #expect(whole.text.contains("een;") && whole.text.contains("twee;") && whole.text.contains("drie;"))
            #expect(whole.text.hasSuffix("0\r\n\r\n"))
            let half = await get("/proef/half")
            #expect(half.text.contains("twee;") && half.ended)
            #expect(!half.text.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func `a line ends when a body comes that nobody asked for`() async throws {
        try await serving { port in
            let answer = await RawLine.use { () -> (text: String, ended: Bool) in
                guard let line = RawLine(port: port, patience: 10) else { return ("", false) }
                line.send("POST /nergens HTTP/1.1\r\n" + Self.host + "Content-Length: 100000\r\n\r\na=b")
                return line.read()
            }
            #expect(answer.text.hasPrefix("HTTP/1.1 404"))
            #expect(answer.text.lowercased().contains("connection: close"))
            #expect(answer.ended)
        }
    }

    @Test func `a body that stalls gets words before the line ends`() async throws {
        try await serving(Limits(bodySeconds: 1)) { port in
            let answer = await RawLine.use { () -> (text: String, ended: Bool) in
                guard let line = RawLine(port: port, patience: 10) else { return ("", false) }
                line.send(
                    "POST /inloggen HTTP/1.1\r\n" + Self.host + "Content-Length: 100\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=b")
                return line.read()
            }
            #expect(answer.text.hasPrefix("HTTP/1.1 408"))
            #expect(answer.ended)
        }
    }

    @Test func `a silent line is kept for longer than a body may take`() {
        for seconds in [1, 15, 60, 3600] {
            let limits = Limits(bodySeconds: seconds)
            #expect(limits.idleSeconds >= seconds + 5 && limits.idleSeconds >= 15)
        }
        #expect(Limits(bodySeconds: .max).idleSeconds >= 15, "No trap.")
    }

    @Test func `an ordinary line stays open for the next question`() async throws {
        try await serving { port in
            let answer = await RawLine.use { () -> (text: String, ended: Bool) in
                guard let line = RawLine(port: port, patience: 1) else { return ("", true) }
                line.send("GET /vacatures HTTP/1.1\r\n" + Self.host + "\r\n")
                return line.read()
            }
            #expect(answer.text.hasPrefix("HTTP/1.1 200"))
            #expect(!answer.ended)
        }
    }

    @Test func `who comes when all lines are taken waits for one to close`() async throws {
        try await serving(Limits(connections: 2)) { port in
            let (before, after) = await RawLine.use { () -> (Int, Int) in
                // The server takes up to four new lines at one look, so the bound may be passed by a few.
                var silent: [RawLine] = []
                for _ in 0..<2 {
                    if let line = RawLine(port: port) { silent.append(line) }
                    Thread.sleep(forTimeInterval: 0.3)
                }
                guard let line = RawLine(port: port) else { return (-1, -1) }
                line.send("GET /vacatures HTTP/1.1\r\n" + Self.host + Self.end)
                let before = line.status(within: 2)
                silent.removeAll()
                return (before, line.status())
            }
            #expect(before == 0)
            #expect(after == 200)
        }
    }
}
