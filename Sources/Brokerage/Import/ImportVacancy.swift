import Community
import Core
import Services
import Storage

/// Compares a row's vacancy with what is stored under its key, and writes the difference.
struct ImportVacancy {
    let draft: VacancyDraft
    let place: VacancyPlace
    let key: String

    static func known(_ key: String, in context: ImportContext, _ db: any SQLConnection) throws -> Vacancy? {
        try db.first("SELECT * FROM vacancy WHERE source = \(context.source) AND source_key = \(key)")
            .map(Vacancy.init(row:))
    }

    func isSame(as known: Vacancy, in context: ImportContext) -> Bool {
        VacancyDraft(known, municipality: context.municipality.name) == draft(over: known) && known.spot == place.spot
            && known.neighbourhood == place.neighbourhood
    }

    /// What a list does not tell stays as the organisation chose it here.
    private func draft(over known: Vacancy) -> VacancyDraft {
        var draft = draft
        draft.skills = known.skills
        draft.motives = known.motives
        return draft
    }

    func insert(of owner: Organisation, in context: ImportContext, _ db: any SQLConnection) throws -> Vacancy {
        let made = try Vacancy.insert(
            draft, at: place, of: owner, state: .submitted,
            source: Vacancy.Source(name: context.source, key: key), now: context.now, in: db)
        if context.mapping.publishes, owner.mayPublish { _ = try Vacancy.publish(made, now: context.now, in: db) }
        try record("vacature-ingelezen", made, context, db)
        return made
    }

    /// On line it stays on line. When the centre does not vouch for the list it looks at the new texts.
    func update(_ known: Vacancy, of owner: Organisation, in context: ImportContext, _ db: any SQLConnection) throws
        -> Vacancy
    {
        let written = try Vacancy.update(known, draft(over: known), at: place, now: context.now, in: db)
        try record("vacature-bijgewerkt-uit-lijst", written, context, db)
        switch written.state {
        case .submitted where context.mapping.publishes && owner.mayPublish:
            _ = try Vacancy.publish(written, now: context.now, in: db)
        case .online, .paused:
            if context.mapping.publishes {
                try Vacancy.keepApproved(written, in: db)
                try db.run("UPDATE vacancy SET submitted_at = published_at WHERE id = \(written.id)")
            } else if VacancySnapshot.needsReview(written), !written.hasUnseenChanges {
                try db.run("UPDATE vacancy SET submitted_at = \(context.now) WHERE id = \(written.id)")
            }
        default: break
        }
        return written
    }

    private func record(_ action: String, _ vacancy: Vacancy, _ context: ImportContext, _ db: any SQLConnection) throws
    {
        try Audit.record(Vacancy.event(action, vacancy), by: context.cause, now: context.now, in: db)
    }
}
