import Core
import Foundation
import Services

/// A folder of one test.
final class BackupTestFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-backup-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func bytes(_ name: String) -> [UInt8] { [UInt8](FileManager.default.contents(atPath: file(name)) ?? Data()) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    }
}

/// Bytes as a source, for damage by the thousand.
struct ArraySource: ByteSource {
    let bytes: [UInt8]
    var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(_ count: Int) throws -> [UInt8] {
        let end = min(bytes.count, place + count)
        defer { place = end }
        return Array(bytes[place..<end])
    }
}

enum BackupSample {
    static let passphrase = "een lange zin om te proberen"
    /// As cheap as libsodium lets it be: what a guess costs is not what these tests are about.
    static let effort = BackupLock.Effort(passes: 1, memory: 8192)
    static let moment = Moment(iso: "2026-11-23T05:00:00.000Z") ?? Moment(seconds: 0)

    static let header = BackupHeader(
        content: .database, created: moment, program: "9.9", engine: "SQLite 3",
        migrations: [.init(id: "a", checksum: "b")],
        municipalities: ["Waterveen"], tables: [.init(name: "person", rows: 3)])

    static func content(_ count: Int) -> [UInt8] {
        var random = Seeded(seed: 7)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    static func make(_ content: [UInt8], _ lock: BackupLock, in folder: BackupTestFolder, name: String = "b") throws
        -> [UInt8]
    {
        let writer = try BackupWriter(to: folder.file(name), header: header, lock: lock)
        // In pieces that fit no frame.
        var start = 0
        while start < content.count {
            try writer.write(Array(content[start..<min(start + 50_001, content.count)]))
            start += 50_001
        }
        try writer.finish()
        return folder.bytes(name)
    }

    static func read(_ bytes: [UInt8], _ opener: BackupOpener) throws -> [UInt8] {
        var reader = try BackupReader(ArraySource(bytes))
        var content: [UInt8] = []
        try reader.content(with: opener) { content += $0 }
        return content
    }
}
