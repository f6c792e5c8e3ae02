import Community
import Core
import Storage
import Web

extension PlanPart {
    func textRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/tekst", access: .policyReaders) { [house, elements] visit in
            let (cycle, texts, comments, waiting, untold) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try PlanElement.all(of: cycle.id, in: db), try PlanComment.open(of: cycle.id, in: db),
                    try Clash.waiting(for: visit.actor.person, in: cycle.id, db: db),
                    try Clash.untold(to: visit.actor.person, in: cycle.id, db: db)
                )
            }
            return TextPages(visit: visit, content: elements).list(
                texts, comments: comments, waiting: waiting, untold: untold, cycle)
        }
        routes.get("/beleid/{ronde}/plan/tekst/{onderdeel}", access: .policyReaders) { [elements] visit in
            ElementPages(visit: visit, view: try await elementView(visit), content: elements).page()
        }
        routes.get("/beleid/{ronde}/plan/tekst/{onderdeel}/schrijven", access: .policyOfficer) { visit in
            let view = try await elementView(visit)
            guard visit.mayChange(view.cycle) else { throw WebError.notFound }
            let text = view.element.text.isEmpty && visit.query["begin"] != nil ? view.startText : view.element.text
            return WritePages(visit: visit, view: view).write(
                WritePages.form.filled(["tekst": text]), base: view.element.version)
        }
        routes.post("/beleid/{ronde}/plan/tekst/{onderdeel}/schrijven", access: .policyOfficer) { visit in
            try await saveText(visit)
        }
        skipElementRoutes(routes)
        clashRoutes(routes)
    }

    private func saveText(_ visit: Visit) async throws -> Reply {
        var sent = visit.form
        if let proposal = sent["voorstel"] { sent = sent.setting("tekst", to: [proposal]) }
        let state = WritePages.form.read(sent)
        let base = visit.form.int("versie") ?? 0
        let view = try await elementView(visit)
        guard state.isValid else {
            return WritePages(visit: visit, view: view).write(state, base: base, status: 400)
        }
        let outcome = try await SaveElement.perform(
            view.content, text: state["tekst"], base: base, settling: visit.form["botsing"], by: visit, house: house)
        switch outcome {
        case .saved, .unchanged:
            return .redirect(to: PlanPath(view.cycle).element(view.content.number), notice: visit.t("Bewaard."))
        case .clashed(let id): return try await clashPage(visit, id, status: 409)
        }
    }

    private func skipElementRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/tekst/{onderdeel}/overslaan", access: .policyOfficer) { visit in
            WritePages(visit: visit, view: try await elementView(visit)).skip(WritePages.skipForm.filled())
        }
        routes.post("/beleid/{ronde}/plan/tekst/{onderdeel}/overslaan", access: .policyOfficer) { [house] visit in
            let state = WritePages.skipForm.read(visit.form)
            let view = try await elementView(visit)
            guard state.isValid else { return WritePages(visit: visit, view: view).skip(state, status: 400) }
            try await SaveElement.skip(view.content, reason: state["reden"], by: visit, house: house)
            return .redirect(
                to: PlanPath(view.cycle).text, notice: visit.t("Overgeslagen. Je kunt het later alsnog doen."))
        }
        routes.post("/beleid/{ronde}/plan/tekst/{onderdeel}/toch", access: .policyOfficer) { [house] visit in
            let view = try await elementView(visit)
            try await SaveElement.skip(view.content, reason: nil, by: visit, house: house)
            return .redirect(to: PlanPath(view.cycle).element(view.content.number))
        }
    }

    private func clashRoutes(_ routes: Routes) {
        let base = "/beleid/{ronde}/plan/tekst/{onderdeel}/botsing/{botsing}"
        routes.get(base, access: .policyOfficer) { visit in
            try await clashPage(visit, try visit.parameter("botsing"), status: 200)
        }
        routes.post(base + "/gezien", access: .policyOfficer) { [house] visit in
            let id = try visit.parameter("botsing")
            let number = try element(visit).number
            let cycle = try await house.database.write { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                guard try Clash.seen(id, of: cycle, by: visit, in: db) else { throw WebError.notFound }
                return cycle
            }
            return .redirect(to: PlanPath(cycle).element(number))
        }
        routes.post(base + "/vervallen", access: .policyOfficer) { [house] visit in
            let id = try visit.parameter("botsing")
            let content = try element(visit)
            let cycle = try await house.database.write { db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                guard let clash = try Clash.find(id, of: cycle.id, in: db), clash.second == visit.actor.person else {
                    throw WebError.notFound
                }
                try Clash.settle(id, of: cycle, by: visit, in: db)
                try SaveElement.record("plan-botsing-vervallen", content, cycle, visit, house, db)
                return cycle
            }
            return .redirect(to: PlanPath(cycle).element(content.number), notice: visit.t("Je tekst is vervallen."))
        }
    }

    /// Only the one whose text waits may see it.
    private func clashPage(_ visit: Visit, _ id: String, status: Int) async throws -> Reply {
        let content = try element(visit)
        let page = try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let clash = try Clash.find(id, of: cycle.id, in: db), clash.element == content.id,
                clash.second == visit.actor.person
            else { throw WebError.notFound }
            let base = try ElementVersion.find(clash.base, content.id, of: cycle.id, in: db)?.text ?? ""
            return ClashPages(
                visit: visit, cycle: cycle, content: content, clash: clash,
                current: try PlanElement.find(content.id, of: cycle.id, in: db), base: base)
        }
        return page.page(status: status)
    }
}
