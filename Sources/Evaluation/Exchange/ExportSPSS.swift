import Core
import Formats
import Questionnaires

/// The answers as a file of SPSS, with sets for the questions with several answers.
struct ExportSPSS: Sendable {
    let table: ExportTable
    let survey: Survey
    let t: Texts

    /// The dictionary, without records.
    var file: SPSSFile {
        SPSSFile(
            label: survey.title, variables: table.columns.map(variable), sets: sets,
            weight: table.columns.first { if case .weight = $0.source { true } else { false } }?.name,
            created: survey.closedAt ?? survey.createdAt)
    }

    func record(_ index: Int) -> [SPSSValue] {
        zip(table.row(index), table.columns).map { value, column in
            switch value {
            case .number(let number): .number(number)
            case .text(let text): .text(text)
            case .day(let day): .day(day)
            case .none: .missing
            case .notShown: column.isCoded ? .number(Double(column.codes.notShown)) : .missing
            case .left: column.isCoded ? .number(Double(column.codes.left)) : .missing
            }
        }
    }

    /// The codes of "weet niet" and the like that are not marked as missing: SPSS takes three, or a range and one.
    var unmarked: [(column: String, codes: [Int])] {
        table.columns.compactMap { column in
            let codes = column.labels.filter(\.isMissing).map(\.code)
            let room = column.usesCodes ? 1 : 3
            return codes.count > room ? (column.name, Array(codes.dropFirst(room))) : nil
        }
    }

    private func variable(_ column: ExportColumn) -> SPSSVariable {
        var labels = column.labels.map { SPSSValueLabel(.number(Double($0.code)), $0.label) }
        var missing = column.labels.filter(\.isMissing).map { SPSSMissing.value(Double($0.code)) }
        if column.usesCodes, column.isCoded {
            labels.append(SPSSValueLabel(.number(Double(column.codes.notShown)), t("Niet gevraagd")))
            labels.append(SPSSValueLabel(.number(Double(column.codes.left)), t("Niet ingevuld")))
            let range = SPSSMissing.range(Double(column.codes.notShown), Double(column.codes.left))
            missing = [range] + missing.prefix(1)
        }
        return SPSSVariable(
            name: column.name, label: column.label, kind: column.spss, measure: column.measure, valueLabels: labels,
            missing: Array(missing.prefix(3)))
    }

    /// One set a question with several answers, and one a row of such a grid.
    private var sets: [SPSSSet] {
        var sets: [SPSSSet] = []
        for group in ExportGroup.groups(table) where group.isMultiple {
            sets.append(
                SPSSSet(
                    name: group.name, label: group.label, kind: .dichotomies(counted: 1), variables: group.columns))
        }
        return sets
    }
}

extension ExportColumn {
    /// Whether a cell without answer says why, with a code.
    var isCoded: Bool {
        switch kind {
        case .code, .number: true
        case .text, .day: false
        }
    }

    var spss: SPSSVariable.Kind {
        switch kind {
        case .code: .number(decimals: 0)
        case .number(let decimals): .number(decimals: decimals)
        case .text: .text(bytes: min(max(bytes, 1), 32_767))
        case .day: .day
        }
    }

    var measure: SPSSVariable.Measure {
        switch kind {
        case .number, .day: return .scale
        case .text: return .nominal
        case .code:
            guard case .variable(let variable) = source, variable.kind == .rank else { return .nominal }
            return .ordinal
        }
    }
}
