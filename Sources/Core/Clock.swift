import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the program gets its time. Tests and the demo move it; nothing else asks the system.
package protocol WallClock: Sendable {
    var now: Moment { get }
}

extension WallClock {
    /// Today in the Netherlands.
    package var today: Day { now.day }
}

/// The clock of the machine.
package struct SystemClock: WallClock {
    package init() {}
    package var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that runs along with the machine, shifted by an offset that can be moved.
package final class MovableClock: WallClock {
    private let base: any WallClock
    private let offset: Mutex<Int64>

    package init(base: any WallClock = SystemClock(), offset: Span = .seconds(0)) {
        self.base = base
        self.offset = Mutex(offset.milliseconds)
    }

    package var now: Moment { Moment(milliseconds: base.now.milliseconds + offset.withLock { $0 }) }

    /// How far this clock is ahead of the machine's.
    package var ahead: Span { Span(milliseconds: offset.withLock { $0 }) }

    package func move(by span: Span) { offset.withLock { $0 += span.milliseconds } }
}

/// A clock that stands still until it is moved.
package final class FixedClock: WallClock {
    private let moment: Mutex<Moment>
    package init(_ moment: Moment) { self.moment = Mutex(moment) }
    package var now: Moment { moment.withLock { $0 } }
    package func move(by span: Span) { moment.withLock { $0 = $0 + span } }
}
