package import Community
package import Core
package import Storage

/// Who does what by when for a goal of the round, and how it goes.
package struct Agreement: Sendable {
    package typealias Identity = ID<Agreement>

    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        /// Between the municipality and others.
        case agreement = "afspraak"
        /// Between organisations among themselves.
        case covenant = "convenant"

        package var label: Text {
            switch self {
            case .agreement: Text("Afspraak met de gemeente")
            case .covenant: Text("Convenant tussen organisaties")
            }
        }
    }

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case draft = "concept"
        case agreed = "afgesproken"
        case ended = "beeindigd"

        package var label: Text {
            switch self {
            case .draft: Text("concept")
            case .agreed: Text("afgesproken")
            case .ended: Text("beëindigd")
            }
        }
    }

    package let id: Identity
    /// As in its address, also in the public one.
    package let number: Int
    package let cycle: PolicyCycle.Identity
    /// The number of its round, for its address.
    package let cycleNumber: Int
    package let municipality: String
    package let kind: Kind
    package let title: String
    /// Who does what by when.
    package let activity: String
    package let goal: Goal.Identity?
    package let goalNumber: Int?
    package let goalResult: String?
    /// By what everyone sees whether it works, in their own words.
    package let indicator: String?
    /// The figure of the platform that shows it, and its name when it was chosen.
    package let figure: String?
    package let figureName: String?
    package let firstDay: Day
    package let lastDay: Day
    package let rhythm: ReportRhythm
    /// The id of a budget line of the round, or what somebody wrote.
    package let budgetLine: String?
    package let budgetLineName: String?
    package let budgetCents: Int?
    package let isPublic: Bool
    package let state: State
    package let agreedAt: Moment?
    package let endedAt: Moment?
    package let endReason: String?
    package let owner: Person.Identity?
    package let createdAt: Moment
    /// Goes up with every change: who saves an older one is told.
    package let version: Int
    /// Since when its parties may read the draft.
    package let sharedAt: Moment?
    /// What the parties were last told, of which version and when.
    package let news: AgreementNews?
    package let newsVersion: Int
    package let newsAt: Moment?
    /// Its round is closed: nobody is asked for anything any more.
    package let isHistory: Bool

    package init(row: Row) throws {
        isHistory = try row("cycle_phase", as: PolicyCycle.Phase.self) == .closed
        id = try row("id")
        number = try row("number")
        cycle = try row("cycle_id")
        cycleNumber = try row("cycle_number")
        municipality = try row("municipality_code")
        kind = try row("kind")
        title = try row("title")
        activity = try row("activity")
        goal = try row("goal_id", as: String?.self).map { Goal.Identity($0) }
        goalNumber = try row("goal_number")
        goalResult = try row("goal_result")
        indicator = try row("indicator")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
        rhythm = try row("rhythm")
        figure = try row("indicator_id")
        figureName = try row("indicator_name")
        budgetLine = try row("budget_line")
        budgetLineName = try row("budget_line_name", as: String?.self) ?? row("budget_line")
        budgetCents = try row("budget_cents")
        isPublic = try row("is_public")
        state = try row("state")
        agreedAt = try row("agreed_at")
        endedAt = try row("ended_at")
        endReason = try row("end_reason")
        owner = try row("person_id", as: String?.self).map { Person.Identity($0) }
        createdAt = try row("created_at")
        version = try row("version")
        sharedAt = try row("shared_at")
        news = try row("news", as: String?.self).flatMap(AgreementNews.init(rawValue:))
        newsVersion = try row("news_version")
        newsAt = try row("news_at")
    }

    /// The name of the figure, in the reader's language where the content has it.
    package func figureWords(_ t: Texts) -> String? {
        figure.flatMap { GoalsContent.standard?.measure($0) }.map { t($0.name) } ?? figureName
    }

    /// The address for those who work on the round.
    package var path: String { "/beleid/\(cycleNumber)/\(CyclePartKind.agreements.rawValue)/\(number)" }
    /// The address for everyone.
    package var publicPath: String { "/afspraken/\(number)" }
    package var isShown: Bool { isPublic && state != .draft }
    /// Where one of its parties works on it.
    package func path(organisation number: Int) -> String { "/organisatie/\(number)/afspraken/\(self.number)" }
}

/// Who takes part in an agreement: an organisation of the register, or a name.
package struct AgreementParty: Sendable {
    package let organisation: Organisation.Identity?
    /// The number of the organisation, for its address.
    package let organisationNumber: Int?
    package let name: String
    /// What this party does; empty when the agreement says it all.
    package let task: String

    init(row: Row) throws {
        organisation = try row("organisation_id", as: String?.self).map { Organisation.Identity($0) }
        organisationNumber = try row("organisation_number")
        name = try row("organisation_name", as: String?.self) ?? row("name")
        task = try row("task")
    }

    var line: String { task.isEmpty ? name : "\(name): \(task)" }
}
