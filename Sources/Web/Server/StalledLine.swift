import NIOCore

/// Ends lines on which a visitor leaves the answer lying, or goes on sending a body after the answer was given.
///
/// Only the visitor is timed. What was handed to the line and is not taken counts; while the server itself is making an
/// answer, or the next piece of one, nothing lies there, and a heavy table may take its time. Whoever is slow to *send*
/// is met elsewhere: a request that is not finished, or does not come, ends after `Limits.idleSeconds`, and a body has
/// its pace (`BodyPace`).
final class StalledLine: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = NIOAny
    typealias OutboundOut = NIOAny

    /// The time to read a last answer (seconds).
    private static let lastSeconds: Int64 = 5

    private let patience: TimeAmount
    /// Pieces of answers that were handed to the line and that the visitor did not take yet.
    private var lying = 0
    /// When the visitor took the last piece, or when the first of those that lie there was handed over.
    private var moved = NIODeadline.now()
    private var look: Scheduled<Void>?

    /// - Parameter seconds: how long a piece may lie.
    init(seconds: Int) { patience = .seconds(Int64(seconds)) }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if lying == 0 { moved = .now() }
        lying += 1
        let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
        taken.futureResult.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in
            self.lying -= 1
            self.moved = .now()
        }
        context.write(data, promise: taken)
        if look == nil { lookLater(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
    }

    private func lookLater(_ context: ChannelHandlerContext) {
        look = context.eventLoop.assumeIsolated().scheduleTask(deadline: moved + patience) {
            self.look = nil
            guard self.lying > 0 else { return }
            if NIODeadline.now() - self.moved >= self.patience {
                context.close(promise: nil)
            } else {
                self.lookLater(context)
            }
        }
    }

    static func hangUpSoon(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .seconds(lastSeconds)) { channel.close(promise: nil) }
    }
}
