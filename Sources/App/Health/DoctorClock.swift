import Foundation

/// Whether someone keeps the clock of this machine right: codes for signing in and times in the log depend on it.
enum DoctorClock {
    static func look() -> Finding {
        // The kernel knows, whoever keeps it (timesyncd, chrony, ntpd); timedatectl is the one that tells.
        let path = ["/usr/bin/timedatectl", "/bin/timedatectl"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        switch path.flatMap({ answer($0) }) {
        case "yes": return .good("clock", "The clock of this machine is kept right.")
        case "no":
            return .attention(
                "clock", "Nobody keeps the clock of this machine right.", "Run systemd-timesyncd or chrony.")
        default:
            return .attention(
                "clock", "This machine does not say whether its clock is kept right.",
                "In a container the machine below keeps it: look there with 'timedatectl'.")
        }
    }

    private static func answer(_ path: String) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["show", "--property=NTPSynchronized", "--value"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        // It may wait long for a bus that nobody answers.
        let end = Date(timeIntervalSinceNow: 5)
        while process.isRunning, Date() < end { usleep(20_000) }
        if process.isRunning {
            process.terminate()
            return nil
        }
        let words = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        return words.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
