import Foundation
import Services
import Testing

/// A small program for a test to start.
///
/// A child writes it: a file that this process had open for writing does not start (ETXTBSY) as long as a child of another
/// test, born in that moment, holds it open too.
enum TestProgram {
    /// - Returns: the path of a shell script of these lines.
    static func write(_ lines: String, in folder: URL) throws -> String {
        let path = folder.appendingPathComponent(UUID().uuidString).path
        let ending = try ChildProcess.run(
            "/bin/sh", ["-c", #"printf '#!/bin/sh\n%s\n' "$1" >"$2" && chmod 700 "$2""#, "sh", lines, path],
            environment: [:], folder: "/", input: "/dev/null", output: "/dev/null", seconds: 20)
        try #require(ending == .ended(0))
        return path
    }
}
