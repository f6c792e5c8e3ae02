import Foundation

/// A folder of its own for the files of one child process; nobody else reads in it, and afterwards it is gone.
struct WorkFolder {
    let url: URL

    static func with<Value>(_ body: (WorkFolder) throws -> Value) throws -> Value {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(WorkFolder(url: url))
    }

    /// Files rather than pipes: nothing waits on a full pipe, and a child that dies early breaks nothing here.
    ///
    /// - Parameter environment: all that the child knows of ours; a home in this folder when left out.
    func run(
        _ executable: String, _ arguments: [String], environment: [String: String]? = nil, on input: [UInt8],
        seconds: Double, memory: Int? = nil
    ) throws -> (ChildProcess.Ending, output: [UInt8]) {
        let source = url.appendingPathComponent("in")
        let target = url.appendingPathComponent("out")
        try Data(input).write(to: source)
        try Data().write(to: target)
        let ending = try ChildProcess.run(
            executable, arguments, environment: environment ?? ["HOME": url.path, "LANG": "C.UTF-8"],
            folder: url.path, input: source.path, output: target.path, seconds: seconds, memory: memory)
        return (ending, Array(try Data(contentsOf: target)))
    }

    func write(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: url.appendingPathComponent(name))
    }
}
