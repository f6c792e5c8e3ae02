package import Community
package import Core
package import Services
package import Storage
package import Web

/// Vertalen: from a first talk about the course to a plan whose goals measure themselves.
package struct Policy: Module {
    package let house: House
    package let content: ContentShelf
    private let supplies = SupplyMemory()

    /// - Throws: `ContentError` when a content file is not right.
    package init(house: House) throws(ContentError) {
        self.house = house
        content = try ContentShelf.standard.get()
    }

    /// The content files, each checked at the start.
    package static var contentKinds: [any ContentFile.Type] {
        [
            TypeTestContent.self,
            VisionContent.self,
            WorkbookContent.self,
            PartyContent.self,
            ChancesContent.self,
            IntegralScan.self, TenPointsScan.self, SevenPrinciplesScan.self,
            FieldsContent.self,
            GoalsContent.self,
            StepsContent.self, ElementsContent.self,
            ValueContent.self,
            EvaluationContent.self,
            HandoverContent.self,
        ]
    }

    /// The parts of a round, in their order.
    package var parts: [any CyclePart] {
        [
            TypeTestPart(house: house, content: content),
            VisionPart(house: house, content: content),
            WorkbookPart(house: house, content: content),
            ScansPart(house: house, content: content),
            FieldPart(house: house, content: content, memory: supplies),
            PartyPart(house: house, content: content),
            ChancePart(house: house, content: content),
            ConsultationPart(house: house),
            GoalsPart(house: house, content: content),
            PlanPart(policy: self),
            AgreementPart(house: house),
            MoneyPart(house: house),
            ValuePart(house: house, content: content),
            EvaluationPart(policy: self),
            HandoverPart(policy: self),
        ]
    }

    /// Before figures are kept for good: what stands in a document that stays was counted for it.
    func countAnew() { supplies.forget() }

    package func part(_ kind: CyclePartKind) -> (any CyclePart)? { parts.first { $0.kind == kind } }

    package var migrations: [Migration] { [PolicyCycle.migration] + parts.flatMap(\.migrations) }

    package func routes(_ routes: Routes) {
        cycleRoutes(routes)
        for part in parts { part.routes(routes) }
    }

    package func menu(for visit: Visit) -> [MenuItem] {
        if visit.actor.has(PolicyAccess.readers) { return [MenuItem(visit.t("De kring"), "/beleid", order: 45)] }
        return visit.actor.isStaff ? [] : [MenuItem(visit.t("Denk mee"), "/meedenken", order: 45)]
    }

    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let own = try await inOpenCycles(actor) { cycle, part, db in
            try part.tasks(in: cycle, for: actor, t: t, now: now, db: db)
        }
        guard !actor.organisations.isEmpty else { return own }
        return own
            + (try await house.database.read { [house] db in
                try AgreementPart(house: house).tasks(forParties: actor, t: t, now: now, in: db)
            })
    }

    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        for part in parts { try part.moved(person, from: old, to: new, now: now, in: db) }
    }

    package func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        let own = try await inOpenCycles(actor) { cycle, part, db in
            try part.calendar(of: cycle, for: actor, t: t, from: from, in: db)
        }
        guard !actor.organisations.isEmpty else { return own }
        return own
            + (try await house.database.read { [house] db in
                try AgreementPart(house: house).calendar(forParties: actor, t: t, from: from, in: db)
            })
    }

    package var indicators: [Indicator] { parts.flatMap(\.indicators) }
    package var personalData: [PersonalData] { [cyclePersonalData] + parts.flatMap(\.personalData) }
    package var retention: [RetentionRule] { parts.flatMap(\.retention) }
    package var jobs: [Job] { parts.flatMap(\.jobs) }

    private func inOpenCycles<Item: Sendable>(
        _ actor: Actor, _ ask: @escaping @Sendable (PolicyCycle, any CyclePart, any SQLConnection) throws -> [Item]
    ) async throws -> [Item] {
        let codes = actor.municipalities(with: PolicyAccess.readers)
        if codes.isEmpty { return [] }
        return try await house.database.read { [parts] db in
            try GoalRecall.during {
                try PolicyCycle.all(of: codes, in: db).filter { !$0.isClosed }.flatMap { cycle in
                    try parts.flatMap { try ask(cycle, $0, db) }
                }
            }
        }
    }
}
