import Core
import Formats
import Storage

/// The organisations of the demo with the people who act for them.
struct DemoOrganisations: Sendable {
    let content: JSONValue
    let people: JSONValue
    let world: DemoWorld

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 12)
        for (index, organisation) in (content.array ?? []).enumerated() {
            try add(organisation, number: index + 1, &random, in: db)
        }
        for role in people.list("roles") {
            guard let key = role["organisation"]?.string else { continue }
            let kind: OrganisationRole = role.text("role") == "organisatie-beheer" ? .manager : .member
            try join(role.text("email"), organisation: key, as: kind, in: db)
        }
    }

    private func add(_ item: JSONValue, number: Int, _ random: inout Seeded, in db: any SQLConnection) throws {
        let state = Organisation.State(rawValue: item.text("state")) ?? .approved
        let age = state == .approved ? random.int(200...560) : random.int(1...9)
        let created = world.now - .days(age)
        let spot = try db.first("SELECT x, y FROM neighbourhood WHERE id = \(item.text("neighbourhood"))").flatMap(
            Spot.init(row:))
        let id = Organisation.Identity(at: created)
        let place = try Places.municipality(item.text("municipality"), in: db)?.name
        let approved: Moment? = state == .approved ? created + .days(2) : nil
        let postcode = item.text("postcode")
        try db.run(
            """
            INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, website, email, phone,
                contact, street, postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                test_no_displacement, test_insured, state, feedback, created_at, submitted_at, approved_at, updated_at,
                source, source_key)
            VALUES (\(id), \(number), \(item.text("name")), \(TextFolding.sortKey(item.text("name"))), \(item.text("kvk")),
                \(item.text("kind")), \(item.text("sector")), \(item.text("description")), \(item["website"]?.string),
                \(item.text("email")), \(item["phone"]?.string), \(item.text("contact")), \(item["street"]?.string),
                \(postcode), \(place), \(item.text("municipality")), \(item.text("neighbourhood")),
                \((spot?.x ?? 0) + random.int(-300...300)), \((spot?.y ?? 0) + random.int(-300...300)), \(true), \(true),
                \(state != .returned), \(true), \(state), \(item["feedback"]?.string), \(created), \(created), \(approved),
                \(created), 'demo', \(item.text("key")))
            """)
        let person = Person.Identity(at: created)
        try db.run(
            """
            INSERT INTO person (id, name, email, language, created_at, last_seen_at)
            VALUES (\(person), \(item.text("contact")), \("contact-\(number)@organisaties.waterveen.example"), 'nl', \(created),
                \(world.now - .days(random.int(0...20))))
            """)
        try member(person.text, id.text, .manager, created, in: db)
    }

    private func join(_ email: String, organisation key: String, as role: OrganisationRole, in db: any SQLConnection)
        throws
    {
        guard let person = try Person.find(email: email, in: db),
            let id = try db.value(
                "SELECT id FROM organisation WHERE source = 'demo' AND source_key = \(key)", as: String.self)
        else { return }
        try member(person.id.text, id, role, world.now - .days(300), in: db)
    }

    private func member(
        _ person: String, _ organisation: String, _ role: OrganisationRole, _ at: Moment, in db: any SQLConnection
    )
        throws
    {
        try db.run(
            """
            INSERT INTO membership (organisation_id, person_id, role, created_at)
            VALUES (\(organisation), \(person), \(role), \(at))
            """)
    }
}
