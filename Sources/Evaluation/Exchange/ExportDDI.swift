import Core
import Formats
import Questionnaires

/// What the survey is and what every column means, for archives (DDI-Codebook 2.5). It holds no answers.
struct ExportDDI: Sendable {
    let table: ExportTable
    let survey: Survey
    let municipality: String
    let origin: String
    let t: Texts

    var codebook: DDICodebook {
        let shows = Dictionary(table.questionnaire.questions.map { ($0.id, $0.showIf ?? "") }) { first, _ in first }
        return DDICodebook(
            id: origin + survey.path(), title: survey.title, language: table.language, producer: municipality,
            abstract: survey.purpose, source: table.questionnaire.source ?? "", firstDay: survey.opensOn,
            lastDay: survey.closesOn,
            universe: survey.population.map { t.plural($0, "1 in totaal", "\($0) in totaal") } ?? "",
            mode: t("Vragenlijst, \(t(survey.mode.label))"), fileName: ExportFormat.sav.fileName(survey),
            records: table.count, variables: table.columns.map { variable($0, shows) },
            groups: ExportGroup.groups(table).map {
                DDICodebook.Group(
                    name: "SET_" + $0.name, label: $0.label, isMultiple: $0.isMultiple, variables: $0.columns)
            })
    }

    private func variable(_ column: ExportColumn, _ shows: [String: String]) -> DDICodebook.Variable {
        var categories = column.labels.map {
            DDICodebook.Category(String($0.code), $0.label, isMissing: $0.isMissing)
        }
        if column.usesCodes, column.isCoded {
            categories.append(.init(String(column.codes.notShown), t("Niet gevraagd"), isMissing: true))
            categories.append(.init(String(column.codes.left), t("Niet ingevuld"), isMissing: true))
        }
        var universe = ""
        if case .variable(let variable) = column.source, let rule = shows[variable.question], !rule.isEmpty {
            universe = t("alleen als: \(rule)")
        }
        return DDICodebook.Variable(
            name: column.name, label: column.label, question: column.question, hint: column.hint, kind: column.ddi,
            universe: universe, categories: categories)
    }
}

extension ExportColumn {
    fileprivate var ddi: DDICodebook.Variable.Kind {
        switch kind {
        case .code: .discrete
        case .number: .continuous
        case .text: .text
        case .day: .day
        }
    }
}
