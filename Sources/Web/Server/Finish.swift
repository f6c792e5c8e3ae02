import Core
import Formats
import Logging
import Storage

/// The end of the pipeline: pages for what went wrong, headers on everything, one line in the log.
extension Pipeline {
    func failure(_ error: any Error, _ visit: Visit, isAPI: Bool) -> Reply {
        if error is StorageError {
            logger.warning(
                "database",
                metadata: ["aanvraag": "\(visit.requestID)", "fout": "\(String(describing: error).prefix(500))"])
        }
        guard let known = WebError(error) else {
            logger.error(
                "failure",
                metadata: ["aanvraag": "\(visit.requestID)", "fout": "\(String(describing: error).prefix(500))"])
            return unexpected(visit, isAPI: isAPI)
        }
        if isAPI { return problem(known, visit) }
        if known == .signInFirst, visit.method == .get {
            return .redirect(to: Query([("terug", visit.url(visit.query))]).url("/inloggen"))
        }
        var reply = ErrorPages.page(known, visit)
        if let seconds = known.retryAfter { reply.setHeader("retry-after", String(seconds)) }
        return reply
    }

    private func unexpected(_ visit: Visit, isAPI: Bool) -> Reply {
        if isAPI {
            return problemReply(status: 500, title: "Er ging iets mis", detail: visit.requestID, errors: [])
        }
        return ErrorPages.unexpected(visit)
    }

    private func problem(_ error: WebError, _ visit: Visit) -> Reply {
        var errors: [JSONValue] = []
        if case .invalid(let problems) = error {
            errors = problems.map { ["name": .string($0.name), "reason": .string(visit.t($0.reason))] }
        }
        var reply = problemReply(
            status: error.status, title: visit.t(error.title), detail: visit.t(error.explanation), errors: errors)
        if let seconds = error.retryAfter { reply.setHeader("retry-after", String(seconds)) }
        return reply
    }

    /// A problem document (RFC 9457).
    private func problemReply(status: Int, title: String, detail: String, errors: [JSONValue]) -> Reply {
        var document: JSONValue = [
            "type": "about:blank", "title": .string(title), "status": .int(status), "detail": .string(detail),
        ]
        if !errors.isEmpty { document["errors"] = .array(errors) }
        return .text(document.text, type: "application/problem+json", status: status)
    }

    func finish(_ reply: inout Reply, _ visit: Visit, _ arrival: Arrival) {
        let secure = visit.site.isSecure
        if visit.session == nil, visit.cookies[Cookie.visitor] == nil, visit.csrf.wasUsed {
            reply.cookies.append(Cookie(Cookie.visitor, visit.csrf.binding, seconds: 86_400))
        }
        if let wanted = visit.query["taal"], Language(rawValue: wanted) != nil, visit.cookies[Cookie.language] != wanted
        {
            reply.cookies.append(Cookie(Cookie.language, wanted, seconds: 31_536_000))
        }
        for cookie in reply.cookies { reply.headers.append(("set-cookie", cookie.header(secure: secure))) }
        SecurityHeaders.add(to: &reply, secure: secure, isAPI: arrival.path.hasPrefix("/api/"))
        reply.setHeader("x-request-id", visit.requestID)
        if reply.header("cache-control") == nil { reply.setHeader("cache-control", "no-store") }
    }

    /// One line with the six things BIO 8.15.01 asks: action, object, result, origin, actor, time.
    func log(_ visit: Visit, _ arrival: Arrival, _ reply: Reply, _ microseconds: Int64, _ route: Route?) {
        // The declared path, not the one asked: secrets in links never reach the log.
        logger.info(
            "request",
            metadata: [
                "actie": "\(arrival.method)", "object": "\(route?.path ?? "-")", "resultaat": "\(reply.status)",
                "oorsprong": "\(visit.address)", "actor": "\(visit.actor.person ?? "anoniem")",
                "tijdstip": "\(visit.now.iso)", "aanvraag": "\(visit.requestID)", "duur_us": "\(microseconds)",
            ])
    }
}
