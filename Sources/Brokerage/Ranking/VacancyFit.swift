import Community
package import Core
package import Matching
package import Storage
import Web

/// How one vacancy fits somebody: what speaks for it, what to look at, what does not.
package struct VacancyFit: Sendable {
    /// Clauses after “omdat”.
    package let reasons: [String]
    package let cautions: [String]
    /// What stands in the way, as sentences; none when it fits.
    package let obstacles: [String]

    /// - Returns: `nil` when the vacancy is not on line.
    package static func find(
        _ vacancy: Vacancy.Identity, for wishes: Wishes, places: PlaceDirectory, weights: RankWeights, now: Moment,
        t: Texts, in db: any SQLConnection
    ) throws -> VacancyFit? {
        let rows = try RankedVacancy.rows("v.id = \(vacancy) AND v.state = \(Vacancy.State.online)", in: db)
        guard let found = rows.first else { return nil }
        var work = found.work
        // Full or not, it can fit.
        work.isOpen = true
        let exposed = try FairExposure.municipalities(in: db)
        return VacancyFit(
            work, found.note, wishes, position: places.position(of: wishes),
            weights: exposed.isEmpty ? weights.withoutExposure : weights,
            knowsAttention: exposed.contains(found.note.municipality), today: now.day, t)
    }

    init(
        _ work: RankWork, _ note: WorkNote, _ wishes: Wishes, position: RankPosition?, weights: RankWeights,
        knowsAttention: Bool, today: Day, _ t: Texts
    ) {
        let ranked = RankedWorks()
        ranked.update([work])
        let question = RankQuestion(today: today, weights: weights, limit: 1, nearMisses: 1)
        var person = wishes.rankPerson(id: wishes.query.encoded, position: position)
        var obstacles: [String] = []
        // The ranking names one obstacle at a time: of somebody who has nothing else in the way.
        for only in RankCondition.allCases {
            let alone = ranked.works(for: Self.person(person, only, work), question)
            if let miss = alone.nearMisses.first { obstacles.append(RankWords.obstacle(miss.obstacle, t)) }
        }
        if !obstacles.isEmpty { person = Self.person(person, nil, work) }
        let hit = ranked.works(for: person, question).hits.first
        self.obstacles = obstacles
        let words = hit.map { RankedWork($0, wishes, note, knowsAttention: knowsAttention, today: today, t) }
        reasons = words?.reasons ?? []
        // What is needed is said once.
        cautions = (words?.cautions ?? []).filter { !obstacles.contains($0) }
    }

    /// The person without any obstacle for this work but that of one kind.
    private static func person(_ person: RankPerson, _ kept: RankCondition?, _ work: RankWork) -> RankPerson {
        var free = person
        if kept != .proofs { free.proofs |= work.needs }
        if kept != .language { free.languages |= work.languages }
        if kept != .availability, free.slots != 0, free.slots & work.slots == 0 { free.slots = 0 }
        if kept != .refusal { free.refuses = 0 }
        if kept != .age { free.born = nil }
        if kept != .distance { free.reach = nil }
        return free
    }
}

extension Brokerage {
    /// The card on a vacancy's page: how it fits the visitor, or the way to find out.
    func fitCard(_ vacancy: Vacancy, _ visit: Visit) async throws -> HTML {
        let t = visit.t
        guard let kept = try await usedWishes(visit) else {
            return """
                <section class="card stack no-print" aria-labelledby="past-dit"><h2 class="h3" id="past-dit">\(t("Past dit bij jou?"))</h2>\
                <p>\(t("Beantwoord zes korte vragen en zie wat bij je past. Zonder account."))</p>\
                <p><a href="\(SuitsMeSteps.path)">\(t("Wat past bij mij?"))</a></p></section>
                """
        }
        let places = index.places
        let fit = try await house.database.read { [now = visit.now, ranking] db in
            try VacancyFit.find(
                vacancy.id, for: kept.wishes, places: places, weights: ranking.weights, now: now, t: t, in: db)
        }
        guard let fit else { return .empty }
        let sentence =
            fit.obstacles.isEmpty
            ? (fit.reasons.isEmpty ? t("Niets van wat je zei staat in de weg.") : RankWords.sentence(fit.reasons, t))
            : fit.reasons.isEmpty ? nil : t("Dit past wel: \(fit.reasons.joined(separator: ", ")).")
        return """
            <section class="card stack fit" aria-labelledby="past-dit"><h2 class="h3" id="past-dit">\(t("Zo past dit bij jou"))</h2>\
            \(sentence, { "<p>\($0)</p>" })\
            \(if: !fit.obstacles.isEmpty, "<p><strong>\(t("Dit past niet:"))</strong></p><ul>\(fit.obstacles, { "<li>\($0)</li>" })</ul>")\
            \(if: !fit.cautions.isEmpty, "<p class=\"small\">\(t("Let op:")) \(fit.cautions.joined(separator: " "))</p>")\
            <p class="small no-print"><a href="\(KeptWishes.path)">\(t("Verander wat je zoekt"))</a></p></section>
            """
    }
}
