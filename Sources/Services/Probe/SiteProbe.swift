import CCurl

/// Asks a page of a site, under a name of choice, and keeps nothing but its status.
package enum SiteProbe {
    /// The status; 0 when nothing answers.
    package static func status(_ url: String, host: String, seconds: Int = 5) async -> Int {
        await OffPool.run {
            guard let call = CurlCall(url, seconds: seconds) else { return 0 }
            call.set(CURLOPT_NOBODY, 1)
            call.add("Host: \(host)", to: CURLOPT_HTTPHEADER)
            _ = call.perform()
            return call.answer
        }
    }
}
