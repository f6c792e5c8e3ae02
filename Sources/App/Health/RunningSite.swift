// On Linux the fields of stat(2) come with this module.
import CoreFoundation
import Foundation
import Storage

#if canImport(Glibc)
    import Glibc
#endif

/// The process that serves this site on this machine now.
struct RunningSite: Sendable {
    let process: Int

    /// Finds who holds the lock file, without touching the lock: taking it for a moment could keep a site that starts
    /// from starting.
    static func find(_ configuration: Configuration) -> RunningSite? {
        guard case .sqlite(let path) = configuration.database else { return nil }
        var facts = stat()
        guard stat(path + ".lock", &facts) == 0 else { return nil }
        let device = (major(UInt(facts.st_dev)), minor(UInt(facts.st_dev)))
        // Read to its end: a file of the kernel has no size, and what asks for one sees the first page only.
        guard let file = FileHandle(forReadingAtPath: "/proc/locks"), let locks = try? file.readToEnd() else {
            return nil
        }
        for line in String(decoding: locks, as: UTF8.self).split(separator: "\n") {
            // proc(5): 1: FLOCK ADVISORY WRITE 1234 08:01:5678 0 EOF, the device in hexadecimal.
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", let process = Int(words[4]) else { continue }
            let place = words[5].split(separator: ":")
            guard place.count == 3, UInt64(place[2]) == UInt64(facts.st_ino), UInt(place[0], radix: 16) == device.0,
                UInt(place[1], radix: 16) == device.1
            else { continue }
            return RunningSite(process: process)
        }
        return nil
    }

    /// The bound on open files of that process.
    var openFiles: Int? {
        guard let limits = FileManager.default.contents(atPath: "/proc/\(process)/limits") else { return nil }
        let line = String(decoding: limits, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("Max open files")
        }
        return line?.split(separator: " ").dropFirst(3).first.flatMap { Int($0) }
    }

    // makedev(3), as glibc lays the numbers in one.
    private static func major(_ device: UInt) -> UInt { (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF }
    private static func minor(_ device: UInt) -> UInt { device & 0xFF | (device >> 12) & ~0xFF }
}
