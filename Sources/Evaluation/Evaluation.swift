package import Community
package import Core
package import Services
package import Storage
package import Web

/// Verankeren: surveys and monitors, from a question to a table that counts.
package struct Evaluation: Module {
    package let house: House

    package init(house: House) { self.house = house }

    /// The parts of a survey, in the order of the work.
    package var parts: [any SurveyPart] {
        [
            QuestionnairePart(house: house), FieldworkPart(house: house), RespondPart(house: house),
            AccountPart(house: house),
            ResultsPart(house: house), ExchangePart(house: house), BenchmarkPart(house: house),
        ]
    }

    package var migrations: [Migration] { Survey.migrations + parts.flatMap(\.migrations) }

    package func routes(_ routes: Routes) {
        surveyRoutes(routes)
        for part in parts { part.routes(routes) }
    }

    package func menu(for visit: Visit) -> [MenuItem] {
        visit.actor.has(SurveyAccess.readers) ? [MenuItem(visit.t("Enquêtes"), "/enquetes", order: 48)] : []
    }

    package func tasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let codes = actor.municipalities(with: SurveyAccess.callers)
        if codes.isEmpty { return [] }
        return try await house.database.read { [parts] db in
            let surveys = try Survey.underWay(in: codes, db: db)
            return try parts.flatMap { part in
                try surveys.flatMap { try part.tasks(in: $0, for: actor, t: t, now: now, db: db) }
            }
        }
    }

    package func calendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        let codes = actor.municipalities(with: SurveyAccess.readers)
        if codes.isEmpty { return [] }
        return try await house.database.read { db in
            try Survey.underWay(in: codes, db: db).flatMap { $0.calendar(for: actor, t: t, from: from) }
        }
    }

    package var indicators: [Indicator] { parts.flatMap(\.indicators) }
    package func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator] {
        try parts.flatMap { try $0.indicators(of: municipality, in: db) }
    }
    package var personalData: [PersonalData] { [surveyPersonalData] + parts.flatMap(\.personalData) }
    package var retention: [RetentionRule] { parts.flatMap(\.retention) }
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        for part in parts { try part.moved(person, from: old, to: new, now: now, in: db) }
    }
    package var jobs: [Job] { parts.flatMap(\.jobs) }

    package func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    {
        let running = try Survey.underWay(in: [municipality], db: db).filter { $0.state == .field }
        guard let first = running.first else { return [] }
        return [
            CircleLine(
                .verankeren, t.plural(running.count, "1 enquête loopt", "\(running.count) enquêtes lopen"),
                path: running.count == 1 ? first.path() : "/enquetes")
        ]
    }

    package func demo(_ world: DemoWorld) async throws {
        try await house.database.write { [parts, house] db in
            guard let demo = try SurveyDemo.begin(world, house: house, in: db) else { return }
            for part in parts { try part.demo(demo, in: db) }
        }
    }
}
