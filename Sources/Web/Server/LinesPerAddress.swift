import NIOCore
import Synchronization

/// How many lines each address has open, so that one visitor cannot take them all.
final class LinesPerAddress: Sendable {
    private let most: Int
    private let open = Mutex<[String: Int]>([:])

    init(most: Int) { self.most = most }

    /// Counts one more line of an address; `false` when it has them all.
    func take(_ address: String) -> Bool {
        open.withLock { open in
            let count = open[address, default: 0]
            guard count < most else { return false }
            open[address] = count + 1
            return true
        }
    }

    func giveBack(_ address: String) {
        open.withLock { open in
            let left = open[address, default: 0] - 1
            open[address] = left > 0 ? left : nil
        }
    }
}

/// Counts one line as long as it is open, and closes it at once when its address has too many.
final class LineCounter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let lines: LinesPerAddress
    /// The address that the line is counted for.
    private var counted: String?
    private var isLooked = false

    init(_ lines: LinesPerAddress) { self.lines = lines }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { look(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        look(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        giveBack()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { giveBack() }

    private func look(_ context: ChannelHandlerContext) {
        guard !isLooked, let address = context.channel.remoteAddress?.ipAddress else { return }
        isLooked = true
        let key = RateLimit.key(address)
        if lines.take(key) {
            counted = key
        } else {
            context.close(promise: nil)
        }
    }

    private func giveBack() {
        if let counted { lines.giveBack(counted) }
        counted = nil
    }
}
