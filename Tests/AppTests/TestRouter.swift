import Foundation
import Web

/// Finds the declared route of a path as the server does: words go before names in braces. A site has a thousand routes,
/// so they are taken apart once.
struct TestRouter: Sendable {
    private struct Entry: Sendable {
        let route: Route
        let parts: [Part]

        /// The values of the names, and how many words the path has in common with the route.
        func match(_ path: [String]) -> (values: [String: String], words: Int)? {
            var values: [String: String] = [:]
            for (part, have) in zip(parts, path) {
                switch part {
                case .word(let word): if word != have { return nil }
                case .name(let name): values[name] = have.removingPercentEncoding ?? have
                }
            }
            return (values, parts.count - values.count)
        }
    }

    private enum Part: Sendable {
        case word(String), name(String)

        init(_ text: String) {
            self = text.hasPrefix("{") ? .name(String(text.dropFirst().dropLast())) : .word(text)
        }
    }

    private struct Shape: Hashable {
        let method: String
        let length: Int
    }

    private let entries: [Shape: [Entry]]

    init(_ routes: [Route]) {
        let all = routes.map { route in
            Entry(route: route, parts: route.path.split(separator: "/").map { Part(String($0)) })
        }
        entries = Dictionary(grouping: all) { Shape(method: $0.route.method.rawValue, length: $0.parts.count) }
    }

    func match(_ method: String, _ path: String) -> (Route, [String: String])? {
        if path != "/", path.hasSuffix("/") { return nil }
        let parts = path.split(separator: "/").map(String.init)
        var best: (route: Route, values: [String: String], words: Int)?
        for entry in entries[Shape(method: method, length: parts.count)] ?? [] {
            guard let found = entry.match(parts), best.map({ found.words > $0.words }) ?? true else { continue }
            best = (entry.route, found.values, found.words)
        }
        return best.map { ($0.route, $0.values) }
    }
}
