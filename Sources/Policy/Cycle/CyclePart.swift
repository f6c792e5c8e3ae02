package import Community
package import Core
package import Services
package import Storage
package import Web

/// One part of the policy cycle: a folder of this module that conforms, and one line in `Policy.parts`.
package protocol CyclePart: Sendable {
    var kind: CyclePartKind { get }
    /// Append-only.
    var migrations: [Migration] { get }
    func routes(_ routes: Routes)
    /// How far this part is in a round, for the circle's home page. Cheap: it is asked for every part at once.
    func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus
    /// What the plan, the evaluation and the handover file tell of this part, in the reader's language.
    func report(of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [ReportBlock]
    /// What waits for this person in a round that is under way and that they may see.
    func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    /// What is late and who must act, for every reader of the round.
    func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor]
    func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    var indicators: [Indicator] { get }
    var personalData: [PersonalData] { get }
    /// Someone reads their mail somewhere else from now on: what was sent to the old address goes to the new one.
    func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    var retention: [RetentionRule] { get }
    var jobs: [Job] { get }
    /// Money this part promised or paid in the years of the round, for the budget.
    func commitments(of cycle: PolicyCycle, in db: any SQLConnection) throws -> [Commitment]
    /// What is not finished when the round closes and goes on in the next: an action, an agreement, a concern.
    func carriesOn(from cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> [CarriedItem]
    /// What a new round takes along from the one before as it is, such as who we work with.
    func begins(_ next: PolicyCycle, after previous: PolicyCycle, now: Moment, in db: any SQLConnection) throws
    /// Its share of the demo: one round that is done and one under way.
    func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws
}

extension CyclePart {
    package var migrations: [Migration] { [] }
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] { [] }
    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    { [] }
    package func waiting(in cycle: PolicyCycle, t: Texts, today: Day, db: any SQLConnection) throws -> [WaitingFor] {
        []
    }
    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    { [] }
    package var indicators: [Indicator] { [] }
    package var personalData: [PersonalData] { [] }
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {}
    package var retention: [RetentionRule] { [] }
    package var jobs: [Job] { [] }
    package func commitments(of cycle: PolicyCycle, in db: any SQLConnection) throws -> [Commitment] { [] }
    package func carriesOn(from cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [CarriedItem]
    { [] }
    package func begins(_ next: PolicyCycle, after previous: PolicyCycle, now: Moment, in db: any SQLConnection) throws
    {}
    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {}
}

/// How far a part is.
package struct PartStatus: Sendable {
    package enum State: Sendable, Equatable { case open, busy, done, skipped }

    package let state: State
    /// What there is, in one line: `14 deelnemers, gesloten op 3 maart`. Empty when there is nothing yet.
    package let line: String
    /// What to do now, as on a button: `Nodig mensen uit`.
    package let next: String?
    /// Where that is done; the part's own page when `nil`.
    package let path: String?

    package init(_ state: State, line: String = "", next: String? = nil, path: String? = nil) {
        self.state = state
        self.line = line
        self.next = next
        self.path = path
    }
}

/// The two rounds of the demo municipality.
package struct PolicyDemo: Sendable {
    package let world: DemoWorld
    /// Over, evaluated and closed.
    package let past: PolicyCycle
    /// Under way, with an adopted plan.
    package let present: PolicyCycle
    /// The policy officer of the demo.
    package let officer: Person.Identity
}
