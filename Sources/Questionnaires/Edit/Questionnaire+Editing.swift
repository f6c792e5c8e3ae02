/// Changes its maker makes, one at a time. What names something that is not there changes nothing.
extension Questionnaire {
    /// The page and the place on it of a question.
    package func place(of id: String) -> (block: Int, index: Int)? {
        for (block, page) in blocks.enumerated() {
            if let index = page.questions.firstIndex(where: { $0.id == id }) { return (block, index) }
        }
        return nil
    }

    /// The next name in the row `V01`, `V02`, … after the highest that a question has; `I01` for a text.
    ///
    /// A name in between can have been that of a question that was taken out, and figures of two years are laid side by
    /// side by their names: so gaps are not filled. What it cannot know is that the last question of the row was taken
    /// out; then its name comes back, and the words of the two questions tell them apart (`WaveComparison`).
    package func freeQuestionID(_ kind: Question.Kind = .single) -> String {
        let taken = Set(questions.map { $0.id.lowercased() })
        let letter = kind == .info ? "I" : "V"
        // A number that its maker chose, such as a year, counts too; beyond four digits there is no room behind it.
        let numbers = taken.compactMap { $0.hasPrefix(letter.lowercased()) ? Int($0.dropFirst()) : nil }
        var number = (numbers.filter { (1...9_998).contains($0) }.max() ?? 0) + 1
        while true {
            let candidate = letter + (number < 10 ? "0" : "") + String(number)
            if !taken.contains(candidate.lowercased()) { return candidate }
            number += 1
        }
    }

    /// The next name in the row `p1`, `p2`, … that no page has.
    package func freeBlockID() -> String {
        var number = blocks.count + 1
        while blocks.contains(where: { $0.id == "p\(number)" }) { number += 1 }
        return "p\(number)"
    }

    /// Puts a question at the end of a page, or behind another question of it.
    package mutating func add(_ question: Question, to block: String, after id: String? = nil) {
        guard let page = blocks.firstIndex(where: { $0.id == block }) else { return }
        let questions = blocks[page].questions
        let index = id.flatMap { id in questions.firstIndex { $0.id == id } }.map { $0 + 1 } ?? questions.count
        blocks[page].questions.insert(question, at: index)
    }

    /// Puts `question` where the question `id` stands. A new name is carried through to conditions and texts.
    package mutating func replace(_ id: String, with question: Question) {
        guard let place = place(of: id) else { return }
        blocks[place.block].questions[place.index] = question
        if question.id != id { rename(id, to: question.id) }
    }

    package mutating func remove(_ id: String) {
        guard let place = place(of: id) else { return }
        blocks[place.block].questions.remove(at: place.index)
    }

    /// A copy with a name of its own, behind the question; its name.
    package mutating func copy(_ id: String) -> String? {
        guard let place = place(of: id) else { return nil }
        var question = blocks[place.block].questions[place.index]
        question.id = freeQuestionID(question.kind)
        blocks[place.block].questions.insert(question, at: place.index + 1)
        return question.id
    }

    /// One place up or down; from the edge of a page to the page beside it.
    package mutating func move(_ id: String, down: Bool) {
        guard let place = place(of: id) else { return }
        let target = place.index + (down ? 1 : -1)
        if blocks[place.block].questions.indices.contains(target) {
            blocks[place.block].questions.swapAt(place.index, target)
            return
        }
        let page = place.block + (down ? 1 : -1)
        guard blocks.indices.contains(page) else { return }
        let question = blocks[place.block].questions.remove(at: place.index)
        blocks[page].questions.insert(question, at: down ? 0 : blocks[page].questions.count)
    }

    /// To the end of another page.
    package mutating func move(_ id: String, to block: String) {
        guard let place = place(of: id), let page = blocks.firstIndex(where: { $0.id == block }), page != place.block
        else { return }
        let question = blocks[place.block].questions.remove(at: place.index)
        blocks[page].questions.append(question)
    }

    package mutating func moveBlock(_ id: String, down: Bool) {
        guard let index = blocks.firstIndex(where: { $0.id == id }) else { return }
        let target = index + (down ? 1 : -1)
        if blocks.indices.contains(target) { blocks.swapAt(index, target) }
    }

    /// With all that stands on it.
    package mutating func removeBlock(_ id: String) { blocks.removeAll { $0.id == id } }

    /// The questions that conditions of others name, so that removing one of them is not a surprise.
    package func usesOf(_ id: String) -> [String] {
        var found: [String] = []
        func looks(_ condition: String?) -> Bool {
            condition.flatMap { try? Expression($0).questions.contains(id) } ?? false
        }
        for block in blocks {
            if looks(block.showIf) { found.append(block.id) }
            for question in block.questions where question.id != id && looks(question.showIf) {
                found.append(question.id)
            }
        }
        return found
    }

    /// Conditions and texts that name `old` name `new` from now on.
    private mutating func rename(_ old: String, to new: String) {
        func condition(_ source: String?) -> String? {
            guard let source, let expression = try? Expression(source), expression.questions.contains(old) else {
                return source
            }
            return Expression.write(expression.root.renamed(old, to: new))
        }
        func words(_ words: Words?) -> Words? {
            words.map { words in
                Words(
                    words.texts.mapValues {
                        $0.replacing("{\(old)}", with: "{\(new)}").replacing("{\(old).", with: "{\(new).")
                    })
            }
        }
        for block in blocks.indices {
            blocks[block].showIf = condition(blocks[block].showIf)
            blocks[block].title = words(blocks[block].title)
            blocks[block].intro = words(blocks[block].intro)
            for index in blocks[block].questions.indices {
                var question = blocks[block].questions[index]
                question.showIf = condition(question.showIf)
                question.text = words(question.text) ?? question.text
                question.hint = words(question.hint)
                blocks[block].questions[index] = question
            }
        }
    }
}

extension Expression.Node {
    fileprivate func renamed(_ old: String, to new: String) -> Expression.Node {
        func reference(_ reference: Expression.Reference) -> Expression.Reference {
            reference.question == old ? .init(question: new, row: reference.row) : reference
        }
        switch self {
        case .all(let nodes): return .all(nodes.map { $0.renamed(old, to: new) })
        case .any(let nodes): return .any(nodes.map { $0.renamed(old, to: new) })
        case .not(let node): return .not(node.renamed(old, to: new))
        case .compare(let own, let comparison, let value): return .compare(reference(own), comparison, value)
        case .has(let own, let codes): return .has(reference(own), codes)
        case .answered(let own): return .answered(reference(own))
        case .count(let own, let comparison, let number): return .count(reference(own), comparison, number)
        }
    }
}
