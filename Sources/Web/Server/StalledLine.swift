import NIOCore

/// Ends lines on which nothing moves: a visitor who asks and never takes the answer, or who goes on sending a body
/// after the answer was given.
final class StalledLine: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    /// The time to read a last answer (seconds).
    private static let lastSeconds: Int64 = 5

    /// - Parameter seconds: how long nothing may move.
    static func handlers(seconds: Int) -> [any RemovableChannelHandler] {
        [IdleStateHandler(allTimeout: .seconds(Int64(seconds))), StalledLine()]
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            context.close(promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    static func hangUpSoon(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .seconds(lastSeconds)) { channel.close(promise: nil) }
    }
}
