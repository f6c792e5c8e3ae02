import Core
import Foundation
import Services
import Storage
import Testing

@testable import App

/// The doctor: what it calls good, what it warns of, and that it only looks.
struct DoctorTests {
    private func settings(_ site: TestSite, _ more: String = "") -> Settings {
        Settings(
            text: """
                database: sqlite:\(site.folder.path)/test.sqlite
                mail: {route: "folder:\(site.folder.path)/post", sender: post@waterveen.example}
                \(more)
                """)
    }

    private func look(_ site: TestSite, _ more: String = "") async -> [String: Finding.State] {
        let diagnosis = await App.Doctor(settings(site, more), clock: site.clock, asksNetwork: false).look()
        return Dictionary(diagnosis.findings.map { ($0.subject, $0.state) }) { max($0, $1) }
    }

    @Test func `a running site is looked at without touching it`() async throws {
        guard case .sqlite = try await TestSite().town.configuration.database else { return }
        let site = try await TestSite()
        try await site.tick()
        site.database.statements.start()
        let found = await look(site)
        #expect(site.database.statements.stop().isEmpty)
        for subject in ["settings", "database", "schema", "integrity", "outbox", "work", "key"] {
            #expect(found[subject] == .good, "\(subject): \(String(describing: found[subject]))")
        }
        // How full the disk of this machine is, is no matter of the site.
        let room = try #require(DiskRoom.free(at: site.folder.path))
        let state = DoctorMachine.finding("", "", bytes: room.bytes, share: room.share, inodes: room.inodes).state
        #expect(found["disk"] == state)
        // The lock is still the site's: writing goes on.
        try await site.write { db in try db.run("UPDATE centre SET phone = '1'") }
        #expect(RunningSite.find(site.town.configuration)?.process == Int(ProcessInfo.processInfo.processIdentifier))
    }

    @Test func `what is wrong in the database is found`() async throws {
        let site = try await TestSite()
        guard case .sqlite = site.town.configuration.database else { return }
        try await site.tick()
        let now = site.clock.now
        try await site.write { db in
            try db.run("DELETE FROM migration WHERE id = 'services-outbox-002'")
            try db.run("UPDATE job SET state = 'mislukt' WHERE kind = 'nazorg'")
            try db.run("UPDATE schedule SET last_at = \(now + .hours(2)) WHERE kind = 'nazorg'")
            try Outbox.add(
                Mail(to: "a@b.nl", subject: "s", kind: "k", [.paragraph("p")]),
                sender: Outbox.Sender(name: "x", address: "x@y.nl"), now: now - .hours(3), in: db)
        }
        let found = await look(site)
        #expect(found["schema"] == .wrong)
        #expect(found["work"] == .attention)
        #expect(found["outbox"] == .wrong)
        #expect(found["clock"] == .wrong)
    }

