package import Core
import Crypto
package import Logging
package import Storage

/// The way every request goes: limits, session, forgery check, access, handler, headers, log.
package struct Pipeline: Sendable {
    package var site: @Sendable () -> Site
    package var clock: any WallClock
    package var texts: [Language: Texts]
    package var authenticator: any Authenticator
    /// The site's secret for form tokens.
    package var formKey: [UInt8]
    package var limits: Limits
    package var logger: Logger
    /// Where a wish is taken back that failed halfway.
    let database: any Database
    let repeats = Repeats()
    /// Who counts requests.
    package var observer: (any RequestObserver)?

    package init(
        site: @escaping @Sendable () -> Site, clock: any WallClock, texts: [Language: Texts],
        authenticator: any Authenticator, formKey: [UInt8], database: any Database, limits: Limits = Limits(),
        logger: Logger
    ) {
        self.site = site
        self.clock = clock
        self.texts = texts
        self.authenticator = authenticator
        self.formKey = formKey
        self.database = database
        self.limits = limits
        self.logger = logger
    }

    /// A request as it came in, before anything is known about it.
    package struct Arrival: Sendable {
        package var method: String
        package var path: String
        package var query: String
        /// Names in lower case; values of a repeated header joined by a comma.
        package var headers: [String: String]
        package var address: String
        /// Reads the body up to a number of bytes, within the time the limits give.
        package var body: @Sendable (Int) async throws -> [UInt8]

        package init(
            method: String, path: String, query: String = "", headers: [String: String] = [:], address: String,
            body: @escaping @Sendable (Int) async throws -> [UInt8] = { _ in [] }
        ) {
            self.method = method
            self.path = path
            self.query = query
            self.headers = headers
            self.address = address
            self.body = body
        }
    }

    /// Answers. `route` is what the router found, with the values in its path; without it there is no such page.
    package func answer(_ arrival: Arrival, route: (Route, [String: String])?) async -> Reply {
        let start = ContinuousClock.now
        observer?.began()
        var visit = self.visit(arrival)
        var reply: Reply
        do {
            reply = try await handle(arrival, &visit, route)
        } catch {
            reply = failure(error, visit, isAPI: arrival.path.hasPrefix("/api/"))
        }
        finish(&reply, visit, arrival)
        let elapsed = ContinuousClock.now - start
        let microseconds = elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000
        reply.setHeader("server-timing", "app;dur=\(microseconds / 1000).\(pad3(microseconds % 1000))")
        log(visit, arrival, reply, microseconds, route?.0)
        observer?.ended(route?.0, status: reply.status, microseconds: microseconds)
        return reply
    }

    private func pad3(_ value: Int64) -> String { String(String(1000 + value).dropFirst()) }

    private func visit(_ arrival: Arrival) -> Visit {
        let site = site()
        let now = clock.now
        var visit = Visit(
            method: arrival.method == "POST" ? .post : .get, path: arrival.path, query: Query(decoding: arrival.query),
            headers: arrival.headers, now: now, requestID: UUIDv7.make(at: now), address: arrival.address, site: site,
            csrf: CSRFToken(key: formKey, binding: nil, page: "", now: now))
        visit.cookies = Self.cookies(arrival.headers["cookie"] ?? "", secure: site.isSecure)
        visit.notice = visit.cookies[Cookie.notice].flatMap { FormURLDecoder.decode("a=" + $0).first?.1 }
        let wanted = visit.query["taal"] ?? visit.cookies[Cookie.language] ?? ""
        visit.t = texts[Language(rawValue: wanted) ?? .dutch] ?? .dutch
        return visit
    }

    private func handle(_ arrival: Arrival, _ visit: inout Visit, _ route: (Route, [String: String])?) async throws
        -> Reply
    {
        try checkHost(arrival, visit.site)
        if let wait = limits.perAddress.take(RateLimit.key(arrival.address), now: visit.now) {
            throw WebError.tooMany(retryAfter: wait)
        }
        if let cookie = visit.cookies[Cookie.session],
            let session = try await authenticator.session(cookie: cookie, now: visit.now)
        {
            visit.session = session
            visit.actor = session.actor
            visit.csrf = CSRFToken(key: formKey, binding: cookie, page: visit.requestID, now: visit.now)
            if visit.query["taal"] == nil, visit.cookies[Cookie.language] == nil, let language = session.language {
                visit.t = texts[language] ?? visit.t
            }
        } else {
            visit.csrf = CSRFToken(
                key: formKey, binding: visit.cookies[Cookie.visitor], page: visit.requestID, now: visit.now)
        }
        guard let (route, parameters) = route else { throw WebError.notFound }
        visit.parameters = parameters
        switch route.access.verdict(actor: visit.actor, parameters: parameters, isDemo: visit.site.isDemo) {
        case .enter: break
        case .notFound: throw WebError.notFound
        case .signIn: throw WebError.signInFirst
        }
        if route.method == .post {
            if let wait = postWait(arrival, visit, route) { throw WebError.tooMany(retryAfter: wait) }
            if route.needsToken { try checkSource(arrival, visit) }
            try await readForm(arrival, &visit, limit: route.bodyLimit)
            guard
                !route.needsToken
                    || visit.csrf.accepts(visit.form[CSRFToken.field] ?? arrival.headers["x-csrf-token"] ?? "")
            else {
                throw WebError.staleForm
            }
            if route.needsToken { return try await once(arrival, visit, route) }
        }
        return try await route.handler(visit)
    }

    /// The seconds to wait before another form may be sent.
    ///
    /// Whoever holds a link or is signed in is counted apart from others at the same address, and together with them by
    /// a wider measure, so that many made-up links are no way around it.
    private func postWait(_ arrival: Arrival, _ visit: Visit, _ route: Route) -> Int? {
        let address = RateLimit.key(arrival.address)
        let link = route.access == .secretLink ? visit.parameters["sleutel"].map { "link|" + $0 } : nil
        guard let own = link ?? visit.actor.person.map({ "person|" + $0 }) else {
            return limits.posts.take(address, now: visit.now)
        }
        return limits.sharedPosts.take(address, now: visit.now) ?? limits.posts.take(own, now: visit.now)
    }

    /// A request must name a host, and it must be ours: links in mails are made from the configured origin only.
    private func checkHost(_ arrival: Arrival, _ site: Site) throws {
        guard let host = arrival.headers["host"], !host.isEmpty else {
            throw WebError.badRequest(Text("Het adres van de site ontbreekt in de vraag."))
        }
        // RFC 9112, 3.2: two hosts are one too many, or a proxy in front may have believed the other.
        guard !host.contains(",") else { throw WebError.badRequest(Text("De vraag noemt meer dan één adres.")) }
        let asked = HostName(host, secure: site.isSecure)
        guard asked == HostName(origin: site.origin) || isExtra(asked, site) else { throw WebError.wrongHost }
    }

    private func isExtra(_ host: HostName, _ site: Site) -> Bool {
        limits.extraHosts.contains { HostName($0, secure: site.isSecure) == host }
    }

    /// The algorithm of Go 1.25's CrossOriginProtection: Sec-Fetch-Site when the browser sends it, else Origin.
    private func checkSource(_ arrival: Arrival, _ visit: Visit) throws {
        if let site = arrival.headers["sec-fetch-site"] {
            guard site == "same-origin" || site == "none" else { throw WebError.staleForm }
        } else if let origin = arrival.headers["origin"] {
            guard let host = HostName(origin: origin) else { throw WebError.staleForm }
            let isOurs =
                host == HostName(origin: visit.site.origin)
                && origin.hasPrefix("https://") == visit.site.isSecure
            guard isOurs || isExtra(host, visit.site) else { throw WebError.staleForm }
        }
    }

    private func readForm(_ arrival: Arrival, _ visit: inout Visit, limit: Int) async throws {
        let body = try await arrival.body(limit)
        let type = arrival.headers["content-type"] ?? ""
        if let boundary = Multipart.boundary(of: type) {
            guard let parts = Multipart.parts(of: body, boundary: boundary) else {
                throw WebError.badRequest(Text("Het formulier kwam niet heel over. Verstuur het opnieuw."))
            }
            for part in parts {
                if let name = part.fileName {
                    if name.isEmpty && part.bytes.isEmpty { continue }
                    visit.files[part.name] = UploadedFile(name: name, contentType: part.contentType, bytes: part.bytes)
                } else {
                    visit.form.append(part.name, String(decoding: part.bytes, as: UTF8.self))
                }
            }
        } else {
            do {
                visit.form = Query(try FormURLDecoder.decodeAll(body))
            } catch {
                throw WebError.tooLarge
            }
        }
    }

    private static func cookies(_ header: String, secure: Bool) -> [String: String] {
        var cookies: [String: String] = [:]
        let prefix = secure ? "__Host-" : ""
        for pair in header.split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let name = halves[0].trimmed
            guard name.hasPrefix(prefix) else { continue }
            let plain = String(name.dropFirst(prefix.count))
            if cookies[plain] == nil { cookies[plain] = halves[1].trimmed }
        }
        return cookies
    }
}
