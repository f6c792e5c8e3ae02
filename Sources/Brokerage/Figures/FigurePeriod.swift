import Core
import Web

/// The days that figures are about. It is bounded, so that a page costs the same after ten years as after one.
struct FigurePeriod: Sendable, Hashable {
    let first: Day
    let last: Day

    /// Two years, in days.
    static let mostDays = 731

    init(first: Day, last: Day) {
        self.first = first
        self.last = last
    }

    /// From the first moment to, but without, the last.
    var start: Moment { DutchTime.moment(first) }
    var end: Moment { DutchTime.moment(last + 1) }

    /// This month and the eleven before it.
    static func standard(_ today: Day) -> FigurePeriod {
        FigurePeriod(first: today.firstOfMonth(adding: -11), last: today)
    }

    /// The twelve months before this one: they do not change from day to day.
    static func wholeYear(before today: Day) -> FigurePeriod {
        FigurePeriod(first: today.firstOfMonth(adding: -12), last: today.firstOfMonth() - 1)
    }

    /// The months it touches, cut off at its ends.
    var months: [FigurePeriod] {
        var months: [FigurePeriod] = []
        var month = first.firstOfMonth()
        while month <= last {
            let next = month.firstOfMonth(adding: 1)
            guard next > month else { break }
            months.append(FigurePeriod(first: max(month, first), last: min(next - 1, last)))
            month = next
        }
        return months
    }
}

extension FigurePeriod {
    /// The period in an address, and what had to be put right in it.
    static func read(_ query: Query, today: Day) -> (period: FigurePeriod, notices: [Text]) {
        let from = query.text("van")
        let to = query.text("tot")
        if from == nil, to == nil { return (standard(today), []) }
        guard let last = to.map(Day.init(iso:)) ?? today,
            let first = from.map(Day.init(iso:)) ?? last.firstOfMonth(adding: -11)
        else { return (standard(today), [Text("We begrijpen deze datum niet. Je ziet de laatste 12 maanden.")]) }
        if first > last {
            return bounded(
                FigurePeriod(first: last, last: first), [Text("De datums stonden andersom. We hebben ze omgedraaid.")])
        }
        return bounded(FigurePeriod(first: first, last: last), [])
    }

    private static func bounded(_ period: FigurePeriod, _ notices: [Text]) -> (FigurePeriod, [Text]) {
        guard period.last - period.first >= mostDays else { return (period, notices) }
        return (
            FigurePeriod(first: period.last - (mostDays - 1), last: period.last),
            notices + [Text("Je ziet hoogstens 24 maanden tegelijk.")]
        )
    }

    var query: [(String, String)] { [("van", first.iso), ("tot", last.iso)] }

    /// Periods people often ask for.
    static func common(_ today: Day) -> [(label: Text, period: FigurePeriod)] {
        let month = today.firstOfMonth()
        let quarter = month.firstOfMonth(adding: -((month.parts.month - 1) % 3))
        let year = month.firstOfMonth(adding: 1 - month.parts.month)
        return [
            (Text("Laatste 12 maanden"), standard(today)),
            (Text("Deze maand"), FigurePeriod(first: month, last: today)),
            (Text("Vorige maand"), FigurePeriod(first: month.firstOfMonth(adding: -1), last: month - 1)),
            (Text("Dit kwartaal"), FigurePeriod(first: quarter, last: today)),
            (Text("Vorig kwartaal"), FigurePeriod(first: quarter.firstOfMonth(adding: -3), last: quarter - 1)),
            (Text("Dit jaar"), FigurePeriod(first: year, last: today)),
            (Text("Vorig jaar"), FigurePeriod(first: year.firstOfMonth(adding: -12), last: year - 1)),
        ]
    }

    /// `21 november 2026 tot en met 3 december 2026`.
    func words(_ t: Texts) -> String { t("\(t.date(first)) tot en met \(t.date(last))") }

    /// `november 2026`, for a period within one month.
    func monthName(_ t: Texts) -> String { t.month(first.parts.month) + " \(first.year)" }
}
