package import Community
package import Core
package import Services
package import Storage
package import Web

/// Who does what by when, and how it goes.
package struct AgreementPart: CyclePart {
    let house: House

    package init(house: House) { self.house = house }

    package var kind: CyclePartKind { .agreements }

    package var migrations: [Migration] { [Agreement.migration, Agreement.reading] }

    package func routes(_ routes: Routes) {
        deskRoutes(routes)
        partyRoutes(routes)
        publicRoutes(routes)
    }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let views = try AgreementView.load(try Agreement.all(of: cycle.id, in: db), in: db)
        let agreed = views.filter { $0.it.state == .agreed }
        let settled = views.filter { $0.it.state != .draft }
        guard !views.isEmpty else { return PartStatus(.open, next: t("Maak een afspraak")) }
        let red = agreed.count { $0.light == .red }
        var line = t.plural(settled.count, "1 afspraak", "\(settled.count) afspraken")
        if red > 0 { line += ", " + t("\(red) lopen vast") }
        if let draft = views.first(where: { $0.it.state == .draft }) {
            return PartStatus(.busy, line: line, next: t("Leg “\(draft.it.title)” vast"), path: draft.it.path)
        }
        if let late = agreed.first(where: { $0.openDay(today: now.day) != nil }) {
            return PartStatus(
                .busy, line: line, next: t("Vertel hoe het gaat met “\(late.it.title)”"),
                path: late.it.path + "/voortgang")
        }
        return PartStatus(agreed.isEmpty || cycle.isClosed ? .done : .busy, line: line)
    }

    package var jobs: [Job] {
        let house = self.house
        return [
            Job("afspraken-herinneren", .daily(minute: 8 * 60 + 30)) { _, now in
                try await RemindParties(house: house, now: now).run()
            }
        ]
    }
}
