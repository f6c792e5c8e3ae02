import Brokerage
import Community
import Evaluation
import Hummingbird
package import Logging
import ServiceLifecycle
import Services
import Storage
import Web

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files the program itself needs, next to the lines of visitors: the database with its readers, mail, the log.
private let spare = 100

extension Town {
    /// Listens and does the background work until the process is told to stop.
    package func serve(logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void) async throws {
        try await serve(
            logger: logger, signals: await StopSignals.listen(),
            endNow: {
                LogLines.flush()
                _exit(1)
            }, onRunning: onRunning)
    }

    /// - Parameters:
    ///   - signals: one element for each time someone asks to stop.
    ///   - endNow: what a second one does.
    package func serve(
        logger: Logger, signals: AsyncStream<Void>, endNow: @escaping @Sendable () -> Void,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        var pipeline = pipeline
        let room = OpenFiles.allow(pipeline.limits.connections + spare) - spare
        pipeline.limits.connections = max(1, min(pipeline.limits.connections, room))
        let server = SiteServer(pipeline: pipeline, routes: routes, trustsProxy: configuration.trustsProxy)
        let application = server.application(
            host: configuration.host, port: configuration.port, logger: logger,
            onRunning: { [house] port in
                StartMemory.giveBackSoon()
                // The engine's idea of what is in the tables: it may be a day old, so no visitor waits for it.
                Task { try? await house.database.maintain() }
                await onRunning(port)
            })
        if !configuration.isDemo {
            for warning in try await house.database.engineWarnings() {
                logger.warning("engine", metadata: ["let-op": "\(warning)"])
            }
        }
        let web = ServiceGroup(configuration: .init(services: [.init(service: application)], logger: logger))
        let lifetime = Lifetime(
            // The server on the threads that read its connections.
            web: { try await withTaskExecutorPreference(LoopExecutor()) { try await web.run() } },
            stopWeb: { await web.triggerGracefulShutdown() },
            work: try rounds(logger), onStopping: { [health] in health.readiness.stop() },
            grace: .seconds(configuration.graceSeconds), drain: .seconds(configuration.drainSeconds), logger: logger)
        do {
            try await lifetime.run(signals: signals, endNow: endNow)
        } catch {
            try? await close()
            throw error
        }
        do {
            try await close()
        } catch {
            // What was cut short may still hold the database; what was acknowledged is on the disk.
            logger.warning("close", metadata: ["fout": "\(error)"])
        }
        logger.notice("stopped")
    }

    /// The background work: jobs each second, mail each second beside them, replies by mail each five.
    private func rounds(_ logger: Logger) throws -> [Rounds] {
        let work = Rounds(every: .seconds(1)) { [runner, health] isStopping in
            health.work.roundBegan()
            await health.probe.run()
            do {
                try await runner.work(until: isStopping)
                health.work.roundEnded(problem: nil)
            } catch is CancellationError {
                health.work.roundEnded(problem: nil)
            } catch {
                logger.error("runner", metadata: ["fout": "\(error)"])
                health.work.roundEnded(problem: "\(error)")
            }
        }
        let post = Rounds(every: .seconds(1)) { [runner] isStopping in
            do {
                try await runner.post(until: isStopping)
            } catch is CancellationError {
                // Stopping: what was taken is given back.
            } catch {
                logger.error("post", metadata: ["fout": "\(error)"])
            }
        }
        var all = [work, post]
        if house.database.isShared { all.append(searchRounds(logger)) }
        guard let folder = configuration.inbox else { return all }
        let inbox = try Inbox(
            folder: folder, receiver: InboundMail(house: house), bounces: Bounces(house: house), clock: house.clock,
            logger: logger)
        return all + [Rounds(every: .seconds(5)) { isStopping in await inbox.takeIn(until: isStopping) }]
    }

    /// Keeps the search true to what other processes change: a tenth of a second behind, and the time of a query.
    private func searchRounds(_ logger: Logger) -> Rounds {
        Rounds(every: .milliseconds(100)) { [brokerage, house] _ in
            do {
                try await brokerage.index.catchUp(house.database)
            } catch {
                logger.error("search", metadata: ["fout": "\(error)"])
            }
        }
    }
}
