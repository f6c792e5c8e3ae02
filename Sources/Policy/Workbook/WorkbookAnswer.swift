import Core

/// What a municipality says of one element: whether it is in the policy, and who carries it out.
struct WorkbookAnswer: Sendable, Equatable {
    enum InPolicy: String, Sendable { case yes = "in-policy-yes", no = "in-policy-not", unknown = "in-policy-unknown" }
    enum Carrier: String, Sendable, CaseIterable {
        case centre = "carried-out-by-centre"
        case other = "carried-out-by-other"
        case municipality = "carried-out-by-municipality"
        case nobody = "carried-out-by-nobody"
        case unknown = "carried-out-by-unknown"

        /// Those who do something.
        static let real: [Carrier] = [.centre, .other, .municipality]
    }
    enum Priority: String, Sendable { case first = "priority-first", later = "priority-later", not = "priority-not" }

    var inPolicy: InPolicy?
    var carriers: Set<Carrier> = []
    var evidence = ""
    /// In euro cents a year.
    var budget: Int?
    var priority: Priority?

    /// The options whose meaning the program must know, each with the answer they belong to.
    static let known: [(answer: String, option: String)] =
        ["in-policy-yes", "in-policy-not", "in-policy-unknown"].map { ("in-policy", $0) }
        + Carrier.allCases.map { ("carried-out-by", $0.rawValue) }
        + ["priority-first", "priority-later", "priority-not"].map { ("priority", $0) }

    /// Somebody does it.
    var happens: Bool { !carriers.isDisjoint(with: Carrier.real) }
    /// Both questions of the survey have an answer.
    var isAnswered: Bool { inPolicy != nil && !carriers.isEmpty }
    var isEmpty: Bool { self == WorkbookAnswer() }

    /// What stands out when policy is laid beside execution.
    enum Gap: Sendable { case paperOnly, doneWithoutPolicy }

    /// Policy that nobody carries out, or work that is in no policy. Nothing when an answer is missing or unknown.
    var gap: Gap? {
        if inPolicy == .yes, carriers == [.nobody] { return .paperOnly }
        if inPolicy == .no, happens { return .doneWithoutPolicy }
        return nil
    }
}
