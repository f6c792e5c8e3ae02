import Core

/// What is counted about one group of applications and vacancies: a neighbourhood, a sector, a month, or everything.
struct FigureCount: Sendable, Equatable {
    /// Vacancies that people can see now.
    var online = 0
    /// Applications that were confirmed in the period.
    var applications = 0
    /// Those of them for which it is known whether an answer came within seven days.
    var due = 0
    /// Those of `due` that got it.
    var inTime = 0
    /// Placements in the period, whenever the application came.
    var placed = 0
    /// Those applications that got an answer.
    private(set) var answered = 0
    /// How many answers took so many days begun.
    private var waits: [Int] = []

    /// Longer waits than this count as this long.
    private static let longest = 800

    /// Adds one application of the period; `nil` for one that the score does not look at.
    mutating func add(_ sample: AnswerScore.Sample?, inTime verdict: Bool?) {
        applications += 1
        guard let sample else { return }
        if let verdict {
            due += 1
            if verdict { inTime += 1 }
        }
        guard let answer = sample.answered else { return }
        answered += 1
        let days = min(Self.longest, max(1, AnswerTime.days(answer - sample.confirmed)))
        if waits.count <= days { waits += Array(repeating: 0, count: days + 1 - waits.count) }
        waits[days] += 1
    }

    /// The median wait for an answer in days begun, as `AnswerTime.median` takes it; `nil` when nobody got one.
    var medianDays: Int? {
        guard answered > 0 else { return nil }
        var seen = 0
        for (days, count) in waits.enumerated() {
            seen += count
            if seen > answered / 2 { return days }
        }
        return nil
    }
}
