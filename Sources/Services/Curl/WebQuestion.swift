import CCurl

/// A question over HTTP to a service elsewhere, by libcurl. Certificates are checked against those of the system;
/// redirects are answers, never followed.
///
/// Each question has a line of its own: who asks a few times an hour would only see a kept line grow stale.
package struct WebQuestion: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        package let body: [UInt8]
    }

    package enum Failure: Error {
        /// No answer, or none to its end, within the time there is.
        case unreachable
        /// More than `limit` bytes.
        case answerTooLarge
    }

    private let url: String
    private let headers: [(name: String, value: String)]
    private let form: String?
    private let limit: Int
    private let seconds: Int

    /// - Parameters:
    ///   - url: with `http` or `https`; nothing else is asked.
    ///   - form: fields to post, encoded; without them the question is a GET.
    ///   - limit: the largest answer that is read, in bytes.
    ///   - seconds: for the whole question, its answer included.
    package init(_ url: String, headers: [(name: String, value: String)], form: String?, limit: Int, seconds: Int) {
        self.url = url
        self.headers = headers
        self.form = form
        self.limit = limit
        self.seconds = seconds
    }

    package func ask() async throws(Failure) -> Answer {
        try await OffPool.run { () throws(Failure) in try wait() }
    }

    private func wait() throws(Failure) -> Answer {
        guard let call = CurlCall(url, seconds: seconds) else { throw .unreachable }
        call.set(CURLOPT_PROTOCOLS_STR, "http,https")
        call.set(CURLOPT_CONNECTTIMEOUT, min(4, seconds))
        call.set(CURLOPT_FOLLOWLOCATION, 0)
        // What says nothing for four seconds is gone.
        call.set(CURLOPT_LOW_SPEED_LIMIT, 1)
        call.set(CURLOPT_LOW_SPEED_TIME, 4)
        for header in headers { call.setHeader("\(header.name): \(header.value)") }
        if let form { call.set(CURLOPT_COPYPOSTFIELDS, form) }
        let (body, failure) = call.performReading(limit: limit)
        guard body.count <= limit else { throw .answerTooLarge }
        guard failure == nil else { throw .unreachable }
        return Answer(status: call.answer, body: body)
    }
}
