import Core
import Formats
import Storage

extension Community {
    /// Places, people and organisations of the demo municipality.
    package func demo(_ world: DemoWorld) async throws {
        let places = DemoPlaces(content: DemoContent.file("gebied"))
        let people = DemoPeople(content: DemoContent.file("mensen"), world: world)
        let organisations = DemoOrganisations(
            content: DemoContent.file("organisaties"), people: DemoContent.file("mensen"), world: world)
        try await house.database.write { db in
            try places.write(in: db)
            try people.write(in: db)
            try organisations.write(in: db)
        }
    }
}

/// Both municipalities with their centre, neighbourhoods and postcodes.
struct DemoPlaces: Sendable {
    let content: JSONValue

    func write(in db: any SQLConnection) throws {
        guard let centre = content["centre"], let first = content["municipality"], let second = content["second"] else {
            return
        }
        try db.run(
            """
            INSERT INTO centre (id, name, email, phone, opening, address)
            VALUES ('centrum-1', \(centre.text("name")), \(centre.text("email")), \(centre.text("phone")),
                \(centre.text("opening")), \(centre.text("address")))
            """)
        try municipality(first, content.list("neighbourhoods"), in: db)
        if let other = second["municipality"] { try municipality(other, second.list("neighbourhoods"), in: db) }
    }

    private func municipality(_ place: JSONValue, _ parts: [JSONValue], in db: any SQLConnection) throws {
        let count = max(1, parts.count)
        let x = parts.reduce(0) { $0 + $1.number("x") } / count
        let y = parts.reduce(0) { $0 + $1.number("y") } / count
        try db.run(
            """
            INSERT INTO municipality (code, name, sort_key, inhabitants, x, y, year, centre_id)
            VALUES (\(place.text("code")), \(place.text("name")), \(TextFolding.sortKey(place.text("name"))),
                \(place.number("inhabitants")), \(x), \(y), 2026, 'centrum-1')
            """)
        for part in parts {
            let outline = part["outline"]?.text ?? "[]"
            try db.run(
                """
                INSERT INTO neighbourhood (id, municipality_code, name, sort_key, inhabitants, x, y, outline)
                VALUES (\(part.text("key")), \(place.text("code")), \(part.text("name")),
                    \(TextFolding.sortKey(part.text("name"))), \(part.number("inhabitants")), \(part.number("x")),
                    \(part.number("y")), \(outline))
                """)
            try db.run(
                """
                INSERT INTO postcode (code, place, municipality_code, neighbourhood_id, x, y)
                VALUES (\(part.text("postcode4")), \(place.text("name")), \(place.text("code")), \(part.text("key")),
                    \(part.number("x")), \(part.number("y")))
                """)
        }
    }
}
