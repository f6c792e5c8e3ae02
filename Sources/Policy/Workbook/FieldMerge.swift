/// Two people changed the same form at once: what one of them changed is taken from that one, and only where both
/// changed one field must a person choose.
enum FieldMerge {
    typealias Values = [String: [String]]

    struct Outcome: Equatable {
        var values: Values
        /// The fields that both changed, each in their own way; `values` has mine there.
        var conflicts: [String]
    }

    /// - Parameter base: what both began with.
    static func merge(base: Values, theirs: Values, mine: Values) -> Outcome {
        var outcome = Outcome(values: [:], conflicts: [])
        for name in Set(base.keys).union(theirs.keys).union(mine.keys).sorted() {
            let (old, their, my) = (base[name] ?? [], theirs[name] ?? [], mine[name] ?? [])
            if my != their, my != old, their != old { outcome.conflicts.append(name) }
            let kept = my == old ? their : my
            if !kept.isEmpty { outcome.values[name] = kept }
        }
        return outcome
    }
}
