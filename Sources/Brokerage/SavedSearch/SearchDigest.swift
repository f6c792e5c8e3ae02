import Community
import Core
import Services
import Storage
import Web

/// The mail of a kept search: what is new since the last one, and how to stop it.
struct SearchDigest {
    let house: House
    let finder: VacancyFinder

    /// Sends what is due. Each search is done in a transaction of its own, so that a stop half-way loses nothing.
    func run(now: Moment) async throws {
        for frequency in SavedSearch.Frequency.allCases {
            var after: SavedSearch.Identity?
            while true {
                let batch = try await house.database.read { [after] db in
                    try SavedSearch.due(frequency, after: after, now: now, limit: 100, in: db)
                }
                for search in batch { try await send(search, now: now) }
                guard let last = batch.last else { break }
                after = last.id
            }
        }
    }

    private func send(_ search: SavedSearch, now: Moment) async throws {
        let t = house.t(search.language)
        var request = SearchRequest(Query(decoding: search.query), places: finder.index.places)
        request.newestFirst = true
        let answer = try await finder.answer(request, today: now.day, limit: 50)
        let since = search.lastSentAt ?? search.createdAt
        let fresh = answer.hits.filter { ($0.vacancy.publishedAt ?? $0.vacancy.createdAt) > since }
        let mail = fresh.isEmpty ? nil : mail(search, fresh, t, today: now.day)
        try await house.database.write { [house] db in
            let moved = try db.run(
                """
                UPDATE saved_search SET last_sent_at = \(now)
                WHERE id = \(search.id) AND last_sent_at = \(search.lastSentAt) AND stopped_at IS NULL
                """)
            if moved == 1, let mail { try house.mail(mail, in: db) }
        }
    }

    private func mail(_ search: SavedSearch, _ fresh: [SearchAnswer.Found], _ t: Texts, today: Day) -> Mail {
        var blocks: [Mail.Block] = [
            .paragraph(
                t.plural(
                    fresh.count, "Er is 1 nieuwe plek die past bij: \(search.name).",
                    "Er zijn \(fresh.count) nieuwe plekken die passen bij: \(search.name)."))
        ]
        for found in fresh.prefix(10) {
            blocks.append(
                .paragraph(
                    "\(found.vacancy.title)\n\(found.organisationName) · \(found.whereText(t)) · \(VacancyTime.words(found.vacancy, t, today: today))"
                ))
            blocks.append(.button(label: t("Bekijk deze plek"), url: house.origin + found.vacancy.path))
        }
        let stop = house.origin + search.stopPath(house)
        blocks.append(.small(t("Wil je deze mail niet meer? Stop hem met één klik: \(stop)")))
        return Mail(
            to: search.email,
            subject: t.plural(fresh.count, "1 nieuwe plek voor jou", "\(fresh.count) nieuwe plekken voor jou"),
            kind: "zoekopdracht", language: search.language, unsubscribeURL: stop, blocks)
    }
}
