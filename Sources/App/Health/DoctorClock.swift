import Foundation
import Services

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
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        // It may wait long for a bus that nobody answers.
        guard (try? Data().write(to: file)) != nil,
            let ending = try? ChildProcess.run(
                path, ["show", "--property=NTPSynchronized", "--value"],
                environment: ProcessInfo.processInfo.environment, folder: "/", input: "/dev/null", output: file.path,
                seconds: 5), case .ended = ending, let bytes = try? Data(contentsOf: file)
        else { return nil }
        let words = String(decoding: bytes, as: UTF8.self)
        return words.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
