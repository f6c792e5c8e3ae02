import Community
package import Core
package import Storage
package import Web

/// The plan: nine steps as a place to work, fifteen elements as a text, and what the council adopted of it.
package struct PlanPart: CyclePart {
    let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    package var kind: CyclePartKind { .plan }
    var house: House { policy.house }
    var steps: StepsContent { policy.content.file() }
    var elements: ElementsContent { policy.content.file() }

    package func routes(_ routes: Routes) {
        stepRoutes(routes)
        answerRoutes(routes)
        taskRoutes(routes)
        fileRoutes(routes)
        textRoutes(routes)
        versionRoutes(routes)
        commentRoutes(routes)
        documentRoutes(routes)
        adoptionRoutes(routes)
        publicPlanRoutes(routes)
    }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        if let adoption = try Adoption.latest(of: cycle.id, in: db) {
            return PartStatus(
                .done, line: t("Vastgesteld op \(t.date(adoption.day))"), next: t("Lees het plan"),
                path: adoption.path(in: cycle))
        }
        let ready = try PlanElement.ready(of: cycle.id, in: db)
        let board = try StepBoard.load(cycle, steps, in: db)
        let begun = ready > 0 || board.steps.contains { $0.state != .open }
        return PartStatus(
            begun ? .busy : .open,
            line: begun ? t("Stap \(cycle.step) van 9 · \(ready) van 15 onderdelen klaar") : "",
            next: begun ? t("Verder met stap \(cycle.step)") : t("Begin met stap 1"),
            path: PlanPath(cycle).step(cycle.step))
    }
}

/// The addresses of the plan's pages.
struct PlanPath {
    let home: String
    init(_ cycle: PolicyCycle) { home = cycle.path(.plan) }

    func step(_ number: Int) -> String { "\(home)/stap/\(number)" }
    var text: String { home + "/tekst" }
    func element(_ number: Int) -> String { "\(home)/tekst/\(number)" }
    func write(_ number: Int) -> String { "\(home)/tekst/\(number)/schrijven" }
    func versions(_ number: Int) -> String { "\(home)/tekst/\(number)/versies" }
    var document: String { home + "/document" }
    var adopt: String { home + "/vaststellen" }
    func task(_ id: String) -> String { "\(home)/taken/\(id)" }
    func file(_ id: String) -> String { "\(home)/bestanden/\(id)" }
    func person(_ id: String) -> String { "\(home)/mensen/\(id)" }
    func comment(_ id: String) -> String { "\(home)/opmerkingen/\(id)" }
}
