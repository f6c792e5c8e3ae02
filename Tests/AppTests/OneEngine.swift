import TestEngines
import Testing

extension Trait where Self == ConditionTrait {
    /// What these tests find is the same whatever engine the town is on, or they are about SQLite: they run beside that alone.
    static var oneEngine: Self { .enabled(if: TestEngine.chosen == .sqlite, "the same on every engine") }
}
