import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// A TCP line to this machine, for requests that no browser sends. Its calls block: use it from `RawLine.use`.
final class RawLine {
    private let descriptor: Int32

    /// - Parameter from: the last number of the address on this machine that the line comes from: 127.0.0.x.
    init?(port: Int, patience: Int = 5, from: UInt8 = 1) {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return nil }
        var wait = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = in_port_t(clamping: port).bigEndian
        if from != 1 {
            var own = sockaddr_in()
            own.sin_family = sa_family_t(AF_INET)
            own.sin_addr.s_addr = in_addr_t(0x7F00_0000 + UInt32(from)).bigEndian
            let bound = withUnsafePointer(to: &own) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            guard bound else { return nil }
        }
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { return nil }
    }

    deinit { close(descriptor) }

    private static func sendQuietly(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            write(descriptor, bytes, bytes.count)
        #endif
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        // A line that the server closed must not end the program.
        _ = Self.sendQuietly(descriptor, bytes)
    }

    /// What comes until the line ends or nothing more comes for a while; and whether it ended.
    ///
    /// - Parameter seconds: how long the first byte may take. Long, because a busy machine is no fault.
    func read(within seconds: Int32 = 60) -> (text: String, ended: Bool) {
        var first = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&first, 1, seconds * 1000) > 0 else { return ("", false) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count <= 0 { return (String(decoding: all, as: UTF8.self), count == 0) }
            all += buffer[..<count]
        }
    }

    /// Whether something came back already.
    func hasWord() -> Bool {
        var first = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&first, 1, 0) > 0
    }

    /// The status of the first answer, or 0.
    func status(within seconds: Int32 = 60) -> Int {
        let words = read(within: seconds).text.split(separator: " ", maxSplits: 2)
        return words.count > 1 ? Int(words[1]) ?? 0 : 0
    }

    /// Runs what blocks on a thread of its own.
    static func use<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
