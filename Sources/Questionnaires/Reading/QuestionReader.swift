import Core

/// Takes the answers to questions out of a form, one question after the other.
struct QuestionReader {
    var answers: Answers
    private(set) var faults: [(question: String, field: String, text: Text)] = []

    /// Of a text behind "anders", in characters.
    static let longestOther = 200

    init(answers: Answers) { self.answers = answers }

    func isPosted(_ question: Question, _ fields: (String) -> [String]) -> Bool {
        question.fieldNames.contains { !fields($0).isEmpty }
    }

    mutating func read(_ question: Question, _ fields: (String) -> [String]) {
        answers.seen.insert(question.id)
        let count = faults.count
        let answer: Answer?
        switch question.kind {
        case .info: return
        case .single, .scale: answer = codes(question, question.id, fields, several: false)
        case .multiple: answer = codes(question, question.id, fields, several: true)
        case .number: answer = number(question, question.id, fields)
        case .date: answer = date(question, fields)
        case .text: answer = text(question, fields)
        case .ranking: answer = ranking(question, fields)
        case .grid: answer = rows(question) { $0.codes(question, $1, fields, several: false) }
        case .gridMultiple: answer = rows(question) { $0.codes(question, $1, fields, several: true) }
        case .gridNumber: answer = rows(question) { $0.number(question, $1, fields) }
        }
        guard faults.count == count else { return }
        answers.values[question.id] = answer
        readOthers(question, answer, fields)
    }

    /// A question that has to be answered and was not.
    mutating func demand(_ question: Question) {
        if faults.contains(where: { $0.question == question.id }) { return }
        guard question.kind.isGrid else {
            if answers[question.id] == nil {
                fault(question, question.fieldNames.first ?? question.id, Text("Geef hier een antwoord."))
            }
            return
        }
        for row in question.rows where answers[question.id]?.row(row.code) == nil {
            fault(question, "\(question.id).\(row.code)", Text("Geef op deze regel een antwoord."))
        }
    }

    private mutating func fault(_ question: Question, _ field: String, _ text: Text) {
        faults.append((question.id, field, text))
    }

    private mutating func rows(_ question: Question, _ read: (inout QuestionReader, String) -> Answer?) -> Answer? {
        var found: [Int: Answer] = [:]
        for row in question.rows { found[row.code] = read(&self, "\(question.id).\(row.code)") }
        return found.isEmpty ? nil : .rows(found)
    }

    private mutating func codes(
        _ question: Question, _ field: String, _ fields: (String) -> [String], several: Bool
    ) -> Answer? {
        let posted = Set(fields(field).filter { !$0.isEmpty })
        let allowed = question.allowedCodes
        var codes = allowed.filter { posted.contains(String($0)) }
        guard codes.count == posted.count else {
            fault(question, field, Text("Kies een van de antwoorden die er staan."))
            return nil
        }
        // Whoever writes behind "anders" and forgets the tick meant it.
        for choice in question.choices where choice.hasText && !codes.contains(choice.code) {
            let written = fields("\(field)_\(choice.code)").contains { !$0.trimmed.isEmpty }
            if written && (several || codes.isEmpty) {
                codes = allowed.filter { codes.contains($0) || $0 == choice.code }
            }
        }
        if codes.count > 1 {
            if !several {
                fault(question, field, Text("Kies hier één antwoord."))
                return nil
            }
            if let alone = question.choices.first(where: { $0.isExclusive && codes.contains($0.code) }) {
                let label = alone.label("nl")
                fault(
                    question, field,
                    Text("“\(label)” gaat niet samen met een ander antwoord. Haal een van de twee weg."))
                return nil
            }
        }
        return codes.isEmpty ? nil : .codes(codes)
    }

