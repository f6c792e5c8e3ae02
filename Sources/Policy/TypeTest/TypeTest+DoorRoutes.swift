import Community
import Core
import Services
import Storage
import Web

extension TypeTestPart {
    /// On the device of a participant: the way back to what was begun. Holds the secret of the own page.
    static let cookie = "inzet-typetest"

    func doorRoutes(_ routes: Routes) {
        // A room shares one address, so not too few at once; of 387 million codes a guesser finds none at this pace.
        let guesses = RateLimit(burst: 60, interval: .seconds(10))
        routes.get("/typetest", access: .everyone) { visit in
            let state = TypeTestDoorPages.codeForm.filled(["code": visit.query.text("code") ?? ""])
            return TypeTestDoorPages(visit: visit).code(state, demoCode: try await demoCode())
        }
        routes.post("/typetest", access: .everyone) { [house] visit in
            if let wait = guesses.take(RateLimit.key(visit.address), now: visit.now) {
                throw WebError.tooMany(retryAfter: wait)
            }
            var state = TypeTestDoorPages.codeForm.read(visit.form)
            let code = TypeTestCode.plain(state["code"])
            let session = try await house.database.read { db in try TypeTestSession.find(code: code, in: db) }
            if let session, session.state == .open {
                return .redirect(to: TypeTestSecrets(house: house).openPath(session.id))
            }
            state.addError("code", Text("Deze code hoort niet bij een open test. Kijk nog eens op het scherm."))
            return TypeTestDoorPages(visit: visit).code(state, demoCode: try await demoCode())
        }
        openLinkRoutes(routes)
        invitationRoutes(routes)
    }

    private func demoCode() async throws -> String? {
        guard house.isDemo else { return nil }
        return try await house.database.read { db in
            try db.value(
                """
                SELECT code FROM policy_type_session WHERE state = \(TypeTestSession.State.open) AND code IS NOT NULL
                ORDER BY created_at DESC LIMIT 1
                """)
        }
    }

    private func openLinkRoutes(_ routes: Routes) {
        let take = TakeTypeTest(house: house, content: content)
        routes.get("/typetest/{sleutel}", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            let found = try await house.database.read { db in
                try TypeTestSession.find(linkHash: Secret.hash(secret), in: db).map {
                    ($0, try Self.own(visit, $0, in: db))
                }
            }
            let pages = TypeTestDoorPages(visit: visit)
            guard let (session, own) = found, session.way == .open else { return pages.gone() }
            // Who sent in finds the own page here too, also when the door is shut.
            guard session.state == .open else {
                return own.map { .redirect(to: TypeTestSecrets.ownPath($0)) } ?? pages.refused(.notOpen)
            }
            let file = take.content(of: session)
            return pages.welcome(
                session, file, TypeTestDoorPages.roleForm(file, t: visit.t).filled(), action: "/typetest/" + secret,
                own: own.map(TypeTestSecrets.ownPath))
        }
        routes.post("/typetest/{sleutel}", access: .secretLink) { [house] visit in
            let secret = try visit.parameter("sleutel")
            let found = try await house.database.read { db in
                try TypeTestSession.find(linkHash: Secret.hash(secret), in: db)
            }
            guard let session = found else { return TypeTestDoorPages(visit: visit).gone() }
            return try await begin(visit, session, action: "/typetest/" + secret) { role in
                try await take.start(link: secret, role: role, now: visit.now)
            }
        }
    }

    private func invitationRoutes(_ routes: Routes) {
        let take = TakeTypeTest(house: house, content: content)
        routes.get("/typetest/uitnodiging/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = TypeTestDoorPages(visit: visit)
            guard let invitation = try await take.invitation(secret) else { return pages.gone() }
            if invitation.isAnswered { return pages.refused(.alreadySent) }
            guard invitation.session.state == .open else { return pages.refused(.notOpen) }
            let file = take.content(of: invitation.session)
            return pages.welcome(
                invitation.session, file, TypeTestDoorPages.roleForm(file, t: visit.t).filled(),
                action: "/typetest/uitnodiging/" + secret, own: nil)
        }
        routes.post("/typetest/uitnodiging/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            guard let invitation = try await take.invitation(secret) else {
                return TypeTestDoorPages(visit: visit).gone()
            }
            return try await begin(visit, invitation.session, action: "/typetest/uitnodiging/" + secret) { role in
                try await take.start(invitation: secret, role: role, now: visit.now)
            }
        }
    }

    private func begin(
        _ visit: Visit, _ session: TypeTestSession, action: String,
        _ start: @Sendable (String) async throws -> String
    ) async throws -> Reply {
        let pages = TypeTestDoorPages(visit: visit)
        let file = TakeTypeTest(house: house, content: content).content(of: session)
        let state = TypeTestDoorPages.roleForm(file, t: visit.t).read(visit.form)
        guard state.isValid else { return pages.welcome(session, file, state, action: action, own: nil) }
        do {
            let own = try await start(state["rol"])
            var reply = Reply.redirect(to: TypeTestSecrets.ownPath(own))
            reply.cookies.append(Cookie(Self.cookie, own, seconds: 30 * 86_400))
            return reply
        } catch let refusal as TakeTypeTest.Refusal {
            return pages.refused(refusal)
        }
    }

    /// The secret on this device, when it belongs to this session.
    private static func own(_ visit: Visit, _ session: TypeTestSession, in db: any SQLConnection) throws -> String? {
        guard let secret = visit.cookies[cookie],
            let participant = try TypeTestParticipant.find(key: Secret.hash(secret), in: db),
            participant.session == session.id
        else { return nil }
        return secret
    }
}
