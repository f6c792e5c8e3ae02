import Core
import Formats
import Services
import Storage
import Web

/// Someone says yes to an invitation. The person with the invited address joins, whoever holds the link.
struct AcceptInvitation: Sendable {
    let house: House

    /// What the page shows before anything is decided.
    struct Offer: Sendable {
        let invitation: MemberInvitation
        let organisation: Organisation
        /// Whether we still have to ask how to call them.
        let asksName: Bool
    }

    enum Outcome: Sendable {
        case joined(Organisation)
        /// Signed in with another address than the invited one: nothing happened.
        case otherAddress
        /// The link was used, has expired or was taken back.
        case gone
    }

    /// The offer behind a secret, while it is good. Changes nothing.
    func look(_ secret: String, now: Moment) async throws -> Offer? {
        try await house.database.read { db in try Self.offer(secret, now: now, in: db) }
    }

    func perform(_ secret: String, name: String, by visit: Visit) async throws -> Outcome {
        try await house.database.write { [now = visit.now] db in
            guard let offer = try Self.offer(secret, now: now, in: db) else { return .gone }
            let email = offer.invitation.email
            if let own = visit.actor.email, own.lowercased() != email { return .otherAddress }
            guard try Tokens.consume(secret, for: MemberInvitation.purpose, now: now, in: db) != nil else {
                return .gone
            }
            let person = try Person.findOrCreate(
                email: email, name: OrganisationDraft.oneLine(name), language: visit.t.language, now: now, in: db)
            try Member.join(person.id, offer.organisation.id, as: offer.invitation.role, now: now, in: db)
            try Audit.record(
                Audit.Event(
                    "lid-erbij", "organisatie", offer.organisation.id.text,
                    municipality: offer.organisation.municipality,
                    details: ["persoon": .string(person.id.text), "rol": .string(offer.invitation.role.rawValue)]),
                by: Audit.Cause(actor: person.id.text, origin: visit.address), now: now, in: db)
            return .joined(offer.organisation)
        }
    }

    private static func offer(_ secret: String, now: Moment, in db: any SQLConnection) throws -> Offer? {
        guard let invitation = try MemberInvitation.look(secret, now: now, in: db),
            let organisation = try Organisation.find(invitation.organisation, in: db), organisation.state != .stopped
        else { return nil }
        let known = try Person.find(email: invitation.email, in: db)
        return Offer(invitation: invitation, organisation: organisation, asksName: known?.name.isEmpty ?? true)
    }
}
