import Core
import Foundation
import Logging
import Synchronization
import Testing

@testable import App

/// The log: lines for programs and for people, written away from the request.
struct MetricsLogTests {
    /// A pipe into which a queue writes.
    private final class Line {
        let reader: Int32
        let writer: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            (reader, writer) = (ends[0], ends[1])
            _ = fcntl(reader, F_SETFL, O_NONBLOCK)
        }

        deinit {
            close(reader)
            close(writer)
        }

        /// What came in so far.
        func read() -> String {
            var bytes = [UInt8](repeating: 0, count: 1 << 20)
            let count = Foundation.read(reader, &bytes, bytes.count)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }

    private func entry(_ message: String, _ metadata: Logger.Metadata = [:]) -> LogEntry {
        LogEntry(moment: TestSite.start, level: .info, label: "inzet", message: message, metadata: metadata)
    }

    @Test func `a line is one JSON object, whatever stands in it`() throws {
        let nasty = "a\"b\\c\nd\r\u{1B}[31m\u{0}é\u{2028}"
        let line = entry("request", ["actie": "GET", "object": "\(nasty)"]).line(.json)
        #expect(!line.contains("\n") && !line.contains("\u{1B}"))
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        #expect(object["object"] == nasty)
        #expect(object["message"] == "request" && object["level"] == "info")
        #expect(object["time"] == "2026-11-23T09:00:00.000Z")
    }

    @Test func `a line for people cannot be forged by what a visitor sends`() {
        let line = entry("request", ["object": "a b\nERROR alles=stuk", "leeg": "", "gewoon": "/vacatures"]).line(.text)
        #expect(
            line == "2026-11-23T09:00:00.000Z INFO request gewoon=/vacatures leeg=\"\" object=\"a b␣ERROR alles=stuk\"")
    }

    @Test func `a request has the six things that the BIO asks`() throws {
        let line = try Line()
        let queue = LogQueue(descriptor: line.writer)
        var logger = Logger(label: "inzet") { QueuedLogHandler(label: $0, queue: queue) }
        logger[metadataKey: "aanvraag"] = "x"
        logger.info(
            "request",
            metadata: [
                "actie": "GET", "object": "/", "resultaat": "200", "oorsprong": "::1", "actor": "anoniem",
                "tijdstip": "nu",
            ])
        logger.debug("niet")
        queue.flush(seconds: 60)
        let text = line.read()
        #expect(text.split(separator: "\n").count == 1)
        for name in ["actie", "object", "resultaat", "oorsprong", "actor", "tijdstip", "aanvraag"] {
            #expect(text.contains("\"\(name)\":"))
        }
    }

    @Test func `lines come out in order, once, also from many at a time`() async throws {
        let line = try Line()
        let queue = LogQueue(descriptor: line.writer)
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    for index in 0..<100 {
                        queue.put(
                            LogEntry(
                                moment: TestSite.start, level: .info, label: "l", message: "\(worker)-\(index)",
                                metadata: [:]))
                    }
                }
            }
        }
        queue.flush(seconds: 60)
        let lines = line.read().split(separator: "\n").map(String.init)
        #expect(lines.count == 400)
        for worker in 0..<4 {
            let own = lines.filter { $0.contains("\"\(worker)-") }
            #expect(own == (0..<100).map { entry("\(worker)-\($0)").line(.json).replacing("\"inzet\"", with: "\"l\"") })
        }
        #expect(queue.dropped == 0)
    }

    @Test func `a log that nobody reads holds nobody up, and says what it lost`() throws {
        let line = try Line()
        let queue = LogQueue(descriptor: line.writer, room: 50)
        let long = String(repeating: "x", count: 4000)
        let start = ContinuousClock.now
        for _ in 0..<1000 { queue.put(entry(long)) }
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(queue.dropped > 800)
        // The notice comes after the lines that did fit; only the end of what was read can hold it.
        var end = ""
        let last = ContinuousClock.now + .seconds(60)
        while !end.contains("log-dropped"), ContinuousClock.now < last {
            end = String((end.suffix(100) + line.read()).suffix(200))
            usleep(1000)
        }
        #expect(end.contains("\"message\":\"log-dropped\",\"aantal\":\""))
    }
}
