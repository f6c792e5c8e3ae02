import Core

extension XLSFormReader {
    mutating func readQuestion(_ row: [String: String], _ type: [String]) {
        let name = row["name"] ?? ""
        if type[0] == "note" {
            if name == "intro", result.blocks.isEmpty {
                result.intro = words("label", row)
                return
            }
            if isInBlock, let block = result.blocks.last, name == block.id + "_intro", block.questions.isEmpty {
                result.blocks[result.blocks.count - 1].intro = words("label", row)
                return
            }
        }
        if type[0] == "text", readOther(name) { return }
        guard let kind = Self.kind(type[0]) else {
            if !Self.silent.contains(type[0]) {
                losses.append(Text("\(name): een vraag van de soort “\(type[0])” kan hier niet."))
            }
            return
        }
        var question = Question(names.id(name), kind, words("label", row) ?? Words(name), hint: words("hint", row))
        question.isRequired = Self.isTrue(row["required"])
        question.showIf = condition(row)
        let list = type.count > 1 ? lists[type[1]] ?? [] : []
        if kind.hasChoices {
            question.choices = list.map(\.choice)
            if list.isEmpty { losses.append(Text("\(name): de lijst met antwoorden is er niet.")) }
            if type.last == "or_other" { addOther(&question) }
        }
        readLimits(row, type[0], &question)
        let codes = type.count > 1 ? codes[type[1]] ?? [:] : [:]
        remember(name, question.id, row: nil, codes, isChoice: kind == .single || kind == .scale)
        for key in ["calculation", "choice_filter", "default", "repeat_count"] where !(row[key] ?? "").isEmpty {
            losses.append(Text("\(name): “\(key)” gaat niet mee."))
        }
        add(question)
    }

    private mutating func remember(
        _ name: String, _ id: String, row: Int?, _ codes: [String: Int], isChoice: Bool
    ) {
        targets[name] = .init(
            reference: .init(question: id, row: row), codes: codes, isChoice: isChoice && !codes.isEmpty)
    }

    private func addOther(_ question: inout Question) {
        let code = (question.choices.map(\.code).max() ?? 0) + 1
        question.choices.append(
            Choice(code, Words(languages.first == "nl" ? "Anders, namelijk" : "Other"), hasText: true))
    }

    /// `V05_7t`, the way we write a text behind "anders".
    private mutating func readOther(_ name: String) -> Bool {
        guard name.hasSuffix("t"), !result.blocks.isEmpty else { return false }
        let parts = name.dropLast().split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count >= 2, let code = parts.last.flatMap({ Int($0) }) else { return false }
        let block = result.blocks.count - 1
        for length in [parts.count - 1, parts.count - 2] where length > 0 {
            let id = parts[..<length].joined(separator: "_")
            guard let place = result.blocks[block].questions.firstIndex(where: { $0.id == id }),
                let choice = result.blocks[block].questions[place].choices.firstIndex(where: { $0.code == code })
            else { continue }
            result.blocks[block].questions[place].choices[choice].hasText = true
            return true
        }
        return false
    }

    /// A group of rows with the same answers, or of numbers named after their group.
    ///
    /// - Throws: when it has more rows than a grid can have.
    mutating func readGrid(at index: Int) throws(QuestionnaireFault) -> Int? {
        let head = survey.rows[index]
        let name = head["name"] ?? ""
        guard let end = survey.rows[index...].firstIndex(where: { Self.fence($0).hasPrefix("end ") }), end > index + 1
        else { return nil }
        let rows = survey.rows[(index + 1)..<end]
        let types = Set(rows.map { $0["type"] ?? "" })
        guard let type = types.first, types.count == 1 else { return nil }
        let parts = type.split(separator: " ").map(String.init)
        let isTable = (head["appearance"] ?? "").contains("table-list")
        let kind: Question.Kind
        switch parts.first {
        case "select_one" where isTable: kind = .grid
        case "select_multiple" where isTable: kind = .gridMultiple
        case "integer", "decimal":
            guard !name.isEmpty, rows.allSatisfy({ ($0["name"] ?? "").hasPrefix(name + "_") }) else { return nil }
            kind = .gridNumber
        default: return nil
        }
        if rows.count > TreeReading.Limit.choices {
            throw fault(Text("Deze lijst is te lang: hooguit \(TreeReading.Limit.choices)."), at: index)
        }
        var question = Question(names.id(name), kind, words("label", head) ?? Words(name), hint: words("hint", head))
        question.showIf = condition(head)
        let list = parts.count > 1 ? lists[parts[1]] ?? [] : []
        let codes = parts.count > 1 ? codes[parts[1]] ?? [:] : [:]
        question.choices = list.map(\.choice)
        var used: Set<Int> = []
        for row in rows {
            let own = row["name"] ?? ""
            let wish = own.split(separator: "_").last.flatMap { Int($0) }.flatMap {
                (0...99_999).contains($0) ? $0 : nil
            }
            var code = wish.map { used.contains($0) ? used.count + 1 : $0 } ?? used.count + 1
            while used.contains(code) { code += 1 }
            used.insert(code)
            question.rows.append(Choice(code, words("label", row) ?? Words(own)))
            question.isRequired = question.isRequired || Self.isTrue(row["required"])
            readLimits(row, parts[0], &question)
            remember(own, question.id, row: code, codes, isChoice: kind == .grid)
        }
        add(question)
        return end + 1
    }

    private mutating func readLimits(_ row: [String: String], _ type: String, _ question: inout Question) {
        if type == "decimal" { question.decimals = 2 }
        if type == "range" {
            let parameters = (row["parameters"] ?? "").split { $0 == " " || $0 == "," || $0 == ";" }
            for parameter in parameters {
                let parts = parameter.split(separator: "=").map(String.init)
                guard parts.count == 2, let number = Double(parts[1]), abs(number) < 1e9 else { continue }
                if parts[0] == "start" { question.lowest = number }
                if parts[0] == "end" { question.highest = number }
            }
            question.lowest = question.lowest ?? 1
            question.highest = question.highest ?? 10
        }
        guard let constraint = row["constraint"], !constraint.isEmpty else { return }
        for part in constraint.components(" and ") where !readLimit(part, &question) {
            let name = row["name"] ?? ""
            losses.append(Text("\(name): de controle “\(constraint)” gaat niet mee."))
            return
        }
    }

    private func readLimit(_ part: String, _ question: inout Question) -> Bool {
        let words = part.split(separator: " ").map(String.init)
        if words.count == 3, words[0] == ".", let number = Double(words[2]), abs(number) < 1e15 {
            switch words[1] {
            case ">=": question.lowest = number
            case "<=": question.highest = number
            case ">": question.lowest = question.decimals == 0 ? number + 1 : number
            case "<": question.highest = question.decimals == 0 ? number - 1 : number
            default: return false
            }
            return true
        }
        if words.count == 3, words[0] == "string-length(.)", words[1] == "<=", let length = Int(words[2]) {
            question.maxLength = length
            return true
        }
        // What our own writer says of an answer that goes with no other.
        return part.hasPrefix("not(selected(., '") || part == "count-selected(.) > 1)"
    }
}
