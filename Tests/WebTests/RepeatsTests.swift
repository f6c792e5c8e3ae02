import Core
import Storage
import Testing

@testable import Web

/// What is kept for a request that arrives twice, and for how long.
struct RepeatsTests {
    private static let start = Moment(seconds: 1_000_000)

    private static func ask(_ repeats: Repeats, _ key: String, at now: Moment, bytes: Int = 10) async throws -> Reply {
        try await repeats.answer(OnceKey(actor: "a", key: key, print: "p"), now: now) {
            Reply(body: [UInt8](repeating: 1, count: bytes))
        }
    }

    @Test func `an answer goes after minutes, also on a site where nobody else asks much`() async throws {
        let repeats = Repeats()
        for number in 1...3 { _ = try await Self.ask(repeats, "\(number)", at: Self.start) }
        #expect(repeats.count == 3)
        #expect(try await Self.ask(repeats, "1", at: Self.start + .minutes(1), bytes: 99).body.count == 10)
        #expect(try await Self.ask(repeats, "1", at: Self.start + .minutes(5), bytes: 99).body.count == 99)
        #expect(repeats.count == 1)
    }

    @Test func `a large answer is not kept`() async throws {
        let repeats = Repeats()
        _ = try await Self.ask(repeats, "1", at: Self.start, bytes: 100_000)
        #expect(repeats.count == 0)
    }
}
