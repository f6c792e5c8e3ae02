import CSpawn
import Foundation
import Glibc

/// Another program, run to its end with files as its input and output, with nothing of ours open in it.
///
/// Not Foundation's `Process`: that walks the list of open files while other threads open more, and writes past the end
/// of what it made room for when they do.
package enum ChildProcess {
    package enum Ending: Equatable {
        /// Ended by itself with this status; the number of the signal with a minus when one ended it.
        case ended(Int32)
        /// Was stopped because it took too long.
        case stopped
    }

    /// - Parameters:
    ///   - input: the path of the file it reads as its standard input.
    ///   - output: the path of the file, which is there, that it writes.
    ///   - seconds: after which it is killed.
    ///   - memory: bytes of address space that it may have.
    /// - Throws: `POSIXError` when it cannot be started, or bounded.
    package static func run(
        _ executable: String, _ arguments: [String], environment: [String: String], folder: String, input: String,
        output: String, seconds: Double, memory: Int? = nil
    ) throws -> Ending {
        var actions = posix_spawn_file_actions_t()
        try check(posix_spawn_file_actions_init(&actions))
        defer { posix_spawn_file_actions_destroy(&actions) }
        try check(posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0))
        try check(posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_TRUNC, 0))
        try check(posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0))
        try check(inzet_spawn_close_from(&actions, 3))
        try check(inzet_spawn_change_folder(&actions, folder))
        let variables = environment.map { "\($0)=\($1)" }.sorted()
        var child: pid_t = 0
        try withPointers([executable] + arguments) { argv in
            try withPointers(variables) { envp in
                try check(posix_spawn(&child, executable, &actions, nil, argv, envp))
            }
        }
        // It runs already when the bound comes, but what makes a program ask for much lies in what it reads: later.
        if let memory, !limit(child, RLIMIT_AS, memory) {
            let code = errno
            kill(child, SIGKILL)
            _ = wait(child, seconds: 1)
            try check(code)
        }
        return wait(child, seconds: seconds)
    }

    private static func limit(_ child: pid_t, _ resource: __rlimit_resource, _ value: Int) -> Bool {
        var bounds = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        return inzet_limit_child(child, Int32(resource.rawValue), &bounds, nil) == 0
    }

    private static func wait(_ child: pid_t, seconds: Double) -> Ending {
        let end = ContinuousClock.now + .seconds(seconds)
        var status: Int32 = 0
        while true {
            let found = waitpid(child, &status, WNOHANG)
            if found == child { break }
            if found < 0, errno != EINTR { return .ended(-1) }
            if ContinuousClock.now > end {
                kill(child, SIGKILL)
                while waitpid(child, &status, 0) < 0, errno == EINTR {}
                return .stopped
            }
            usleep(5_000)
        }
        // The layout of a wait status (POSIX <sys/wait.h>, as glibc packs it): the signal below, the exit code above.
        let signal = status & 0x7F
        return .ended(signal == 0 ? (status >> 8) & 0xFF : -signal)
    }

    private static func check(_ code: Int32) throws {
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    }

    /// The words as C wants them: an array of pointers that ends with nothing.
    private static func withPointers(
        _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Void
    ) throws {
        var pointers = words.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        try body(pointers)
    }
}
