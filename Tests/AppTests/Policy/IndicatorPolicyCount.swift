import Core

@testable import Policy

/// The figures of policy work counted once more over plain values.
struct IndicatorPolicyCount {
    let rows: IndicatorPolicyRows
    let place: String
    let day: Day

    /// The first day of the year that ends with this day.
    private var start: Day {
        let next = day + 1
        let parts = next.parts
        return Day(year: parts.year - 1, month: parts.month, day: parts.day) ?? next - 365
    }
    private func isInYear(_ day: Day) -> Bool { day >= start && day <= self.day }
    private func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) * 100 / Double(whole) }

    /// - Returns: `.some(nil)` for a figure that cannot be measured, `nil` for one this does not know.
    func value(_ id: String) -> Double?? {
        switch id {
        case "policy-tasks-on-time":
            let due = rows.tasks.filter { $0.place == place && isInYear($0.due) }
            return .some(share(due.count { task in task.done.map { $0.day <= task.due } ?? false }, due.count))
        case "policy-remarks-answered":
            let said = rows.remarks.filter { $0.place == place && isInYear($0.at.day) }
            return .some(share(said.count(where: \.isAnswered), said.count))
        case "consultation-contributions":
            return Double(rows.reactions.count { $0.place == place && isInYear($0.at.day) })
        case "consultation-answered-share":
            let said = rows.reactions.filter { $0.place == place && isInYear($0.at.day) }
            return .some(share(said.count(where: \.isAnswered), said.count))
        case "evaluation-adopted": return rows.evaluated[place] == true ? 1 : 0
        case "policy-age-months": return .some(rows.councils[place].map(months))
        default: return agreementValue(id)
        }
    }

    private func agreementValue(_ id: String) -> Double?? {
        let holding = rows.promises.filter { $0.place == place && $0.runs && $0.state == .agreed }
        switch id {
        case "agreements-signed": return Double(holding.count)
        case "agreements-on-course":
            let last = holding.compactMap { promise in promise.lights.max { $0.day < $1.day }?.light }
            return .some(share(last.count { $0 == .green }, last.count))
        default: return goalValue(id)
        }
    }

    private func goalValue(_ id: String) -> Double?? {
        let aims = rows.aims.filter { $0.place == place }
        switch id {
        case "goals-measured":
            let fresh = aims.count { aim in aim.figures.contains { $0.day > day - 365 } }
            return .some(share(fresh, aims.count))
        case "goals-reached":
            let reached = aims.count { aim in
                aim.figures.max { $0.day < $1.day }.map { $0.value >= aim.target } ?? false
            }
            return .some(share(reached, aims.count))
        case "parties-spoken-12-months":
            let known = rows.parties.filter { $0.place == place && !$0.isArchived }
            return .some(share(known.count { $0.days.contains(where: isInYear) }, known.count))
        default: return moneyValue(id)
        }
    }

    private func moneyValue(_ id: String) -> Double?? {
        let lines = rows.lines.filter { $0.place == place }
        switch id {
        case "budget-spent-share":
            let planned = lines.reduce(0) { $0 + $1.planned }
            let spent = lines.flatMap(\.spent).reduce(0, +)
            return .some(share(max(0, spent), planned))
        case "departments-paying":
            return Double(Set(lines.filter { $0.planned > 0 }.map(\.department)).count)
        default: return nil
        }
    }

    /// Whole months, counted by stepping from one to the next.
    private func months(_ from: Day) -> Double {
        var count = 0
        var (year, month) = (from.parts.year, from.parts.month)
        while true {
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
            guard let next = Day(year: year, month: month, day: from.parts.day), next <= day else { break }
            count += 1
        }
        return Double(count)
    }
}
