package import Storage

/// Money that a function of the house promised or paid for one year: what the budget of a municipality counts beside
/// the bookings that an officer types in.
package struct Commitment: Sendable, Equatable {
    /// Stays the same as long as the promise does, such as `afspraak:` and its id.
    package let id: String
    package let title: String
    package let year: Int
    /// The name of the budget line it is paid from, as somebody wrote it; `nil` when nobody said.
    package let line: String?
    /// For money without a budget line that is known.
    package let function: BasicFunction?
    /// In euro cents.
    package let committed: Int
    /// In euro cents, part of what was committed.
    package let spent: Int
    /// The page of the promise itself.
    package let path: String?

    package init(
        id: String, title: String, year: Int, line: String? = nil, function: BasicFunction? = nil, committed: Int,
        spent: Int = 0, path: String? = nil
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.line = line
        self.function = function
        self.committed = committed
        self.spent = spent
        self.path = path
    }
}

extension Module {
    package func commitments(of municipality: String, years: ClosedRange<Int>, in db: any SQLConnection) throws
        -> [Commitment]
    { [] }
}
