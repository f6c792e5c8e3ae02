package import Storage

/// Where things are. Pages that show places ask here.
package enum Places {
    /// The municipalities this installation serves: those with a centre.
    package static func served(in db: any SQLConnection) throws -> [Municipality] {
        try db.rows("SELECT * FROM municipality WHERE centre_id IS NOT NULL ORDER BY sort_key, code").map(
            Municipality.init(row:))
    }

    package static func municipality(_ code: String, in db: any SQLConnection) throws -> Municipality? {
        try db.first("SELECT * FROM municipality WHERE code = \(code)").map(Municipality.init(row:))
    }

    /// The neighbourhoods of the served municipalities, or of one of them.
    package static func neighbourhoods(of municipality: String? = nil, in db: any SQLConnection) throws
        -> [Neighbourhood]
    {
        let condition: SQL = municipality.map { "n.municipality_code = \($0)" } ?? "m.centre_id IS NOT NULL"
        return try db.rows(
            """
            SELECT n.* FROM neighbourhood n JOIN municipality m ON m.code = n.municipality_code
            WHERE \(condition) ORDER BY m.sort_key, n.sort_key, n.id
            """
        ).map(Neighbourhood.init(row:))
    }

    package static func neighbourhood(_ id: String, in db: any SQLConnection) throws -> Neighbourhood? {
        try db.first("SELECT * FROM neighbourhood WHERE id = \(id)").map(Neighbourhood.init(row:))
    }

    /// The area of a postcode, from its first four digits.
    package static func postcode(_ text: String, in db: any SQLConnection) throws -> PostcodeArea? {
        try db.first("SELECT * FROM postcode WHERE code = \(String(text.prefix(4)))").map(PostcodeArea.init(row:))
    }
}
