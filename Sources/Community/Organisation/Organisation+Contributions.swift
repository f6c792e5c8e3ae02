package import Core
import Formats
import Services
import Storage
package import Web

extension Community {
    /// The list for everyone, and the own workspace for members.
    package func organisationMenu(for visit: Visit) -> [MenuItem] {
        // Who works at the centre has a list of its own under this name.
        let all = visit.actor.isStaff ? [] : [MenuItem(visit.t("Organisaties"), "/organisaties", order: 30)]
        guard let only = visit.actor.organisations.first else { return all }
        let own =
            visit.actor.organisations.count == 1
            ? MenuItem(visit.t("Mijn organisatie"), OrganisationNav.Item.home.path(only.number))
            : MenuItem(visit.t("Mijn organisaties"), "/mijn/organisaties")
        return all + [own]
    }

    /// Organisations sent back by the centre, and invitations that nobody takes up.
    package func organisationTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        let managed = actor.organisations.filter { $0.role == .manager }
        guard !managed.isEmpty else { return [] }
        let (returned, pending) = try await house.database.read { db in
            let returned = try db.rows(
                """
                SELECT id, updated_at FROM organisation
                WHERE id IN (\(list: managed.map(\.id))) AND state = \(Organisation.State.returned)
                """
            ).map { row in (try row("id", as: String.self), try row("updated_at", as: Moment.self)) }
            let pending = try managed.map { membership in
                (
                    membership,
                    try MemberInvitation.open(of: membership.organisation, now: now, in: db).filter {
                        now - $0.createdAt >= .days(7)
                    }
                )
            }
            return (returned, pending)
        }
        var tasks: [TaskItem] = []
        for membership in managed {
            if let (_, since) = returned.first(where: { $0.0 == membership.id }) {
                tasks.append(
                    TaskItem(
                        function: .verbinden, title: t("Pas de gegevens van \(membership.name) aan"),
                        detail: t(
                            "De vrijwilligerscentrale vraagt om een aanpassing. Tot dan staan jullie niet op de site."),
                        action: t("Pas aan"), path: OrganisationNav.Item.details.path(membership.number),
                        isUrgent: true,
                        since: since))
            }
        }
        for (membership, invitations) in pending {
            guard let oldest = invitations.first else { continue }
            tasks.append(
                TaskItem(
                    function: .verbinden,
                    title: t.plural(
                        invitations.count, "1 uitnodiging is nog niet aangenomen",
                        "\(invitations.count) uitnodigingen zijn nog niet aangenomen"),
                    detail: t("\(membership.name). De oudste is van \(t.ago(oldest.createdAt, now: now))."),
                    action: t("Bekijk"), path: OrganisationNav.Item.people.path(membership.number),
                    since: oldest.createdAt))
        }
        return tasks
    }

    /// For which organisations someone acts; as contact, another manager takes their place at an erasure.
    package var organisationPersonalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Jouw organisaties"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT o.name, m.role, m.created_at FROM membership m
                            JOIN organisation o ON o.id = m.organisation_id
                            WHERE m.person_id = \(person) ORDER BY m.created_at, o.id
                            """
                        ).map { row in
                            try [
                                "organisatie": .string(row("name")), "rol": .string(row("role")),
                                "sinds": .string(row("created_at")),
                            ]
                        })
                },
                erase: { person, _, db in
                    try OrganisationContact.forget(Person.Identity(person), in: db)
                    try db.run("DELETE FROM membership WHERE person_id = \(person)")
                })
        ]
    }
}

/// People stand in the details of an organisation as contact; that must not outlive them.
enum OrganisationContact {
    static func forget(_ id: Person.Identity, in db: any SQLConnection) throws {
        guard let person = try Person.find(id, in: db) else { return }
        let organisations = try db.rows(
            """
            SELECT o.* FROM organisation o WHERE LOWER(o.email) = \(person.email ?? "")
                OR o.id IN (SELECT organisation_id FROM membership WHERE person_id = \(id))
            """
        ).map(Organisation.init(row:))
        for organisation in organisations {
            let heir = try Member.all(of: organisation.id, in: db).first { $0.person.id != id && $0.role == .manager }?
                .person
            let isContact = Self.same(organisation.contact, person.name)
            let isAddress = Self.same(organisation.email, person.email)
            let isPhone = organisation.phone != nil && Self.same(organisation.phone, person.phone)
            let phone = isPhone || (isContact && isAddress) ? nil : organisation.phone
            try db.run(
                """
                UPDATE organisation SET contact = \(isContact ? heir?.name ?? "" : organisation.contact),
                    email = \(isAddress ? heir?.email ?? "" : organisation.email), phone = \(phone)
                WHERE id = \(organisation.id)
                """)
        }
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right, !right.isEmpty else { return false }
        return TextFolding.fold(left) == TextFolding.fold(right)
    }
}
