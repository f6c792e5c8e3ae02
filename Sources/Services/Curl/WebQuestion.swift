import CCurl
import Foundation
import Synchronization

/// A question over HTTP to a service elsewhere, by libcurl. Certificates are checked against those of the system;
/// redirects are answers, never followed.
///
/// Each question has a line of its own: who asks a few times an hour would only see a kept line grow stale. It also has a
/// thread of its own, so that nothing else waits for a service that hangs.
package struct WebQuestion: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        package let body: [UInt8]
    }

    package enum Failure: Error {
        /// No answer, or none to its end, within the time there is.
        case unreachable
        /// The room is full of questions that wait for an answer.
        case tooManyWait
        /// More than `limit` bytes.
        case answerTooLarge
    }

    /// Where questions wait for their answer, so many at the same time.
    package final class Room: Sendable {
        package static let shared = Room(64)

        private let most: Int
        private let waiting = Mutex(0)

        package init(_ most: Int) { self.most = most }

        func enter() -> Bool {
            waiting.withLock { count in
                guard count < most else { return false }
                count += 1
                return true
            }
        }

        func leave() { waiting.withLock { $0 -= 1 } }
    }

    private let url: String
    private let headers: [(name: String, value: String)]
    private let form: String?
    private let limit: Int
    private let seconds: Int
    private let room: Room

    /// - Parameters:
    ///   - url: with `http` or `https`; nothing else is asked.
    ///   - form: fields to post, encoded; without them the question is a GET.
    ///   - limit: the largest answer that is read, in bytes.
    ///   - seconds: for the whole question, its answer included.
    package init(
        _ url: String, headers: [(name: String, value: String)], form: String?, limit: Int, seconds: Int,
        room: Room = .shared
    ) {
        self.url = url
        self.headers = headers
        self.form = form
        self.limit = limit
        self.seconds = seconds
        self.room = room
    }

    package func ask() async throws(Failure) -> Answer {
        guard room.enter() else { throw .tooManyWait }
        let result: Result<Answer, Failure> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let result = Result { () throws(Failure) in try wait() }
                room.leave()
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }

    private func wait() throws(Failure) -> Answer {
        guard let call = CurlCall(url, seconds: seconds, leavesNetwork: true) else { throw .unreachable }
        call.set(CURLOPT_PROTOCOLS_STR, "http,https")
        call.set(CURLOPT_CONNECTTIMEOUT, min(4, seconds))
        call.set(CURLOPT_FOLLOWLOCATION, 0)
        // A name server that says nothing keeps its thread; we do not wait for it.
        call.set(CURLOPT_QUICK_EXIT, 1)
        for header in headers { call.add("\(header.name): \(header.value)", to: CURLOPT_HTTPHEADER) }
        if let form { call.set(CURLOPT_COPYPOSTFIELDS, form) }
        let (body, failure) = call.performReading(limit: limit)
        guard body.count <= limit else { throw .answerTooLarge }
        guard failure == nil else { throw .unreachable }
        return Answer(status: call.answer, body: body)
    }
}
