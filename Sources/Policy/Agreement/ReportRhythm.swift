package import Core
import Storage

/// How often the parties tell how it goes: at the end of each quarter, half year or year, and at the end.
package enum ReportRhythm: String, Sendable, CaseIterable, SQLConvertible {
    case quarter = "kwartaal"
    case halfYear = "halfjaar"
    case year = "jaar"

    package var label: Text {
        switch self {
        case .quarter: Text("Elk kwartaal")
        case .halfYear: Text("Elk half jaar")
        case .year: Text("Elk jaar")
        }
    }

    private var months: Int {
        switch self {
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }

    /// In fewer days there is nothing to tell.
    private static let least = 30
    /// A report can be written so many days ahead.
    static let ahead = 14

    /// The days on which a report is due, the last day of the agreement always.
    package func dueDays(from first: Day, to last: Day) -> [Day] {
        guard first <= last else { return [last] }
        let month = first.parts.month
        // The first day of the period in which the agreement begins.
        var next = first.firstOfMonth(adding: -((month - 1) % months))
        var days: [Day] = []
        while true {
            next = next.firstOfMonth(adding: months)
            let end = next - 1
            guard end < last - Self.least, days.count < 200 else { break }
            if end >= first + Self.least { days.append(end) }
        }
        return days + [last]
    }

    /// The report that is asked for now: the latest day that is due, when nobody told of it. What was missed before is
    /// not asked again: it would be told from memory.
    package func openDay(from first: Day, to last: Day, reported: Set<Day>, today: Day) -> Day? {
        let due = dueDays(from: first, to: last).filter { $0 <= today + Self.ahead }
        guard let latest = due.last, !reported.contains(latest) else { return nil }
        return latest
    }
}
