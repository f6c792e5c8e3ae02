import Services
import Storage
import Web

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine itself: room on the disks, the clock, open files, the programs that make documents.
enum DoctorMachine {
    static func look(_ configuration: Configuration, site: RunningSite?) -> [Finding] {
        disks(configuration) + [DoctorClock.look()] + [openFiles(configuration, site)]
            + [documents(pandoc: Pandoc.installed != nil, painter: PicturePainter.installed != nil)]
    }

    // MARK: Documents

    /// Without pandoc somebody chose for less; with it alone nobody notices that the pictures are gone.
    static func documents(pandoc: Bool, painter: Bool) -> Finding {
        guard pandoc else {
            return .good("documents", "No pandoc: plans print and leave as Markdown, not as Word or ODT.")
        }
        guard painter else {
            return .attention(
                "documents", "No rsvg-convert: Word and ODT files have figures in words, without pictures.",
                "Install librsvg2-bin.")
        }
        return .good("documents", "Word and ODT files, with pictures.")
    }

    // MARK: Disks

    private static func disks(_ configuration: Configuration) -> [Finding] {
        var places: [(String, String)] = []
        if case .sqlite(let path) = configuration.database { places.append(("database", Disk.split(path).folder)) }
        if let folder = configuration.backup?.folder { places.append(("backups", folder)) }
        if let inbox = configuration.inbox { places.append(("inbox", inbox)) }
        return places.map { name, folder in
            guard let room = DiskRoom.free(at: folder) else {
                return .attention("disk", "The folder \(folder) (\(name)) cannot be looked at.", "Is it there?")
            }
            return finding(name, folder, bytes: room.bytes, share: room.share, inodes: room.inodes)
        }
    }

    /// - Parameters:
    ///   - share: what is free of the whole disk, 0…1.
    ///   - inodes: what is free of the places for new files, 0…1.
    static func finding(_ name: String, _ folder: String, bytes: UInt64, share: Double, inodes: Double) -> Finding {
        let words = "\(size(bytes)) free (\(Int(share * 100))%) for \(name) in \(folder)"
        if bytes < Readiness.leastRoom {
            return .wrong("disk", words + ": the site refuses visitors.", "Make room now.")
        }
        if inodes < 0.01 {
            return .wrong("disk", "No room for new files in \(folder).", "Remove files you do not need.")
        }
        if bytes < 1 << 30 || share < 0.1 {
            return .attention("disk", words + ".", "Make room, or move the data to a larger disk.")
        }
        if inodes < 0.05 {
            return .attention("disk", "Little room for new files in \(folder).", "Remove files you do not need.")
        }
        return .good("disk", words + ".")
    }

    static func size(_ bytes: UInt64) -> String {
        switch bytes {
        case ..<(10 << 20): "\(bytes >> 10) KiB"
        case ..<(10 << 30): "\(bytes >> 20) MiB"
        default: "\(bytes >> 30) GiB"
        }
    }

    // MARK: Open files

    private static func openFiles(_ configuration: Configuration, _ site: RunningSite?) -> Finding {
        let needed = configuration.limits.connections + 100
        var bound = site?.openFiles
        if bound == nil {
            var bounds = rlimit()
            #if canImport(Glibc)
                let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            #else
                let kind = RLIMIT_NOFILE
            #endif
            if getrlimit(kind, &bounds) == 0 { bound = Int(clamping: bounds.rlim_max) }
        }
        guard let bound else {
            return .attention("files", "The bound on open files is not known.", "Look with 'ulimit -n'.")
        }
        guard bound >= needed else {
            return .attention(
                "files",
                "At most \(bound) files open, for \(configuration.limits.connections) lines: fewer visitors at once.",
                "Set LimitNOFILE=\(needed) or more in the systemd unit.")
        }
        return .good("files", "At most \(bound) files open, for \(configuration.limits.connections) lines.")
    }
}
