import App
import Brokerage
import Community
import Core
import Foundation
import Services
import Storage
import StorageSQLite
import Testing

struct BackupRestoreTests {
    @Test func `a restored town is the town that was, row by row`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        for number in 0..<20 { _ = try await VacancyFixture(title: "Vacature \(number)").add(to: site) }
        try await fixture.erase(.neighbour)
        try await site.tick()
        let tables = try await site.database.tables()
        let before = try await site.read { db in try BackupFixture.rows(tables, in: db) }
        let made = try await fixture.backup()
        #expect(made.header.municipalities == ["Waterveen", "Zuiderhout"])
        #expect(made.header.rows == before.values.map(\.count).reduce(0, +))
        let outcome = try await fixture.restore(made.path)
        print(
            "Restore drill: \(outcome.header.rows) rows in \(outcome.milliseconds) ms, back-up in \(made.milliseconds) ms"
        )
        #expect(outcome.problems.isEmpty && outcome.replay.erased == 0)
        let after = try fixture.restored { db in try BackupFixture.rows(tables, in: db) }
        for table in tables {
            switch table.name {
            case "session": #expect(after["session"] == [], "Everyone signs in again.")
            case "audit_event":
                let old = before["audit_event"] ?? []
                #expect(after["audit_event"]?.count == old.count + 1, "The restore itself is told.")
                #expect(Set(after["audit_event"] ?? []).isSuperset(of: old))
            default: #expect(after[table.name] == before[table.name], "\(table.name)")
            }
        }
        #expect(tables.count > 20)
        #expect(
            Set(try fixture.targetFolder().keys) == [
                "terug.sqlite", "terug.sqlite.erasures", "terug.sqlite.erasures.lock",
            ])
        #expect(!Disk.isOpenToOthers(fixture.target))
    }

    @Test func `a restored town serves`() async throws {
        let fixture = try await BackupFixture()
        let made = try await fixture.backup()
        _ = try await fixture.restore(made.path)
        let town = try await Town(
            Configuration(database: .sqlite(path: fixture.target)), clock: fixture.site.clock,
            logger: BackupFixture.quiet)
        #expect(try await town.integrityProblems().isEmpty)
        let last = try await town.house.database.read { db in
            try db.value("SELECT action FROM audit_event ORDER BY seq DESC LIMIT 1", as: String.self)
        }
        #expect(last == "reservekopie-teruggezet")
        try await town.close()
    }

    @Test func `whatever is wrong, nothing changes`() async throws {
        let fixture = try await BackupFixture()
        let made = try await fixture.backup()
        let whole = try #require(FileManager.default.contents(atPath: made.path))
        func refused(_ name: String, _ bytes: Data, _ opener: BackupOpener? = nil) async throws -> BackupError? {
            let path = fixture.folder("kopie") + "/" + name
            try bytes.write(to: URL(fileURLWithPath: path))
            let before = try fixture.targetFolder()
            var found: BackupError?
            do {
                _ = try await fixture.restore(path, opener: opener)
            } catch let error as BackupError {
                found = error
            }
            #expect(try fixture.targetFolder() == before, "\(name)")
            return found
        }
        #expect(try await refused("kort", whole.dropLast(1000)) == .truncated)
        #expect(try await refused("einde", whole.dropLast(1)) != nil)
        var bent = whole
        bent[whole.count / 2] ^= 1
        #expect(try await refused("krom", bent) == .damaged("its content"))
        #expect(try await refused("leeg", Data()) == .notABackup)
        #expect(try await refused("sleutel", whole, .identity(BackupIdentity.make())) == .wrongKey)
        #expect(try await refused("zin", whole, .passphrase("een heel andere lange zin")) != nil)
        try Data("iets".utf8).write(to: URL(fileURLWithPath: fixture.target))
        #expect(try await refused("vol", whole) == .targetNotEmpty(fixture.target))
        // An empty file is an empty place.
        try Data().write(to: URL(fileURLWithPath: fixture.target))
        #expect(try await refused("krom", bent) == .damaged("its content"))
        #expect(try await fixture.restore(made.path).problems.isEmpty)
    }

    @Test func `a newer schema and a changed one are refused`() async throws {
        let fixture = try await BackupFixture()
        try await fixture.site.write { db in
            try db.run(
                "INSERT INTO migration (id, checksum, applied_at) VALUES ('later-001', 'x', \(Moment(seconds: 0)))")
        }
        let newer = try await fixture.backup("nieuw")
        try await fixture.site.write { db in
            try db.run("DELETE FROM migration WHERE id = 'later-001'")
            try db.run("UPDATE migration SET checksum = 'x' WHERE id = 'community-001-places'")
        }
        let changed = try await fixture.backup("anders")
        for (made, word) in [(newer, "later-001"), (changed, "community-001-places")] {
            do {
                _ = try await fixture.restore(made.path)
                Issue.record("\(word) was let through")
            } catch BackupError.schemaTooNew(_, let reason) {
                #expect(reason.contains(word))
            }
            #expect(try fixture.targetFolder().isEmpty)
        }
    }

    @Test func `an older schema is brought forward`() async throws {
        let fixture = try await BackupFixture()
        try await fixture.erase(.neighbour)
        try await fixture.site.write { db in
            try db.run("DROP TABLE erased_person")
            try db.run("DELETE FROM migration WHERE id = 'community-erasures-001'")
        }
        let made = try await fixture.backup()
        #expect(!made.header.migrations.contains { $0.id == "community-erasures-001" })
        let outcome = try await fixture.restore(made.path)
        #expect(outcome.problems.isEmpty)
        let erased = try fixture.restored { db in try ErasedPerson.all(in: db).map(\.id) }
        #expect(erased == [fixture.site.id(.neighbour)], "Who was erased before the table came is in it.")
    }
}

