/// A route as declared: what it answers, to whom, and how.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Visit) async throws -> Reply

    package let method: Visit.Method
    /// Segments, each a word or a `{name}`.
    package let path: String
    package let access: Access
    /// The largest body it takes, in bytes.
    package let bodyLimit: Int
    /// Whether a posted form must carry the visitor's token. Only a secret link goes without: the link is the proof, and
    /// mail programs post to it by themselves (RFC 8058).
    package let needsToken: Bool
    package let handler: Handler

    package var isAPI: Bool { path.hasPrefix("/api/") }

    /// Whether an answer may keep a thread busy for long: forms with files, exports, the pages of staff. Pages for
    /// everyone are short by what they show.
    var mayTakeLong: Bool {
        if method == .post { return true }
        switch access {
        case .everyone, .secretLink: return false
        default: return true
        }
    }
}

/// Where modules register their routes. Two routes with one method and path are a fault of the program.
package final class Routes {
    package private(set) var all: [Route] = []
    private var seen: Set<String> = []

    package init() {}

    package func get(_ path: String, access: Access, _ handler: @escaping Route.Handler) {
        add(Route(method: .get, path: path, access: access, bodyLimit: 0, needsToken: false, handler: handler))
    }

    /// - Parameter bodyLimit: in bytes; a form without files needs no more than the default 128 KiB.
    package func post(
        _ path: String, access: Access, bodyLimit: Int = 131_072, _ handler: @escaping Route.Handler
    ) {
        add(
            Route(method: .post, path: path, access: access, bodyLimit: bodyLimit, needsToken: true, handler: handler))
    }

    /// A POST that other programs make on behalf of whoever holds the secret in the path.
    package func postBySecret(_ path: String, _ handler: @escaping Route.Handler) {
        add(
            Route(method: .post, path: path, access: .secretLink, bodyLimit: 4096, needsToken: false, handler: handler))
    }

    private func add(_ route: Route) {
        precondition(seen.insert(route.method.rawValue + route.path).inserted, "Route declared twice: \(route.path)")
        all.append(route)
    }
}
