import Core
import Storage

/// Hours for whoever says yes to them, an organisation or the centre: what waits, and the sums of a year.
struct HoursDesk: Sendable {
    struct Waiting: Sendable {
        let line: any HoursLine
        let name: String
        /// Where the time was given.
        let work: String
    }

    /// A volunteer's year.
    struct Person: Sendable {
        let number: Int
        let name: String
        let work: String
        /// In minutes.
        let agreed: Int
        let waiting: Int
        /// In euro cents.
        let allowance: Int
        let check: AllowanceCheck

        /// - Parameters:
        ///   - row: `number`, `name`, and the `sums` of the lines.
        ///   - check: asked only for who gets an allowance: most get none.
        init(row: Row, work: String, year: Int, check: () throws -> AllowanceCheck?) throws {
            number = try row("number")
            name = try row("name")
            self.work = work
            agreed = try row("agreed")
            waiting = try row("waiting")
            allowance = try row("allowance")
            let own = allowance > 0 ? try check() : nil
            self.check = own ?? AllowanceCheck([], year: year, rate: nil, birthYear: nil)
        }
    }

    static let pageSize = 100

    let year: Int
    let waiting: [Waiting]
    /// More wait than are shown.
    let hasMore: Bool
    let people: [Person]
    /// For whom hours can be written down.
    let choices: [(number: Int, name: String)]

    /// - Parameter waiting: one more than a page where there is one.
    init(year: Int, waiting: [Waiting], people: [Person], choices: [(number: Int, name: String)]) {
        self.year = year
        self.waiting = Array(waiting.prefix(Self.pageSize))
        hasMore = waiting.count > Self.pageSize
        self.people = people
        self.choices = choices
    }

    /// What of the lines `h` a `Person` is made of.
    static var sums: SQL {
        """
        SUM(CASE WHEN h.state = \(HoursEntry.State.agreed) THEN h.minutes ELSE 0 END) AS agreed,
        SUM(CASE WHEN h.state = \(HoursEntry.State.waiting) THEN h.minutes ELSE 0 END) AS waiting,
        SUM(CASE WHEN h.state <> \(HoursEntry.State.returned) THEN COALESCE(h.allowance_cents, 0) ELSE 0 END)
            AS allowance
        """
    }
}
