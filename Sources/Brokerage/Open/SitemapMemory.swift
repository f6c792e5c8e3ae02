import Core
import Formats
import Synchronization

/// Remembers the site map for five minutes: it names every open page, and machines ask for it again and again.
final class SitemapMemory: Sendable {
    private static let lifetime = Span.minutes(5)
    private let kept = Mutex<(at: Moment, files: [Sitemap.File])?>(nil)

    func files(now: Moment, make: () async throws -> [Sitemap.File]) async throws -> [Sitemap.File] {
        if let known = kept.withLock({ $0 }), now >= known.at, now - known.at < Self.lifetime { return known.files }
        let fresh = try await make()
        kept.withLock { $0 = (now, fresh) }
        return fresh
    }
}
