import Community
import Core
import Storage
import Web

extension PlanPart {
    /// The adopted plan for everyone.
    func publicPlanRoutes(_ routes: Routes) {
        routes.get("/plan", access: .everyone) { [house] visit in
            let plans = try await house.database.read { db in try Self.publicPlans(in: db) }
            return Self.publicList(plans, visit)
        }
        routes.get("/plan/{ronde}", access: .everyone) { [house] visit in
            let (cycle, adoption, frozen) = try await house.database.read { db in
                let (cycle, adoption) = try Self.publicPlan(visit, db)
                return (cycle, adoption, try adoption.frozen(in: db))
            }
            let t = visit.t
            let base = "/plan/\(cycle.number)/plan"
            let tools: HTML = """
                <div class="no-print stack">\(Part.breadcrumbs([(t("Plannen"), "/plan")], label: t("Je bent hier")))\
                <div class="row">\(DocumentPages.printButton(t))\(Part.button("Markdown", base + ".md", quiet: true))\
                \(Part.button(t("Bestand met vingerafdruk"), base + ".json", quiet: true))</div></div>
                """
            return DocumentPages(visit: visit).adopted(frozen, adoption, title: cycle.name, tools: tools)
        }
        for ending in ["md", "json"] {
            routes.get("/plan/{ronde}/plan.\(ending)", access: .everyone) { [house] visit in
                let (cycle, frozen) = try await house.database.read { db in
                    let (cycle, adoption) = try Self.publicPlan(visit, db)
                    return (cycle, try adoption.frozen(in: db))
                }
                guard let frozen else { throw WebError.notFound }
                return Self.file(frozen, ending, cycle)
            }
        }
    }

    private struct PublicPlan: Sendable {
        let cycle: PolicyCycle
        let adoption: Adoption
        let municipality: String
    }

    /// The last decision of each round, the newest first.
    private static func publicPlans(in db: any SQLConnection) throws -> [PublicPlan] {
        var seen: Set<String> = []
        return try Adoption.all(in: db).filter { seen.insert($0.cycle.text).inserted }.compactMap { adoption in
            guard let cycle = try PolicyCycle.find(adoption.cycle, in: db) else { return nil }
            return PublicPlan(
                cycle: cycle, adoption: adoption,
                municipality: try Places.municipality(cycle.municipality, in: db)?.name ?? "")
        }
    }

    private static func publicPlan(_ visit: Visit, _ db: any SQLConnection) throws -> (PolicyCycle, Adoption) {
        guard let cycle = try PolicyCycle.find(number: visit.number("ronde"), in: db),
            let adoption = try Adoption.latest(of: cycle.id, in: db)
        else { throw WebError.notFound }
        return (cycle, adoption)
    }

    private static func publicList(_ plans: [PublicPlan], _ visit: Visit) -> Reply {
        let t = visit.t
        let content: HTML =
            plans.isEmpty
            ? Part.empty(
                t("Er is nog geen plan"), t("Zodra de gemeenteraad een plan vaststelt, lees je het hier."),
                Part.button(t("Naar de vacatures"), "/vacatures", quiet: true))
            : """
            <ul class="cards">\(plans, { plan in
                "<li class=\"card edge-vertalen stack\"><h2><a href=\"/plan/\(plan.cycle.number)\">\(plan.cycle.name)</a></h2><p class=\"soft\">\(t("Gemeente \(plan.municipality)")) · \(t("vastgesteld op \(t.date(plan.adoption.day))"))</p></li>"
            })</ul>
            """
        return visit.page(
            t("Plannen voor vrijwillige inzet"),
            """
            <div class="wrap stack page">\(PublicNav.markup(visit, current: .plan))<h1>\(t("Plannen voor vrijwillige inzet"))</h1>\
            <p class="lead">\(t("Wat de gemeenteraad besloot over vrijwilligers in jouw gemeente."))</p>\(content)</div>
            """)
    }
}
