import App
import ArgumentParser
import Core
import Foundation
import Storage
import Web

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a living demo municipality from a database of its own.")

    @Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
    @Option(help: "The folder for the database; a temporary one that goes at the end when left out.") var directory:
        String?
    @Option(help: "Also write mail to a folder: folder:DIR.") var mail: String?
    @Flag(help: "Make the database and stop.") var prepareOnly = false
    @Flag(help: "Log each request.") var verbose = false

    func run() async throws {
        let folder = directory ?? NSTemporaryDirectory() + "inzet-demo-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { if directory == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let chosen = port == 0 ? try FreePort.find() : port
        var configuration = Configuration(
            database: .sqlite(path: folder + "/demo.sqlite"), origin: "http://localhost:\(chosen)", port: chosen,
            senderName: "Vrijwilligerscentrale Waterveen", senderAddress: "noreply@waterveen.example", isDemo: true)
        if let mail { configuration.mail = try Configuration.mailRoute(mail, authority: nil) }
        let logger = Inzet.logger(quiet: !verbose)
        let town = try await DemoTown.open(configuration, logger: logger) { print($0) }
        if prepareOnly {
            try await town.close()
            print("Klaar: \(folder)/demo.sqlite")
            return
        }
        try await town.serve(logger: logger) { port in
            print("Klaar: http://localhost:\(port)")
            fflush(nil)
        }
    }
}

/// A port nobody uses now.
enum FreePort {
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw ValidationError("There is no free port.") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, size) == 0 && getsockname(descriptor, generic, &size) == 0
            }
        }
        guard bound else { throw ValidationError("There is no free port.") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
