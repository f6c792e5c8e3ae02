import Brokerage
import Community
import Core
import Services
import Storage

/// The two municipalities of the tests, with their organisations and people.
extension TestSite {
    /// An id and a session of each.
    typealias People = [Role: (id: String, cookie: String)]

    static func seed(at now: Moment, in db: any SQLConnection) throws -> People {
        try settle(at: now, in: db)
        var people: People = [:]
        for role in Role.allCases where role != .anonymous { people[role] = try person(role, at: now, in: db) }
        return people
    }

    private static func settle(at now: Moment, in db: any SQLConnection) throws {
        try db.run(
            "INSERT INTO centre (id, name, email, phone, opening, address) VALUES ('c1', 'Vrijwilligerscentrale Waterveen', 'centrale@test.example', '0123 456 789', 'maandag 9–13 uur', 'Plein 1')"
        )
        for (code, name) in [("GM9999", "Waterveen"), ("GM9998", "Zuiderhout")] {
            try db.run(
                """
                INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, year, centre_id)
                VALUES (\(code), \(name), \(name.lowercased()), 40000, 150000, 450000, 2026, 'c1')
                """)
        }
        for (id, code, name, x, y, postcode) in [
            ("n1", "GM9999", "Centrum", 150_000, 450_000, "9901"),
            ("n2", "GM9999", "Oud-Veen", 152_000, 451_000, "9902"),
            ("n3", "GM9998", "Zuid", 156_000, 445_000, "9911"),
            ("n4", "GM9998", "Ver weg", 250_000, 600_000, "9912"),
        ] {
            try db.run(
                """
                INSERT INTO neighbourhood (id, municipality_code, name, sort_key, inhabitants, x, y)
                VALUES (\(id), \(code), \(name), \(name.lowercased()), 5000, \(x), \(y))
                """)
            try db.run(
                """
                INSERT INTO postcode (code, place, municipality_code, neighbourhood_id, x, y)
                VALUES (\(postcode), \(name), \(code), \(id), \(x), \(y))
                """)
        }
        for (organisation, name, code) in [
            (Self.organisation, "Taalhuis De Brug", "GM9999"),
            (Self.otherOrganisation, "Voetbalclub Zuid", "GM9998"),
        ] {
            try db.run(
                """
                INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact,
                    postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                    test_no_displacement, test_insured, state, created_at, submitted_at, approved_at, updated_at)
                VALUES (\(organisation.id), \(organisation.number), \(name), \(name.lowercased()), '12345678',
                    \(OrganisationKind.serviceDelivery), \(Sector.onderwijs), 'Wij helpen mensen met taal.',
                    'info@test.example', 'Anna de Boer', '9901 AB', 'Waterveen', \(code), 'n1', 150000, 450000,
                    \(true), \(true), \(true), \(true), \(Organisation.State.approved), \(now), \(now), \(now), \(now))
                """)
        }
    }

    private static func person(_ role: Role, at now: Moment, in db: any SQLConnection) throws -> (String, String) {
        let id = UUIDv7.make(at: now)
        let cookie = Secret.make()
        try db.run(
            """
            INSERT INTO person (id, name, email, language, created_at)
            VALUES (\(id), \(role.name), \(role.email), 'nl', \(now))
            """)
        if let municipal = role.municipal {
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(id), \(municipal.code), \(municipal.role), \(now))
                """)
        }
        let membership: (String, OrganisationRole)? =
            switch role {
            case .member: (Self.organisation.id, .member)
            case .manager: (Self.organisation.id, .manager)
            case .stranger: (Self.otherOrganisation.id, .manager)
            default: nil
            }
        if let membership {
            try db.run(
                """
                INSERT INTO membership (organisation_id, person_id, role, created_at)
                VALUES (\(membership.0), \(id), \(membership.1), \(now))
                """)
        }
        try db.run(
            """
            INSERT INTO session (hash, person_id, kind, created_at, last_seen_at, expires_at)
            VALUES (\(Secret.hash(cookie)), \(id), \(role.municipal == nil ? "link" : "staff"), \(now), \(now),
                \(now + .days(3650)))
            """)
        return (id, cookie)
    }
}
