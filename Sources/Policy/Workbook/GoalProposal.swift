import Web

extension PolicyCycle {
    /// The form for a new goal with its first line filled in: what a board or a workbook shows becomes a goal there.
    package func newGoalPath(_ result: String) -> String {
        Query([("resultaat", result)]).url(path(.goals) + "/nieuw/invullen")
    }
}
