import Core
import Storage

/// Where the sliders begin: the middle of the group in the latest type test of the round.
struct VisionStart: Sendable {
    let scope: Int
    let steering: Int
    let day: Day

    /// The choice a proposal begins with.
    var choice: VisionChoice { VisionChoice(scope: scope, steering: steering) }

    static func find(_ cycle: PolicyCycle, in db: any SQLConnection) throws -> VisionStart? {
        guard let result = try TypeTestResult.latestClosed(of: cycle.id, in: db), let middle = result.middle,
            let day = result.day
        else { return nil }
        return VisionStart(
            scope: place(middle.scope, .scope, result.content),
            steering: place(middle.steering, .steering, result.content),
            day: day)
    }

    /// From the number of statements of an axis to the ten steps of a slider.
    private static func place(_ value: Double, _ axis: TypeTestAxis, _ content: TypeTestContent) -> Int {
        let count = content.axis(axis)?.statements.count ?? 0
        guard count > 0, value.isFinite else { return 5 }
        return min(10, max(0, Int((value * 10 / Double(count)).rounded())))
    }
}
