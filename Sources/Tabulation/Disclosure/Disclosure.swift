/// What may be told of few people: the least a published count and base may be, for all tables of one survey together.
///
/// The rules, all of them on unweighted records:
/// 1. *Primary.* A count from 1 to `leastCell` − 1 is hidden, and so is one that leaves 1 to `leastCell` − 1 of its base:
///    118 of 120 tells of two people. "Weet niet" and other answers that say nothing are not hidden for being few.
/// 2. *Base.* Nothing is told of a group of 1 to `leastBase` − 1.
/// 3. *Differences.* What is left of a published count after taking off published parts of it, from this table or an
///    earlier one (the same with another filter, a group more or less), is a count like any other. What is left because
///    people skipped a question is not: it is no answer.
/// 4. *Secondary.* Other cells are hidden until every hidden cell can have been another number: given every figure that
///    was published (counts, bases and so shares), there are two divisions of the answers, both of whole people, in which
///    a cell of rule 1 differs by at least `leastCell` (or its base, when that is less) and every other hidden cell by at
///    least 1.
///
/// Zero cells and cells of everybody are not hidden, but marked (`Table.Cell.isWholeGroup`): they tell something of each
/// person in the group, and whoever publishes must look at them.
///
/// The same table before and after one more answer tells that answer: when the records no longer give the figures of an
/// earlier table, nothing more is told of its questions (`outdated`).
///
/// Not against: a reader who replays the order in which cells were hidden, and who knows answers already. After Willenborg and De Waal, *Elements of
/// Statistical Disclosure Control* (2001), and the rule of ten of the Australian Bureau of Statistics.
package struct Disclosure: Codable, Sendable, Hashable {
    /// A count below it (and above 0) is hidden; 0 or 1 hides nothing.
    package var leastCell: Int
    /// A base below it (and above 0) has no figures.
    package var leastBase: Int

    package init(leastCell: Int, leastBase: Int) {
        self.leastCell = max(leastCell, 0)
        self.leastBase = max(leastBase, 0)
    }

    /// Answers of people.
    package static let persons = Disclosure(leastCell: 10, leastBase: 10)
    /// Answers of organisations.
    package static let organisations = Disclosure(leastCell: 5, leastBase: 5)
    /// Nothing is hidden: municipalities that agreed to be named.
    package static let open = Disclosure(leastCell: 0, leastBase: 0)

    /// Hides what may not be told in this table, given everything that was published of the same records.
    ///
    /// It never hides too little; it can hide more than the least possible. A table of which nothing is left may not be
    /// published. A list loses the rows that are hidden.
    ///
    /// - Parameters:
    ///   - table: what `DataSet.table` gave, nothing hidden.
    ///   - published: every table of this survey that readers have seen, in any order, also when its records were others.
    package func protect(
        _ table: Table, of data: DataSet, published: [Publication] = []
    ) -> (table: Table, publication: Publication) {
        guard !hidesNothing else {
            return Veil(hidden: table.cells.map { $0.map { _ in false } }).over(table, nil, self)
        }
        guard outdated(published, for: table.request, of: data) == nil,
            let layout = Layout(table.request, rows: table.rows, columns: table.columns, data)
        else {
            return Veil(hidden: table.cells.map { $0.map { _ in true } }).over(table, nil, self)
        }
        var guardian = Guardian(self, table, layout, data, published)
        guardian.run()
        return Veil(hidden: guardian.hidden, keptBy: guardian.keptBy).over(table, layout, self)
    }

    /// Each figure is laid beside each other one, time and again: beyond this a table would keep a processor for minutes.
    package static let mostCells = 2_000

    /// Whether `protect` can be asked about a table of this size.
    package func canGuard(_ table: Table) -> Bool {
        hidesNothing || table.cells.reduce(0) { $0 + $1.count } <= Self.mostCells
    }

    /// Whether every number may be told.
    package var hidesNothing: Bool { leastCell <= 1 && leastBase <= 1 }

    /// Whether a count is told.
    func isSmall(_ count: Int) -> Bool { count > 0 && count < leastCell }
    func isSmallBase(_ base: Int) -> Bool { base > 0 && base < leastBase }
}
