import Dispatch

/// Work that waits, for a disk or for the network: it takes a thread of its own, so that visitors do not wait with it.
package enum OffPool {
    package static func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
