import Core

/// Proposes when the suggested tasks should be finished.
///
/// The rule, our own: tasks follow each other in the order of the steps, each as long as its `lead-weeks`. Those of the
/// steps up to the plan are counted back from the day the council decides, so that the last one ends on it; when they
/// do not fit, all become shorter by the same share. The steps after the plan are counted forward from that day.
/// Without a day, or when it has passed, everything is counted forward from today. No date lies before today.
enum TaskDates {
    /// The step that ends with the decision of the council.
    static let councilStep = 6

    /// - Returns: the id of each suggested task with its day.
    static func propose(_ steps: [StepsContent.Step], councilDay: Day?, today: Day) -> [String: Day] {
        let before = steps.filter { $0.number <= councilStep }.flatMap(\.tasks)
        let after = steps.filter { $0.number > councilStep }.flatMap(\.tasks)
        var days: [String: Day] = [:]
        guard let council = councilDay, council > today else {
            forward(before + after, from: today, &days, today)
            return days
        }
        let total = before.reduce(0) { $0 + $1.leadWeeks * 7 }
        let available = council - today
        var passed = 0
        for task in before {
            passed += task.leadWeeks * 7
            let left = total - passed
            let shortened = total > available && total > 0 ? left * available / total : left
            days[task.id] = workday(council - shortened, notBefore: today, last: passed == total)
        }
        forward(after, from: council, &days, today)
        return days
    }

    private static func forward(
        _ tasks: [StepsContent.Task], from start: Day, _ days: inout [String: Day], _ today: Day
    ) {
        var day = start
        for task in tasks {
            day = day + task.leadWeeks * 7
            days[task.id] = workday(day, notBefore: today, last: false)
        }
    }

    /// A day in the weekend becomes the Friday before it; the council's own day stays.
    private static func workday(_ day: Day, notBefore today: Day, last: Bool) -> Day {
        if last || day.weekday < 5 { return max(day, today) }
        return max(day - (day.weekday - 4), today)
    }
}
