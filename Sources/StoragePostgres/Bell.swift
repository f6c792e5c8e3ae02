#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Wakes a thread that waits for something to come in.
final class Bell: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        // Without a pipe the thread looks around when its wait is over.
        if pipe(&ends) != 0 { ends = [-1, -1] }
        for end in ends where end >= 0 {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        if reading >= 0 { _ = close(reading) }
        if writing >= 0 { _ = close(writing) }
    }

    func ring() {
        var byte: UInt8 = 1
        if writing >= 0 { _ = write(writing, &byte, 1) }
    }

    /// Until the bell rings, something comes in on the socket, or the time is over.
    func wait(beside socket: Int32?, milliseconds: Int32) {
        var ends = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let socket { ends.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&ends, nfds_t(ends.count), milliseconds)
        var bytes = [UInt8](repeating: 0, count: 64)
        if ends[0].revents != 0, reading >= 0 { while read(reading, &bytes, bytes.count) > 0 {} }
    }
}
