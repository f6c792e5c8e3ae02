import Community
import Core
import Matching
import Services
import Storage

/// People who want to be found and fit a vacancy, best first: reasons, and nothing that says who they are.
struct FindablePeople: Sendable {
    /// One of them, as an organisation sees it.
    struct Found: Sendable {
        /// Stands for this person at this vacancy only, so that two lists cannot be laid side by side.
        let key: String
        let person: Person.Identity
        /// Only where enough people of that neighbourhood want to be found.
        let neighbourhood: String?
        let reasons: [RankReason]
        let cautions: [RankCaution]
        /// With too few people a distance would say who it is.
        let showsDistance: Bool
    }

    /// A neighbourhood is named from so many people on.
    static let fewest = 5
    static let shown = 20
    /// So many people are looked at; a town has fewer.
    private static let most = 5000

    let vault: Vault
    let places: PlaceDirectory
    let weights: RankWeights

    /// - Parameter only: looks at nobody else, and so says nothing about places or rank.
    /// - Returns: whom this vacancy may ask now. Left out: who was asked for it or applied, who never wants this
    ///   organisation, who works there, and who was asked enough this week.
    func list(for vacancy: Vacancy, only: Person.Identity? = nil, now: Moment, in db: any SQLConnection) throws
        -> [Found]
    {
        guard
            let work = try RankedVacancy.rows("v.id = \(vacancy.id)", in: db).first?.work
        else { return [] }
        let whom: SQL = only.map { "w.person_id = \($0)" } ?? "w.findable = \(true)"
        let rows = try db.rows(
            """
            SELECT w.person_id, w.wishes, w.used_at, p.neighbourhood_id,
                (SELECT COUNT(*) FROM people_ask a WHERE a.person_id = w.person_id
                    AND a.created_at > \(now - .days(30))) AS asked,
                (SELECT COUNT(*) FROM people_ask a WHERE a.person_id = w.person_id
                    AND a.created_at > \(now - .days(7))) AS asked_lately,
                (SELECT COUNT(*) FROM people_ask a WHERE a.person_id = w.person_id
                    AND a.vacancy_id = \(vacancy.id)) AS asked_for_it,
                (SELECT COUNT(*) FROM people_block b WHERE b.person_id = w.person_id
                    AND b.organisation_id = \(vacancy.organisation)) AS blocked,
                (SELECT COUNT(*) FROM membership m WHERE m.person_id = w.person_id
                    AND m.organisation_id = \(vacancy.organisation)) AS members,
                (SELECT COUNT(*) FROM application a WHERE a.person_id = w.person_id
                    AND a.vacancy_id = \(vacancy.id)) AS applied
            FROM person_wishes w JOIN person p ON p.id = w.person_id
            WHERE \(whom) AND w.findable = \(true) AND w.municipality_code = \(vacancy.municipality) AND p.erased_at IS NULL
            AND p.email IS NOT NULL ORDER BY w.person_id LIMIT \(Self.most)
            """)
        var people: [RankPerson] = []
        var homes: [String: String] = [:]
        for row in rows {
            let id: String = try row("person_id")
            if let home: String = try row("neighbourhood_id", as: String?.self) { homes[id] = home }
            let barred: [Int] = try ["asked_for_it", "blocked", "members", "applied"].map { try row($0) }
            guard barred.allSatisfy({ $0 == 0 }), try row("asked_lately", as: Int.self) < PeopleAsk.perPersonPerWeek,
                let wishes = Wishes(text: try row("wishes"))
            else { continue }
            let spot =
                wishes.place.flatMap { places.find($0)?.spot } ?? homes[id].flatMap { places.neighbourhood($0)?.spot }
            var person = wishes.rankPerson(id: id, position: spot.map { RankPosition(x: $0.x, y: $0.y) })
            person.lastSeen = try row("used_at", as: Moment.self).day
            person.pressure = Exposure.pressure(applications: try row("asked"), openPlaces: 1)
            people.append(person)
        }
        let index = RankedPeople()
        index.update(people)
        let answer = index.people(for: work, RankQuestion(today: now.day, weights: weights, limit: Self.shown))
        let perHome = homes.values.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return answer.hits.map { hit in
            let home = homes[hit.id].flatMap { perHome[$0] ?? 0 >= Self.fewest ? places.neighbourhood($0)?.name : nil }
            return Found(
                key: key(hit.id, vacancy.id), person: Person.Identity(hit.id), neighbourhood: home,
                reasons: hit.reasons, cautions: hit.cautions, showsDistance: rows.count >= Self.fewest)
        }
    }

    private func key(_ person: String, _ vacancy: Vacancy.Identity) -> String {
        String(vault.sign("mensen|\(vacancy.text)|\(person)").prefix(24))
    }
}
