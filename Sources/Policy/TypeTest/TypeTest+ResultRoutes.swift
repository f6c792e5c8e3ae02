import Community
import Core
import Storage
import Web

extension TypeTestPart {
    func resultRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/typetest/{nummer}/uitslag", access: .policyReaders) { visit in
            TypeTestResultPages(visit: visit, view: try await view(visit)).result()
        }
        routes.get("/beleid/{ronde}/typetest/{nummer}/hand-out", access: .policyReaders) { visit in
            TypeTestHandout(visit: visit, view: try await view(visit)).reply()
        }
        routes.get("/beleid/{ronde}/typetest/{nummer}/scherm", access: .policyReaders) { visit in
            try await screen(visit, number: 1)
        }
        routes.get("/beleid/{ronde}/typetest/{nummer}/scherm/{blad}", access: .policyReaders) { visit in
            try await screen(visit, number: visit.number("blad"))
        }
        noteRoutes(routes)
    }

    private func noteRoutes(_ routes: Routes) {
        let save = SaveTypeTestNotes(house: house)
        routes.get("/beleid/{ronde}/typetest/{nummer}/gesprek", access: .policyOfficer) { visit in
            let view = try await view(visit)
            guard visit.mayChange(view.cycle) else { throw WebError.notFound }
            let form = TypeTestNotePages.form(view.result.content, t: visit.t)
            return TypeTestNotePages(visit: visit, view: view).edit(
                TypeTestNotePages.filled(form, view.notes, view.result.content))
        }
        routes.post("/beleid/{ronde}/typetest/{nummer}/gesprek", access: .policyOfficer) { visit in
            let view = try await view(visit)
            let state = TypeTestNotePages.form(view.result.content, t: visit.t).read(visit.form)
            let pages = TypeTestNotePages(visit: visit, view: view)
            guard state.isValid else { return pages.edit(state) }
            let others = try await save.perform(TypeTestNotePages.drafts(state, view.result.content), by: visit)
            guard others.isEmpty else { return pages.edit(state, others: others) }
            return .redirect(to: view.session.path(in: view.cycle) + "/uitslag", notice: visit.t("Opgeslagen."))
        }
    }

    private func view(_ visit: Visit) async throws -> TypeTestResultView {
        try await house.database.read { [content] db in
            try TypeTestResultView.load(visit, content: content, in: db)
        }
    }

    /// The screens of the result; before there is one, how to take part.
    private func screen(_ visit: Visit, number: Int) async throws -> Reply {
        let (screen, sent, result) = try await house.database.read { [content] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
            let path = session.path(in: cycle)
            let screen = TypeTestScreen(
                visit: visit, session: session, path: path + "/scherm",
                home: session.state == .shown ? path + "/uitslag" : path)
            let result = session.state == .shown ? try TypeTestResult(session, content: content, in: db) : nil
            return (screen, try session.sent(in: db), result)
        }
        if let result {
            guard let reply = screen.result(result, number: number) else { throw WebError.notFound }
            return reply
        }
        let isOfficer = visit.actor.has(PolicyAccess.writers)
        guard screen.session.state == .open, screen.session.way == .open, number == 1, isOfficer else {
            throw WebError.notFound
        }
        return screen.door(sent: sent)
    }
}
