import Community
import Core
import Storage
import Web

extension TypeTestPart {
    func officerRoutes(_ routes: Routes) {
        let save = SaveTypeTest(house: house, content: content)
        routes.get("/beleid/{ronde}/typetest", access: .policyReaders) { [house, content] visit in
            let (cycle, items) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                let items = try TypeTestSession.all(of: cycle.id, in: db).filter {
                    $0.state != .preparing || visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
                }.map { TypeTestPages.Item(session: $0, sent: try $0.sent(in: db)) }
                return (cycle, items)
            }
            return TypeTestPages(visit: visit, cycle: cycle, content: content.file()).list(items)
        }
        routes.get("/beleid/{ronde}/typetest/nieuw", access: .policyOfficer) { [house, content] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let file = content.file(TypeTestContent.self)
            let state = SaveTypeTest.form(file, t: visit.t).filled(
                ["manier": TypeTestSession.Way.open.rawValue],
                lists: ["blik": TypeTestViewpoint.allCases.map(\.rawValue)])
            return TypeTestPages(visit: visit, cycle: cycle, content: file).form(
                SaveTypeTest.form(file, t: visit.t), state, session: nil)
        }
        routes.post("/beleid/{ronde}/typetest/nieuw", access: .policyOfficer) { [house, content] visit in
            let file = content.file(TypeTestContent.self)
            let form = SaveTypeTest.form(file, t: visit.t)
            let state = form.read(visit.form)
            guard state.isValid else {
                let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
                return TypeTestPages(visit: visit, cycle: cycle, content: file).form(form, state, session: nil)
            }
            let (cycle, session) = try await save.create(state, by: visit)
            return .redirect(to: session.path(in: cycle), notice: visit.t("De test staat klaar."))
        }
        changeRoutes(routes, save)
    }

    private func changeRoutes(_ routes: Routes, _ save: SaveTypeTest) {
        routes.get("/beleid/{ronde}/typetest/{nummer}/wijzigen", access: .policyOfficer) { [house, content] visit in
            let (cycle, session) = try await house.database.read { db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                return (cycle, try TypeTestSession.inPath(visit, of: cycle, in: db))
            }
            let file = content.file(TypeTestContent.self)
            let form = SaveTypeTest.form(file, t: visit.t)
            let state = form.filled(
                ["titel": session.title, "manier": session.way.rawValue],
                lists: ["blik": session.viewpoints.map(\.rawValue)])
            return TypeTestPages(visit: visit, cycle: cycle, content: file).form(form, state, session: session)
        }
        routes.post("/beleid/{ronde}/typetest/{nummer}/wijzigen", access: .policyOfficer) { [house, content] visit in
            let file = content.file(TypeTestContent.self)
            let form = SaveTypeTest.form(file, t: visit.t)
            let state = form.read(visit.form)
            guard state.isValid else {
                let (cycle, session) = try await house.database.read { db in
                    let cycle = try PolicyCycle.changeable(visit, in: db)
                    return (cycle, try TypeTestSession.inPath(visit, of: cycle, in: db))
                }
                return TypeTestPages(visit: visit, cycle: cycle, content: file).form(form, state, session: session)
            }
            let (cycle, session) = try await save.change(state, by: visit)
            return .redirect(to: session.path(in: cycle), notice: visit.t("Opgeslagen."))
        }
        routes.post("/beleid/{ronde}/typetest/{nummer}/verwijderen", access: .policyOfficer) { visit in
            let cycle = try await save.remove(by: visit)
            return .redirect(to: cycle.path(.typeTest), notice: visit.t("De test is verwijderd."))
        }
    }
}
