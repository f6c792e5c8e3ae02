import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A place where so many wait for each other, the first time they come by; whoever comes later walks on.
final class Meeting: Sendable {
    private let missing: Atomic<Int>

    init(_ count: Int) { missing = Atomic(count) }

    func arrive() {
        if missing.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue <= 0 { return }
        let end = ContinuousClock.now + .seconds(30)
        while missing.load(ordering: .acquiring) > 0, ContinuousClock.now < end { usleep(1000) }
    }
}
