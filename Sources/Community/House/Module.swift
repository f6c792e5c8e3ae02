package import Core
package import Formats
package import Services
package import Storage
package import Web

/// A function of the house. All it has for the others travels through these contributions; a new function is a new
/// folder that conforms, and nothing else changes.
package protocol Module: Sendable {
    /// Append-only.
    var migrations: [Migration] { get }
    func routes(_ routes: Routes)
    /// What the menu shows to this visitor, in order.
    func menu(for visit: Visit) -> [MenuItem]
    /// The doors a person works behind that are no organisation: asked for on every page, so by index.
    func workplaces(of person: String, in db: any SQLConnection) throws -> [Actor.Workplace]
    /// What waits for this person.
    func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem]
    /// What stands in this person's calendar from `from` on.
    func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry]
    var indicators: [Indicator] { get }
    /// What only this municipality measures, such as a figure of its own survey. Ids are unlike those of `indicators`.
    func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator]
    /// What there is, by field of work and place.
    var supply: [Supply] { get }
    /// Groups of people and organisations that can be written to.
    var audiences: [Audience] { get }
    var personalData: [PersonalData] { get }
    /// Kinds of cases that are erased on request without an account.
    var caseErasures: [CaseErasure] { get }
    var retention: [RetentionRule] { get }
    /// Follows a person to another mail address, in the transaction of that change: what goes to them goes there, and
    /// links in the old mailbox no longer open anything.
    func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    var jobs: [Job] { get }
    /// Money this function promised or paid in these years: grants, agreements.
    func commitments(of municipality: String, years: ClosedRange<Int>, in db: any SQLConnection) throws -> [Commitment]
    /// How the functions it runs are doing in a municipality, a line for each.
    func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    /// Its share of the demo municipality, written into the database.
    func demo(_ world: DemoWorld) async throws
    /// Its share of the town that pages are measured on, and the doors that no session opens.
    func bench(_ world: BenchWorld) async throws -> [BenchDoor]
}

extension Module {
    package var migrations: [Migration] { [] }
    package func routes(_ routes: Routes) {}
    package func menu(for visit: Visit) -> [MenuItem] { [] }
    package func workplaces(of person: String, in db: any SQLConnection) throws -> [Actor.Workplace] { [] }
    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] { [] }
    package func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] { [] }
    package var indicators: [Indicator] { [] }
    package func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator] { [] }
    package var personalData: [PersonalData] { [] }
    package var caseErasures: [CaseErasure] { [] }
    package var retention: [RetentionRule] { [] }
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {}
    package var jobs: [Job] { [] }
    package func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    { [] }
    package func demo(_ world: DemoWorld) async throws {}
    package func bench(_ world: BenchWorld) async throws -> [BenchDoor] { [] }
}

/// The five basic functions, in their order round the circle. Each keeps its colour wherever its things appear.
package enum BasicFunction: String, Sendable, CaseIterable {
    case vertalen, verbinden, versterken, verbreiden, verankeren
}

/// Something that waits for a person, with the one button that helps.
package struct TaskItem: Sendable {
    package let function: BasicFunction
    package let title: String
    /// Why it matters, or since when it waits.
    package let detail: String
    package let action: String
    package let path: String
    /// Cannot wait: shown first.
    package let isUrgent: Bool
    /// Since when it waits.
    package let since: Moment?

    package init(
        function: BasicFunction, title: String, detail: String, action: String, path: String, isUrgent: Bool = false,
        since: Moment? = nil
    ) {
        self.function = function
        self.title = title
        self.detail = detail
        self.action = action
        self.path = path
        self.isUrgent = isUrgent
        self.since = since
    }
}

package struct CalendarEntry: Sendable {
    package let uid: String
    package let title: String
    package let day: Day
    /// For more than one day: the last one.
    package let lastDay: Day?
    package let place: String?
    package let path: String

    package init(uid: String, title: String, day: Day, lastDay: Day? = nil, place: String? = nil, path: String) {
        self.uid = uid
        self.title = title
        self.day = day
        self.lastDay = lastDay
        self.place = place
        self.path = path
    }
}

/// One kind of personal data: how it leaves as an export, and how it goes at an erasure.
package struct PersonalData: Sendable {
    package let name: Text
    /// All there is of this kind about the person with this id, for people and machines to read.
    package let export: @Sendable (_ person: String, any SQLConnection) throws -> JSONValue
    /// Takes out what identifies; totals may stay. Runs in the transaction of the erasure.
    package let erase: @Sendable (_ person: String, _ now: Moment, any SQLConnection) throws -> Void

    package init(
        name: Text, export: @escaping @Sendable (String, any SQLConnection) throws -> JSONValue,
        erase: @escaping @Sendable (String, Moment, any SQLConnection) throws -> Void
    ) {
        self.name = name
        self.export = export
        self.erase = erase
    }
}

/// How long something is kept and why; a job applies it each night.
package struct RetentionRule: Sendable {
    package let id: String
    package let name: Text
    /// Why it is kept this long.
    package let reason: Text
    package let keep: Span
    /// Removes what is older than `before` and gives the number of records. At most a few thousand at a time.
    package let apply: @Sendable (_ before: Moment, _ now: Moment, any SQLConnection) throws -> Int

    package init(
        id: String, name: Text, reason: Text, keep: Span,
        apply: @escaping @Sendable (Moment, Moment, any SQLConnection) throws -> Int
    ) {
        self.id = id
        self.name = name
        self.reason = reason
        self.keep = keep
        self.apply = apply
    }
}

/// The demo municipality as it grows: what a module made, the next can find.
package struct DemoWorld: Sendable {
    /// The day on which the demo opens.
    package let today: Day
    package let now: Moment
    package init(now: Moment) {
        self.now = now
        today = now.day
    }
}
