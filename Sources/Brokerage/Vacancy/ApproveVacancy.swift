import Community
package import Core
import Formats
import Services
package import Storage
package import Web

/// The centre says yes: to a new vacancy, which goes on line, or to what changed in one that is.
package enum ApproveVacancy {
    package enum Outcome: Sendable {
        case online
        /// The changes of a vacancy that was on line already.
        case changesSeen
        /// Nothing happened: the organisation itself is not approved, or does not pass the publication test.
        case organisationWaits
    }

    /// - Parameters:
    ///   - municipalities: where the visitor works for the centre; elsewhere the vacancy does not exist.
    ///   - seen: `updatedAt` of the vacancy the visitor looked at. When it has changed since, nothing is approved.
    package static func perform(
        _ number: Int, municipalities: [String], seen: Moment? = nil, visit: Visit, desk: VacancyDesk
    ) async throws -> Outcome {
        let (id, outcome) = try await desk.house.database.write { db -> (Vacancy.Identity, Outcome) in
            guard let vacancy = try Vacancy.find(number: number, in: municipalities, in: db) else {
                throw WebError.notFound
            }
            if let seen, seen != vacancy.updatedAt { throw VacancyDesk.outdated }
            if vacancy.hasUnseenChanges {
                try Vacancy.keepApproved(vacancy, in: db)
                try db.run("UPDATE vacancy SET submitted_at = published_at WHERE id = \(vacancy.id)")
                try desk.record("vacature-wijziging-goedgekeurd", vacancy, by: visit, in: db)
                return (vacancy.id, .changesSeen)
            }
            let owner = try vacancy.owner(in: db)
            guard owner.mayPublish else { return (vacancy.id, .organisationWaits) }
            guard try Vacancy.publish(vacancy, now: visit.now, in: db) else { throw VacancyDesk.outdated }
            try desk.record("vacature-online", vacancy, by: visit, in: db)
            try tell(vacancy, owner: owner, house: desk.house, in: db)
            return (vacancy.id, .online)
        }
        if case .online = outcome { await desk.events.changed([id]) }
        return outcome
    }

    private static func tell(_ vacancy: Vacancy, owner: Organisation, house: House, in db: any SQLConnection) throws {
        try VacancyMail.send("vacature-online", about: vacancy, house: house, in: db) { t in
            (
                t("Je vacature staat online: \(vacancy.title)"),
                [
                    .paragraph(
                        t(
                            "Goed nieuws. De vrijwilligerscentrale heeft jullie vacature nagekeken. Iedereen kan de vacature nu vinden."
                        )),
                    .button(label: t("Bekijk de vacature"), url: house.origin + vacancy.path),
                    .paragraph(t("Komt er een reactie? Antwoord dan binnen een paar dagen, ook als het nee is.")),
                    .small(VacancyMail.workplace(vacancy, organisation: owner, house: house)),
                ]
            )
        }
    }
}

extension Vacancy {
    /// Puts a submitted vacancy on line with its approved copy.
    ///
    /// - Returns: whether it was submitted.
    package static func publish(_ vacancy: Vacancy, now: Moment, in db: any SQLConnection) throws -> Bool {
        try keepApproved(vacancy, in: db)
        return try move(
            vacancy.id, from: [.submitted], to: .online,
            setting: """
                published_at = \(now), last_sign_at = \(now), asked_open_at = NULL, feedback = NULL,
                closed_at = NULL, closed_reason = NULL
                """, now: now, in: db)
    }

    /// Keeps the vacancy as it is now as what the centre approved.
    package static func keepApproved(_ vacancy: Vacancy, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE vacancy SET approved_copy = \(VacancySnapshot.json(vacancy).text), feedback = NULL WHERE id = \(vacancy.id)"
        )
    }
}
