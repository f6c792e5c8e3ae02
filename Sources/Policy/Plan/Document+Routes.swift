import Community
import Core
import Services
import Storage
import Web

extension PlanPart {
    func documentRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/plan/document", access: .policyReaders) { [house] visit in
            let (cycle, document, adoption, ready) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (
                    cycle, try draft(cycle, visit, db), try Adoption.latest(of: cycle.id, in: db),
                    try PlanElement.ready(of: cycle.id, in: db)
                )
            }
            return DocumentPages(visit: visit).draft(
                document, cycle, adoption: adoption, ready: ready, canConvert: Pandoc.installed != nil)
        }
        routes.get("/beleid/{ronde}/plan/document.md", access: .policyReaders) { [house] visit in
            let (cycle, document) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return (cycle, try draft(cycle, visit, db))
            }
            return .download(
                Array(document.markdown(visit.t).utf8), name: Self.fileName(cycle) + ".md",
                type: "text/markdown; charset=utf-8")
        }
        for format in Pandoc.Format.allCases {
            routes.get("/beleid/{ronde}/plan/document.\(format.rawValue)", access: .policyReaders) { [house] visit in
                let (cycle, document) = try await house.database.read { db in
                    let cycle = try PolicyCycle.readable(visit, in: db)
                    return (cycle, try draft(cycle, visit, db))
                }
                return try await document.download(
                    format, name: Self.fileName(cycle), back: PlanPath(cycle).document, visit: visit, house: house)
            }
        }
    }

    private func draft(_ cycle: PolicyCycle, _ visit: Visit, _ db: any SQLConnection) throws -> ReportDocument {
        try document(of: cycle, state: .draft(visit.today), t: visit.t, now: visit.now, in: db)
    }

    /// Without its ending.
    static func fileName(_ cycle: PolicyCycle) -> String { "plan-\(cycle.firstYear)-\(cycle.lastYear)" }
}
