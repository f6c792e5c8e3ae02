extension Guardian {
    /// Rule 3: the cells to hide because a published count less published parts of it is a small number.
    func differences() -> [Figure.Place] {
        let new = told
        guard !new.isEmpty else { return [] }
        let all = (shelf.old + new).filter { $0.kind == .hits || $0.kind == .base }
        var found: Set<Figure.Place> = []
        var order: [Figure.Place] = []
        for whole in all {
            // Between earlier tables only, nothing changes.
            if !whole.isNew, !new.contains(where: { $0.stricter(than: whole) != nil }) { continue }
            for parts in violations(of: whole, all) {
                let involved = parts + [whole]
                // One of them is hidden already in this round.
                if involved.contains(where: { !$0.cells.isEmpty && $0.cells.allSatisfy(found.contains) }) { continue }
                for place in cheapest(parts, whole) where found.insert(place).inserted { order.append(place) }
            }
        }
        return order
    }

    private struct Part {
        var figure: Figure
        var extra: [Rule]
        /// The one column that the part is narrower in; `nil` when there are several.
        var column: String?
    }

    /// The sets of parts of which the rest is small, with something new among them.
    private func violations(of whole: Figure, _ all: [Figure]) -> [[Figure]] {
        var parts: [Part] = []
        for figure in all {
            guard let extra = figure.stricter(than: whole), !extra.isEmpty, extra.contains(where: tells) else {
                continue
            }
            let columns = extra.reduce(into: Set<String>()) { $0.formUnion($1.columns) }
            parts.append(Part(figure: figure, extra: extra, column: columns.count == 1 ? columns.first : nil))
        }
        var found: [[Figure]] = []
        for part in parts where whole.isNew || part.figure.isNew {
            if isTooFew(whole.count - part.figure.count, whole, [part.figure]) { found.append([part.figure]) }
        }
        let names = Set(parts.compactMap(\.column)).sorted()
        for name in names {
            guard let options = answers.data[name]?.options, isSingle(name) else { continue }
            found += families(
                of: whole, parts.filter { $0.column == name && $0.extra.allSatisfy(isChoice) }, name, options)
        }
        return found
    }

    /// Parts that share nobody, because one question has other answers in each: what is left of the whole.
    private func families(of whole: Figure, _ parts: [Part], _ name: String, _ options: [Option]) -> [[Figure]] {
        let universe = codes(whole.parts, name, options)
        let sized = parts.map { (figure: $0.figure, codes: codes($0.figure.parts, name, options)) }
            .sorted { ($0.codes.count, $0.figure.count) > ($1.codes.count, $1.figure.count) }
        var found: [[Figure]] = []
        for start in sized {
            var used = start.codes
            var family = [start.figure]
            for next in sized where used.isDisjoint(with: next.codes) && !next.codes.isEmpty {
                used.formUnion(next.codes)
                family.append(next.figure)
            }
            guard family.count > 1, whole.isNew || family.contains(where: \.isNew) else { continue }
            let rest = universe.subtracting(used)
            let isSilent = rest.allSatisfy { code in options.first { $0.code == code }?.isMissing ?? true }
            // Nobody but who skipped it, or said nothing; a count of those is no secret in a base.
            if rest.isEmpty || isSilent && whole.kind == .base { continue }
            if isTooFew(whole.count - family.reduce(0) { $0 + $1.count }, whole, family) { found.append(family) }
        }
        return found
    }

    private func isTooFew(_ rest: Int, _ whole: Figure, _ parts: [Figure]) -> Bool {
        if rule.isSmall(rest) { return true }
        // The sum of numbers of the whole and of its parts gives that of the rest.
        guard let mean = whole.mean, parts.allSatisfy({ $0.mean == mean }) else { return false }
        return rule.isSmallBase(rest)
    }

    /// Not only that a question was shown or answered.
    private func tells(_ part: Rule) -> Bool {
        switch part {
        case .shown, .answered: return false
        case .chosen(let column, let codes):
            let options = answers.data[column]?.options ?? []
            return !options.allSatisfy { $0.isMissing || codes.contains($0.code) }
        default: return true
        }
    }

    private func isChoice(_ part: Rule) -> Bool {
        if case .chosen = part { return true }
        return false
    }

    private func isSingle(_ name: String) -> Bool {
        if case .single = answers.data[name]?.values { return true }
        return false
    }

    /// The answers to a question that a rule leaves possible.
    private func codes(_ parts: [Rule], _ name: String, _ options: [Option]) -> Set<Int> {
        var left = Set(options.map(\.code))
        for case .chosen(name, let codes) in parts { left.formIntersection(codes) }
        return left
    }

    /// What to hide: the smallest cell that is not empty, and a base (so all that is told of it) only when it must be.
    private func cheapest(_ parts: [Figure], _ whole: Figure) -> [Figure.Place] {
        let counts = (parts.filter { $0.kind == .hits && $0.isNew && $0.count > 0 }).sorted { $0.count < $1.count }
        if let least = counts.first { return least.cells }
        if whole.kind == .hits, whole.isNew { return whole.cells }
        let bases = parts.filter(\.isNew).sorted { $0.count < $1.count }
        if let least = bases.first(where: { $0.count > 0 }) ?? bases.first { return least.cells }
        return whole.cells
    }
}
