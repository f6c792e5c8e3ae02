package import Core
import Formats

/// What a backup says of itself: readable without the key, and not to be changed without anyone noticing.
package struct BackupHeader: Sendable, Hashable {
    package enum Content: String, Sendable {
        /// A whole SQLite database.
        case database
        /// The key of the site.
        case keys
    }

    package struct Step: Sendable, Hashable {
        package let id: String
        package let checksum: String
        package init(id: String, checksum: String) {
            self.id = id
            self.checksum = checksum
        }
    }

    package struct Table: Sendable, Hashable {
        package let name: String
        package let rows: Int
        package init(name: String, rows: Int) {
            self.name = name
            self.rows = rows
        }
    }

    package var content: Content
    /// The moment the copy shows.
    package var created: Moment
    /// The version of the program that made it.
    package var program: String
    package var engine: String
    /// The steps of the schema, by id.
    package var migrations: [Step]
    package var municipalities: [String]
    package var tables: [Table]

    package init(
        content: Content, created: Moment, program: String, engine: String = "", migrations: [Step] = [],
        municipalities: [String] = [], tables: [Table] = []
    ) {
        self.content = content
        self.created = created
        self.program = program
        self.engine = engine
        self.migrations = migrations
        self.municipalities = municipalities
        self.tables = tables
    }

    package var rows: Int { tables.reduce(0) { $0 &+ $1.rows } }

    var json: JSONValue {
        [
            "content": .string(content.rawValue), "created": .string(created.iso), "program": .string(program),
            "engine": .string(engine),
            "migrations": JSONValue(
                migrations.map { ["id": .string($0.id), "checksum": .string($0.checksum)] as JSONValue }),
            "municipalities": JSONValue(municipalities),
            "tables": JSONValue(tables.map { ["name": .string($0.name), "rows": .int($0.rows)] as JSONValue }),
        ]
    }

    /// - Throws: `BackupError.damaged`.
    init(json: JSONValue) throws {
        guard let content = json["content"]?.string.flatMap(Content.init(rawValue:)),
            let created = json["created"]?.string.flatMap(Moment.init(iso:)), let program = json["program"]?.string,
            let engine = json["engine"]?.string, let migrations = json["migrations"]?.array,
            let municipalities = json["municipalities"]?.array, let tables = json["tables"]?.array
        else { throw BackupError.damaged("its header misses something") }
        self.init(
            content: content, created: created, program: program, engine: engine,
            migrations: try migrations.map { value in
                guard let id = value["id"]?.string, let checksum = value["checksum"]?.string else {
                    throw BackupError.damaged("the steps of the schema in its header")
                }
                return Step(id: id, checksum: checksum)
            },
            municipalities: municipalities.compactMap(\.string),
            tables: try tables.map { value in
                guard let name = value["name"]?.string, let rows = value["rows"]?.int, rows >= 0 else {
                    throw BackupError.damaged("the tables in its header")
                }
                return Table(name: name, rows: rows)
            })
    }
}
