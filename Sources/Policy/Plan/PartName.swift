/// Parts of a round as the content files name them.
enum PartName {
    /// The people and their tasks of the plan itself.
    static let planPeople = "plan-people"

    private static let kinds: [String: CyclePartKind] = [
        "type-test": .typeTest, "vision": .vision, "workbook": .workbook, "scan-integral": .scans,
        "scan-ten-points": .scans, "scan-seven-principles": .scans, "fields": .fields, "parties": .parties,
        "chances-threats": .chances, "consultation": .consultation, "goals": .goals, "plan": .plan,
        "agreements": .agreements, "money": .money, "value": .value, "evaluation": .evaluation, "handover": .handover,
    ]

    static func kind(_ name: String) -> CyclePartKind? { kinds[name] }
}
