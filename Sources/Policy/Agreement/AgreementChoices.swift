import Community
import Core
import Storage
import Web

/// What an agreement can point at: the goals and budget lines of its round, and the figures of the platform.
struct AgreementChoices: Sendable {
    let goals: [Goal]
    let lines: [Field.Choice]
    let figures: [Field.Choice]

    /// - Parameter current: an agreement that is changed: what it points at stays a choice, also when it is gone.
    static func load(_ cycle: PolicyCycle, _ house: House, for current: Agreement? = nil, in db: any SQLConnection)
        throws -> AgreementChoices
    {
        var lines = try BudgetLine.all(of: cycle.id, in: db).filter { $0.archivedAt == nil }.map {
            Field.Choice($0.id.text, Text("\($0.name)"))
        }
        if let line = current?.budgetLine, !lines.isEmpty, !lines.contains(where: { $0.value == line }) {
            lines.append(Field.Choice(line, Text("\(current?.budgetLineName ?? line)")))
        }
        var figures = try IndicatorShelf(house, cycle.municipality, in: db).all.map { Field.Choice($0.id, $0.name) }
        if let figure = current?.figure, !figures.contains(where: { $0.value == figure }) {
            figures.append(Field.Choice(figure, Text("\(current?.figureName ?? figure)")))
        }
        return AgreementChoices(goals: try Goal.all(of: cycle.id, in: db), lines: lines, figures: figures)
    }
}