struct BackupErasureTests {
    private func name(_ id: String, _ fixture: BackupFixture) throws -> String? {
        try fixture.restored { db in
            try db.first("SELECT name FROM person WHERE id = \(id)").map { try $0("name", as: String.self) }
        }
    }

    @Test func `erased people stay erased`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let made = try await fixture.backup()
        site.clock.move(by: .days(1))
        #expect(await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .resident).status == 303)
        try await site.tick()
        let list = try #require(site.town.configuration.erasureList)
        #expect(
            try ErasureList.read(list)?.entries.map(\.id) == [site.id(.resident)], "On the list within a round.")

        // Without the list they come back: what the test below would not see, this one does.
        _ = try await fixture.restore(made.path, usesLists: false)
        #expect(try name(site.id(.resident), fixture) == Role.resident.name)

        for file in try fixture.targetFolder().keys { Disk.remove(fixture.folder("leeg") + "/" + file) }
        site.clock.move(by: .days(1))
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erased == 1 && outcome.problems.isEmpty)
        #expect(try name(site.id(.resident), fixture) == "")
        #expect(try name(site.id(.neighbour), fixture) == Role.neighbour.name)
        let bytes = try #require(FileManager.default.contents(atPath: fixture.target))
        #expect(bytes.range(of: Data(Role.neighbour.email.utf8)) != nil)
        #expect(bytes.range(of: Data(Role.resident.email.utf8)) == nil, "Nor in pages that nothing points at.")
        let events = try fixture.restored { db in
            try db.rows("SELECT origin FROM audit_event WHERE action = 'persoon-gewist'").map {
                try $0("origin", as: String.self)
            }
        }
        #expect(events == ["wislijst"])
        // The list goes on where it was, with the moment of the erasure itself.
        let next = try #require(try ErasureList.read(fixture.target + ".erasures"))
        #expect(next.entries == (try ErasureList.read(list))?.entries)
    }

    @Test func `who had to hear of an erasure hears it once, whatever is restored`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let rig = ApplyRig(site: site)
        try await rig.addVacancy()
        #expect(
            await site.post(
                "/vacatures/1/reageren", form: rig.form(Role.resident.name, Role.resident.email), as: .resident
            ).status == 303)
        #expect(try await rig.application().state == .received)
        try await site.tick()
        let made = try await fixture.backup()
        site.clock.move(by: .days(1))
        #expect(await site.post("/mijn/wissen", form: [("wissen", "ja")], as: .resident).status == 303)
        try await site.tick()
        #expect(
            try await site.mails().filter { $0.kind == "reactie-vertrokken" }.count > 0, "The first time they hear it.")
        let list = try #require(site.town.configuration.erasureList)
        let outcome = try await fixture.restore(made.path, lists: [list])
        #expect(outcome.replay.erased == 1 && outcome.problems.isEmpty)
        let (state, mails) = try fixture.restored { db in
            (
                try db.value("SELECT state FROM application", as: VacancyApplication.State.self),
                try db.count("SELECT COUNT(*) FROM mail WHERE kind = 'reactie-vertrokken'")
            )
        }
        #expect(state == .withdrawn && mails == 0)
    }

    @Test func `the list of a later backup counts for an earlier one`() async throws {
        let fixture = try await BackupFixture()
        let first = try await fixture.backup("eerste.inzetbackup")
        fixture.site.clock.move(by: .days(1))
        try await fixture.erase(.resident)
        // Not carried over to the list beside the database yet: the backup takes it from the table.
        _ = try await fixture.backup("tweede.inzetbackup")
        let outcome = try await fixture.restore(first.path)
        #expect(outcome.replay.erased == 1)
        #expect(outcome.listsUntil == fixture.site.clock.now)
    }

    @Test func `without any list a restore asks first`() async throws {
        let fixture = try await BackupFixture()
        let made = try await fixture.backup()
        Disk.remove(made.erasures)
        await #expect(throws: BackupError.noErasureList) { try await fixture.restore(made.path) }
        #expect(try fixture.targetFolder().isEmpty)
        await #expect(throws: BackupError.self) { try await fixture.restore(made.path, lists: ["/nergens"]) }
        try Data("{\"inzet\":\"erasures\",\"version\":1}\n{}\n".utf8).write(to: URL(fileURLWithPath: made.erasures))
        await #expect(throws: BackupError.brokenErasureList(made.erasures, line: 2)) {
            try await fixture.restore(made.path)
        }
    }

    @Test func `who alone managed something then is erased all the same`() async throws {
        let fixture = try await BackupFixture()
        let site = fixture.site
        let made = try await fixture.backup()
        // The manager hands over and goes; in the backup nobody has taken over yet.
        try await site.write { [member = site.id(.member)] db in
            try db.run("UPDATE membership SET role = \(OrganisationRole.manager) WHERE person_id = \(member)")
        }
        try await fixture.erase(.manager)
        _ = try await fixture.backup("later")
        let outcome = try await fixture.restore(made.path, lists: [fixture.folder("kopie") + "/later.erasures"])
        #expect(outcome.replay.erased == 1 && outcome.replay.withoutManager == ["organisation 1"])
        #expect(try name(site.id(.manager), fixture) == "")
    }

    /// On either engine: what follows a restore with the tools of a database server.
    @Test func `going through the list twice does nothing more`() async throws {
        let site = try await TestSite()
        let ids = [site.id(.resident), "nooit-hier", site.id(.neighbour)]
        let list = ErasureList(ids.map { .init(person: $0, at: TestSite.start) })
        let first = try await site.town.replay(list)
        #expect(first.erased == 2 && first.known == 1)
        let second = try await site.town.replay(list)
        #expect(second.erased == 0 && second.known == 3)
        #expect(try await site.town.erasures().entries == list.joined(with: []).entries)
        #expect(try await site.town.integrityProblems().isEmpty)
        let mails = try await site.mails()
        #expect(mails.isEmpty, "Nobody hears of it a second time.")
    }

    @Test func `a thousand names are gone through in no time`() async throws {
        let site = try await TestSite()
        let list = ErasureList((0..<1000).map { .init(person: "p\($0)", at: TestSite.start) })
        #expect(try await site.town.replay(list).known == 1000)
    }
}
