import Brokerage
import Community
import Core
import Storage
import Testing

@testable import Web

/// A wish is carried out once.
struct OnceTests {
    /// Keeps a text for later under `key`, through a pipeline that may have forgotten what it answered.
    @discardableResult
    private func add(
        _ site: TestSite, _ key: String, name: String = "Bedankt", through pipeline: Pipeline? = nil
    ) async -> TestReply {
        await site.post(
            "/organisatie/1/antwoorden", form: [("naam", name), ("tekst", "Dank je wel.")], as: .member,
            headers: ["idempotency-key": key, "referer": TestSite.origin + "/organisatie/1/antwoorden"],
            through: pipeline)
    }

    private func texts(_ site: TestSite) async throws -> Int {
        try await site.read { db in
            try db.count("SELECT COUNT(*) FROM canned_answer WHERE name IN ('Bedankt', 'Anders')")
        }
    }

    @Test func aDoubleClickDoesItOnceAndGivesTheSameAnswer() async throws {
        let site = try await TestSite()
        let first = await add(site, "a")
        let second = await add(site, "a")
        #expect(first.status == 303)
        #expect(second.status == 303 && second.location == first.location)
        #expect(second.header("set-cookie") == first.header("set-cookie"))
        #expect(try await texts(site) == 1)
    }

    @Test func manyAtOnceDoItOnce() async throws {
        let site = try await TestSite()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { #expect(await add(site, "a").status == 303) } }
        }
        #expect(try await texts(site) == 1)
    }

    @Test func anotherProcessKnowsWhatWasDone() async throws {
        let site = try await TestSite()
        #expect(await add(site, "a").status == 303)
        let again = await add(site, "a", through: site.town.pipeline.forgetful)
        #expect(again.status == 303)
        #expect(again.location == "/organisatie/1/antwoorden")
        #expect(again.headers.contains { $0.name == "set-cookie" && $0.value.contains("Dit%20hadden%20we%20al") })
        #expect(try await texts(site) == 1)
    }

    @Test func manyProcessesAtOnceDoItOnce() async throws {
        let site = try await TestSite()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                let other = site.town.pipeline.forgetful
                group.addTask { #expect(await add(site, "a", through: other).status == 303) }
            }
        }
        #expect(try await texts(site) == 1)
    }

    /// The negative control: without the guard a repeat is done again.
    @Test func withoutTheGuardItIsDoneTwice() async throws {
        let site = try await TestSite(guardsOnce: false)
        #expect(await add(site, "a").status == 303)
        await add(site, "a", through: site.town.pipeline.forgetful)
        #expect(try await texts(site) == 2)
    }

    @Test func whatFailedCanBeTriedAgainWithTheSameKey() async throws {
        let site = try await TestSite()
        #expect(await add(site, "a", name: "").status == 400)
        #expect(await add(site, "a", name: "").status == 400)
        #expect(await add(site, "a").status == 303)
        #expect(try await texts(site) == 1)
    }

    @Test func otherWordsAreAnotherWish() async throws {
        let site = try await TestSite()
        #expect(await add(site, "a").status == 303)
        #expect(await add(site, "a", name: "Anders").status == 303)
        #expect(try await texts(site) == 2)
    }

    @Test func aRequestWithoutAKeyIsRefused() async throws {
        let site = try await TestSite()
        #expect(await add(site, "").status == 403)
        #expect(await add(site, String(repeating: "x", count: 201)).status == 403)
        #expect(try await texts(site) == 0)
    }

    @Test func everyFormCarriesAKeyOfItsPage() async throws {
        let site = try await TestSite()
        let pages = [
            ("/inloggen", Role.anonymous), ("/organisatie/1/antwoorden", .manager), ("/mijn", .resident),
            ("/centrale", .broker), ("/beheer", .administrator),
        ]
        for (path, role) in pages {
            let (first, second) = (await site.get(path, as: role), await site.get(path, as: role))
            let keys = first.body.split(separator: "name=\"_sleutel\" value=\"").dropFirst().map {
                $0.prefix { $0 != "\"" }
            }
            #expect(first.body.split(separator: "<form method=\"post\"").count - 1 == keys.count, "\(path)")
            #expect(Set(keys).count <= 1 && keys.allSatisfy { !$0.isEmpty && !second.body.contains($0) }, "\(path)")
        }
    }

    @Test func oldWishesAreForgotten() async throws {
        let site = try await TestSite()
        #expect(await add(site, "a").status == 303)
        let later = site.clock.now + OnceRecord.keep + .days(1)
        try await site.write { db in try OnceRecord.purge(now: later, in: db) }
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM request_once") } == 0)
    }
}

extension Pipeline {
    /// The pipeline of another process on the same database: it remembers no answer.
    fileprivate var forgetful: Pipeline {
        Pipeline(
            site: site, clock: clock, texts: texts, authenticator: authenticator, formKey: formKey, database: database,
            limits: limits, logger: logger)
    }
}
