import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct AuditAdministrationTests {
    private func record(_ site: TestSite, _ event: Audit.Event) async throws {
        try await site.write { [now = site.clock.now] db in
            try Audit.record(event, by: .program("proef"), now: now, in: db)
        }
    }

    @Test func theLogShowsOwnMunicipalitiesOnly() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("eigen-actie", "ding", "d1", municipality: "GM9999"))
        try await record(site, Audit.Event("andere-actie", "ding", "d2", municipality: "GM9998"))
        try await record(site, Audit.Event("algemene-actie", "ding", "d3"))
        for path in ["/beheer/logboek", "/beheer/logboek?actor=inzet"] {
            let body = await site.get(path, as: .administrator).body
            #expect(body.contains("eigen-actie") && body.contains("algemene-actie"))
            #expect(!body.contains("andere-actie"))
        }
        let one = await site.get("/beheer/logboek?object=d1", as: .administrator).body
        #expect(one.contains("eigen-actie") && !one.contains("algemene-actie"))
        #expect(await site.get("/beheer/logboek?object=d2", as: .administrator).body.contains("Niets gevonden"))
        for strange in ["voor=-9223372036854775808", "voor=x", "voor=9223372036854775807", "object=%27%20OR%201%3D1"] {
            #expect(await site.get("/beheer/logboek?\(strange)", as: .administrator).status == 200)
        }
    }

    @Test func theFileRunsNoFormulas() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("=1+1", "@SUM(A1)", "d1", municipality: "GM9999", details: ["a": "=cmd"]))
        try await record(site, Audit.Event("andere-actie", "ding", "d2", municipality: "GM9998"))
        let reply = await site.post("/beheer/logboek/csv", form: [("vanaf", "1")], as: .administrator)
        #expect(reply.status == 200)
        #expect(reply.header("content-disposition")?.contains("attachment") == true)
        let rows = try CSVReader.read(reply.bytes)
        #expect(rows.contains("'=1+1"))
        #expect(rows.contains("'@SUM(A1)"))
        #expect(!rows.contains("andere-actie"))
        #expect(await site.post("/beheer/logboek/csv", form: [("vanaf", "-1")], as: .administrator).status == 400)
        #expect(await site.post("/beheer/logboek/csv", form: [("vanaf", "1")], as: .broker).status == 404)
    }

    @Test func theCheckFindsAChange() async throws {
        let site = try await TestSite()
        try await record(site, Audit.Event("eigen-actie", "ding", "d1", municipality: "GM9999"))
        let job = try #require(Community(house: site.town.house).administrationJobs.first)
        try await job.run("", site.clock.now)
        #expect(await site.get("/beheer/logboek", as: .administrator).body.contains("Heel, gecontroleerd"))
        try await site.write { db in _ = try db.run("UPDATE audit_event SET actor = 'ander' WHERE object_id = 'd1'") }
        try await job.run("", site.clock.now)
        #expect(await site.get("/beheer/logboek", as: .administrator).body.contains("Niet heel, gecontroleerd"))
        let tasks = try await Community(house: site.town.house).administrationTasks(
            for: Actor(person: site.id(.administrator), municipal: ["GM9999": [.administrator]]), t: .dutch,
            now: site.clock.now)
        #expect(tasks.first?.isUrgent == true)
    }

    @Test func oneCheckWaitsAtATime() async throws {
        let site = try await TestSite()
        try await site.tick()
        for _ in 0..<3 { #expect(await site.post("/beheer/logboek/controleren", as: .administrator).status == 303) }
        let waiting = try await site.read { db in
            try db.count(
                "SELECT COUNT(*) FROM job WHERE kind = 'logboek-controleren' AND state = \(Jobs.State.waiting)")
        }
        #expect(waiting == 1)
    }
}

/// The cells of a semicolon file without quotes around them, enough for these tests.
private enum CSVReader {
    static func read(_ bytes: [UInt8]) throws -> Set<String> {
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        return Set(lines.flatMap { $0.components(separatedBy: ";") })
    }
}
