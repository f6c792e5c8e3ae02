import Core
import Testing
import Web

/// What protects every page, whatever is on it.
struct WebSecurityTests {
    @Test func `a form without the visitor's token is refused`() async throws {
        let site = try await TestSite()
        #expect(await site.post("/uitloggen", as: .resident, withToken: false).status == 403)
        #expect(await site.post("/uitloggen", as: .resident).status == 303)
    }

    @Test(arguments: [
        (["sec-fetch-site": "cross-site"], 403), (["sec-fetch-site": "same-site"], 403),
        (["sec-fetch-site": "same-origin"], 303),
        (["sec-fetch-site": "none"], 303),
    ])
    func `a form from another site is refused, even with a token`(_ headers: [String: String], _ status: Int)
        async throws
    {
        let site = try await TestSite()
        #expect(await site.post("/uitloggen", as: .resident, headers: headers).status == status)
    }

    @Test func `an origin that is not ours is refused when the browser tells no more`() async throws {
        let site = try await TestSite()
        var headers = ["sec-fetch-site": "", "origin": "http://evil.example"]
        headers["sec-fetch-site"] = nil
        let bound = await site.post(
            "/uitloggen", as: .resident, headers: ["origin": "http://evil.example", "sec-fetch-site": "cross-site"])
        #expect(bound.status == 403)
    }

    @Test func `a request for another host is refused`() async throws {
        let site = try await TestSite()
        #expect(await site.get("/", headers: ["host": "evil.example"]).status == 421)
        #expect(await site.get("/", headers: ["host": ""]).status == 400)
    }

    @Test(arguments: [
        ("INZET.test", 200), ("inzet.test:80", 200), ("Inzet.Test:", 200), ("inzet.test:443", 421),
        ("inzet.test:8080", 421), ("inzet.test.", 421), ("xinzet.test", 421),
    ])
    func `a host is the same in capitals and with the port it has anyway`(_ host: String, _ status: Int) async throws {
        let site = try await TestSite()
        #expect(await site.get("/vacatures", headers: ["host": host]).status == status)
    }

    @Test func `every answer carries the headers that keep a browser safe`() async throws {
        let site = try await TestSite()
        for path in ["/", "/vacatures", "/bestaat-niet", "/inloggen", "/api/v1/vacatures", "/bestanden/css/inzet.css"] {
            let reply = await site.get(path)
            let policy = reply.header("content-security-policy") ?? ""
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
            #expect(!policy.contains("unsafe") && !policy.contains("http:"), "\(path)")
            for part in ["base-uri", "form-action", "frame-src"] { #expect(policy.contains(part), "\(path)") }
            #expect(reply.header("x-content-type-options") == "nosniff", "\(path)")
            #expect(reply.header("referrer-policy") == "same-origin", "\(path)")
            #expect(reply.header("x-request-id") != nil, "\(path)")
        }
        #expect(await site.get("/insluiten").header("content-security-policy")?.contains("frame-ancestors *") == true)
    }

    @Test func `no page has a style or script of its own`() async throws {
        let site = try await TestSite()
        for path in ["/", "/vacatures", "/inloggen", "/organisaties", "/cijfers", "/privacy", "/open"] {
            let body = await site.get(path).body
            #expect(!body.contains(" style=\""), "\(path)")
            #expect(!body.contains("<script>"), "\(path)")
            #expect(body.contains("lang=\"nl\""), "\(path)")
        }
    }

    @Test func `the API answers mistakes as problem documents, all at once`() async throws {
        let site = try await TestSite()
        let wrong = await site.get("/api/v1/vacatures?sector=onzin&uren=veel&aantal=9999")
        #expect(wrong.status == 400)
        #expect(wrong.header("content-type") == "application/problem+json")
        for name in ["sector", "uren", "aantal"] { #expect(wrong.body.contains("\"name\":\"\(name)\"")) }
        let missing = await site.get("/api/v1/bestaat-niet")
        #expect(missing.status == 404)
        #expect(missing.header("content-type") == "application/problem+json")
        #expect(missing.header("api-version") == API.version)
        #expect(await site.get("/api/v1/vacatures/").status == 404)
    }

    @Test func `a filter nobody knows is named and left out`() async throws {
        let site = try await TestSite()
        let reply = await site.get("/vacatures?sector=onzin&moment=gisteren&van=morgen&plaats=Atlantis&na=kapot")
        #expect(reply.status == 200)
        for word in ["onzin", "gisteren", "morgen", "Atlantis"] { #expect(reply.body.contains(word)) }
    }

    @Test func `text of a visitor never becomes markup`() async throws {
        let site = try await TestSite()
        let hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src=x%3E"
        for path in [
            "/vacatures?q=\(hostile)", "/vacatures?plaats=\(hostile)", "/vacatures?sector=\(hostile)",
            "/organisaties?q=\(hostile)", "/inloggen?terug=\(hostile)", "/zoekopdrachten/nieuw?q=\(hostile)",
        ] {
            let body = await site.get(path).body
            #expect(!body.contains("<script>alert") && !body.contains("<img src=x"), "\(path)")
        }
    }

    @Test func `one address cannot flood the site`() async throws {
        let site = try await TestSite()
        var pipeline = site.town.pipeline
        pipeline.limits = Limits(perAddress: RateLimit(burst: 3, interval: .minutes(1)))
        let arrival = Pipeline.Arrival(
            method: "GET", path: "/healthz", headers: ["host": "inzet.test"], address: "192.0.2.9")
        let route = try #require(site.town.routes.first { $0.path == "/healthz" })
        for _ in 0..<3 { #expect(await pipeline.answer(arrival, route: (route, [:])).status == 200) }
        let refused = await pipeline.answer(arrival, route: (route, [:]))
        #expect(refused.status == 429)
        #expect(refused.header("retry-after") != nil)
    }

    @Test func `the language changes with a link and stays`() async throws {
        let site = try await TestSite()
        let english = await site.get("/vacatures?taal=en")
        #expect(english.body.contains("lang=\"en\""))
        #expect(english.headers.contains { $0.name == "set-cookie" && $0.value.contains("inzet-taal=en") })
    }

    @Test func `the small files of the site are there`() async throws {
        let site = try await TestSite()
        #expect(await site.get("/healthz").body == "ok\n")
        let security = await site.get("/.well-known/security.txt").body
        #expect(security.contains("Contact: mailto:") && security.contains("Expires: "))
        #expect(await site.get("/sitemap.xml").body.contains("<urlset"))
        #expect(await site.get("/robots.txt").body.contains("Sitemap: "))
        #expect(await site.get("/vacatures/feed.atom").body.contains("<feed"))
        #expect(await site.get("/vacatures/agenda.ics").body.contains("BEGIN:VCALENDAR"))
    }
}
