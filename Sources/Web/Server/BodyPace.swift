/// The pace at which a body must come in. A form has a short time; a large file gets longer, but only for what has
/// really come, so that a line is never held by a trickle or by a length that is only promised.
package struct BodyPace: Sendable {
    /// Bytes a second below which a body is too slow. A telephone with little reception does more.
    package static let lowestSpeed = 50_000

    /// The time for a body of no size, and for the wait between two pieces (seconds).
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// The time since the start of the body after which nobody waits any longer. It never goes down while pieces come.
    ///
    /// - Parameters:
    ///   - received: bytes so far.
    ///   - lastPiece: when the last of them came, since the start.
    package func patience(received: Int, lastPiece: Duration) -> Duration {
        let whole = Duration.seconds(seconds) + .milliseconds(received / (Self.lowestSpeed / 1000))
        return min(whole, lastPiece + .seconds(seconds))
    }
}
