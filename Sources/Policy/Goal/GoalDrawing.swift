import Core
import Web

/// The lines of goals, drawn on the server. What they show stands beside them in words and figures.
enum GoalDrawing {
    /// A small line for a row of a table, with the target as a dashed line.
    static func spark(_ goal: Goal, _ points: [GoalPoint], _ t: Texts) -> HTML {
        guard points.count > 1, let first = points.first, let last = points.last else {
            return "<span class=\"small soft\">–</span>"
        }
        let plane = Plane(
            days: first.day...max(last.day, first.day + 1), values: points.map(\.value) + [goal.target],
            left: 2, top: 3, width: 92, height: 22)
        let label = t("van \(goal.words(first.value, t)) naar \(goal.words(last.value, t))")
        let aim = plane.y(goal.target)
        return """
            <svg class="spark" width="96" height="28" viewBox="0 0 96 28" role="img" aria-label="\(label)">\
            <path class="aim" d="M2 \(aim)H94" fill="none"/><path class="line-vertalen" d="\(plane.path(points))" fill="none" stroke-width="2"/>\
            <circle class="fill-vertalen" cx="\(plane.x(last.day))" cy="\(plane.y(last.value))" r="2.5"/></svg>
            """
    }

    /// The way of one goal: its figures, the straight line from baseline to target, and the target itself.
    static func chart(_ goal: Goal, _ points: [GoalPoint], _ t: Texts, today: Day) -> HTML {
        guard let first = points.first else { return .empty }
        let last = max(points.last?.day ?? first.day, goal.targetDay)
        let values = points.flatMap { [$0.value - ($0.margin ?? 0), $0.value + ($0.margin ?? 0)] } + [goal.target]
        let plane = Plane(
            days: first.day...max(last, first.day + 1), values: values, left: 16, top: 26, width: 528, height: 150)
        let line = GoalLine(goal)
        let plan: HTML =
            line.start.map { start in
                "<path class=\"aim\" d=\"M\(plane.x(start.day)) \(plane.y(start.value))L\(plane.x(line.end.day)) \(plane.y(line.end.value))\" fill=\"none\"/>"
            } ?? .empty
        let named = Self.named(points, plane)
        let marks: HTML = "\(points, { mark(goal, $0, plane, isNamed: named.contains($0.day), t) })"
        let aim: HTML = """
            <circle class="goal-aim" cx="\(plane.x(goal.targetDay))" cy="\(plane.y(goal.target))" r="6"/>\
            <text x="\(plane.x(goal.targetDay))" y="\(plane.y(goal.target) - 12)" font-size="13" text-anchor="end">\(t("doel \(goal.words(goal.target, t))"))</text>
            """
        return """
            <svg class="chart" viewBox="0 0 560 210" role="img" aria-label="\(description(goal, points, t))">\
            <path class="axis" d="M10 180H550" fill="none"/>\(plan)<path class="line-vertalen" d="\(plane.path(points))" fill="none" stroke-width="2.5"/>\
            \(marks)\(aim)<text x="16" y="200" font-size="12">\(t.shortDate(first.day, today: today))</text>\
            <text x="544" y="200" font-size="12" text-anchor="end">\(t.shortDate(last, today: today))</text></svg>
            """
    }

    /// The days whose figure is written: the last, the first, and between them those with room for a number.
    private static func named(_ points: [GoalPoint], _ plane: Plane) -> Set<Day> {
        guard let first = points.first else { return [] }
        var days: Set<Day> = []
        var right = Int.max
        for point in points.reversed() {
            let x = plane.x(point.day)
            let keepsClear = point == first || x - plane.x(first.day) >= room
            if right == Int.max || (right - x >= room && keepsClear) {
                days.insert(point.day)
                right = x
            }
        }
        return days
    }

    /// The width of a number and some air, in points of the drawing.
    private static let room = 44

    private static func mark(_ goal: Goal, _ point: GoalPoint, _ plane: Plane, isNamed: Bool, _ t: Texts) -> HTML {
        let x = plane.x(point.day)
        let whisker: HTML =
            point.margin.map {
                "<path class=\"whisker\" d=\"M\(x - 4) \(plane.y(point.value - $0))h8m-4 0V\(plane.y(point.value + $0))m-4 0h8\" fill=\"none\"/>"
            } ?? .empty
        let y = plane.y(point.value)
        // At the edge a number would run off the paper, and the target stands there already: it goes below.
        let isFar = x + room > 560
        let below = isFar && y < 150
        let name: HTML =
            isNamed
            ? "<text x=\"\(isFar ? min(x + 12, 556) : x + 6)\" y=\"\(below ? y + 19 : y - 8)\" font-size=\"12\"\(attribute: "text-anchor", isFar ? "end" : nil)>\(goal.words(point.value, t))</text>"
            : .empty
        return "\(whisker)<circle class=\"fill-vertalen\" cx=\"\(x)\" cy=\"\(plane.y(point.value))\" r=\"4\"/>\(name)"
    }

    /// What the drawing shows, in words.
    static func description(_ goal: Goal, _ points: [GoalPoint], _ t: Texts) -> String {
        let told = points.count <= 12 ? points : [points[0]] + Array(points.suffix(11))
        let figures = told.map { "\(t.date($0.day)): \(goal.words($0.value, t))" }.joined(separator: "; ")
        return t("\(goal.result). \(figures). Doel op \(t.date(goal.targetDay)): \(goal.words(goal.target, t)).")
    }
}

/// Days and values on a piece of paper, in whole points.
private struct Plane {
    let days: ClosedRange<Day>
    let low: Double
    let high: Double
    let left: Int
    let top: Int
    let width: Int
    let height: Int

    init(days: ClosedRange<Day>, values: [Double], left: Int, top: Int, width: Int, height: Int) {
        self.days = days
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        let room = high > low ? 0 : max(1, abs(high) / 10)
        self.low = low - room
        self.high = high + room
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    func x(_ day: Day) -> Int {
        let span = Double(max(1, days.upperBound - days.lowerBound))
        let part = Double(day - days.lowerBound) / span
        return left + Int((min(1, max(0, part)) * Double(width)).rounded())
    }

    func y(_ value: Double) -> Int {
        let part = (value - low) / (high - low)
        return top + Int(((1 - min(1, max(0, part))) * Double(height)).rounded())
    }

    func path(_ points: [GoalPoint]) -> String {
        points.enumerated().map { ($0 == 0 ? "M" : "L") + "\(x($1.day)) \(y($1.value))" }.joined()
    }
}
