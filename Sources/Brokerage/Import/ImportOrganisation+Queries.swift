import Community
import Core
import Services
import Storage

extension ImportOrganisation {
    enum Found {
        case existing(Organisation)
        /// It will be made, or was made just now.
        case new(Organisation?)
        case refused(Text)
    }

    /// The organisation by the key of this list, else by its name in this municipality.
    func find(in context: ImportContext, _ db: any SQLConnection) throws -> Organisation? {
        if let row = try db.first(
            "SELECT * FROM organisation WHERE source = \(context.source) AND source_key = \(key)")
        {
            return try Organisation(row: row)
        }
        return try db.first(
            """
            SELECT * FROM organisation WHERE municipality_code = \(context.municipality.code)
                AND sort_key = \(TextFolding.sortKey(name)) AND state <> \(Organisation.State.stopped) ORDER BY number LIMIT 1
            """
        ).map(Organisation.init(row:))
    }

    /// The organisation of a vacancy, made when the mapping allows that.
    func settle(sector fallback: Sector?, in context: ImportContext, _ db: any SQLConnection) throws -> Found {
        if let known = try find(in: context, db) {
            if known.municipality != context.municipality.code {
                return .refused(Text("Deze organisatie hoort nu bij een andere gemeente."))
            }
            if known.state == .stopped { return .refused(Text("Deze organisatie is gestopt.")) }
            return .existing(known)
        }
        if context.mapping.strangers == .require {
            return .refused(
                Text(
                    "Deze organisatie kennen we niet. Voeg haar eerst toe, of laat de koppeling organisaties aanmaken.")
            )
        }
        guard context.writes else { return .new(nil) }
        return .new(try insert(sector: sector ?? fallback ?? .welzijn, in: context, db))
    }

    /// Writes an organisation that waits for the centre. The publication test is open: nobody has answered it yet.
    func insert(sector: Sector, in context: ImportContext, _ db: any SQLConnection) throws -> Organisation {
        let now = context.now
        let id = Organisation.Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM organisation")
        let area = postcode.isEmpty ? nil : try Places.postcode(postcode, in: db)
        let isHere = area?.municipality == context.municipality.code
        let spot = area?.spot ?? context.municipality.spot
        try db.run(
            """
            INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, website, email, phone,
                contact, street, postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                test_no_displacement, test_insured, state, created_at, submitted_at, updated_at, source, source_key)
            VALUES (\(id), \(number), \(name), \(TextFolding.sortKey(name)), \(Self.optional(kvk)),
                \(kind ?? .serviceDelivery), \(sector), \(text), \(Self.optional(site)), \(email), \(Self.optional(phone)),
                \(contact), \(Self.optional(street)), \(Self.optional(postcode)),
                \(Self.optional(place) ?? area?.place ?? context.municipality.name), \(context.municipality.code),
                \(isHere ? area?.neighbourhood : nil), \(spot?.x), \(spot?.y), \(false), \(false), \(false), \(false),
                \(Organisation.State.submitted), \(now), \(now), \(now), \(context.source), \(key))
            """)
        try Audit.record(
            Audit.Event("organisatie-ingelezen", "organisatie", id.text, municipality: context.municipality.code),
            by: context.cause, now: now, in: db)
        guard let made = try Organisation.find(id, in: db) else { throw StorageError.missingColumn("organisation") }
        return made
    }

    /// Whether the row says something else than what is stored. What the row leaves empty says nothing.
    func differs(from known: Organisation) -> Bool {
        let pairs: [(String, String?)] = [
            (name, known.name), (text, known.description), (site, known.website), (email, known.email),
            (phone, known.phone), (contact, known.contact), (street, known.street), (postcode, known.postcode),
            (place, known.place), (kvk, known.kvk),
        ]
        return pairs.contains { !$0.0.isEmpty && $0.0 != $0.1 } || (kind.map { $0 != known.kind } ?? false)
            || (sector.map { $0 != known.sector } ?? false)
    }

    /// Writes what the row says over the organisation; the centre sees it when it had approved it.
    func update(_ known: Organisation, in context: ImportContext, _ db: any SQLConnection) throws {
        func kept(_ new: String, _ old: String?) -> String? { new.isEmpty ? old : new }
        let newName = name.isEmpty ? known.name : name
        let submitted = known.state == .approved ? context.now : known.submittedAt
        try db.run(
            """
            UPDATE organisation SET name = \(newName), sort_key = \(TextFolding.sortKey(newName)),
                description = \(kept(text, known.description) ?? ""), website = \(kept(site, known.website)),
                email = \(kept(email, known.email) ?? ""), phone = \(kept(phone, known.phone)),
                contact = \(kept(contact, known.contact) ?? ""), street = \(kept(street, known.street)),
                postcode = \(kept(postcode, known.postcode)), place = \(kept(place, known.place)),
                kvk = \(kept(kvk, known.kvk)), kind = \(kind ?? known.kind), sector = \(sector ?? known.sector),
                submitted_at = \(submitted), updated_at = \(context.now)
            WHERE id = \(known.id)
            """)
        try Audit.record(
            Audit.Event("organisatie-ingelezen", "organisatie", known.id.text, municipality: known.municipality),
            by: context.cause, now: context.now, in: db)
    }

    private static func optional(_ text: String) -> String? { text.isEmpty ? nil : text }
}
