import Community
import Core
import Foundation
import Services
import Testing

struct BackupPageTests {
    @Test func `an administrator sees the backups and nobody else`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let page = await site.get("/beheer/reservekopieen", as: .administrator)
        #expect(page.status == 200)
        #expect(page.body.contains("Deze site maakt zelf geen reservekopieën"))
        #expect(page.body.contains("inzet restore"))
        #expect(await site.get("/beheer/reservekopieen", as: .broker).status == 404)
    }

    @Test func `a site with a plan shows its files, and a task when it goes wrong`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-plan-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let identity = BackupIdentity.make()
        let site = try await TestSite(
            engine: .sqlite,
            configure: {
                $0.backup = BackupPlan(folder: folder, key: .recipients([identity.recipient.description]))
            })
        try await site.tick()
        var page = await site.get("/beheer/reservekopieen", as: .administrator)
        #expect(page.body.contains("De laatste reservekopie is van vandaag."))
        #expect(page.body.contains("elke dag om 5 uur") && page.body.contains(folder))
        #expect(page.body.contains("23 november 2026"))
        #expect(page.body.contains("nooit gekopieerd"))
        #expect(!(await site.get("/vandaag", as: .administrator)).body.contains("reservekopie"))
        try FileManager.default.removeItem(atPath: folder)
        site.clock.move(by: .days(1))
        try await site.write { [now = site.clock.now] db in try db.run("UPDATE session SET last_seen_at = \(now)") }
        try await site.tick()
        page = await site.get("/beheer/reservekopieen", as: .administrator)
        #expect(page.body.contains("is mislukt") && page.body.contains("niet te lezen"))
        #expect(await site.get("/vandaag", as: .administrator).body.contains("/beheer/reservekopieen"))
    }
}
