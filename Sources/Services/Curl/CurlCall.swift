import CCurl

/// One call of libcurl that only looks: nothing is sent but what the conversation itself needs.
final class CurlCall {
    private let handle: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?

    /// `nil` when libcurl does not start.
    init?(_ url: String, seconds: Int) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        set(CURLOPT_URL, url)
        set(CURLOPT_CONNECTTIMEOUT, seconds)
        set(CURLOPT_TIMEOUT, seconds)
        set(CURLOPT_NOSIGNAL, 1)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(headers)
    }

    func set(_ option: CURLoption, _ value: String) { inzet_curl_set_text(handle, option, value) }
    func set(_ option: CURLoption, _ value: Int) { inzet_curl_set_long(handle, option, value) }

    /// A whole header line.
    func setHeader(_ line: String) {
        headers = curl_slist_append(headers, line)
        inzet_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
    }

    /// Gives what went wrong; `nil` when nothing did.
    func perform() -> (code: CURLcode, words: String, answer: Int)? {
        let result = curl_easy_perform(handle)
        guard result != CURLE_OK else { return nil }
        return (result, String(cString: curl_easy_strerror(result)), answer)
    }

    /// The last code the other side answered; 0 when it did not.
    var answer: Int {
        var code = 0
        inzet_curl_response_code(handle, &code)
        return code
    }

    /// What the certificates of the other side say, the first one's lines first.
    var certificateLines: [String] {
        var facts: UnsafeMutablePointer<curl_certinfo>?
        guard inzet_curl_certificates(handle, &facts) == CURLE_OK, let facts, facts.pointee.num_of_certs > 0,
            let first = facts.pointee.certinfo
        else { return [] }
        var lines: [String] = []
        var item = first.pointee
        while let there = item {
            if let data = there.pointee.data { lines.append(String(cString: data)) }
            item = there.pointee.next
        }
        return lines
    }
}