    private mutating func number(_ question: Question, _ field: String, _ fields: (String) -> [String]) -> Answer? {
        let written = fields(field).first?.trimmed ?? ""
        if written.isEmpty { return nil }
        guard let number = NumberReading.read(written, decimals: question.decimals) else {
            fault(
                question, field,
                question.decimals == 0
                    ? Text("Vul een heel getal in, bijvoorbeeld 12.") : Text("Vul een getal in, bijvoorbeeld 2,5."))
            return nil
        }
        if let lowest = question.lowest, number < lowest {
            let bound = NumberReading.write(lowest)
            fault(question, field, Text("Vul een getal in van \(bound) of meer."))
            return nil
        }
        if let highest = question.highest, number > highest {
            let bound = NumberReading.write(highest)
            fault(question, field, Text("Vul een getal in van \(bound) of minder."))
            return nil
        }
        return .number(number)
    }

    private mutating func date(_ question: Question, _ fields: (String) -> [String]) -> Answer? {
        let written = fields(question.id).first?.trimmed ?? ""
        if written.isEmpty { return nil }
        if let day = DayReading.read(written) { return .day(day) }
        fault(question, question.id, Text("Vul een dag in, bijvoorbeeld 31-12-2026."))
        return nil
    }

    private mutating func text(_ question: Question, _ fields: (String) -> [String]) -> Answer? {
        let written = Self.cleaned(fields(question.id).first ?? "")
        if written.isEmpty { return nil }
        if written.count > question.maxLength {
            let most = question.maxLength
            fault(question, question.id, Text("Deze tekst is te lang: hooguit \(most) tekens."))
            return nil
        }
        return .text(written)
    }

    private mutating func ranking(_ question: Question, _ fields: (String) -> [String]) -> Answer? {
        var places: [Int: Int] = [:]
        for choice in question.choices {
            let field = "\(question.id).\(choice.code)"
            let written = fields(field).first?.trimmed ?? ""
            if written.isEmpty { continue }
            guard let place = Int(written), (1...question.choices.count).contains(place) else {
                fault(question, field, Text("Kies een plaats uit de lijst."))
                return nil
            }
            guard places[place] == nil else {
                fault(question, field, Text("Plaats \(place) is al gekozen. Geef elke plaats één keer."))
                return nil
            }
            places[place] = choice.code
        }
        return places.isEmpty ? nil : .codes(places.sorted { $0.key < $1.key }.map(\.value))
    }

    /// The texts behind chosen answers; those behind answers that were not chosen go.
    private mutating func readOthers(_ question: Question, _ answer: Answer?, _ fields: (String) -> [String]) {
        for other in question.others {
            let field = other.row.map { "\(question.id).\($0)_\(other.code)" } ?? other.key
            // The name of a row is kept as soon as it is written: the answer may still come.
            let isNamedRow = question.kind.isGrid && other.row == nil
            let chosen =
                isNamedRow || (other.row.map { answer?.row($0) } ?? answer)?.codes.contains(other.code) ?? false
            let written = chosen ? String(Self.cleaned(fields(field).first ?? "").prefix(Self.longestOther)) : ""
            answers.others[other.key] = written.isEmpty ? nil : written
        }
    }

    /// Without space around it, with one kind of line end and no other control characters.
    private static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            let isControl =
                scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
            if !isControl { scalars.append(scalar) }
        }
        return String(scalars).trimmed
    }
}

extension Question {
    /// The codes that may be answered: the steps of a scale and the choices beside them, or the choices.
    package var allowedCodes: [Int] {
        let own = choices.map(\.code)
        guard kind == .scale else { return own }
        return steps + own.filter { !steps.contains($0) }
    }

    /// The steps of a scale, the lowest first; nothing when it has no sensible bounds.
    package var steps: [Int] {
        guard let lowest, let highest, abs(lowest) <= 1000, abs(highest) <= 1000, lowest <= highest else { return [] }
        return Array(Int(lowest.rounded(.up))...max(Int(lowest.rounded(.up)), Int(highest.rounded(.down))))
    }

    /// The fields by which a form answers it, texts behind "anders" left out.
    package var fieldNames: [String] {
        switch kind {
        case .info: []
        case .single, .multiple, .scale, .number, .date, .text: [id]
        case .ranking: choices.map { "\(id).\($0.code)" }
        case .grid, .gridMultiple, .gridNumber: rows.map { "\(id).\($0.code)" }
        }
    }
}
