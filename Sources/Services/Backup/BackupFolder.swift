package import Core

import class Foundation.FileManager

/// The backups of one site in a folder. Files with other names are not ours and stay untouched.
package struct BackupFolder: Sendable {
    package struct File: Sendable, Hashable {
        package let path: String
        package let created: Moment
        package let bytes: Int
    }

    package static let ending = ".inzetbackup"
    package static let erasureEnding = ".erasures"

    let folder: String
    /// What the names of the files start with: the name of the database.
    let site: String

    /// - Parameter database: the path of the database; its name is that of the files.
    package init(_ folder: String, database: String) {
        self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let name = Disk.split(database).name
        site = name.hasSuffix(".sqlite") ? String(name.dropLast(7)) : name
    }

    /// The path for a backup of this moment: `inzet-20261123T020000Z.inzetbackup`.
    package func path(_ moment: Moment) -> String { "\(folder)/\(site)-\(Self.stamp(moment))\(Self.ending)" }

    /// The list of erased people that goes with a backup.
    package static func erasures(with backup: String) -> String {
        (backup.hasSuffix(ending) ? String(backup.dropLast(ending.count)) : backup) + erasureEnding
    }

    /// The backups in the folder, the newest first.
    ///
    /// - Throws: `BackupError.cannotRead`.
    package func files() throws -> [File] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BackupError.cannotRead(
                folder, reason: Disk.isFolder(folder) ? "access is refused" : "it is no folder")
        }
        return names.compactMap { name -> File? in
            guard name.hasPrefix(site + "-"), name.hasSuffix(Self.ending),
                let created = Self.moment(name.dropFirst(site.count + 1).dropLast(Self.ending.count)),
                let bytes = Disk.size(folder + "/" + name)
            else { return nil }
            return File(path: folder + "/" + name, created: created, bytes: bytes)
        }.sorted { ($0.created, $0.path) > ($1.created, $1.path) }
    }

    /// The lists of erased people in the folder, whatever their name.
    package static func erasureLists(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(erasureEnding) && !$0.hasPrefix(".") }.sorted().map { folder + "/" + $0 }
    }

    /// Removes the backups that the rule does not keep, with their lists, and halves of ours that a crash left behind.
    /// Only for whoever holds the lock of the backups.
    ///
    /// - Returns: the paths that went.
    @discardableResult
    package func prune(_ keep: BackupKeep) throws -> [String] {
        let files = try files()
        let expired = keep.expired(files.map(\.created))
        let gone = files.filter { expired.contains($0.created) }.map(\.path)
        for path in gone {
            Disk.remove(path)
            Disk.remove(Self.erasures(with: path))
        }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(".\(site)-") && name.hasSuffix(".part") {
            Disk.remove(folder + "/" + name)
        }
        return gone
    }

    /// `20261123T020000Z`.
    private static func stamp(_ moment: Moment) -> String {
        String(moment.iso.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    private static func moment(_ stamp: Substring) -> Moment? {
        let signs = Array(stamp)
        guard signs.count == 16 else { return nil }
        func part(_ from: Int, _ count: Int) -> String { String(signs[from..<from + count]) }
        return Moment(
            iso: "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(9, 2)):\(part(11, 2)):\(part(13, 2))Z")
    }
}
