package import Community
package import Core
package import Storage
package import Web

/// Asking the field: every reaction is read, gets an answer with a reason, and shows what it changed.
package struct ConsultationPart: CyclePart {
    let house: House

    package init(house: House) { self.house = house }

    package var kind: CyclePartKind { .consultation }

    package var migrations: [Migration] { [Consultation.migration, Consultation.numbers] }

    package func routes(_ routes: Routes) {
        deskRoutes(routes)
        reactionRoutes(routes)
        reportRoutes(routes)
        publicRoutes(routes)
    }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let items = try Consultation.all(of: cycle.id, in: db)
        guard let latest = items.first else { return PartStatus(.open, next: t("Stel een vraag")) }
        let total = items.reduce(0) { $0 + $1.tally.total }
        let waiting = items.reduce(0) { $0 + $1.tally.unanswered }
        let line =
            t.plural(items.count, "1 vraag", "\(items.count) vragen") + ", "
            + t.plural(total, "1 reactie", "\(total) reacties")
        if waiting > 0 {
            let first = items.first { $0.tally.unanswered > 0 }?.consultation ?? latest.consultation
            return PartStatus(
                .busy, line: line + ", " + t("\(waiting) zonder antwoord"), next: t("Geef antwoord"),
                path: first.path(in: cycle))
        }
        guard let open = items.first(where: { $0.consultation.state != .closed }) else {
            return PartStatus(.done, line: line)
        }
        let next =
            switch open.consultation.state {
            case .draft: t("Zet de vraag open")
            case .open where open.consultation.isAsking(on: now.day): t("Nodig mensen uit")
            default: t("Sluit de raadpleging")
            }
        return PartStatus(.busy, line: line, next: next, path: open.consultation.path(in: cycle))
    }
}
