import Hummingbird
import NIOCore

/// An answer as it goes over the line.
enum AnswerBody {
    private static let piece = 256 * 1024

    /// A large answer goes in pieces, so that a slow visitor who takes them one by one counts as alive.
    static func make(_ reply: Reply) -> ResponseBody {
        let bytes = reply.body
        if let rest = reply.rest {
            return ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: bytes))
                try await rest.forEach { try await writer.write(ByteBuffer(bytes: $0)) }
                try await writer.finish(nil)
            }
        }
        guard bytes.count > piece else { return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }
        return ResponseBody(contentLength: bytes.count) { writer in
            var start = 0
            while start < bytes.count {
                let end = min(start + piece, bytes.count)
                try await writer.write(ByteBuffer(bytes: bytes[start..<end]))
                start = end
            }
            try await writer.finish(nil)
        }
    }
}
