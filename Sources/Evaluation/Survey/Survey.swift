package import Community
package import Core
package import Storage

/// One survey: a questionnaire that is put to people in a certain period.
package struct Survey: Sendable, Equatable {
    package typealias Identity = ID<Survey>

    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        /// Asked through the site.
        case own = "eigen"
        /// Read from a file, only to count.
        case imported = "ingelezen"
    }

    /// What ties an answer to an address. Fixed before the first invitation and never changed after.
    package enum Mode: String, Sendable, CaseIterable, SQLConvertible {
        /// The answer carries the address.
        case linked = "gekoppeld"
        /// The answer carries a code; who belongs to it is kept apart and forgotten when the survey closes.
        case pseudonymous = "pseudoniem"
        /// There is no path from answer to address.
        case anonymous = "anoniem"

        package var label: Text {
            switch self {
            case .linked: Text("op naam")
            case .pseudonymous: Text("onder een code")
            case .anonymous: Text("anoniem")
            }
        }
    }

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        case draft = "concept"
        /// Open for answers.
        case field = "veldwerk"
        case closed = "gesloten"

        package var label: Text {
            switch self {
            case .draft: Text("in voorbereiding")
            case .field: Text("loopt")
            case .closed: Text("gesloten")
            }
        }
    }

    package let id: Identity
    /// As in its address.
    package let number: Int
    package let municipality: String
    package let title: String
    package let kind: Kind
    package let mode: Mode
    package let state: State
    /// The questionnaire it uses.
    package let questionnaire: String
    /// The frozen version; `nil` as long as the survey is a draft.
    package let version: String?
    /// Whether anyone with the open link may answer. Counted apart.
    package let hasOpenLink: Bool
    /// Invitations leave on this day.
    package let opensOn: Day?
    /// The reminder to who did not answer.
    package let remindsOn: Day?
    /// The last day to answer.
    package let closesOn: Day?
    /// How many there are in all, for the finite population correction; `nil` when not known.
    package let population: Int?
    /// The least number of records behind a figure that leaves the survey.
    package let leastCell: Int
    /// The least base of a share.
    package let leastBase: Int
    /// Why the people may be written to (GDPR article 6).
    package let lawfulBasis: String
    /// What the invitation says about the purpose.
    package let purpose: String
    /// The survey that asked the same before.
    package let previous: Identity?
    package let owner: Person.Identity?
    package let createdAt: Moment
    package let openedAt: Moment?
    package let closedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        title = try row("title")
        kind = try row("kind")
        mode = try row("mode")
        state = try row("state")
        questionnaire = try row("questionnaire_id")
        version = try row("version_id")
        hasOpenLink = try row("has_open_link")
        opensOn = try row("opens_on")
        remindsOn = try row("reminds_on")
        closesOn = try row("closes_on")
        population = try row("population")
        leastCell = try row("least_cell")
        leastBase = try row("least_base")
        lawfulBasis = try row("lawful_basis")
        purpose = try row("purpose")
        previous = try row("previous_id", as: String?.self).map { Identity($0) }
        owner = try row("owner_id", as: String?.self).map { Person.Identity($0) }
        createdAt = try row("created_at")
        openedAt = try row("opened_at")
        closedAt = try row("closed_at")
    }

    /// `/enquetes/3/respons`.
    package func path(_ part: String? = nil) -> String {
        part.map { "/enquetes/\(number)/\($0)" } ?? "/enquetes/\(number)"
    }
}
