import Core

/// Ages on one day.
struct RankToday {
    let day: Day
    private let latest: [Int32]

    init(_ day: Day) {
        self.day = day
        let (year, month, dayOfMonth) = day.parts
        // The last day of birth with which somebody is so many years old; who was born on 29 February is a year older
        // on 1 March.
        latest = (0...256).map { age in
            let birth =
                Day(year: year - age, month: month, day: dayOfMonth)
                ?? Day(year: year - age, month: 2, day: 28)
            return birth.map { Int32(clamping: $0.number) } ?? Int32.min + 1
        }
    }

    /// Born on this day or before: at least so old.
    func latestBirth(age: Int) -> Int32 { latest[min(256, max(0, age))] }

    /// In whole years, at most 255; `nil` is unknown. A day of birth still to come counts as 0.
    func age(_ person: RankRow) -> Int? {
        guard person.born != RankRow.unknown else { return nil }
        var (low, high) = (0, 255)
        while low < high {
            let middle = (low + high + 1) / 2
            if person.born <= latest[middle] { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
