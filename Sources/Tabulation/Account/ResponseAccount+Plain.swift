package import Core

/// The rates that people in the Netherlands print. Both are of all different addresses that were to be invited, also
/// those that bounced or turned out not to belong to the group: a list that was bad does not make the response good.
extension ResponseAccount {
    /// Who let hear anything: filled in, too late too, stopped halfway, said no, told to be away, to read another
    /// language or not to belong to the group. This is what "a response of 40%" mostly means.
    package var reacted: Rate { Rate(number(\.isReaction), of: Double(addressed)) }

    /// Whose answers count: `reacted` without those who said no or stopped. Results rest on these.
    package var answered: Rate { Rate(usableAnswers, of: Double(addressed)) }

    /// Different addresses on the list that were to be invited.
    package var addressed: Int { number(\.isAddressed) }

    private var usableAnswers: Int { count(.complete) + count(Outcome.partial) }

    private func number(_ isCounted: (Outcome) -> Bool) -> Int {
        Outcome.allCases.reduce(0) { $0 + (isCounted($1) ? count($1) : 0) }
    }

    /// What the two rates mean, to print with them.
    package static let explanation: [Text] = [
        Text("Gereageerd: iedereen van wie iets is gehoord."),
        Text("Ook wie niet meedoet, halverwege stopt, te laat is of niet bij de doelgroep hoort, heeft gereageerd."),
        Text("Ingevuld: iedereen van wie de antwoorden meetellen."),
        Text("Alle verschillende adressen op de lijst tellen mee. Wie geen uitnodiging zou krijgen, telt niet mee."),
    ]
}

extension Outcome {
    /// Something was heard of who was invited.
    package var isReaction: Bool {
        switch self {
        case .complete, .partial, .refusal, .breakOff, .unavailable, .tooLate, .language, .ineligible, .quotaFull: true
        case .openedOnly, .readOnly, .notInvited, .silence, .undelivered, .moved, .stranger, .duplicate: false
        }
    }

    /// An address of its own that was to be invited.
    package var isAddressed: Bool { self != .duplicate && self != .notInvited }
}
