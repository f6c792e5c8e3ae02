/// The rows of a grid together, for the account of its records.
struct Block {
    /// Who saw a row.
    private(set) var shown: Bits
    /// Who gave an answer in a row.
    private(set) var answered: Bits
    /// Who gave an answer that is in the table.
    private(set) var inTable: Bits
    private(set) var none: Bits

    init(_ sides: [Side], count: Int) {
        shown = Bits(count)
        answered = Bits(count)
        inTable = Bits(count)
        none = Bits(count)
        for side in sides {
            shown = shown.or(side.shown)
            answered = answered.or(side.answered)
            inTable = inTable.or(side.inTable)
            none = none.or(side.chosen(anyOf: side.none))
        }
    }

    /// - Parameter base: of the table, within the selection.
    func account(_ selection: Bits?, base: Bits, weights: [Double]?) -> Table.Account {
        let selected = selection ?? Bits(base.count, all: true)
        var account = Table.Account()
        account.records = base.count
        account.inFilter = selected.total
        account.notShown = selected.without(shown.or(answered))
        account.skipped = selected.and(shown).without(answered.or(base))
        account.missing = selected.and(answered).without(inTable.or(base))
        account.base = base.total
        account.noColumn =
            account.inFilter - account.notShown - account.skipped - account.missing - account.base
        account.none = base.overlap(none)
        account.skippedInBase = base.without(answered)
        account.effective = weights.map { Kernels.sums(base, base, weights: $0).effective }
        return account
    }
}
