import Core

/// A file as SPSS can hold it: good names, labels that fit, and what changed to get there.
///
/// The limits are those of the format, and of PSPP, which is one byte stricter: 255 bytes for the label of a variable,
/// 120 for that of a value, 64 for that of the file. The library that writes the file cuts at its own in the middle of
/// a character and says nothing.
struct SPSSPlan {
    static let labelBytes = 255
    static let valueLabelBytes = 120
    static let fileLabelBytes = 64
    static let variableLimit = 30_000
    static let textLimit = 32_767

    private(set) var label: String
    private(set) var variables: [SPSSVariable]
    private(set) var sets: [SPSSSet] = []
    private(set) var weight: Int?
    private(set) var changes: [SPSSChange] = []

    init(_ file: SPSSFile) throws(SPSSError) {
        guard !file.variables.isEmpty else { throw .noVariables }
        guard file.variables.count <= Self.variableLimit else { throw .tooManyVariables(limit: Self.variableLimit) }
        let (label, isCut) = ByteCut.cut(ByteCut.line(file.label), bytes: Self.fileLabelBytes)
        self.label = label
        variables = file.variables
        if isCut { changes.append(.cutFileLabel) }
        let names = SPSSNames(file.variables.map(\.name)).names
        var given: [String: Int] = [:]
        for (index, variable) in file.variables.enumerated() {
            guard given.updateValue(index, forKey: variable.name) == nil else {
                throw .twoVariables(named: variable.name)
            }
            variables[index].name = names[index]
            if names[index] != variable.name { changes.append(.renamed(from: variable.name, to: names[index])) }
            try fit(index)
        }
        if let name = file.weight {
            guard let index = given[name], case .number = variables[index].kind else { throw .noWeight(named: name) }
            weight = index
        }
        fit(file.sets, given)
    }

    /// Notes that this many records hold a text that was cut.
    mutating func noteCut(_ index: Int, records: Int) {
        changes.append(.cutText(variable: variables[index].name, records: records))
    }

    private mutating func fit(_ index: Int) throws(SPSSError) {
        let name = variables[index].name
        if case .text(let bytes) = variables[index].kind, !(1...Self.textLimit).contains(bytes) {
            throw .widthOutOfRange(variable: name)
        }
        let (label, isCut) = ByteCut.cut(ByteCut.line(variables[index].label), bytes: Self.labelBytes)
        variables[index].label = label
        if isCut { changes.append(.cutLabel(variable: name)) }
        var labels: [SPSSValueLabel] = []
        for item in variables[index].valueLabels {
            if case .text(let text) = item.value, text.utf8.count > 8 {
                changes.append(.droppedValueLabel(variable: name, value: text))
                continue
            }
            let (label, isCut) = ByteCut.cut(ByteCut.line(item.label), bytes: Self.valueLabelBytes)
            if isCut { changes.append(.cutValueLabel(variable: name, value: item.value.name)) }
            labels.append(SPSSValueLabel(item.value, label))
        }
        variables[index].valueLabels = labels
        guard missingFit(variables[index]) else { throw .missingValues(variable: name) }
    }

    private func missingFit(_ variable: SPSSVariable) -> Bool {
        var room = 3
        for missing in variable.missing {
            switch (missing, variable.kind) {
            case (.value(let value), .number), (.value(let value), .day), (.value(let value), .moment):
                guard value.isFinite else { return false }
                room -= 1
            case (.range(let low, let high), .number): room -= low <= high ? 2 : 4
            case (.text(let text), .text(let bytes)): room -= text.utf8.count <= 8 && bytes <= 8 ? 1 : 4
            default: return false
            }
        }
        return room >= 0
    }

    private mutating func fit(_ wanted: [SPSSSet], _ given: [String: Int]) {
        let names = SPSSNames(wanted.map(\.name)).names
        for (set, name) in zip(wanted, names) {
            let members = set.variables.compactMap { given[$0] }.filter {
                if case .text = variables[$0].kind { false } else { true }
            }
            guard members.count > 1 else {
                changes.append(.droppedSet(set.name))
                continue
            }
            if name != set.name { changes.append(.renamedSet(from: set.name, to: name)) }
            let (label, isCut) = ByteCut.cut(ByteCut.line(set.label), bytes: Self.labelBytes)
            if isCut { changes.append(.cutSetLabel(set: name)) }
            sets.append(
                SPSSSet(name: name, label: label, kind: set.kind, variables: members.map { variables[$0].name }))
        }
    }
}

extension SPSSValue {
    /// The value for a message: `3`, `2.5` or the text itself.
    var name: String {
        switch self {
        case .missing: ""
        case .number(let value): Int(exactly: value).map(String.init) ?? value.description
        case .text(let text): text
        case .day(let day): day.iso
        case .moment(let moment): moment.iso
        }
    }
}
