import Core
import Services
import Testing

struct BackupFolderTests {
    private let disk: BackupTestFolder
    private let folder: BackupFolder

    init() throws {
        disk = try BackupTestFolder()
        folder = BackupFolder(disk.path, database: "/data/inzet.sqlite")
    }

    @Test func `only our own files are seen, and only those go`() throws {
        for day in 0..<20 {
            let path = folder.path(BackupSample.moment + .days(day))
            try disk.write([1, 2], to: String(path.dropFirst(disk.path.count + 1)))
            let list = BackupFolder.erasures(with: path)
            try disk.write([1], to: String(list.dropFirst(disk.path.count + 1)))
        }
        let strangers = [
            "notes.txt", "inzet-oud.inzetbackup", "other-20261123T050000Z.inzetbackup", "inzet-.inzetbackup",
        ]
        for name in strangers { try disk.write([1], to: name) }
        try disk.write([1], to: ".inzet-20261123T050000Z.inzetbackup.part")
        let files = try folder.files()
        #expect(files.count == 20)
        #expect(files.first?.created == BackupSample.moment + .days(19))
        #expect(files.first?.bytes == 2)
        let gone = try folder.prune(BackupKeep(daily: 3, weekly: 0, monthly: 0))
        #expect(gone.count == 17)
        #expect(try folder.files().map(\.created) == [19, 18, 17].map { BackupSample.moment + .days($0) })
        #expect(disk.names.filter { $0.hasSuffix(".erasures") }.count == 3)
        for name in strangers { #expect(disk.names.contains(name)) }
        #expect(!disk.names.contains { $0.hasSuffix(".part") })
    }

    @Test func `the status says how old and what is wrong`() throws {
        let database = disk.file("inzet.sqlite")
        let plan = BackupPlan(folder: disk.path, key: .passphraseFile("/p"))
        func status(_ plan: BackupPlan?, _ now: Moment = BackupSample.moment) -> BackupStatus {
            BackupStatus(plan: plan, database: database, now: now)
        }
        #expect(status(nil).warnings == [.noPlan, .keysNeverCopied])
        #expect(status(plan).warnings == [.noBackup, .keysNeverCopied])
        #expect(!status(plan).needsAttention)
        try disk.write([1], to: "inzet-20261123T050000Z.inzetbackup")
        var record = BackupRecord()
        record.keys = BackupSample.moment
        record.note(.init(at: BackupSample.moment, file: "x", bytes: 1, milliseconds: 2))
        try record.write(to: BackupRecord.path(for: database))
        #expect(status(plan).warnings.isEmpty)
        #expect(status(plan, BackupSample.moment + .hours(36)).warnings.isEmpty)
        let late = status(plan, BackupSample.moment + .hours(37))
        #expect(late.warnings == [.old(BackupSample.moment)] && late.needsAttention)
        record.note(.init(at: BackupSample.moment + .hours(1), file: nil, problem: "The disk is full."))
        try record.write(to: BackupRecord.path(for: database))
        #expect(status(plan).warnings == [.failed(BackupSample.moment + .hours(1), "The disk is full.")])
        #expect(status(plan).record == record)
        #expect(status(plan).record.lastGood?.file == "x")
        let nowhere = BackupPlan(folder: "/nergens/hier", key: .passphraseFile("/p"))
        #expect(status(nowhere).needsAttention)
        // Each warning says something that a person can act on.
        for warning in late.warnings + status(nil).warnings + status(nowhere).warnings {
            #expect("\(warning)".count > 30)
        }
    }

    @Test func `a damaged memory is no memory`() throws {
        try disk.write(Array("{\"last\":".utf8), to: "x")
        #expect(BackupRecord.read(disk.file("x")) == BackupRecord())
    }
}
