import Core
import Formats
import Services
import Storage
import Web

/// A manager asks someone to join by mail. The invitation is for that address and nobody else's.
struct InviteMember: Sendable {
    let house: House

    enum Outcome: Sendable { case sent, isMember, tooMany }

    func perform(_ email: String, as role: OrganisationRole, to membership: Actor.Membership, by visit: Visit)
        async throws
        -> Outcome
    {
        let address = email.lowercased()
        return try await house.database.write { [now = visit.now, language = visit.t.language] db in
            let organisation = try ManagedOrganisation.find(membership, by: visit, in: db)
            if let person = try Person.find(email: address, in: db),
                try Member.role(of: person.id, in: organisation.id, db) != nil
            {
                return .isMember
            }
            let open = try MemberInvitation.open(of: organisation.id, now: now, in: db)
            guard open.count < MemberInvitation.most else { return .tooMany }
            // A new invitation takes the place of the one before.
            for old in open where old.email == address { try Self.end(old.key, of: organisation.id, now: now, in: db) }
            let data = MemberInvitation.data(email: address, role: role, by: visit.actor.person ?? "")
            let secret = try Tokens.issue(
                MemberInvitation.purpose, subject: organisation.id.text, data: data,
                lifetime: MemberInvitation.lifetime, now: now, in: db)
            try house.mail(mail(address, secret, organisation, inviter: visit.actor.name, language), in: db)
            try house.record(
                Audit.Event(
                    "lid-uitgenodigd", "organisatie", organisation.id.text, municipality: organisation.municipality,
                    details: ["rol": .string(role.rawValue)]), by: visit, in: db)
            return .sent
        }
    }

    /// Takes an invitation back. An unknown one is gone already.
    func withdraw(_ key: String, from membership: Actor.Membership, by visit: Visit) async throws {
        try await house.database.write { [now = visit.now] db in
            let organisation = try ManagedOrganisation.find(membership, by: visit, in: db)
            try Self.end(key, of: organisation.id, now: now, in: db)
            try house.record(
                Audit.Event(
                    "uitnodiging-ingetrokken", "organisatie", organisation.id.text,
                    municipality: organisation.municipality),
                by: visit, in: db)
        }
    }

    private static func end(
        _ key: String, of organisation: Organisation.Identity, now: Moment, in db: any SQLConnection
    )
        throws
    {
        try db.run(
            """
            UPDATE token SET used_at = \(now)
            WHERE hash = \(key) AND subject = \(organisation) AND purpose = \(MemberInvitation.purpose) AND used_at IS NULL
            """)
    }

    private func mail(
        _ address: String, _ secret: String, _ organisation: Organisation, inviter: String, _ language: Language
    ) -> Mail {
        let t = house.t(language)
        let name = organisation.name
        let opening =
            inviter.isEmpty
            ? t("Je bent gevraagd om mee te werken aan de pagina van \(name).")
            : t("\(inviter) vraagt je om mee te werken aan de pagina van \(name).")
        return Mail(
            to: address, subject: t("Je bent uitgenodigd bij \(name)"), kind: "lid-uitnodiging", language: language,
            isSecret: true,
            [
                .paragraph(opening), .paragraph(t("Je kunt dan vacatures plaatsen en mensen antwoorden.")),
                .button(label: t("Bekijk de uitnodiging"), url: house.origin + "/uitnodiging/" + secret),
                .small(t("De uitnodiging geldt 14 dagen en alleen voor dit e-mailadres.")),
            ])
    }
}

/// The organisation of a membership that the route asked for, looked up anew in the writing transaction: the role may
/// have gone since the page was opened.
enum ManagedOrganisation {
    static func find(_ membership: Actor.Membership, by visit: Visit, in db: any SQLConnection) throws -> Organisation {
        guard let person = visit.actor.person,
            let organisation = try Organisation.find(membership.organisation, in: db), organisation.state != .stopped,
            try Member.role(of: Person.Identity(person), in: organisation.id, db) == .manager
        else { throw WebError.notFound }
        return organisation
    }
}
