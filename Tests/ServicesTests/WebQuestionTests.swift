import Foundation
import Glibc
import Services
import Testing

@Suite("Questions to services elsewhere", .timeLimit(.minutes(2)))
struct WebQuestionTests {
    /// A port that takes lines and says nothing on them.
    final class SilentPort {
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
    }

    static func ask(_ url: String, seconds: Int) async -> WebQuestion.Failure? {
        do {
            _ = try await WebQuestion(url, headers: [], form: nil, limit: 1000, seconds: seconds).ask()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a service that hangs gets so many questions, and no other work waits for it`() async throws {
        let port = try SilentPort()
        let url = "http://127.0.0.1:\(port.number)/"
        let (failures, wait) = await withTaskGroup { group in
            for _ in 0..<(WebQuestion.most + 9) { group.addTask { await Self.ask(url, seconds: 6) } }
            // The first that ends is one that was not put to the service at all; the others wait still.
            var failures: [WebQuestion.Failure?] = []
            if let first = await group.next() { failures.append(first) }
            let began = ContinuousClock.now
            await OffPool.run {}
            let wait = ContinuousClock.now - began
            for await failure in group { failures.append(failure) }
            return (failures, wait)
        }
        #expect(wait < .seconds(4) && failures.first == .tooManyWait)
        #expect(failures.count { $0 == .tooManyWait } == 9)
        #expect(failures.count { $0 == .unreachable } == WebQuestion.most)
        // What has ended makes room.
        #expect(await Self.ask(url, seconds: 1) == .unreachable)
    }

    @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "smtp://127.0.0.1/", "http://", "niets"])
    func `nothing but the web is asked`(url: String) async {
        #expect(await Self.ask(url, seconds: 2) == .unreachable)
    }
}
