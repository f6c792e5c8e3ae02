package import Core
package import Storage

extension Organisation {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Organisation? {
        try db.first("SELECT * FROM organisation WHERE id = \(id)").map(Organisation.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> Organisation? {
        try db.first("SELECT * FROM organisation WHERE number = \(number)").map(Organisation.init(row:))
    }

    /// Organisations that may be the same as this one: the same number at the Chamber of Commerce, or the same name in
    /// the same municipality. What stopped does not count.
    package static func lookalikes(
        of draft: OrganisationDraft, except own: Identity? = nil, in db: any SQLConnection
    ) throws -> [Organisation] {
        try db.rows(
            """
            SELECT * FROM organisation WHERE state <> \(State.stopped) AND id <> \(own?.text ?? "")
                AND (kvk = \(draft.kvk) OR (municipality_code = \(draft.place.municipality)
                    AND sort_key = \(TextFolding.sortKey(draft.name))))
            ORDER BY number LIMIT 5
            """
        ).map(Organisation.init(row:))
    }

    /// Writes a new organisation that waits for the centre, under the next free number.
    package static func insert(_ draft: OrganisationDraft, now: Moment, in db: any SQLConnection) throws -> Organisation
    {
        let id = Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM organisation")
        let test = draft.test
        let place = draft.place
        try db.run(
            """
            INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, website, email, phone,
                contact, street, postcode, place, municipality_code, neighbourhood_id, x, y, test_nonprofit, test_social,
                test_no_displacement, test_insured, state, created_at, submitted_at, updated_at)
            VALUES (\(id), \(number), \(draft.name), \(TextFolding.sortKey(draft.name)), \(draft.kvk), \(draft.kind),
                \(draft.sector), \(draft.description), \(draft.website), \(draft.email), \(draft.phone),
                \(draft.contact), \(draft.street), \(draft.postcode), \(place.name), \(place.municipality),
                \(place.neighbourhood), \(place.spot?.x), \(place.spot?.y), \(test.nonprofit), \(test.social),
                \(test.noDisplacement), \(test.insured), \(State.submitted), \(now), \(now), \(now))
            """)
        guard let made = try find(id, in: db) else { throw StorageError.missingColumn("organisation") }
        return made
    }

    /// Writes all that people fill in; the state and what the centre saw stay as they are.
    static func update(_ id: Identity, _ draft: OrganisationDraft, now: Moment, in db: any SQLConnection) throws {
        let test = draft.test
        let place = draft.place
        try db.run(
            """
            UPDATE organisation SET name = \(draft.name), sort_key = \(TextFolding.sortKey(draft.name)),
                kvk = \(draft.kvk), kind = \(draft.kind), sector = \(draft.sector), description = \(draft.description),
                website = \(draft.website), email = \(draft.email), phone = \(draft.phone), contact = \(draft.contact),
                street = \(draft.street), postcode = \(draft.postcode), place = \(place.name),
                municipality_code = \(place.municipality), neighbourhood_id = \(place.neighbourhood),
                x = \(place.spot?.x), y = \(place.spot?.y), test_nonprofit = \(test.nonprofit),
                test_social = \(test.social), test_no_displacement = \(test.noDisplacement),
                test_insured = \(test.insured), updated_at = \(now)
            WHERE id = \(id)
            """)
    }
}
