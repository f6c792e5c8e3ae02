extension Guardian {
    /// A hidden cell, of this table or an earlier one.
    struct Target {
        var rule: Rule
        var records: Bits
        var need: Int
        /// The questions of which the answers could have been divided otherwise, the likeliest first.
        var subjects: [String]
        /// In this table.
        var place: Figure.Place?
    }

    /// A question that so many figures are about keeps nothing unknown; looking would only take time.
    static let mostFigures = 400

    /// Rule 4: the cells to hide because a hidden one could be computed.
    mutating func guessable() -> [Figure.Place] {
        let new = told
        keptBy = [:]
        guard !new.isEmpty else { return [] }
        let targets = targets(new)
        guard !targets.isEmpty else { return [] }
        var found: [Figure.Place] = []
        for target in unprotected(targets, shelf.old + new) {
            // One cell for each row in a round: it often protects the others.
            if let place = target.place, found.contains(where: { $0.row == place.row }) { continue }
            guard let next = companion(of: target, found) else { continue }
            found.append(next)
        }
        return found
    }

    private func targets(_ new: [Figure]) -> [Target] {
        let touched = new.reduce(into: Set<String>()) { names, figure in
            for rule in figure.rules { names.formUnion(rule.columns) }
        }
        var targets: [Target] = []
        for secret in shelf.secrets where secret.base > 0 {
            // Kept by another question: these figures would be the same with those other answers.
            guard let keeper = secret.keptBy, touched.contains(keeper) else { continue }
            targets.append(
                Target(
                    rule: secret.rule, records: secret.records, need: need(secret.records.total, of: secret.base),
                    subjects: [keeper], place: nil))
        }
        guard !layout.isOfMeans else { return targets }
        for (row, cells) in layout.cells.enumerated() {
            for (column, cell) in cells.enumerated() where hidden[row][column] {
                let count = counts[row][column]
                guard count.base > 0 else { continue }
                targets.append(
                    Target(
                        rule: cell.hits, records: answers.records(cell.hits), need: need(count.hits, of: count.base),
                        subjects: layout.subjects[row], place: Figure.Place(row: row, column: column)))
            }
        }
        return targets
    }

    /// Those for which no question is found whose answers could have been divided otherwise.
    private mutating func unprotected(_ targets: [Target], _ figures: [Figure]) -> [Target] {
        var open = Array(targets.indices)
        var seen: Set<String> = []
        for target in targets {
            for name in target.subjects where seen.insert(name).inserted {
                let about = open.filter { targets[$0].subjects.contains(name) }
                guard !about.isEmpty else { continue }
                let told = figures.filter { $0.isAbout(name) }
                guard told.count <= Self.mostFigures else { continue }
                let completions = Completions(of: name, told, about.map { targets[$0].rule }, answers)
                for (place, number) in about.enumerated() {
                    guard completions.width(place, atLeast: targets[number].need) else { continue }
                    open.removeAll { $0 == number }
                    if let own = targets[number].place { keptBy[own] = name }
                }
            }
        }
        return open.map { targets[$0] }
    }

    /// The next cell to hide for this target: where its row and column have hidden cells already, and as small as can be.
    private func companion(of target: Target, _ chosen: [Figure.Place]) -> Figure.Place? {
        var best: (cost: [Int], place: Figure.Place)?
        for (row, cells) in counts.enumerated() {
            for (column, cell) in cells.enumerated() {
                let place = Figure.Place(row: row, column: column)
                guard !hidden[row][column], !chosen.contains(place) else { continue }
                let cost = cost(place, cell.hits, target)
                if best.map({ cost.lexicographicallyPrecedes($0.cost) }) ?? true { best = (cost, place) }
            }
        }
        return best?.place
    }

    private func cost(_ place: Figure.Place, _ count: Int, _ target: Target) -> [Int] {
        let isTotal = table.columns[place.column].code == nil && table.columns.count > 1 ? 1 : 0
        let isEmpty = count == 0 ? 1 : 0
        guard let own = target.place else {
            // A cell with the same people first.
            let shared = answers.records(layout.cells[place.row][place.column].hits).overlap(target.records)
            return [isEmpty, shared > 0 ? 0 : 1, isTotal, count]
        }
        let row = hidden[place.row].contains(true) ? 0 : 1
        let column = hidden.contains { $0[place.column] } ? 0 : 1
        let near = place.row == own.row || place.column == own.column ? 0 : 1
        return [isEmpty, isTotal, row + column, near, count]
    }
}
