import CLibPQ
import NIOPosix
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line of its own on which the server tells what changed, by LISTEN. It is made when someone first listens, and made
/// anew when it breaks: then everyone hears that something may have been missed.
final class PostgresListener: Sendable {
    private struct State {
        var isStarted = false
        var isClosed = false
        /// Channels somebody began to listen to since the loop last looked.
        var asked: Set<Channel> = []
    }

    private let conninfo: Conninfo
    private let settings: PostgresSettings
    private let listeners = Listeners()
    private let state = Mutex(State())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let bell: Bell

    init(_ conninfo: Conninfo, settings: PostgresSettings) {
        self.conninfo = conninfo
        self.settings = settings
        bell = Bell()
    }

    func listen(_ channel: Channel) -> AsyncStream<Change> {
        let stream = listeners.add(channel)
        begin(channel)
        return stream
    }

    func follow(_ channel: Channel, _ reaction: @escaping Listeners.Reaction) {
        listeners.follow(channel, reaction)
        begin(channel)
    }

    /// What this process told itself: those who follow need not wait until the server says it back.
    func told(_ payload: String, on channel: Channel) { listeners.react(.told(payload), on: channel) }

    private func begin(_ channel: Channel) {
        let starts = state.withLock { state in
            state.asked.insert(channel)
            if state.isClosed { return false }
            defer { state.isStarted = true }
            return !state.isStarted
        }
        if starts {
            thread.start()
            thread.submit { [self] in if $0 == .active { hear() } }
        }
        bell.ring()
    }

    /// Ends every stream and lets the thread go.
    func close() {
        let ends = state.withLock { state in
            defer { state.isClosed = true }
            return state.isStarted && !state.isClosed
        }
        bell.ring()
        listeners.close()
        if ends { thread.shutdownGracefully { _ in } }
    }

    private var isClosed: Bool { state.withLock(\.isClosed) }

    /// Runs until `close`, a line after a line.
    private func hear() {
        var wait: Int32 = 100
        while !isClosed {
            if let connection = try? PostgresConnection(conninfo, settings: settings) {
                wait = 100
                hear(on: connection)
            } else {
                wait = min(wait * 2, 2000)
            }
            if !isClosed { bell.wait(beside: nil, milliseconds: wait) }
        }
    }

    /// Hears what is told until the line breaks.
    private func hear(on connection: PostgresConnection) {
        var heard: Set<Channel> = []
        var wanted = listeners.channels
        while !isClosed {
            wanted.formUnion(
                state.withLock { state in
                    defer { state.asked = [] }
                    return state.asked
                })
            for channel in wanted {
                if !heard.contains(channel) {
                    guard (try? connection.command("LISTEN \(channel.name)")) != nil else { return }
                    heard.insert(channel)
                }
                listeners.tell(.resync, on: channel)
            }
            wanted = []
            guard tell(from: connection) else { return }
            bell.wait(beside: PQsocket(connection.line), milliseconds: 5000)
        }
    }

    /// Takes in what has come and hands it on; false when the line broke.
    private func tell(from connection: PostgresConnection) -> Bool {
        guard PQconsumeInput(connection.line) == 1 else { return false }
        while let notice = PQnotifies(connection.line) {
            defer { PQfreemem(notice) }
            guard let name = notice.pointee.relname, let payload = notice.pointee.extra else { continue }
            let channel = listeners.channels.first { strcmp($0.name, name) == 0 }
            if let channel { listeners.tell(.told(String(cString: payload)), on: channel) }
        }
        return PQstatus(connection.line) == CONNECTION_OK
    }
}
