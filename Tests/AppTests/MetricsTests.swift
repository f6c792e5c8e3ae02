import Core
import Foundation
import Services
import Storage
import Testing
import Web

@testable import App

/// The figures: what they count, how they are written, who may read them.
struct MetricsTests {
    /// Name and labels → value, as Prometheus would read the text.
    static func samples(_ text: String) -> [String: Double] {
        var found: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            let name = words.dropLast().joined(separator: " ")
            #expect(found[name] == nil, "\(name) stands twice")
            if let last = words.last, let value = Double(last) {
                found[name] = value
            } else {
                Issue.record("\(line) has no number")
            }
        }
        return found
    }

    private func route(_ path: String, _ method: Visit.Method = .get) -> Route {
        let routes = Routes()
        if method == .get { routes.get(path, access: .everyone) { _ in .text("") } }
        if method == .post { routes.post(path, access: .everyone) { _ in .text("") } }
        return routes.all[0]
    }

    @Test func `requests are counted by declared route and class of status`() throws {
        let figures = RequestFigures()
        for (path, status) in [("/a/{b}", 200), ("/a/{b}", 204), ("/a/{b}", 404), ("/c", 500)] {
            figures.began()
            figures.ended(route(path), status: status, microseconds: 3000)
        }
        figures.began()
        figures.ended(nil, status: 404, microseconds: 20)
        figures.began()
        var text = PrometheusText()
        figures.write(to: &text)
        let samples = Self.samples(text.text)
        #expect(samples["inzet_http_requests_total{method=\"GET\",route=\"/a/{b}\",status=\"2xx\"}"] == 2)
        #expect(samples["inzet_http_requests_total{method=\"GET\",route=\"/a/{b}\",status=\"4xx\"}"] == 1)
        #expect(samples["inzet_http_requests_total{method=\"GET\",route=\"/c\",status=\"5xx\"}"] == 1)
        #expect(samples["inzet_http_requests_total{method=\"-\",route=\"-\",status=\"4xx\"}"] == 1)
        #expect(samples["inzet_http_requests_in_flight"] == 1)
        let name = "inzet_http_request_seconds"
        #expect(samples["\(name)_bucket{method=\"GET\",route=\"/a/{b}\",le=\"0.0025\"}"] == 0)
        #expect(samples["\(name)_bucket{method=\"GET\",route=\"/a/{b}\",le=\"0.005\"}"] == 3)
        #expect(samples["\(name)_bucket{method=\"GET\",route=\"/a/{b}\",le=\"+Inf\"}"] == 3)
        #expect(samples["\(name)_count{method=\"GET\",route=\"/a/{b}\"}"] == 3)
        #expect(samples["\(name)_sum{method=\"GET\",route=\"/a/{b}\"}"] == 0.009)
    }

    @Test func `many at once lose no count`() async throws {
        let figures = RequestFigures()
        let routes = (0..<8).map { route("/\($0)") }
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<16 {
                group.addTask {
                    for index in 0..<500 {
                        figures.began()
                        figures.ended(routes[(worker + index) % 8], status: 200, microseconds: Int64(index))
                    }
                }
            }
        }
        var text = PrometheusText()
        figures.write(to: &text)
        let total = Self.samples(text.text).filter { $0.key.hasPrefix("inzet_http_requests_total") }.values.reduce(0, +)
        #expect(total == 8000)
        #expect(figures.inFlight == 0)
    }

    @Test func `labels and numbers are spelled as the format asks`() {
        var text = PrometheusText()
        text.family("a", .gauge, "one\ntwo \\ \"three\"")
        text.sample("a", [("b", "x\"y\\z\n")], 0.25)
        text.sample("a", .infinity)
        text.sample("a", .nan)
        text.sample("a", 1e300)
        #expect(
            text.text == """
                # HELP a one\\ntwo \\\\ "three"
                # TYPE a gauge
                a{b="x\\"y\\\\z\\n"} 0.25
                a +Inf
                a NaN
                a 1e+300

                """)
    }

    @Test func `a site gives all its figures, without people in them`() async throws {
        let site = try await TestSite()
        try await site.tick()
        let samples = Self.samples(await site.town.health.figures())
        #expect(samples["inzet_ready"] == 1)
        #expect(samples["inzet_mail{state=\"dead\"}"] == 0)
        #expect(samples["inzet_search_vacancies"] == 0)
        #expect((samples["inzet_database_seconds_count{kind=\"write\"}"] ?? 0) > 10)
        #expect(samples["inzet_jobs_total{kind=\"bewaartermijnen\",outcome=\"done\"}"] == 1)
        #expect((samples["process_resident_memory_bytes"] ?? 0) > 1_000_000)
        #expect((samples["process_open_fds"] ?? 0) > 3)
        #expect(samples.keys.contains { $0.hasPrefix("inzet_build_info{version=\"\(Program.version)\"") })
        for role in Role.allCases where role != .anonymous {
            #expect(!samples.keys.contains { $0.contains(role.email) || $0.contains(role.name) })
        }
    }

    @Test func `mail and jobs that wait are counted`() async throws {
        let site = try await TestSite()
        try await site.tick()
        let now = site.clock.now
        try await site.write { db in
            for (index, state) in [Outbox.State.waiting, .waiting, .dead, .sent].enumerated() {
                try db.run(
                    """
                    INSERT INTO mail (id, message_id, kind, recipient, recipient_name, subject, text, html, state, tries,
                        next_at, created_at, secret)
                    VALUES (\("m\(index)"), \("m\(index)@x"), 'k', 'a@b.c', '', 's', '', '', \(state), 0,
                        \(now - .seconds(90)), \(now), \(false))
                    """)
            }
            try Jobs.add("k", at: now - .minutes(6), now: now, in: db)
            try Jobs.add("k", at: now - .minutes(4), now: now, in: db)
        }
        let samples = Self.samples(await site.town.health.figures())
        #expect(samples["inzet_mail{state=\"waiting\"}"] == 2)
        #expect(samples["inzet_mail{state=\"dead\"}"] == 1)
        #expect(samples["inzet_mail_oldest_seconds"] == 90)
        #expect(samples["inzet_jobs_late"] == 1)
    }

    @Test func `a kind of job that nobody declared becomes no label`() throws {
        let figures = WorkFigures(kinds: ["a"])
        figures.ended("a", failed: false, microseconds: 1)
        figures.ended("a", failed: true, microseconds: 1)
        figures.ended("b'; DROP", failed: true, microseconds: 1)
        var text = PrometheusText()
        figures.write(to: &text)
        let samples = Self.samples(text.text)
        #expect(samples["inzet_jobs_total{kind=\"a\",outcome=\"failed\"}"] == 1)
        #expect(samples["inzet_jobs_total{kind=\"-\",outcome=\"failed\"}"] == 1)
        #expect(!text.text.contains("DROP"))
    }

    // MARK: Who may read them

    private func visit(_ address: String, _ headers: [String: String] = [:]) -> Visit {
        Visit(
            method: .get, path: "/metrics", headers: headers, now: TestSite.start, requestID: "x", address: address,
            site: Site(place: "Waterveen", contact: "", origin: TestSite.origin),
            csrf: CSRFToken(key: [1], binding: nil, page: "", now: TestSite.start))
    }

    @Test func `only this machine itself, named addresses and who has the word may read`() {
        let plain = MetricsAccess()
        #expect(plain.allows(visit("127.0.0.1")) && plain.allows(visit("::1")))
        #expect(!plain.allows(visit("192.0.2.1")) && !plain.allows(visit("")))
        // A proxy on this machine asks for someone else.
        for mark in ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"] {
            #expect(!plain.allows(visit("127.0.0.1", [mark: "127.0.0.1"])))
        }
        let named = MetricsAccess(
            addresses: [AddressRange("192.0.2.0/24"), AddressRange("2001:db8::/32")].compactMap { $0 })
        #expect(named.allows(visit("192.0.2.200")) && named.allows(visit("2001:db8:1::9")))
        #expect(!named.allows(visit("192.0.3.1")) && !named.allows(visit("2001:db9::1")))
        let word = MetricsAccess(token: SecretText("geheim"))
        #expect(word.allows(visit("192.0.2.1", ["authorization": "Bearer geheim"])))
        for wrong in ["geheim", "Bearer geheim2", "Bearer ", "bearer geheim"] {
            #expect(!word.allows(visit("192.0.2.1", ["authorization": wrong])))
        }
    }

    @Test func `a site without the setting has no figures for anyone`() async throws {
        let site = try await TestSite()
        #expect(await site.get("/metrics").status == 404)
    }

    @Test(arguments: ["", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "::g", "::/129", "a", "1.2.3.4/8/8"])
    func `what is no address is refused`(_ text: String) { #expect(AddressRange(text) == nil) }

    @Test func `an address of IPv4 inside IPv6 is the same address`() throws {
        let block = try #require(AddressRange("10.0.0.0/9"))
        #expect(block.contains("10.127.0.1") && !block.contains("10.128.0.1") && block.contains("::ffff:10.1.1.1"))
        #expect(try #require(AddressRange("0.0.0.0/0")).contains("8.8.8.8"))
        #expect(!(try #require(AddressRange("0.0.0.0/0")).contains("2001:db8::1")))
    }
}
