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

    /// Reads the body within so many seconds, so that a body sent drop by drop does not hold a line.
    func collect(upTo limit: Int, within seconds: Int) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw WebError.tooLarge }
        let bytes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await self.read(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw WebError.tooSlow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
        pending.withLock { $0 = false }
        return bytes
    }

    private func read(upTo limit: Int) async throws -> [UInt8] {
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw WebError.tooLarge
        } catch let error where !(error is CancellationError) {
            // No HTTP, or the visitor went away halfway: nothing of ours broke.
            throw WebError.badRequest(Text("Het formulier kwam niet heel over. Verstuur het opnieuw."))
        }
    }
}
