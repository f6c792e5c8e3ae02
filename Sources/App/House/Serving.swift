import Brokerage
import Community
import Hummingbird
package import Logging
import ServiceLifecycle
import Services
import Storage
import UnixSignals
import Web

/// Files the program itself needs, next to the lines of visitors: the database with its readers, mail, the log.
private let spare = 100

extension Town {
    /// Listens and does the background work until the process is told to stop.
    package func serve(logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void) async throws {
        var pipeline = pipeline
        let room = OpenFiles.allow(pipeline.limits.connections + spare) - spare
        pipeline.limits.connections = max(1, min(pipeline.limits.connections, room))
        let server = SiteServer(pipeline: pipeline, routes: routes, trustsProxy: configuration.trustsProxy)
        let application = server.application(
            host: configuration.host, port: configuration.port, logger: logger, onRunning: onRunning)
        if !configuration.isDemo {
            for warning in try await house.database.engineWarnings() {
                logger.warning("engine", metadata: ["let-op": "\(warning)"])
            }
        }
        let mail = try configuration.inbox.map {
            try Inbox(folder: $0, receiver: InboundMail(house: house), clock: house.clock, logger: logger)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application), .init(service: Background(runner: runner, inbox: mail))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        try await close()
    }
}

/// The runner and the inbox as a service that stops with the server.
private struct Background: Service {
    let runner: Runner
    let inbox: Inbox?

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await runner.loop() }
                if let inbox { group.addTask { await inbox.loop() } }
            }
        }
    }
}
