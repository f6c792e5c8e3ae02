import Community
import Core
import Services
import Storage
import Web

extension PlanPart {
    func adoptionRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/vaststellen", access: .policyOfficer) { visit in
            try await adoptPage(visit, AdoptPlan.form(today: visit.today).filled(["dag": visit.today.iso]))
        }
        routes.post("/beleid/{ronde}/plan/vaststellen", access: .policyOfficer) { [house] visit in
            let state = AdoptPlan.form(today: visit.today).read(visit.form)
            guard state.isValid else { return try await adoptPage(visit, state, status: 400) }
            let number = try await AdoptPlan.perform(state, part: self, by: visit, house: house)
            return .redirect(
                to: try PlanPath(await cycle(visit)).home + "/vastgesteld/\(number)",
                notice: visit.t("Het plan ligt vast. Vier het even."))
        }
        routes.get("/beleid/{ronde}/plan/verschil", access: .policyReaders) { [house, elements] visit in
            let (cycle, adoption, frozen, now) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                guard let adoption = try Adoption.latest(of: cycle.id, in: db) else { throw WebError.notFound }
                return (cycle, adoption, try adoption.frozen(in: db), try PlanElement.all(of: cycle.id, in: db))
            }
            return AdoptionPages(visit: visit, cycle: cycle).difference(adoption, frozen, now, elements)
        }
        frozenRoutes(routes)
    }

    private func frozenRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/vastgesteld/{besluit}", access: .policyReaders) { [house] visit in
            let (cycle, adoption, frozen, all) = try await house.database.read { db in
                let (cycle, adoption) = try Self.adoption(visit, db)
                return (cycle, adoption, try adoption.frozen(in: db), try Adoption.all(of: cycle.id, in: db))
            }
            return DocumentPages(visit: visit).adopted(
                frozen, adoption, title: cycle.name, tools: frozenTools(visit, cycle, adoption, all))
        }
        for ending in Pandoc.Format.allCases.map(\.rawValue) + ["md", "json"] {
            routes.get("/beleid/{ronde}/plan/vastgesteld/{besluit}/plan.\(ending)", access: .policyReaders) {
                [house] visit in
                let (cycle, adoption, frozen) = try await house.database.read { db in
                    let (cycle, adoption) = try Self.adoption(visit, db)
                    return (cycle, adoption, try adoption.frozen(in: db))
                }
                guard let frozen else { throw WebError.notFound }
                guard let format = Pandoc.Format(rawValue: ending) else { return Self.file(frozen, ending, cycle) }
                let state = PlanState.adopted(adoption.day, decision: adoption.decision)
                let document = ReportDocument(
                    title: cycle.name, place: "", state: state.line(house.t(.dutch)), chapters: [])
                return try await document.download(
                    format, name: Self.fileName(cycle), back: adoption.path(in: cycle), frozen: frozen.document,
                    visit: visit, house: house)
            }
        }
    }

    /// The frozen text as a file: Markdown, or the record itself, of which anybody can take the fingerprint.
    static func file(_ frozen: FrozenPlan, _ ending: String, _ cycle: PolicyCycle) -> Reply {
        ending == "md"
            ? .download(
                Array(frozen.document.markdown.utf8), name: fileName(cycle) + ".md",
                type: "text/markdown; charset=utf-8")
            : .download(Array(frozen.record.utf8), name: fileName(cycle) + ".json", type: "application/json")
    }

    private static func adoption(_ visit: Visit, _ db: any SQLConnection) throws -> (PolicyCycle, Adoption) {
        let cycle = try PolicyCycle.readable(visit, in: db)
        guard let adoption = try Adoption.find(visit.number("besluit"), of: cycle.id, in: db) else {
            throw WebError.notFound
        }
        return (cycle, adoption)
    }

    private func frozenTools(_ visit: Visit, _ cycle: PolicyCycle, _ adoption: Adoption, _ all: [Adoption]) -> HTML {
        let t = visit.t
        let path = PlanPath(cycle)
        let base = adoption.path(in: cycle) + "/plan"
        let others = all.filter { $0.number != adoption.number }
        let older: HTML =
            others.isEmpty
            ? .empty
            : "<p class=\"small\">\(t("Andere besluiten:")) \(others, { "<a href=\"\($0.path(in: cycle))\">\(t.date($0.day)) (\($0.decision))</a> " })</p>"
        return """
            <div class="no-print stack">\(Part.breadcrumbs([(t("De kring"), "/beleid"), (cycle.name, cycle.path()), (t("Plan"), path.home)], label: t("Je bent hier")))\
            \(PlanFrame.nav(visit, cycle, current: nil))<div class="row">\(DocumentPages.printButton(t))\
            \(DocumentPages(visit: visit).downloads(base, canConvert: Pandoc.installed != nil))\
            \(Part.button(t("Bestand met vingerafdruk"), base + ".json", quiet: true))\
            \(Part.button(t("Wat is er daarna veranderd?"), path.home + "/verschil", quiet: true))</div>\
            <p class="small"><a href="/plan/\(cycle.number)">\(t("Zo zien inwoners het plan"))</a></p>\(older)</div>
            """
    }

    private func adoptPage(_ visit: Visit, _ state: FormState, status: Int = 200) async throws -> Reply {
        let (cycle, ready, open) = try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            return (
                cycle, try PlanElement.ready(of: cycle.id, in: db),
                try PlanComment.open(of: cycle.id, in: db).values.reduce(0, +)
            )
        }
        return AdoptionPages(visit: visit, cycle: cycle).adopt(
            AdoptPlan.form(today: visit.today), state, ready: ready, open: open, status: status)
    }
}
