import Core
import Formats
import Web

/// What machines ask: is it alive, may it get visitors, what does it count.
enum HealthRoutes {
    static func add(to routes: Routes, health: Health, metrics: MetricsAccess?) {
        routes.get("/healthz", access: .everyone) { _ in
            // The process answers, no more: a database that is away for a moment is no reason to restart the program.
            .text("ok\n")
        }
        routes.get("/readyz", access: .everyone) { visit in
            let reasons = await health.readiness.reasons()
            return reasons.isEmpty ? .text("ready\n") : Self.refusal(reasons, visit)
        }
        routes.get("/metrics", access: .everyone) { visit in
            guard let metrics, metrics.allows(visit) else { throw WebError.notFound }
            return .text(await health.figures(), type: PrometheusText.contentType)
        }
    }

    private static func refusal(_ reasons: [Readiness.Reason], _ visit: Visit) -> Reply {
        let document: JSONValue = [
            "type": "about:blank", "title": .string(visit.t("Niet klaar voor bezoek")), "status": .int(503),
            "reasons": .array(reasons.map { .string($0.rawValue) }),
        ]
        var reply = Reply.text(document.text, type: "application/problem+json", status: 503)
        reply.setHeader("retry-after", "5")
        return reply
    }
}

extension MetricsAccess {
    /// Headers by which a proxy says that it asks for someone else: then its own address means nothing.
    private static let proxyMarks = ["x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-host"]

    /// Whether this visitor may read the figures: with the word, or from an address that may.
    func allows(_ visit: Visit) -> Bool {
        if let token, let sent = visit.headers["authorization"], sent.hasPrefix("Bearer ") {
            if SameBytes.areEqual(Array(sent.dropFirst(7).utf8), Array(token.revealed.utf8)) { return true }
        }
        if addresses.contains(where: { $0.contains(visit.address) }) { return true }
        let isDirect = !Self.proxyMarks.contains { visit.headers[$0] != nil }
        return isDirect && AddressRange.loopback.contains { $0.contains(visit.address) }
    }
}

/// Compares without telling by its time how much is right.
enum SameBytes {
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left, right) { difference |= one ^ other }
        return difference == 0
    }
}
