package import Core
import Formats
import Services
import Storage
package import Web

/// The centre says yes: to a new organisation, or to what changed in one it knows.
package enum ApproveOrganisation {
    package enum Outcome: Sendable {
        case approved
        /// The changes of an organisation that was approved before.
        case changesSeen
    }

    /// - Parameter seen: `updatedAt` of the organisation the visitor looked at. When it has changed since, nothing is
    ///   approved.
    @discardableResult
    package static func perform(
        _ id: Organisation.Identity, seen: Moment? = nil, by visit: Visit, house: House
    ) async throws -> Outcome {
        try await house.database.write { db in
            let organisation = try OrganisationReview.find(id, seen: seen, for: visit, in: db)
            guard organisation.test.passes else { throw OrganisationReview.testFails }
            let isNew = organisation.state == .submitted
            guard isNew || organisation.hasUnseenChanges else { throw OrganisationReview.outdated }
            try db.run(
                """
                UPDATE organisation SET state = \(Organisation.State.approved), feedback = NULL,
                    approved_at = \(visit.now), approved_copy = \(OrganisationSnapshot(organisation).json)
                WHERE id = \(id) AND state = \(organisation.state)
                """)
            try house.record(
                Audit.Event(
                    isNew ? "organisatie-goedgekeurd" : "organisatie-wijziging-goedgekeurd", "organisatie", id.text,
                    municipality: organisation.municipality), by: visit, in: db)
            guard isNew else { return .changesSeen }
            try OrganisationChanged.tell(id, house: house, now: visit.now, in: db)
            try tell(organisation, house: house, in: db)
            return .approved
        }
    }

    private static func tell(_ organisation: Organisation, house: House, in db: any SQLConnection) throws {
        let name = organisation.name
        let number = organisation.number
        try OrganisationMail(house: house).toManagers(of: organisation.id, kind: "organisatie-goedgekeurd", in: db) {
            t in
            (
                t("\(name) is goedgekeurd"),
                [
                    .paragraph(t("Goed nieuws. Jullie organisatie staat nu op de site. Je kunt vacatures plaatsen.")),
                    .button(
                        label: t("Naar jullie vacatures"),
                        url: house.origin + OrganisationNav.Item.vacancies.path(number)),
                    .paragraph(t("Komt er een reactie? Antwoord dan binnen een paar dagen, ook als het nee is.")),
                ]
            )
        }
    }
}

/// The centre sends an organisation back with what must change.
package enum ReturnOrganisation {
    /// The longest feedback, in characters.
    package static let limit = 500

    /// - Parameters:
    ///   - feedback: what must change, in a sentence for the organisation.
    ///   - seen: as with `ApproveOrganisation`.
    package static func perform(
        _ id: Organisation.Identity, feedback: String, seen: Moment? = nil, by visit: Visit, house: House
    ) async throws {
        let words = feedback.trimmed
        guard !words.isEmpty, words.count <= limit else {
            throw WebError.badRequest(Text("Schrijf in hoogstens \(limit) tekens wat er anders moet."))
        }
        try await house.database.write { db in
            let organisation = try OrganisationReview.find(id, seen: seen, for: visit, in: db)
            guard organisation.state == .submitted || organisation.hasUnseenChanges else {
                throw OrganisationReview.outdated
            }
            try db.run(
                """
                UPDATE organisation SET state = \(Organisation.State.returned), feedback = \(words), updated_at = \(visit.now)
                WHERE id = \(id) AND state = \(organisation.state)
                """)
            try house.record(
                Audit.Event(
                    "organisatie-teruggegeven", "organisatie", id.text, municipality: organisation.municipality),
                by: visit, in: db)
            try OrganisationChanged.tell(id, house: house, now: visit.now, in: db)
            try tell(organisation, words, house: house, in: db)
        }
    }

    private static func tell(_ organisation: Organisation, _ words: String, house: House, in db: any SQLConnection)
        throws
    {
        let name = organisation.name
        let number = organisation.number
        try OrganisationMail(house: house).toManagers(of: organisation.id, kind: "organisatie-teruggegeven", in: db) {
            t in
            (
                t("Pas nog iets aan bij \(name)"),
                [
                    .paragraph(t("De vrijwilligerscentrale keek naar jullie gegevens. Er moet nog iets anders:")),
                    .quote(words),
                    .button(label: t("Pas het aan"), url: house.origin + OrganisationNav.Item.details.path(number)),
                    .paragraph(t("Stuur het daarna opnieuw in. Dan kijken we er weer naar.")),
                ]
            )
        }
    }
}

/// What the decisions of the centre share.
enum OrganisationReview {
    /// Someone else was first: what is asked no longer fits.
    static let outdated = WebError.badRequest(
        Text("Deze organisatie is intussen veranderd. Ga terug, ververs de pagina en kijk opnieuw."))
    static let testFails = WebError.badRequest(
        Text("Deze organisatie voldoet nog niet aan alle voorwaarden. Geef haar terug met uitleg."))

    /// The organisation, when the visitor works for the centre of its municipality; else it does not exist.
    static func find(_ id: Organisation.Identity, seen: Moment?, for visit: Visit, in db: any SQLConnection) throws
        -> Organisation
    {
        guard let organisation = try Organisation.find(id, in: db),
            visit.actor.has(MunicipalRole.centre, in: organisation.municipality)
        else { throw WebError.notFound }
        if let seen, seen != organisation.updatedAt { throw outdated }
        return organisation
    }
}
