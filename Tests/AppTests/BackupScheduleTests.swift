import App
import Community
import Core
import Foundation
import Services
import Storage
import StorageSQLite
import Testing

struct BackupScheduleTests {
    /// The jobs of the backups, as the runner of a site with a plan has them.
    private func jobs(_ fixture: BackupFixture) -> [String: Job] {
        Dictionary(uniqueKeysWithValues: fixture.backups.jobs(house: fixture.site.town.house).map { ($0.kind, $0) })
    }

    @Test func `each night a backup, and no more than the rule keeps`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let job = try #require(jobs(fixture)["reservekopie"])
        guard case .daily(let minute) = job.rhythm else {
            Issue.record("not daily")
            return
        }
        #expect(minute == 300)
        for _ in 0..<40 {
            try await job.run("", site.clock.now)
            site.clock.move(by: .days(1))
        }
        let files = try BackupFolder(fixture.folder("kopie"), database: "x/test.sqlite").files()
        #expect((10...14).contains(files.count), "\(files.count)")
        #expect(try files.allSatisfy { try BackupCheck.run($0.path).created == $0.created })
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder("kopie"))
        #expect(names.count == files.count * 2, "Each with its list: \(names)")
        let events = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'reservekopie-gemaakt'")
        }
        #expect(events == 40)
        let status = try await fixture.backups.status()
        #expect(status.warnings == [.keysNeverCopied])
        #expect(status.record.lastGood?.bytes == files.first?.bytes)
        let outcome = try await fixture.restore(try #require(files.last).path)
        #expect(outcome.problems.isEmpty, "Also the oldest one can be put back.")
    }

    @Test func `a backup that fails keeps the old ones and is remembered`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let job = try #require(jobs(fixture)["reservekopie"])
        try await job.run("", site.clock.now)
        site.clock.move(by: .days(2))
        let away = fixture.folder("weg")
        try FileManager.default.moveItem(atPath: fixture.folder("kopie"), toPath: away)
        await #expect(throws: BackupError.self) { try await job.run("", site.clock.now) }
        var status = try await fixture.backups.status()
        #expect(status.needsAttention && status.record.last?.problem != nil && status.record.lastGood != nil)
        try FileManager.default.moveItem(atPath: away, toPath: fixture.folder("kopie"))
        status = try await fixture.backups.status()
        #expect(status.files.count == 1)
        #expect(status.warnings.contains(.old(TestSite.start)))
        // No trace of the attempt lies about.
        let names = try FileManager.default.contentsOfDirectory(atPath: site.folder.path)
        #expect(!names.contains { $0.contains("backup-copy") })
    }

    @Test func `two at once do not work on one copy`() async throws {
        let fixture = try await BackupFixture()
        let path = fixture.site.folder.appendingPathComponent("test.sqlite").path + ".backup.lock"
        let held = try DiskLock(path)
        await #expect(throws: BackupError.busy(path)) { try await fixture.backup() }
        withExtendedLifetime(held) {}
    }

    @Test func `a damaged database makes no backup`() async throws {
        let fixture = try await BackupFixture()
        let path = fixture.site.folder.appendingPathComponent("test.sqlite").path
        try await fixture.site.town.close()
        try SQLiteCopy.settle(path)
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: 4096 * 20)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4096 * 30))
        try handle.close()
        await #expect(throws: (any Error).self) { try await fixture.backup() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.folder("kopie")).isEmpty)
    }

    @Test func `the key of the site goes and comes back by itself`() async throws {
        let fixture = try await BackupFixture()
        let keyPath = fixture.site.town.configuration.keyPath
        let key = try #require(FileManager.default.contents(atPath: keyPath))
        let file = fixture.folder("kopie") + "/sleutel"
        try await fixture.backups.makeKeys(to: file, lock: .recipients([fixture.identity.recipient]))
        #expect(try await fixture.backups.status().record.keys == TestSite.start)
        #expect(FileManager.default.contents(atPath: file)?.range(of: key) == nil)
        let made = try await fixture.backup()
        #expect(made.header.content == .database)
        let outcome = try await fixture.restore(file)
        #expect(outcome.header.content == .keys)
        #expect(try fixture.targetFolder() == ["terug.sqlite.key": key])
        #expect(!Disk.isOpenToOthers(fixture.target + ".key"))
        await #expect(throws: BackupError.targetNotEmpty(fixture.target + ".key")) { try await fixture.restore(file) }
        Disk.remove(keyPath)
        await #expect(throws: BackupError.self) {
            try await fixture.backups.makeKeys(to: file + "2", lock: .recipients([fixture.identity.recipient]))
        }
        #expect(!Disk.exists(keyPath), "Asking for a copy makes no new key.")
    }
}
