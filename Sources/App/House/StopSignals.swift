import UnixSignals

/// When someone asks this process to stop: SIGTERM (systemd) or SIGINT (Ctrl+C).
enum StopSignals {
    static func listen() async -> AsyncStream<Void> {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let (stream, tell) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for await _ in signals { tell.yield() }
            tell.finish()
        }
        tell.onTermination = { _ in task.cancel() }
        return stream
    }
}
