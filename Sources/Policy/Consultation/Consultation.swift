import Community
package import Core
package import Storage

/// A question to the field in a round of policy: who may answer, until when, and what was done with the answers.
package struct Consultation: Sendable {
    package typealias Identity = ID<Consultation>

    package enum Audience: String, Sendable, CaseIterable, SQLConvertible {
        /// Everyone, on a public page.
        case everyone = "open"
        /// Whoever gets a personal link.
        case invited = "genodigd"

        var label: Text {
            switch self {
            case .everyone: Text("Iedereen, op een openbare pagina")
            case .invited: Text("Alleen wie je uitnodigt")
            }
        }
    }

    package enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// Only the officer knows of it.
        case draft = "concept"
        /// Asked; between its days people can react, after them the officer answers.
        case open
        /// Every reaction has an answer.
        case closed = "gesloten"
    }

    package let id: Identity
    /// As in its address, also in the public one.
    package let number: Int
    package let cycle: PolicyCycle.Identity
    package let municipality: String
    package let title: String
    package let question: String
    /// What someone must know to answer, in Markdown.
    package let background: String
    package let audience: Audience
    package let firstDay: Day
    package let lastDay: Day
    package let state: State
    /// What was done with the reactions, as told at the end, in Markdown.
    package let summary: String?
    package let createdAt: Moment
    package let openedAt: Moment?
    package let closedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        cycle = try row("cycle_id")
        municipality = try row("municipality_code")
        title = try row("title")
        question = try row("question")
        background = try row("background")
        audience = try row("audience")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
        state = try row("state")
        summary = try row("summary")
        createdAt = try row("created_at")
        openedAt = try row("opened_at")
        closedAt = try row("closed_at")
    }

    /// Whether people can react on this day.
    package func isAsking(on day: Day) -> Bool { state == .open && firstDay <= day && day <= lastDay }

    /// Whether it has a page that everyone may read.
    package var isPublic: Bool { audience == .everyone && state != .draft }

    /// The address for everyone.
    package var publicPath: String { "/meedenken/\(number)" }

    /// The address for those who work on the round.
    package func path(in cycle: PolicyCycle) -> String { cycle.path(.consultation) + "/\(number)" }

    /// Where it stands, in words.
    func stage(on day: Day, _ t: Texts) -> String {
        switch state {
        case .draft: t("nog niet gevraagd")
        case .closed: t("gesloten")
        case .open where day < firstDay: t("begint op \(t.date(firstDay))")
        case .open where day <= lastDay: t("loopt tot en met \(t.date(lastDay))")
        case .open: t("voorbij, wacht op antwoord")
        }
    }
}
