import Community
import Core
import Storage
import Web

extension TypeTestPart {
    func runRoutes(_ routes: Routes) {
        let run = RunTypeTest(house: house)
        routes.get("/beleid/{ronde}/typetest/{nummer}", access: .policyReaders) { visit in
            let (pages, state) = try await sessionPages(visit)
            return pages.home(state)
        }
        routes.get("/beleid/{ronde}/typetest/{nummer}/sluiten", access: .policyOfficer) { visit in
            let (pages, state) = try await sessionPages(visit)
            guard pages.session.state == .open else { return .redirect(to: pages.session.path(in: pages.cycle)) }
            return pages.confirmClose(state)
        }
        step(routes, "openen", .open, run) { $0.t("De test is open.") }
        step(routes, "sluiten", .close, run) { $0.t("De test is gesloten.") }
        step(routes, "heropenen", .reopen, run) { $0.t("De test is weer open.") }
        routes.post("/beleid/{ronde}/typetest/{nummer}/tonen", access: .policyOfficer) { visit in
            let (cycle, session) = try await run.perform(.show, by: visit)
            return .redirect(to: session.path(in: cycle) + "/uitslag")
        }
        inviteRoutes(routes)
    }

    private func step(
        _ routes: Routes, _ word: String, _ step: RunTypeTest.Step, _ run: RunTypeTest,
        _ notice: @escaping @Sendable (Visit) -> String
    ) {
        routes.post("/beleid/{ronde}/typetest/{nummer}/\(word)", access: .policyOfficer) { visit in
            let (cycle, session) = try await run.perform(step, by: visit)
            return .redirect(to: session.path(in: cycle), notice: notice(visit))
        }
    }

    private func inviteRoutes(_ routes: Routes) {
        let invite = InviteToTypeTest(house: house)
        routes.post("/beleid/{ronde}/typetest/{nummer}/uitnodigen", access: .policyOfficer) { visit in
            var state = InviteToTypeTest.form.read(visit.form)
            InviteToTypeTest.check(&state)
            let (pages, counts) = try await sessionPages(visit)
            guard state.isValid else { return pages.home(counts, invite: state) }
            let count = try await invite.perform(InviteToTypeTest.addresses(state["adressen"]).good, by: visit)
            return .redirect(
                to: pages.session.path(in: pages.cycle),
                notice: visit.t.plural(count, "1 uitnodiging verstuurd.", "\(count) uitnodigingen verstuurd."))
        }
        routes.post("/beleid/{ronde}/typetest/{nummer}/herinneren", access: .policyOfficer) { visit in
            let (pages, _) = try await sessionPages(visit)
            let count = try await invite.remind(by: visit)
            return .redirect(
                to: pages.session.path(in: pages.cycle),
                notice: count == 0
                    ? visit.t("Iedereen kreeg vandaag al bericht. Probeer het morgen weer.")
                    : visit.t("De herinnering is verstuurd."))
        }
    }

    private func sessionPages(_ visit: Visit) async throws -> (TypeTestSessionPages, TypeTestSessionPages.State) {
        try await house.database.read { [house, content] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            let isOfficer = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
            guard session.state != .preparing || isOfficer else { throw WebError.notFound }
            let invited = try db.first(
                """
                SELECT COUNT(*) AS invited, COALESCE(SUM(CASE WHEN answered = \(false) THEN 1 ELSE 0 END), 0) AS waiting
                FROM policy_type_invitation WHERE session_id = \(session.id)
                """)
            let state = TypeTestSessionPages.State(
                sent: try session.sent(in: db),
                begun: try db.count(
                    "SELECT COUNT(*) FROM policy_type_participant WHERE session_id = \(session.id)"),
                invited: try invited?("invited") ?? 0, unanswered: try invited?("waiting") ?? 0,
                link: TypeTestSecrets(house: house).openPath(session.id))
            let file =
                content.file(TypeTestContent.self, version: session.version) ?? content.file(TypeTestContent.self)
            return (TypeTestSessionPages(visit: visit, cycle: cycle, session: session, content: file), state)
        }
    }
}