    @Test func `a database that is not there, or is none, is wrong`() async throws {
        let site = try await TestSite()
        let other = site.folder.path + "/stuk.sqlite"
        try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: other))
        for path in [site.folder.path + "/nergens.sqlite", other] {
            let settings = Settings(text: "database: sqlite:\(path)")
            let diagnosis = await App.Doctor(settings, asksNetwork: false).look()
            #expect(
                diagnosis.state == .wrong
                    && diagnosis.findings.contains { $0.subject == "database" && $0.state == .wrong })
            // It makes nothing.
            #expect(!FileManager.default.fileExists(atPath: site.folder.path + "/nergens.sqlite"))
        }
    }

    @Test func `mistakes in the settings come first`() async {
        let diagnosis = await App.Doctor(Settings(text: "orgin: x"), asksNetwork: false).look()
        #expect(diagnosis.findings.map(\.subject) == ["settings"])
        #expect(diagnosis.state == .wrong && diagnosis.state.exitCode == 2)
    }

    @Test func `the key must be whole and private`() async throws {
        let site = try await TestSite()
        guard case .sqlite = site.town.configuration.database else { return }
        let key = site.town.configuration.keyPath
        #expect(chmod(key, 0o644) == 0)
        #expect(DoctorKey.look(site.town.configuration).map(\.state) == [.wrong])
        #expect(chmod(key, 0o600) == 0)
        #expect(DoctorKey.look(site.town.configuration).map(\.state) == [.good])
        try Data([1, 2]).write(to: URL(fileURLWithPath: key))
        #expect(DoctorKey.look(site.town.configuration).map(\.state) == [.wrong])
    }

    @Test func `what the tools of a database server left behind is looked at`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-dumps-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let now = Moment(seconds: Int64(Date().timeIntervalSince1970))
        func state() throws -> Finding.State {
            DoctorServerBackups.finding(
                try DoctorServerBackups.newest(in: folder.path), in: folder.path, now: now
            ).state
        }
        func put(_ name: String, _ text: String, hours: Double) throws {
            let file = folder.appendingPathComponent(name).path
            try #require(FileManager.default.createFile(atPath: file, contents: Data(text.utf8)))
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-3600 * hours)], ofItemAtPath: file)
        }
        #expect(try state() == .attention)
        try put("vandaag.erasures", "{}", hours: 0)
        #expect(try state() == .attention, "A list of erased people is no backup.")
        try put("inzet-1.dump", "x", hours: 40)
        #expect(try state() == .wrong)
        try put("inzet-2.dump", "x", hours: 30)
        #expect(try state() == .good)
        try put("inzet-3.dump", "", hours: 1)
        #expect(try state() == .wrong, "An empty dump is a failed one.")
        #expect(throws: (any Error).self) { try DoctorServerBackups.newest(in: folder.path + "/nergens") }
    }

    @Test func `the archive of a database server is looked at`() {
        let now = TestSite.start
        func state(_ isOn: Bool, _ kept: Moment?, _ failed: Moment?) -> Finding.State? {
            DoctorServerBackups.finding(.init(isOn: isOn, lastKept: kept, lastFailed: failed), now: now)?.state
        }
        #expect(state(false, nil, nil) == nil)
        #expect(state(true, nil, nil) == .attention)
        #expect(state(true, now - .hours(1), nil) == .good)
        #expect(state(true, now - .hours(1), now - .hours(2)) == .good)
        #expect(state(true, now - .hours(2), now - .hours(1)) == .wrong)
        #expect(state(true, nil, now - .hours(1)) == .wrong)
        #expect(state(true, now - .hours(40), nil) == .attention)
    }

    @Test func `a site on a server is told when nobody knows of its backups`() async throws {
        let site = try await TestSite()
        guard case .postgres(let words) = site.town.configuration.database else { return }
        func look(_ more: String) async -> [Finding] {
            let settings = Settings(
                text: "database: \(YAMLWord.spell(words))\nkey-file: \(site.town.configuration.keyPath)\n\(more)")
            let diagnosis = await App.Doctor(settings, clock: site.clock, asksNetwork: false).look()
            return diagnosis.findings.filter { $0.subject == "backups" }
        }
        let without = await look("")
        #expect(without.map(\.state).contains(.attention) && !without.contains { $0.state == .wrong })
        let with = await look("backup: {folder: \(site.folder.path)/nergens}")
        #expect(with.contains { $0.state == .wrong })
    }

    @Test func `room on a disk`() {
        func state(_ mebibytes: UInt64, _ share: Double, _ inodes: Double) -> Finding.State {
            DoctorMachine.finding("x", "/x", bytes: mebibytes << 20, share: share, inodes: inodes).state
        }
        #expect(state(100_000, 0.5, 0.5) == .good)
        #expect(state(100_000, 0.05, 0.5) == .attention)
        #expect(state(512, 0.5, 0.5) == .attention)
        #expect(state(10, 0.5, 0.5) == .wrong)
        #expect(state(100_000, 0.5, 0.03) == .attention)
        #expect(state(100_000, 0.5, 0.001) == .wrong)
    }

    @Test func `a machine that makes documents without pictures is told so`() {
        #expect(DoctorMachine.documents(pandoc: true, painter: true).state == .good)
        #expect(DoctorMachine.documents(pandoc: false, painter: false).state == .good)
        let lacking = DoctorMachine.documents(pandoc: true, painter: false)
        #expect(lacking.state == .attention && lacking.advice.contains("librsvg2-bin"))
    }

    @Test(arguments: [(60, Finding.State.good), (10, .attention), (3, .wrong), (-1, .wrong)])
    func `the days of a certificate`(_ days: Int, _ state: Finding.State) {
        let now = TestSite.start
        let facts = CertificateProbe.Facts(problem: nil, expires: now + .days(days))
        #expect(DoctorNetwork.finding("https://x.example", facts, now).state == state)
        let refused = CertificateProbe.Facts(problem: "self-signed", expires: now + .days(60))
        #expect(DoctorNetwork.finding("https://x.example", refused, now).state == .wrong)
        let silent = CertificateProbe.Facts(problem: "away", expires: nil)
        #expect(DoctorNetwork.finding("https://x.example", silent, now).state == .attention)
    }

    @Test func `late work is wrong while the site runs, and only said when it stands still`() {
        let now = TestSite.start
        let queues = QueueFigures(mail: [:], oldestMail: 0, deadJobs: 0, lateJobs: 0)
        let jobs = [
            Job("a", .daily(minute: 60)) { _, _ in }, Job("b", .every(.minutes(1))) { _, _ in }, Job("c") { _, _ in },
        ]
        func state(_ last: [String: Moment], _ isRunning: Bool) -> Finding.State {
            DoctorDatabase.work(queues, jobs, last, isRunning: isRunning, now).state
        }
        #expect(state(["a": now - .hours(24), "b": now - .minutes(5), "c": now - .days(90)], true) == .good)
        #expect(state(["a": now - .hours(26)], true) == .wrong)
        #expect(state(["b": now - .minutes(20)], true) == .wrong)
        #expect(state(["b": now - .minutes(20)], false) == .attention)
    }

    @Test func `the outcome is for people and for programs`() throws {
        let diagnosis = Diagnosis(findings: [.good("disk", "ruim \"genoeg\""), .attention("mail", "traag", "Kijk.")])
        #expect(
            diagnosis.text
                == "good       disk  ruim \"genoeg\"\nattention  mail  traag\n                 Kijk.\n\n1 good, 1 attention, 0 wrong."
        )
        let object = try #require(JSONSerialization.jsonObject(with: Data(diagnosis.json.utf8)) as? [String: Any])
        #expect(object["state"] as? String == "attention")
        #expect((object["findings"] as? [[String: String]])?.count == 2)
    }

    @Test func `a mail server that is not there is told`() async throws {
        let problem = await SMTPProbe.problem(SMTPTransport.Server(host: "127.0.0.1", port: 1), seconds: 3)
        #expect(problem == "Nothing answers at 127.0.0.1:1.")
        #expect(await SiteProbe.status("http://127.0.0.1:1/", host: "x") == 0)
    }
}
