import App
import Foundation
import Testing
import Web

/// The examples of a proxy in front take in what the site takes in: no less, or a file is refused without a word of ours;
/// and not much more.
@Suite(.oneEngine) struct ProxyExampleTests {
    /// The bytes a line allows, as the program that reads it counts: nginx in 1024, Caddy in 1000.
    private static func bytes(in file: String, after word: String, unit: String, of size: Int) throws -> Int? {
        let text = try String(contentsOf: ArchitectureTests.root.appendingPathComponent(file), encoding: .utf8)
        let lines = text.split(separator: "\n").filter {
            $0.contains(word) && !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("#")
        }
        guard lines.count == 1, let start = lines.first?.firstRange(of: word)?.upperBound else { return nil }
        let rest = lines[0][start...].trimmingPrefix(while: \.isWhitespace)
        let digits = rest.prefix { $0.isNumber }
        guard rest.dropFirst(digits.count).hasPrefix(unit) else { return nil }
        return Int(digits).map { $0 * size }
    }

    @Test(arguments: [
        ("packaging/examples/nginx.conf", "client_max_body_size", "m;", 1_048_576),
        ("packaging/examples/Caddyfile", "max_size", "MB", 1_000_000),
        ("docs/operations.md", "client_max_body_size", "m;", 1_048_576),
    ])
    func `the largest file of the site passes the proxy`(_ file: String, _ word: String, _ unit: String, _ size: Int)
        async throws
    {
        let largest = try await TestSite().town.routes.map(\.bodyLimit).max() ?? 0
        let allowed = try #require(try Self.bytes(in: file, after: word, unit: unit, of: size))
        #expect(largest >= 20_000_000)
        #expect(allowed >= largest && allowed <= largest + 2_000_000, "\(file): \(allowed) for \(largest)")
    }
}
