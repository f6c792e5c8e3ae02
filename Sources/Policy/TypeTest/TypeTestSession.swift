package import Core
package import Storage

/// A round of the type test with one group.
package struct TypeTestSession: Sendable, Equatable {
    package typealias Identity = ID<TypeTestSession>

    package enum State: String, Sendable, SQLConvertible {
        /// Only the officer knows of it.
        case preparing = "voorbereiden"
        /// People fill it in.
        case open
        /// Nobody fills it in, nobody has seen a result: it can be opened again.
        case closed = "gesloten"
        /// The result was shown. From here there is no way back: who has seen it would answer otherwise.
        case shown = "getoond"

        package var label: Text {
            switch self {
            case .preparing: Text("in voorbereiding")
            case .open: Text("open")
            case .closed: Text("gesloten, uitslag nog niet getoond")
            case .shown: Text("gesloten")
            }
        }
    }

    package enum Way: String, Sendable, SQLConvertible {
        /// A link and a code for everyone in the room.
        case open = "code"
        /// Each by mail, with a link of their own.
        case personal = "uitnodiging"
    }

    package let id: Identity
    package let cycle: PolicyCycle.Identity
    /// Within its round, as in its address.
    package let number: Int
    package let title: String
    package let asksNow: Bool
    package let asksWanted: Bool
    package let way: Way
    package let state: State
    /// The version of the content that was asked and by which the result is computed.
    package let version: Int
    /// For the room; only while it is open.
    package let code: String?
    package let createdAt: Moment
    package let closedAt: Moment?
    package let shownAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        number = try row("number")
        title = try row("title")
        asksNow = try row("asks_now")
        asksWanted = try row("asks_wanted")
        way = try row("way")
        state = try row("state")
        version = try row("version")
        code = try row("code")
        createdAt = try row("created_at")
        closedAt = try row("closed_at")
        shownAt = try row("shown_at")
    }

    /// Now before wanted: how it is comes before how it should be.
    package var viewpoints: [TypeTestViewpoint] {
        (asksNow ? [.now] : []) + (asksWanted ? [.wanted] : [])
    }

    package func path(in cycle: PolicyCycle) -> String { cycle.path(.typeTest) + "/\(number)" }
}

/// Someone who fills in the test: a device with a secret, never a name.
package struct TypeTestParticipant: Sendable {
    /// The hash of the secret in their own link.
    package let key: String
    package let session: TypeTestSession.Identity
    package let role: String
    package let now: TypeTestAnswers
    package let wanted: TypeTestAnswers
    /// Sent in: from then on nothing changes.
    package let isSent: Bool
    /// Only until it is sent in: then the invitation knows that it was answered, and the answers no longer whose.
    package let invitation: String?

    package init(row: Row) throws {
        key = try row("key")
        session = try row("session_id")
        role = try row("role")
        now = try row("answers_now")
        wanted = try row("answers_wanted")
        isSent = try row("sent")
        invitation = try row("invitation_id")
    }

    package subscript(viewpoint: TypeTestViewpoint) -> TypeTestAnswers { viewpoint == .now ? now : wanted }
    package var ballot: TypeTestBallot { TypeTestBallot(role: role, now: now, wanted: wanted) }
}
