import Core
import Storage

/// Which municipalities a centre serves: only those are shown on the site.
package struct ServedAreas: Sendable {
    package var codes: [String]
    /// The centre's name; the first centre there is when left out.
    package var centre: String?
    package var email: String
    package var phone: String

    package init(codes: [String], centre: String? = nil, email: String = "", phone: String = "") {
        self.codes = codes
        self.centre = centre
        self.email = email
        self.phone = phone
    }

    /// Gives the municipalities to the centre, which is made when there is none by that name.
    ///
    /// - Returns: the names of the municipalities.
    /// - Throws: `AreaProblem` when one is not known.
    func write(now: Moment, in db: any SQLConnection) throws -> [String] {
        if codes.isEmpty { return [] }
        var names: [String] = []
        for code in codes {
            guard let municipality = try Places.municipality(code, in: db) else {
                throw AreaProblem(Text("Gemeente \(code) is er niet. Gebruik een code zoals GM0363."))
            }
            names.append(municipality.name)
        }
        let id = try centreID(first: names.first ?? "", now: now, in: db)
        try db.run("UPDATE municipality SET centre_id = \(id) WHERE code IN (\(list: codes))")
        return names
    }

    private func centreID(first name: String, now: Moment, in db: any SQLConnection) throws -> String {
        let known =
            if let centre {
                try db.value("SELECT id FROM centre WHERE name = \(centre) ORDER BY id LIMIT 1", as: String.self)
            } else {
                try db.value("SELECT id FROM centre ORDER BY id LIMIT 1", as: String.self)
            }
        if let known { return known }
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO centre (id, name, email, phone, opening, address)
            VALUES (\(id), \(centre ?? "Vrijwilligerscentrale \(name)"), \(email), \(phone), '', '')
            """)
        return id
    }
}
