import Foundation
import Logging
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The log lines that wait to be written. A request only lays its line here; one thread writes them, so that a slow
/// terminal or journal never holds a visitor up. When the queue is full lines are dropped, and counted.
package final class LogQueue: Sendable {
    /// The log of the program, on standard error.
    package static let shared = LogQueue(descriptor: STDERR_FILENO)

    private struct State {
        var waiting: [LogEntry] = []
        var droppedSinceLine = 0
        var isWriting = false
        var hasThread = false
    }

    private let descriptor: Int32
    private let room: Int
    private let state = Mutex(State())
    private let bell = DispatchSemaphore(value: 0)
    private let format = Mutex(LogFormat.json)
    private let lost = Atomic<Int>(0)

    /// - Parameter room: the most lines that wait.
    package init(descriptor: Int32, room: Int = 10_000) {
        self.descriptor = descriptor
        self.room = room
    }

    /// Lines that were dropped since the start.
    package var dropped: Int { lost.load(ordering: .relaxed) }

    package func use(_ format: LogFormat) { self.format.withLock { $0 = format } }

    func put(_ entry: LogEntry) {
        let (ring, start) = state.withLock { state -> (Bool, Bool) in
            guard state.waiting.count < room else {
                state.droppedSinceLine += 1
                lost.wrappingAdd(1, ordering: .relaxed)
                return (false, false)
            }
            state.waiting.append(entry)
            let start = !state.hasThread
            state.hasThread = true
            return (state.waiting.count == 1, start)
        }
        if start { begin() }
        if ring { bell.signal() }
    }

    /// Waits until all that was laid here is written, but no longer than `seconds`.
    package func flush(seconds: Double = 2) {
        let deadline = ContinuousClock.now + .milliseconds(Int64(seconds * 1000))
        while ContinuousClock.now < deadline {
            let isIdle = state.withLock { $0.waiting.isEmpty && !$0.isWriting }
            if isIdle { return }
            usleep(1000)
        }
    }

    private func begin() {
        let thread = Thread { [self] in
            while true {
                bell.wait()
                // Lines come in crowds: one awakening for all of them.
                usleep(2000)
                writeAll()
            }
        }
        thread.name = "log"
        thread.start()
    }

    private func writeAll() {
        let (entries, missed) = state.withLock { state -> ([LogEntry], Int) in
            state.isWriting = true
            defer {
                state.waiting.removeAll(keepingCapacity: true)
                state.droppedSinceLine = 0
            }
            return (state.waiting, state.droppedSinceLine)
        }
        let format = format.withLock { $0 }
        var text = ""
        for entry in entries { text += entry.line(format) + "\n" }
        if missed > 0 { text += LogEntry.dropped(missed).line(format) + "\n" }
        send(Array(text.utf8))
        state.withLock { $0.isWriting = false }
    }

    private func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if count > 0 {
                start += count
            } else if errno == EINTR {
                continue
            } else if errno == EAGAIN {
                var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&place, 1, 1000)
            } else {
                // Nobody reads the log any more: the site goes on without.
                return
            }
        }
    }
}
