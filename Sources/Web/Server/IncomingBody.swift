import Core
import Hummingbird
import NIOCore
import Synchronization

/// The body of one request, read when the pipeline asks for it.
final class IncomingBody: Sendable {
    private let request: Request
    private let pending: Mutex<Bool>

    init(_ request: Request) {
        self.request = request
        pending = Mutex(request.headers[.transferEncoding] != nil || (request.headers[.contentLength] ?? "0") != "0")
    }

    /// Whether the visitor may still be sending what nobody reads.
    var isPending: Bool { pending.withLock { $0 } }

    /// Reads the body at no less than a pace, so that a body sent drop by drop does not hold a line.
    func collect(upTo limit: Int, at pace: BodyPace) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw WebError.tooLarge }
        let progress = Progress()
        let bytes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await self.read(upTo: limit, progress) }
            group.addTask {
                var patience = pace.patience(received: 0, lastPiece: .zero)
                while progress.elapsed < patience {
                    try await Task.sleep(until: progress.start + patience)
                    let (received, lastPiece) = progress.now
                    patience = pace.patience(received: received, lastPiece: lastPiece)
                }
                throw WebError.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        pending.withLock { $0 = false }
        return bytes
    }

    private func read(upTo limit: Int, _ progress: Progress) async throws -> [UInt8] {
        do {
            var bytes: [UInt8] = []
            for try await piece in request.body {
                guard piece.readableBytes <= limit - bytes.count else { throw WebError.tooLarge }
                bytes.append(contentsOf: piece.readableBytesView)
                progress.took(bytes.count)
            }
            return bytes
        } catch let error as WebError {
            throw error
        } catch let error where !(error is CancellationError) {
            // No HTTP, or the visitor went away halfway: nothing of ours broke.
            throw WebError.badRequest(Text("Het formulier kwam niet heel over. Verstuur het opnieuw."))
        }
    }

    /// How far a body has come.
    private final class Progress: Sendable {
        let start = ContinuousClock.now
        private let state = Mutex((received: 0, lastPiece: Duration.zero))

        var now: (received: Int, lastPiece: Duration) { state.withLock { $0 } }
        var elapsed: Duration { ContinuousClock.now - start }
        func took(_ received: Int) { state.withLock { $0 = (received, elapsed) } }
    }
}
