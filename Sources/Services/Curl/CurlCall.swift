import CCurl

/// One call of libcurl: nothing is sent but what is set and what the conversation itself needs.
final class CurlCall {
    private let handle: UnsafeMutableRawPointer
    private var lists: [CURLoption.RawValue: UnsafeMutablePointer<curl_slist>] = [:]

    /// `nil` when libcurl does not start.
    /// - Parameters:
    ///   - seconds: for the line, and for the whole.
    ///   - leavesNetwork: goes through the proxy that the environment names, if it does.
    init?(_ url: String, seconds: Int, leavesNetwork: Bool = false) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        set(CURLOPT_URL, url)
        set(CURLOPT_CONNECTTIMEOUT, seconds)
        set(CURLOPT_TIMEOUT, seconds)
        set(CURLOPT_NOSIGNAL, 1)
        if !leavesNetwork { set(CURLOPT_PROXY, "") }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists.values { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ value: String) { inzet_curl_set_text(handle, option, value) }
    func set(_ option: CURLoption, _ value: Int) { inzet_curl_set_long(handle, option, value) }

    /// One more of what goes in a list: a whole header line, a recipient.
    func add(_ line: String, to option: CURLoption) {
        guard let list = curl_slist_append(lists[option.rawValue], line) else { return }
        lists[option.rawValue] = list
        inzet_curl_set_pointer(handle, option, list)
    }

    /// Gives what went wrong; `nil` when nothing did.
    func perform() -> (code: CURLcode, words: String, answer: Int)? {
        let result = curl_easy_perform(handle)
        guard result != CURLE_OK else { return nil }
        return (result, String(cString: curl_easy_strerror(result)), answer)
    }

    /// Performs it and gives the other side these bytes. Gives what went wrong; `nil` when nothing did.
    func performSending(_ bytes: [UInt8]) -> (code: CURLcode, words: String, answer: Int)? {
        let source = Source(bytes)
        return withExtendedLifetime(source) {
            inzet_curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
            inzet_curl_set_reader(handle) { buffer, size, count, context in
                guard let buffer, let context else { return 0 }
                return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue().fill(buffer, size * count)
            }
            set(CURLOPT_UPLOAD, 1)
            return perform()
        }
    }

    /// What goes out, piece by piece.
    private final class Source {
        private let bytes: [UInt8]
        private var position = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func fill(_ buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
            let count = min(room, bytes.count - position)
            bytes.withUnsafeBytes { source in
                guard let base = source.baseAddress, count > 0 else { return }
                UnsafeMutableRawPointer(buffer).copyMemory(from: base + position, byteCount: count)
            }
            position += count
            return count
        }
    }

    /// Performs it and gives what came in. Reading ends at the first piece that does not fit in `limit` bytes; there is one
    /// more byte than that then.
    func performReading(limit: Int) -> (body: [UInt8], failure: CURLcode?) {
        let answer = Received(limit: limit)
        let result = withExtendedLifetime(answer) {
            inzet_curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(answer).toOpaque())
            inzet_curl_set_writer(handle) { buffer, size, count, context in
                guard let buffer, let context else { return 0 }
                return Unmanaged<Received>.fromOpaque(context).takeUnretainedValue().take(buffer, size * count)
            }
            return curl_easy_perform(handle)
        }
        return (answer.bytes, result == CURLE_OK ? nil : result)
    }

    private final class Received {
        private(set) var bytes: [UInt8] = []
        private let limit: Int
        init(limit: Int) { self.limit = limit }

        /// How much of this was taken: less than there was tells libcurl to stop.
        func take(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
            let room = min(count, limit + 1 - bytes.count)
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: room))
            return bytes.count > limit ? 0 : count
        }
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
