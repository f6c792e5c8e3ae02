/// Time as the clock on the wall in Amsterdam shows it.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
/// (Directive 2000/84/EC).
package enum DutchTime {
    /// The offset from UTC at `moment`, in milliseconds.
    package static func offset(at moment: Moment) -> Int64 {
        let year = Day(number: Int((Double(moment.milliseconds) / 86_400_000).rounded(.down))).year
        let start = change(year: year, month: 3)
        let end = change(year: year, month: 10)
        return moment >= start && moment < end ? 7_200_000 : 3_600_000
    }

    /// The day on the Dutch calendar and the minute of that day (0–1439).
    package static func local(_ moment: Moment) -> (day: Day, minute: Int) {
        let shifted = moment.milliseconds + offset(at: moment)
        let day = Int((Double(shifted) / 86_400_000).rounded(.down))
        return (Day(number: day), Int((shifted - Int64(day) * 86_400_000) / 60_000))
    }

    /// The moment at which the wall clock shows `minute` minutes after midnight on `day`.
    ///
    /// The hour that the clock skips in March counts as if it had not been put forward yet; of the hour it shows twice
    /// in October the first counts (RFC 5545, 3.3.5).
    package static func moment(_ day: Day, minute: Int = 0) -> Moment {
        let wall = Int64(day.number) * 86_400_000 + Int64(minute) * 60_000
        let summer = Moment(milliseconds: wall - 7_200_000)
        return Moment(milliseconds: wall - offset(at: summer))
    }

    private static func change(year: Int, month: Int) -> Moment {
        let last = Day(year: year, month: month, day: 31) ?? Day(number: 0)
        let sunday = last - (last.weekday + 1) % 7
        return Moment(milliseconds: Int64(sunday.number) * 86_400_000 + 3_600_000)
    }
}

extension Moment {
    /// The day on the Dutch calendar.
    package var day: Day { DutchTime.local(self).day }
}
