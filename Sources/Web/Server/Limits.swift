import Core

/// What one visitor may ask of the server.
package struct Limits: Sendable {
    /// Requests for each address.
    package var perAddress: RateLimit
    /// Posted forms: of each link or person where there is one, else for each address.
    package var posts: RateLimit
    /// Posted forms of all links and persons behind one address: an office or a school has one for everybody.
    package var sharedPosts: RateLimit
    /// The time within which a whole body must have come in, beyond what it takes at the lowest speed (`BodyPace`).
    package var bodySeconds: Int
    /// Lines open at the same time; who comes next waits for one to close.
    package var connections: Int
    /// Lines one address may have open; one more is closed at once. Behind a proxy all lines are the proxy's, and it
    /// does the counting.
    package var connectionsPerAddress: Int
    /// The time within which a visitor must take a piece of the answer; making it may take longer.
    package var answerSeconds: Int
    /// The least time for which a line stays open on which no request moves.
    package var leastIdleSeconds: Int
    /// Hosts besides the one of the site's origin, such as the address a load balancer checks.
    package var extraHosts: Set<String>

    package init(
        perAddress: RateLimit = RateLimit(burst: 300, interval: Span(milliseconds: 50)),
        posts: RateLimit = RateLimit(burst: 40, interval: .seconds(2)),
        sharedPosts: RateLimit = RateLimit(burst: 400, interval: Span(milliseconds: 200)), bodySeconds: Int = 15,
        connections: Int = 2000, connectionsPerAddress: Int = 200, answerSeconds: Int = 30, leastIdleSeconds: Int = 15,
        extraHosts: Set<String> = []
    ) {
        self.perAddress = perAddress
        self.posts = posts
        self.sharedPosts = sharedPosts
        self.bodySeconds = bodySeconds
        self.connections = connections
        self.connectionsPerAddress = connectionsPerAddress
        self.answerSeconds = answerSeconds
        self.leastIdleSeconds = leastIdleSeconds
        self.extraHosts = extraHosts
    }

    /// A line on which no request moves is closed after so many seconds. Longer than a body may take, so that a visitor
    /// whose body stalls hears of it before the line goes.
    package var idleSeconds: Int { max(leastIdleSeconds, bodySeconds.addingReportingOverflow(5).partialValue) }

    /// No bound on how often one address asks: for measurements, and for the demo on one's own machine.
    package static var none: Limits {
        let open = RateLimit(burst: 1_000_000_000, interval: Span(milliseconds: 1))
        return Limits(perAddress: open, posts: open, sharedPosts: open, connectionsPerAddress: .max)
    }
}
