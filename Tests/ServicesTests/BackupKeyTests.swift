import Core
import Services
import Testing

struct BackupKeyTests {
    private let identity = BackupIdentity.make()

    @Test func `keys survive being written down`() throws {
        let text = identity.recipient.description
        #expect(text.hasPrefix("inzet-backup-1") && text.count == 14 + 58)
        #expect(try BackupRecipient(" \(text.uppercased())\n") == identity.recipient)
        let again = try BackupIdentity(identity.fileText)
        #expect(again.recipient == identity.recipient)
        #expect(!identity.fileText.contains("INZET-BACKUP-1"), "The halves are told apart.")
    }

    @Test func `a slip of the pen is noticed`() throws {
        let text = Array(identity.recipient.description)
        for place in text.indices {
            var slip = text
            slip[place] = slip[place] == "a" ? "b" : "a"
            #expect(throws: BackupError.self, "\(place)") { try BackupRecipient(String(slip)) }
        }
        for word in ["", "inzet-backup-1", "age1xyz", String(text.dropLast()), String(text) + "a"] {
            #expect(throws: BackupError.notARecipient(word)) { try BackupRecipient(word) }
        }
        #expect(throws: BackupError.notAnIdentity) { try BackupIdentity(identity.recipient.description) }
        #expect(throws: BackupError.notAnIdentity) { try BackupIdentity("") }
    }
}

struct BackupPlanTests {
    @Test func `a plan locks with what it names`() throws {
        let recipient = BackupIdentity.make().recipient
        let plan = BackupPlan(folder: "/b", key: .recipients([recipient.description]))
        guard case .recipients([recipient]) = try plan.lock() else {
            Issue.record("another lock")
            return
        }
        #expect(throws: BackupError.notARecipient("fout")) {
            try BackupPlan(folder: "/b", key: .recipients(["fout"])).lock()
        }
        #expect(throws: BackupError.self) { try BackupPlan(folder: "/b", key: .passphraseFile("/nergens")).lock() }
    }

    @Test func `a passphrase file is for its owner only`() throws {
        let folder = try BackupTestFolder()
        let target = try DiskTarget(folder.file("p"))
        try target.write(Array("een lange zin hier\r\nen meer\n".utf8))
        try target.finish()
        #expect(try Passphrase.read(folder.file("p")) == "een lange zin hier")
        try folder.write(Array("open\n".utf8), to: "open")
        #expect(throws: BackupError.self) { try Passphrase.read(folder.file("open")) }
        #expect(throws: BackupError.self) { try Passphrase.read(folder.file("nergens")) }
    }
}

struct BackupKeepTests {
    private func moments(_ days: Int, perDay: Int = 1) -> [Moment] {
        (0..<days).flatMap { day in
            (0..<perDay).map { BackupSample.moment + .days(-day) - .minutes($0 * 10) }
        }
    }

    @Test func `so many days, weeks and months keep their last`() {
        let all = moments(120, perDay: 2)
        let kept = Set(all).subtracting(BackupKeep.usual.expired(all)).sorted(by: >)
        // Monday 23 November 2026 is the first of its week: it is kept for its day, its week and its month.
        let days = kept.map { $0.day.iso }
        #expect(
            days == [
                "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17",
                "2026-11-15", "2026-11-08", "2026-10-31", "2026-09-30",
            ])
        #expect(kept.first == BackupSample.moment)
        let once = BackupKeep.usual.expired(kept)
        #expect(once.isEmpty, "Doing it again takes no more.")
    }

    @Test func `day by day the rule never takes what it needs later`() {
        // Two years of nights: what stays must always reach back three months.
        var held: [Moment] = []
        for night in 0..<730 {
            held.append(BackupSample.moment + .days(night))
            let gone = BackupKeep.usual.expired(held)
            held.removeAll { gone.contains($0) }
        }
        #expect(held.count <= 14)
        #expect((held.last ?? BackupSample.moment) - (held.first ?? BackupSample.moment) > .days(50))
    }

    @Test func `the newest stays, whatever the rule`() {
        #expect(BackupKeep(daily: 1, weekly: 0, monthly: 0).expired(moments(3)).count == 2)
        #expect(BackupKeep.usual.expired([]).isEmpty)
        #expect(BackupKeep.usual.expired([BackupSample.moment]).isEmpty)
    }
}
