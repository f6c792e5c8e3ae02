import Questionnaires

/// Columns that are one question together.
struct ExportGroup: Sendable {
    let name: String
    let label: String
    /// Ticks, as against the rows of a grid or the places of an order.
    let isMultiple: Bool
    let columns: [String]

    static func groups(_ table: ExportTable) -> [ExportGroup] {
        var order: [String] = []
        var found: [String: (label: String, isMultiple: Bool, columns: [String])] = [:]
        let questions = Dictionary(table.questionnaire.questions.map { ($0.id, $0) }) { first, _ in first }
        for column in table.columns {
            guard case .variable(let variable) = column.source, !variable.isOther,
                let question = questions[variable.question]
            else { continue }
            var name = question.id
            var label = question.text(table.language)
            if variable.kind == .tick, let code = variable.row {
                name += "_\(code)"
                label += question.rows.first { $0.code == code }.map { " – " + $0.label(table.language) } ?? ""
            }
            if found[name] == nil {
                order.append(name)
                found[name] = (label, variable.kind == .tick, [])
            }
            found[name]?.columns.append(column.name)
        }
        return order.compactMap { name in
            guard let group = found[name], group.columns.count > 1 else { return nil }
            return ExportGroup(name: name, label: group.label, isMultiple: group.isMultiple, columns: group.columns)
        }
    }
}
