/// Memory for an inner loop that cannot afford a check per element; it is given back with the last reference.
///
/// Whoever uses it has checked every index beforehand; nothing from outside reaches it unchecked.
final class Scratch<Element: BitwiseCopyable> {
    let start: UnsafeMutablePointer<Element>
    let count: Int

    init(_ count: Int, filledWith element: Element) {
        self.count = count
        start = .allocate(capacity: max(1, count))
        start.initialize(repeating: element, count: max(1, count))
    }

    deinit { start.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return start[index]
        }
        set {
            assert(index >= 0 && index < count)
            start[index] = newValue
        }
    }

    var array: [Element] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
