import Core
import Matching

/// How attention was spread at the end of one week: over vacancies that had been on line for four weeks or more, by the
/// applications of those four weeks. So every vacancy had the same time to be found.
struct AttentionWeek: Sendable, Equatable {
    /// So many of all.
    struct Part: Sendable, Equatable {
        var some = 0
        var all = 0

        static func + (left: Part, right: Part) -> Part {
            Part(some: left.some + right.some, all: left.all + right.all)
        }
        /// In thousandths; `nil` of nothing.
        var thousandths: Int? { all == 0 ? nil : some * 1000 / all }
    }

    static let days = 28
    /// An organisation with fewer vacancies than this at that moment counts as small.
    static let largeFrom = 3

    /// The last day it is about.
    let last: Day
    /// Vacancies with at least one application.
    let withAny: Part
    let small: Part
    let large: Part
    /// Of the applications per vacancy, in thousandths; `nil` when nobody applied.
    let gini: Int?
    /// Applications for each place, in hundredths: the middle one, and the one that nine in ten stay under.
    let median: Int?
    let high: Int?
    /// Vacancies that got their first application in these weeks: so many days after they came on line, the middle one.
    let firstDays: Int?

    init(last: Day, _ works: [AttentionWork]) {
        self.last = last
        let end = DutchTime.moment(last + 1)
        let start = end - .days(Self.days)
        let online = works.filter { $0.from < end && ($0.until.map { $0 >= end } ?? true) }
        let offers = Dictionary(grouping: online, by: \.organisation).mapValues(\.count)
        var counts: [Int] = []
        var perPlace: [Int] = []
        var (any, small, large) = (Part(), Part(), Part())
        for work in online where work.from <= start {
            let count = work.applications(from: start, to: end)
            counts.append(count)
            perPlace.append(count * 100 / work.places)
            let part = Part(some: count > 0 ? 1 : 0, all: 1)
            any = any + part
            if offers[work.organisation] ?? 0 < Self.largeFrom { small = small + part } else { large = large + part }
        }
        (withAny, self.small, self.large) = (any, small, large)
        gini = Exposure.gini(counts)
        perPlace.sort()
        median = Percentile.of(perPlace, 50)
        high = Percentile.of(perPlace, 90)
        let first = works.compactMap { work -> Int? in
            guard work.isWhole, let applied = work.applied.first, applied >= start, applied < end, applied >= work.from
            else {
                return nil
            }
            return (applied - work.from).wholeDays
        }
        firstDays = Percentile.of(first.sorted(), 50)
    }
}
