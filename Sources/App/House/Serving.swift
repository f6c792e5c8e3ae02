package import Logging
import Hummingbird
import ServiceLifecycle
package import Web

extension Town {
    /// Listens and does the background work until the process is told to stop.
    package func serve(logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void) async throws {
        let server = SiteServer(pipeline: pipeline, routes: routes, trustsProxy: configuration.trustsProxy)
        var application = server.application(
            host: configuration.host, port: configuration.port, logger: logger, onRunning: onRunning)
        application.addServices(Background(runner: runner))
        try await application.runService()
        try await close()
    }
}

/// The runner as a service that stops with the server.
private struct Background: Service {
    let runner: Runner
    func run() async throws {
        await cancelWhenGracefulShutdown { await runner.loop() }
    }
}
