extension ResponseAccount {
    private var complete: Int { count(.interview) }
    private var usable: Int { count(.interview) + count(Outcome.Group.partial) }
    private var refused: Int { count(Outcome.Group.refusal) }
    private var spoken: Int { usable + refused + count(.other) }
    private var eligible: Double { Double(spoken + count(.noContact)) }
    private var unknown: Double { Double(count(.unknown)) }

    /// I / (I + P + R + NC + O + U): the smallest.
    package var rr1: Rate { Rate(complete, of: eligible + unknown) }
    /// (I + P) / (I + P + R + NC + O + U).
    package var rr2: Rate { Rate(usable, of: eligible + unknown) }
    /// I / (I + P + R + NC + O + eU).
    package var rr3: Rate { Rate(complete, of: eligible + eligibility * unknown) }
    /// (I + P) / (I + P + R + NC + O + eU).
    package var rr4: Rate { Rate(usable, of: eligible + eligibility * unknown) }
    /// I / (I + P + R + NC + O): as if nobody of the unknown belongs to the group.
    package var rr5: Rate { Rate(complete, of: eligible) }
    /// (I + P) / (I + P + R + NC + O): the largest.
    package var rr6: Rate { Rate(usable, of: eligible) }

    /// I / (I + P + R + O): of whom was reached.
    package var cooperation1: Rate { Rate(complete, of: Double(spoken)) }
    /// (I + P) / (I + P + R + O).
    package var cooperation2: Rate { Rate(usable, of: Double(spoken)) }
    /// I / (I + P + R).
    package var cooperation3: Rate { Rate(complete, of: Double(usable + refused)) }
    /// (I + P) / (I + P + R).
    package var cooperation4: Rate { Rate(usable, of: Double(usable + refused)) }

    /// R / (I + P + R + NC + O + U).
    package var refusal1: Rate { Rate(refused, of: eligible + unknown) }
    /// R / (I + P + R + NC + O + eU).
    package var refusal2: Rate { Rate(refused, of: eligible + eligibility * unknown) }
    /// R / (I + P + R + NC + O).
    package var refusal3: Rate { Rate(refused, of: eligible) }

    /// (I + P + R + O) / (I + P + R + NC + O + U): who was reached.
    package var contact1: Rate { Rate(spoken, of: eligible + unknown) }
    /// (I + P + R + O) / (I + P + R + NC + O + eU).
    package var contact2: Rate { Rate(spoken, of: eligible + eligibility * unknown) }
    /// (I + P + R + O) / (I + P + R + NC + O).
    package var contact3: Rate { Rate(spoken, of: eligible) }
}
