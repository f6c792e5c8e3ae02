package import Core
package import Storage

/// A number the platform measures by itself, which a goal can point at.
package struct Indicator: Sendable {
    /// What the value is about.
    package enum Window: Sendable, Equatable {
        /// What happened in so many months up to the day of measuring: it can be counted again for any day there was.
        case months(Int)
        /// How things stand on the day itself: what was not measured then is never known again.
        case moment
    }

    /// Which way is better.
    package enum Better: Sendable { case up, down, neither }

    /// How old the value may be.
    package enum Freshness: Sendable {
        /// Counted from the records each time.
        case live
        /// From what was gathered the night before.
        case daily
        /// From a yearly count, such as a survey.
        case yearly

        package var label: Text {
            switch self {
            case .live: Text("elk uur geteld")
            case .daily: Text("elke nacht geteld")
            case .yearly: Text("een keer per jaar")
            }
        }
    }

    /// A value, and of how many records it is a share or a middle; `nil` where that says nothing.
    package struct Measured: Sendable, Equatable {
        package let value: Double
        package let base: Int?
        /// The interval around the value, of a sample; `nil` for what was counted whole.
        package let low: Double?
        package let high: Double?
        /// The day it was measured, of what is measured now and then such as a survey; `nil` for what is counted at once.
        package let day: Day?
        package init(_ value: Double, base: Int? = nil, low: Double? = nil, high: Double? = nil, day: Day? = nil) {
            self.value = value
            self.base = base
            self.low = low
            self.high = high
            self.day = day
        }

        /// Half the width of the interval.
        package var margin: Double? {
            guard let low, let high, low.isFinite, high.isFinite else { return nil }
            return max(0, (high - low) / 2)
        }

        /// A share in per cent; `nil` of nothing.
        package static func share(_ part: Int, of whole: Int) -> Measured? {
            whole > 0 ? Measured(Double(part) * 100 / Double(whole), base: whole) : nil
        }
    }

    package typealias Measure =
        @Sendable (_ municipality: String, _ from: Day, _ to: Day, any SQLConnection) throws ->
        Measured?

    /// The list behind a value, and who may open it.
    package struct Records: Sendable {
        /// `nil` for a page that is for everyone.
        let roles: Set<MunicipalRole>?
        let path: @Sendable (_ municipality: String, _ from: Day, _ to: Day) -> String

        package init(
            _ roles: Set<MunicipalRole>? = nil, path: @escaping @Sendable (String, Day, Day) -> String
        ) {
            self.roles = roles
            self.path = path
        }
    }

    /// Such as `volunteers-placed`: the name by which the policy content knows it.
    package let id: String
    package let name: Text
    /// What counts and what does not.
    package let definition: Text
    package let unit: Text
    package let decimals: Int
    package let window: Window
    package let better: Better
    package let freshness: Freshness
    package let records: Records?
    /// The first day of which there are records, for what happened in a period; `nil` when that is not known. Figures of
    /// months from before the platform kept them can then be counted after all.
    package let since: (@Sendable (_ municipality: String, any SQLConnection) throws -> Day?)?
    /// The value for one municipality from the first to and with the last day; `nil` when nothing can be measured.
    package let measure: Measure

    package init(
        id: String, name: Text, definition: Text, unit: Text, decimals: Int = 0, window: Window = .months(12),
        better: Better = .up, freshness: Freshness = .live, records: Records? = nil,
        since: (@Sendable (String, any SQLConnection) throws -> Day?)? = nil, measure: @escaping Measure
    ) {
        self.id = id
        self.name = name
        self.definition = definition
        self.unit = unit
        self.decimals = decimals
        self.window = window
        self.better = better
        self.freshness = freshness
        self.records = records
        self.since = since
        self.measure = measure
    }

    /// The days a value on `day` is about: with and without the first and last.
    package func period(upTo day: Day) -> (from: Day, to: Day) {
        switch window {
        case .moment: return (day, day)
        case .months(let count):
            let next = day + 1
            let first = next.firstOfMonth(adding: -count)
            let length = first.firstOfMonth(adding: 1) - first
            return (first + min(next.parts.day - 1, length - 1), day)
        }
    }

    /// The value as it was on `day`.
    package func measured(_ municipality: String, on day: Day, in db: any SQLConnection) throws -> Measured? {
        let period = period(upTo: day)
        return try measure(municipality, period.from, period.to, db)
    }

    /// The path to the records behind the value on `day`; `nil` when there are none or they are not for this person.
    package func recordsPath(_ municipality: String, on day: Day, for actor: Actor) -> String? {
        guard let records, records.roles.map({ actor.has($0, in: municipality) }) ?? true else { return nil }
        let period = period(upTo: day)
        return records.path(municipality, period.from, period.to)
    }
}

extension House {
    /// Everything that is measured in a municipality: what every municipality measures and what it added itself.
    package func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator] {
        try registry.modules.flatMap { try $0.indicators + $0.indicators(of: municipality, in: db) }
    }
}
