/// What changed from one list to another, in order: kept, taken out, put in.
enum Change<Element: Sendable & Hashable>: Sendable, Hashable {
    case kept(Element)
    case removed(Element)
    case added(Element)
}

enum ListDiff {
    /// The shortest way from one list to the other (Myers 1986, as the standard library has it).
    static func changes<Element: Hashable & Sendable>(from old: [Element], to new: [Element]) -> [Change<Element>] {
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var changes: [Change<Element>] = []
        var left = 0
        var right = 0
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                changes.append(.removed(old[left]))
                left += 1
            } else if right < new.count, added.contains(right) {
                changes.append(.added(new[right]))
                right += 1
            } else if left < old.count, right < new.count {
                changes.append(.kept(old[left]))
                left += 1
                right += 1
            } else {
                break
            }
        }
        return changes
    }

    /// The new list, made from the changes alone.
    static func new<Element>(_ changes: [Change<Element>]) -> [Element] {
        changes.compactMap { change in
            switch change {
            case .kept(let element), .added(let element): element
            case .removed: nil
            }
        }
    }

    /// The old list, made from the changes alone.
    static func old<Element>(_ changes: [Change<Element>]) -> [Element] {
        changes.compactMap { change in
            switch change {
            case .kept(let element), .removed(let element): element
            case .added: nil
            }
        }
    }
}

/// What changed from one text to another, by paragraph, and inside a paragraph that was rewritten by word.
enum ParagraphDiff {
    enum Line: Sendable, Hashable {
        case kept(String)
        case removed(String)
        case added(String)
        /// A paragraph that stayed in its place with other words.
        case rewritten([Change<String>])
    }

    static func lines(from old: String, to new: String) -> [Line] {
        let changes = ListDiff.changes(from: Paragraphs.split(old), to: Paragraphs.split(new))
        var lines: [Line] = []
        var gone: [String] = []
        var come: [String] = []
        func close() {
            for index in 0..<max(gone.count, come.count) {
                switch (index < gone.count ? gone[index] : nil, index < come.count ? come[index] : nil) {
                case (let before?, let after?): lines += pair(before, after)
                case (let before?, nil): lines.append(.removed(before))
                case (nil, let after?): lines.append(.added(after))
                case (nil, nil): break
                }
            }
            gone = []
            come = []
        }
        for change in changes {
            switch change {
            case .kept(let paragraph):
                close()
                lines.append(.kept(paragraph))
            case .removed(let paragraph): gone.append(paragraph)
            case .added(let paragraph): come.append(paragraph)
            }
        }
        close()
        return lines
    }

    /// By word when at least a third stayed, else as one paragraph out and another in.
    private static func pair(_ before: String, _ after: String) -> [Line] {
        let old = words(before)
        let new = words(after)
        if old.count <= 1200, new.count <= 1200 {
            let changes = ListDiff.changes(from: old, to: new)
            let kept = changes.count { if case .kept = $0 { true } else { false } }
            if kept * 3 >= max(old.count, new.count) { return [.rewritten(changes)] }
        }
        return [.removed(before), .added(after)]
    }

    /// The words, each with the space after it, so that together they are the paragraph.
    static func words(_ paragraph: String) -> [String] {
        var words: [String] = []
        var current = ""
        var isAfterSpace = false
        for character in paragraph {
            if isAfterSpace, !character.isWhitespace {
                words.append(current)
                current = ""
                isAfterSpace = false
            }
            current.append(character)
            if character.isWhitespace { isAfterSpace = true }
        }
        if !current.isEmpty { words.append(current) }
        return words
    }
}
