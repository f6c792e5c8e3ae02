import Community
import Core
import Storage
package import Web

extension WorkbookPart {
    package func routes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/werkboek", access: .policyReaders) { [house] visit in
            let (cycle, now, before) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try self.overview(of: cycle, t: visit.t, in: db),
                    try self.previous(of: cycle, t: visit.t, in: db)
                )
            }
            return WorkbookPages(visit: visit, content: now.content).home(cycle, now, previous: before)
        }
        sheetRoutes(routes)
        historyRoutes(routes)
    }

    private func sheetRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/werkboek/{functie}", access: .policyReaders) { [house] visit in
            let function = try Self.function(visit, content)
            let asked = visit.query.int("versie")
            let (cycle, sheet) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (cycle, try WorkbookSheet.find(function.id, version: asked, of: cycle.id, in: db))
            }
            if asked != nil, sheet == nil { throw WebError.notFound }
            guard visit.mayChange(cycle), asked == nil else {
                return WorkbookReadPages(visit: visit, content: content, function: function).read(
                    cycle, sheet ?? .empty(function.id), isOld: asked != nil)
            }
            var state = FormState()
            state.values = sheet?.values ?? [:]
            return try await edit(cycle, visit, function, state, version: sheet?.version ?? 0)
        }
        routes.post("/beleid/{ronde}/werkboek/{functie}", access: .policyOfficer, bodyLimit: 524_288) { [house] visit in
            let function = try Self.function(visit, content)
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = WorkbookForm(content: content, function: function, t: visit.t)
            let state = form.read(visit.form)
            let version = state.int(WorkbookForm.Name.version) ?? 0
            guard state.isValid else {
                return try await edit(cycle, visit, function, state, version: version, status: 400)
            }
            let outcome = try await SaveWorkbook.perform(
                function.id, form.values(state), begunWith: version, content: content.version, by: visit, house: house)
            switch outcome {
            case .saved: return .redirect(to: cycle.path(.workbook), notice: visit.t("Opgeslagen."))
            case .conflict(let mine, let theirs, let fields):
                var state = state
                state.values = mine
                return try await edit(
                    cycle, visit, function, state, version: theirs.version,
                    conflict: .init(theirs: theirs, fields: fields), status: 409)
            }
        }
        routes.post("/beleid/{ronde}/werkboek/{functie}/voorstel", access: .policyOfficer) { [house] visit in
            let function = try Self.function(visit, content)
            guard let verdict = visit.form["besluit"].flatMap(DecideProposal.Verdict.init(rawValue:)) else {
                throw WebError.notFound
            }
            try await DecideProposal.perform(
                verdict, element: visit.form["onderdeel"] ?? "", of: function, content: content.version, by: visit,
                house: house)
            return .redirect(
                to: "/beleid/\(try visit.number("ronde"))/werkboek/\(function.id)", notice: visit.t("Opgeslagen."))
        }
    }

    private func historyRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/werkboek/{functie}/eerder", access: .policyReaders) { [house] visit in
            let function = try Self.function(visit, content)
            let before = visit.query.int("voor")
            let (cycle, page) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try WorkbookSheet.history(function.id, of: cycle.id, before: before, limit: 30, in: db)
                )
            }
            return WorkbookReadPages(visit: visit, content: content, function: function).history(cycle, page)
        }
        routes.post("/beleid/{ronde}/werkboek/{functie}/eerder", access: .policyOfficer) { [house] visit in
            let function = try Self.function(visit, content)
            guard let version = visit.form.int("versie") else { throw WebError.notFound }
            try await SaveWorkbook.restore(
                function.id, version: version, content: content.version, by: visit, house: house)
            return .redirect(
                to: "/beleid/\(try visit.number("ronde"))/werkboek/\(function.id)",
                notice: visit.t("Versie \(version) staat terug."))
        }
    }

    /// The form with what the site sees by itself.
    private func edit(
        _ cycle: PolicyCycle, _ visit: Visit, _ function: WorkbookContent.Function, _ state: FormState, version: Int,
        conflict: WorkbookSheetPages.Conflict? = nil, status: Int = 200
    ) async throws -> Reply {
        let (sheet, proposals) = try await house.database.read { [house] db in
            let indicators = try house.indicators(of: cycle.municipality, in: db)
            let sheet = try WorkbookSheet.find(function.id, of: cycle.id, in: db) ?? .empty(function.id)
            return (
                sheet,
                try WorkbookProposal.find(
                    function, sheet, municipality: cycle.municipality, visit: visit,
                    indicators: indicators, in: db)
            )
        }
        return WorkbookSheetPages(visit: visit, content: content, function: function).edit(
            cycle, state, version: version, proposals: proposals, sheet: sheet, conflict: conflict, status: status)
    }

    private static func function(_ visit: Visit, _ content: WorkbookContent) throws -> WorkbookContent.Function {
        guard let function = content.function(try visit.parameter("functie")) else { throw WebError.notFound }
        return function
    }
}
