import Questionnaires

/// The answer to one variable, with the states apart.
enum ExportAnswer {
    static func value(of variable: Variable, in answers: Answers) -> ExportValue {
        guard answers.seen.contains(variable.question) else { return .notShown }
        let whole = answers[variable.question]
        let answer = variable.row.map { whole?.row($0) } ?? whole
        if variable.isOther {
            let place = variable.row.map { "_\($0)" } ?? ""
            let key = "\(variable.question)\(place)_\(variable.code ?? 0)"
            return answers.others[key].map { .text($0) } ?? .none
        }
        switch (variable.kind, answer) {
        case (.code, .codes(let codes)): return codes.first.map { .number(Double($0)) } ?? .left
        case (.tick, .codes(let codes)):
            guard !codes.isEmpty, let code = variable.code else { return .left }
            return .number(codes.contains(code) ? 1 : 0)
        case (.rank, .codes(let codes)):
            guard !codes.isEmpty, let code = variable.code else { return .left }
            return codes.firstIndex(of: code).map { .number(Double($0 + 1)) } ?? .none
        case (.number, .number(let value)): return value.isFinite ? .number(value) : .left
        case (.date, .day(let day)): return .day(day)
        case (.text, .text(let text)): return text.isEmpty ? .left : .text(text)
        default: return .left
        }
    }
}
