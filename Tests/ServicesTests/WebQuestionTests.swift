import Foundation
import Glibc
import Services
import Testing

@Suite("Questions to services elsewhere", .timeLimit(.minutes(2)))
struct WebQuestionTests {
    /// A port that takes lines and says nothing on them.
    final class SilentPort: Sendable {
        let number: UInt16
        private let socket: Int32

        init() throws {
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutableBytes(of: &place) { bytes in
                let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
                return bind(socket, address, size) + listen(socket, 256) + getsockname(socket, address, &size)
            }
            try #require(code == 0)
            self.socket = socket
            number = UInt16(bigEndian: place.sin_port)
        }

        deinit { close(socket) }

        /// Waits for the next line; nothing is said on it.
        func accept() -> Int32 { Glibc.accept(socket, nil, nil) }
    }

    static func ask(
        _ url: String, seconds: Int, in room: WebQuestion.Room = WebQuestion.Room(1)
    ) async -> WebQuestion.Failure? {
        let question = WebQuestion(url, headers: [], form: nil, limit: 1000, seconds: seconds, room: room)
        do {
            _ = try await question.ask()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a service that hangs holds so many questions, and what ends makes room`() async throws {
        let port = try SilentPort()
        let room = WebQuestion.Room(3)
        let url = "http://127.0.0.1:\(port.number)/"
        let failures = await withTaskGroup { group in
            for _ in 0..<3 { group.addTask { await Self.ask(url, seconds: 100, in: room) } }
            var lines: [Int32] = []
            for _ in 0..<3 { lines.append(await OffPool.run { port.accept() }) }
            #expect(await Self.ask(url, seconds: 100, in: room) == .tooManyWait)
            for line in lines { close(line) }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(failures == [.unreachable, .unreachable, .unreachable])
        #expect(await Self.ask(url, seconds: 1, in: room) == .unreachable)
    }

    @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "smtp://127.0.0.1/", "http://", "niets"])
    func `nothing but the web is asked`(url: String) async {
        #expect(await Self.ask(url, seconds: 2) == .unreachable)
    }
}
