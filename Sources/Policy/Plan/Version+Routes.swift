import Community
import Core
import Storage
import Web

extension PlanPart {
    func versionRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/tekst/{onderdeel}/versies", access: .policyReaders) { [house] visit in
            let content = try element(visit)
            let (cycle, page, newest, pair) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                let find = { (number: Int?) in
                    try number.flatMap { try ElementVersion.find($0, content.id, of: cycle.id, in: db) }
                }
                let new = try find(visit.query.int("naar"))
                let old = try find(visit.query.int("van"))
                return (
                    cycle,
                    try ElementVersion.page(of: content.id, cycle.id, before: visit.query.int("voor"), in: db),
                    try PlanElement.find(content.id, of: cycle.id, in: db).version, new.map { (old: old, new: $0) }
                )
            }
            return VersionPages(visit: visit, cycle: cycle, content: content).list(page, newest: newest, compared: pair)
        }
        routes.post(
            "/beleid/{ronde}/plan/tekst/{onderdeel}/versies/{versie}/terug", access: .policyOfficer
        ) { [house] visit in
            let content = try element(visit)
            let number = try visit.number("versie")
            let made = try await SaveElement.restore(content, version: number, by: visit, house: house)
            return .redirect(
                to: try PlanPath(await cycle(visit)).element(content.number),
                notice: visit.t("Versie \(number) is teruggezet als versie \(made)."))
        }
    }

    func commentRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/plan/tekst/{onderdeel}/opmerkingen", access: .policyReaders) {
            [house, elements] visit in
            let view = try await elementView(visit)
            // The paragraph as the reader saw it, also when somebody saved meanwhile.
            let seen = visit.form.int("versie") ?? view.element.version
            let text = try await house.database.read { db in
                try ElementVersion.find(seen, view.content.id, of: view.cycle.id, in: db)?.text
            }
            let paragraphs = Paragraphs.split(text ?? view.element.text)
            let state = PlanComment.form(paragraphs: paragraphs, t: visit.t).read(visit.form)
            guard state.isValid else {
                return ElementPages(visit: visit, view: view, content: elements, commentState: state).page(status: 400)
            }
            let place = state.int("alinea").map { $0 - 1 }
            let paragraph = place.flatMap { paragraphs.indices.contains($0) ? paragraphs[$0] : nil } ?? ""
            try await ChangeComment.add(
                view.content, paragraph: paragraph, text: state["opmerking"], by: visit, house: house)
            return .redirect(
                to: PlanPath(view.cycle).element(view.content.number), notice: visit.t("Je opmerking staat erbij."))
        }
        routes.post("/beleid/{ronde}/plan/opmerkingen/{opmerking}/klaar", access: .policyOfficer) { visit in
            guard let answer = visit.form.text("antwoord"), answer.count <= 500 else {
                throw WebError.badRequest(Text("Schrijf in een paar zinnen wat je met de opmerking deed."))
            }
            return try await resolve(visit, answer)
        }
        routes.post("/beleid/{ronde}/plan/opmerkingen/{opmerking}/heropen", access: .policyOfficer) { visit in
            try await resolve(visit, nil)
        }
    }

    private func resolve(_ visit: Visit, _ answer: String?) async throws -> Reply {
        let id = try visit.parameter("opmerking")
        let element = try await ChangeComment.resolve(id, answer: answer, by: visit, house: house)
        let number = elements.element(element)?.number ?? 1
        return .redirect(to: try PlanPath(await cycle(visit)).element(number) + "#opmerking-\(id)")
    }
}
