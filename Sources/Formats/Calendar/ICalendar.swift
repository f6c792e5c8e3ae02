/// Events that people put in their own calendar (RFC 5545), as something published: nobody is asked to answer.
package struct ICalendar: Sendable {
    /// A day without a time zone.
    package struct Day: Sendable, Equatable {
        package var year: Int
        package var month: Int
        package var day: Int

        package init(year: Int, month: Int, day: Int) {
            self.year = year
            self.month = month
            self.day = day
        }
    }

    package enum Span: Sendable, Equatable {
        /// From and until, in seconds since 1970. For something that happens once.
        case moments(start: Int64, end: Int64?)
        /// Whole days, the last one included.
        case days(first: Day, last: Day)
        /// A time on the clock in the Netherlands, minutes from midnight to minutes from midnight. For something that
        /// repeats: "every Tuesday at seven" stays at seven when summer time ends.
        case clock(day: Day, startMinute: Int, endMinute: Int)
    }

    /// Repeats every week or every few weeks.
    package struct Weekly: Sendable, Equatable {
        package enum Weekday: String, Sendable, CaseIterable {
            case monday = "MO"
            case tuesday = "TU"
            case wednesday = "WE"
            case thursday = "TH"
            case friday = "FR"
            case saturday = "SA"
            case sunday = "SU"
        }

        /// 1 is every week.
        package var interval: Int
        /// None means: the weekday of the first time.
        package var days: [Weekday]
        /// The last day on which it can happen; without it there is no end.
        package var until: Day?

        package init(interval: Int = 1, days: [Weekday] = [], until: Day? = nil) {
            self.interval = interval
            self.days = days
            self.until = until
        }
    }

    package struct Event: Sendable {
        /// The same at every export, so that a calendar updates and does not double the event.
        package var uid: String
        /// When this description was made, in seconds since 1970.
        package var stamp: Int64
        package var span: Span
        package var summary: String
        package var description: String?
        package var location: String?
        package var url: String?
        package var weekly: Weekly?
        package var isCancelled: Bool

        package init(
            uid: String, stamp: Int64, span: Span, summary: String, description: String? = nil,
            location: String? = nil, url: String? = nil, weekly: Weekly? = nil, isCancelled: Bool = false
        ) {
            self.uid = uid
            self.stamp = stamp
            self.span = span
            self.summary = summary
            self.description = description
            self.location = location
            self.url = url
            self.weekly = weekly
            self.isCancelled = isCancelled
        }
    }

    package static let mediaType = "text/calendar; charset=utf-8"

    package var name: String
    /// Names the program that wrote the file (PRODID).
    package var product: String
    package var events: [Event]

    package init(name: String, product: String = "-//Inzet//NL", events: [Event]) {
        self.name = name
        self.product = product
        self.events = events
    }
}
