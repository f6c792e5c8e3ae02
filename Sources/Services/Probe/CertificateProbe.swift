import CCurl
package import Core

/// Greets an https address and reads until when its certificate is good.
package enum CertificateProbe {
    package struct Facts: Sendable {
        /// Why the address cannot be trusted or reached; `nil` when all went well.
        package let problem: String?
        /// The last moment of the certificate; `nil` when none was seen.
        package let expires: Moment?

        package init(problem: String?, expires: Moment?) {
            self.problem = problem
            self.expires = expires
        }
    }

    /// - Parameter authority: a file with authorities of your own; those of the system when left out.
    package static func look(_ url: String, authority: String? = nil, seconds: Int = 10) async -> Facts {
        await OffPool.run {
            let (strict, isRefused) = ask(url, authority, seconds, isStrict: true)
            guard isRefused, strict.expires == nil else { return strict }
            // A certificate that is refused still says until when it was good.
            let (loose, _) = ask(url, authority, seconds, isStrict: false)
            return Facts(problem: strict.problem, expires: loose.expires)
        }
    }

    private static func ask(
        _ url: String, _ authority: String?, _ seconds: Int, isStrict: Bool
    ) -> (facts: Facts, isRefused: Bool) {
        guard let call = CurlCall(url, seconds: seconds) else {
            return (Facts(problem: "libcurl does not start.", expires: nil), false)
        }
        // The handshake says it all: nothing is asked after it.
        call.set(CURLOPT_CONNECT_ONLY, 1)
        call.set(CURLOPT_CERTINFO, 1)
        call.set(CURLOPT_SSL_VERIFYPEER, isStrict ? 1 : 0)
        call.set(CURLOPT_SSL_VERIFYHOST, isStrict ? 2 : 0)
        if let authority { call.set(CURLOPT_CAINFO, authority) }
        let failure = call.perform()
        let line = call.certificateLines.first { $0.hasPrefix("Expire date:") }
        let facts = Facts(
            problem: failure.map { "\($0.words)." },
            expires: line.flatMap { CertificateDate.read(String($0.dropFirst(12))) })
        return (facts, failure?.code == CURLE_PEER_FAILED_VERIFICATION)
    }
}

/// The two ways in which libcurl writes the date of a certificate.
enum CertificateDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads `Nov 20 12:00:00 2027 GMT` or `2027-11-20 12:00:00 GMT`; `nil` for anything else.
    static func read(_ text: String) -> Moment? {
        let words = text.split(separator: " ").map(String.init)
        if words.count >= 4, let month = months.firstIndex(of: words[0]) {
            return moment(words[3], String(month + 1), words[1], words[2])
        }
        let date = words.first?.split(separator: "-").map(String.init) ?? []
        guard words.count >= 2, date.count == 3 else { return nil }
        return moment(date[0], date[1], date[2], words[1])
    }

    private static func moment(_ year: String, _ month: String, _ day: String, _ time: String) -> Moment? {
        guard month.utf8.count <= 2, day.utf8.count <= 2 else { return nil }
        func two(_ text: String) -> String { text.utf8.count == 1 ? "0" + text : text }
        return Moment(iso: "\(year)-\(two(month))-\(two(day))T\(time)Z")
    }
}
