import Community
import Core
import Services
import Storage
import Web

/// Someone takes part: begins, keeps answers, sends them in. Nobody's name is asked, and the log says only that
/// something was sent in, not from where.
struct TakeTypeTest: Sendable {
    let house: House
    let content: ContentShelf

    /// The most who can begin in one session: an open link in the wrong hands fills no disk.
    static let most = 500

    enum Refusal: Error, Sendable { case notOpen, alreadySent, full, nothingAnswered }

    struct Invitation: Sendable {
        let id: String
        let session: TypeTestSession
        let isAnswered: Bool
    }

    func content(of session: TypeTestSession) -> TypeTestContent {
        content.file(TypeTestContent.self, version: session.version) ?? content.file(TypeTestContent.self)
    }

    /// The invitation behind a mailed link.
    func invitation(_ secret: String) async throws -> Invitation? {
        try await house.database.read { db in try Self.invitation(secret, in: db) }
    }

    private static func invitation(_ secret: String, in db: any SQLConnection) throws -> Invitation? {
        guard
            let row = try db.first(
                "SELECT * FROM policy_type_invitation WHERE link_hash = \(Secret.hash(secret))"),
            let session = try TypeTestSession.find(row("session_id"), in: db)
        else { return nil }
        return try Invitation(id: row("id"), session: session, isAnswered: row("answered"))
    }

    /// Begins on the open link. - Returns: the participant's own secret.
    func start(link: String, role: String, now: Moment) async throws -> String {
        try await house.database.write { db in
            guard let session = try TypeTestSession.find(linkHash: Secret.hash(link), in: db), session.way == .open
            else { throw WebError.notFound }
            return try add(session, role, invitation: nil, now, in: db)
        }
    }

    /// Begins on an invitation, or goes on with what was begun on it before, on whatever device.
    func start(invitation secret: String, role: String, now: Moment) async throws -> String {
        try await house.database.write { db in
            guard let invitation = try Self.invitation(secret, in: db) else { throw WebError.notFound }
            if invitation.isAnswered { throw Refusal.alreadySent }
            try Self.requireOpen(invitation.session, in: db)
            let own = Secret.make()
            let taken = try db.run(
                """
                UPDATE policy_type_participant SET key = \(Secret.hash(own)), role = \(role)
                WHERE invitation_id = \(invitation.id) AND sent = \(false)
                """)
            if taken == 1 { return own }
            return try add(invitation.session, role, invitation: invitation.id, now, in: db)
        }
    }

    private func add(
        _ session: TypeTestSession, _ role: String, invitation: String?, _ now: Moment, in db: any SQLConnection
    ) throws -> String {
        try Self.requireOpen(session, in: db)
        let begun = try db.count("SELECT COUNT(*) FROM policy_type_participant WHERE session_id = \(session.id)")
        guard begun < Self.most else { throw Refusal.full }
        let own = Secret.make()
        let empty = TypeTestAnswers(count: content(of: session).statements.count)
        try db.run(
            """
            INSERT INTO policy_type_participant (key, session_id, role, answers_now, answers_wanted, sent, invitation_id)
            VALUES (\(Secret.hash(own)), \(session.id), \(role), \(empty), \(empty), \(false), \(invitation))
            """)
        try record("typetest-begonnen", session, now, in: db)
        return own
    }

    func save(_ secret: String, _ viewpoint: TypeTestViewpoint, _ answers: TypeTestAnswers, now: Moment) async throws {
        try await house.database.write { db in
            let (participant, session) = try writable(secret, in: db)
            guard session.viewpoints.contains(viewpoint) else { throw WebError.notFound }
            let column: SQL = viewpoint == .now ? "answers_now" : "answers_wanted"
            try db.run(
                "UPDATE policy_type_participant SET \(column) = \(answers) WHERE key = \(participant.key) AND sent = \(false)"
            )
            try record("typetest-bewaard", session, now, in: db)
        }
    }

    /// Locks the answers and forgets which invitation they came from.
    func send(_ secret: String, now: Moment) async throws {
        try await house.database.write { db in
            let (participant, session) = try writable(secret, in: db)
            let isEmpty = session.viewpoints.contains { viewpoint in
                let answers = participant[viewpoint]
                return answers.missing == answers.answers.count
            }
            if isEmpty { throw Refusal.nothingAnswered }
            let locked = try db.run(
                """
                UPDATE policy_type_participant SET sent = \(true), invitation_id = NULL
                WHERE key = \(participant.key) AND sent = \(false)
                """)
            // Gone in the same moment: the result was shown, and this came too late for it.
            if locked == 0 { throw Refusal.notOpen }
            if let invitation = participant.invitation {
                try db.run("UPDATE policy_type_invitation SET answered = \(true) WHERE id = \(invitation)")
            }
            try record("typetest-ingestuurd", session, now, in: db)
        }
    }

    private func writable(_ secret: String, in db: any SQLConnection) throws -> (TypeTestParticipant, TypeTestSession) {
        guard let participant = try TypeTestParticipant.find(key: Secret.hash(secret), in: db),
            let session = try TypeTestSession.find(participant.session, in: db)
        else { throw WebError.notFound }
        if participant.isSent { throw Refusal.alreadySent }
        try Self.requireOpen(session, in: db)
        return (participant, session)
    }

    /// A closed round takes no answers, whatever its sessions say.
    private static func requireOpen(_ session: TypeTestSession, in db: any SQLConnection) throws {
        guard session.state == .open, try PolicyCycle.find(session.cycle, in: db)?.isClosed == false else {
            throw Refusal.notOpen
        }
    }

    private func record(_ action: String, _ session: TypeTestSession, _ now: Moment, in db: any SQLConnection) throws {
        try Audit.record(
            Audit.Event(action, "typetest", session.id.text), by: .program("typetest"), now: now, in: db)
    }
}
