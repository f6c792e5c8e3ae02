import Brokerage
import Core
import Evaluation
import Foundation
import Logging

/// Replies by mail that the mail server laid in a folder. A file goes when its message stands in the thread, or when it
/// can never stand there; the log says which.
struct Inbox: Sendable {
    private let folder: URL
    private let receiver: InboundMail
    private let bounces: Bounces
    private let clock: any WallClock
    private let logger: Logger

    init(
        folder: String, receiver: InboundMail, bounces: Bounces, clock: any WallClock, logger: Logger
    ) throws {
        self.folder = URL(fileURLWithPath: folder, isDirectory: true)
        self.receiver = receiver
        self.bounces = bounces
        self.clock = clock
        self.logger = logger
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    /// Takes in what lies there now, until someone says to stop.
    func takeIn(until isStopping: @Sendable () -> Bool = { false }) async {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".eml") && !isStopping() {
            let file = folder.appendingPathComponent(name)
            guard let data = try? Data(contentsOf: file, options: .mappedIfSafe) else { continue }
            do {
                let message = Array(data.prefix(InboundMail.byteLimit + 1))
                if try await bounces.take(message, now: clock.now) {
                    logger.info("inbox", metadata: ["bestand": "\(name)", "resultaat": "kwam-terug"])
                } else {
                    let outcome = try await receiver.receive(message, now: clock.now)
                    logger.info("inbox", metadata: ["bestand": "\(name)", "resultaat": "\(outcome)"])
                }
                try FileManager.default.removeItem(at: file)
            } catch {
                // The database may be busy: the file stays and is tried again.
                logger.error("inbox", metadata: ["bestand": "\(name)", "fout": "\(error)"])
            }
        }
    }

    /// Lays a message in a folder, whole or not at all.
    static func deliver(_ message: Data, to folder: String, id: String) throws {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let half = place.appendingPathComponent(id + ".part")
        try message.write(to: half)
        try FileManager.default.moveItem(at: half, to: place.appendingPathComponent(id + ".eml"))
    }
}

/// The way in for a mail server that pipes messages to a command.
package enum InboxDelivery {
    /// - Throws: when the folder cannot be written; the mail server should then keep the message.
    package static func lay(_ message: [UInt8], in folder: String) throws {
        try Inbox.deliver(Data(message), to: folder, id: UUIDv7.make(at: SystemClock().now))
    }
}
