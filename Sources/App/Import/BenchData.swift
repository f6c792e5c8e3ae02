import Brokerage
package import Community
import Core
import Formats
import Foundation
import Storage

/// Fills a database for the benchmark: the national set of vacancies, straight into the tables.
///
/// It goes past the rules of the house on purpose: what is measured afterwards is reading. The areas must be there.
package struct BenchData: Sendable {
    private let house: House
    private let progress: @Sendable (Int) -> Void

    package init(house: House, progress: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.house = house
        self.progress = progress
    }

    /// The columns of the file, by name.
    private struct Columns: Sendable {
        let table: CSVTable
        private let positions: [String: Int]

        init(_ table: CSVTable) throws {
            self.table = table
            var positions: [String: Int] = [:]
            for name in [
                "nummer", "titel", "organisatie", "omschrijving", "sector", "doelgroepen", "momenten", "ritme", "uren",
                "kenmerken", "leeftijd", "postcode", "plaats", "x", "y", "geplaatst", "tot", "plekken",
            ] {
                guard let position = table.column(name) else {
                    throw ConfigurationError("The file misses the column '\(name)'.")
                }
                positions[name] = position
            }
            self.positions = positions
        }

        func text(_ name: String, _ row: CSVRow) -> String { positions[name].map { row[$0] } ?? "" }
        func int(_ name: String, _ row: CSVRow) -> Int? { Int(text(name, row)) }
    }

    /// Loads every row of the file as an open vacancy.
    ///
    /// - Returns: the number of vacancies.
    package func loadVacancies(csv path: String) async throws -> Int {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError("The file \(path) cannot be read.")
        }
        let limits = CSVReader.Limits(bytes: 1_000_000_000, rows: 1_000_000, columns: 50, fields: 50_000_000)
        let columns = try Columns(try CSVReader(limits: limits).read(Array(data)))
        let places = try await places()
        let organisations = try await organisations(columns, places)
        var done = 0
        while done < columns.table.rows.count {
            let rows = columns.table.rows[done..<min(done + 5_000, columns.table.rows.count)]
            try await house.database.write { db in
                for row in rows { try insert(row, columns, places, organisations, in: db) }
            }
            done += rows.count
            progress(done)
        }
        return done
    }

    /// All municipalities get one centre, so that they are shown; their postcodes tell where a vacancy is.
    private func places() async throws -> [String: String] {
        try await house.database.write { db in
            try db.run(
                """
                INSERT INTO centre (id, name, email, phone, opening, address)
                VALUES ('bench', 'Landelijk', '', '', '', '') ON CONFLICT (id) DO NOTHING
                """)
            try db.run("UPDATE municipality SET centre_id = 'bench' WHERE centre_id IS NULL")
            var places: [String: String] = [:]
            for row in try db.rows("SELECT code, municipality_code FROM postcode") {
                places[try row("code")] = try row("municipality_code", as: String.self)
            }
            if places.isEmpty { throw ConfigurationError("There are no areas yet. Run 'inzet import gebieden' first.") }
            return places
        }
    }

    /// A name stands for one organisation in each postcode, as in the file.
    private static func key(_ name: String, _ postcode: String) -> String { postcode + "|" + name }

    private func organisations(_ columns: Columns, _ places: [String: String]) async throws -> [String: String] {
        var wanted: [(id: String, name: String, municipality: String, sector: String)] = []
        var ids: [String: String] = [:]
        let now = house.clock.now
        for row in columns.table.rows {
            guard let municipality = places[columns.text("postcode", row)] else { continue }
            let name = columns.text("organisatie", row)
            let key = Self.key(name, columns.text("postcode", row))
            if ids[key] != nil { continue }
            let id = UUIDv7.make(at: now)
            ids[key] = id
            wanted.append((id, name, municipality, columns.text("sector", row)))
        }
        try await house.database.write { [wanted] db in
            var number = try db.count("SELECT COALESCE(MAX(number), 0) FROM organisation")
            for item in wanted {
                number += 1
                try Self.insertOrganisation(
                    item.id, number, item.name, item.municipality,
                    Sector(rawValue: item.sector) ?? .welzijn, now: now, in: db)
            }
        }
        return ids
    }

    private static func insertOrganisation(
        _ id: String, _ number: Int, _ name: String, _ municipality: String, _ sector: Sector, now: Moment,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO organisation (id, number, name, sort_key, kind, sector, description, email, contact,
                municipality_code, test_nonprofit, test_social, test_no_displacement, test_insured, state, created_at,
                submitted_at, approved_at, updated_at)
            VALUES (\(id), \(number), \(name), \(TextFolding.sortKey(name)), \(OrganisationKind.serviceDelivery), \(sector),
                \("Wij doen werk voor anderen."), \("bench@voorbeeld.example"), \("Contact"), \(municipality), \(true),
                \(true), \(true), \(true), \(Organisation.State.approved), \(now), \(now), \(now), \(now))
            """)
    }

    private func insert(
        _ row: CSVRow, _ columns: Columns, _ places: [String: String], _ organisations: [String: String],
        in db: any SQLConnection
    ) throws {
        let postcode = columns.text("postcode", row)
        guard let municipality = places[postcode] else { return }
        let place = columns.text("plaats", row)
        let owner = organisations[Self.key(columns.text("organisatie", row), postcode)] ?? ""
        let placed = Moment(seconds: Int64(Day(iso: columns.text("geplaatst", row))?.number ?? 0) * 86_400 + 32_400)
        // Organisations that answer: else the program would spend the first day asking whether they are still there.
        let alive = max(placed, house.clock.now - .days(row.line % 10))
        let marks = Set(columns.text("kenmerken", row).split(separator: ",").map(String.init))
        let moments = WeekMoments(codes: columns.text("momenten", row).split(separator: ",").map(String.init))
        let minutes = columns.int("uren", row).map { $0 * 60 }
        try db.run(
            """
            INSERT INTO vacancy (id, number, organisation_id, municipality_code, title, what, why, gets, requirements, sector,
                target_groups, place, postcode, x, y, from_home, rhythm, moments, time_text, minutes_min, minutes_max,
                last_day, places, minimum_age, good_to_start, learning_dutch, wheelchair, vog, licence, insured, contact,
                state, is_template, created_at, updated_at, submitted_at, published_at, last_sign_at)
            VALUES (\(UUIDv7.make(at: placed)), \(columns.int("nummer", row) ?? row.line), \(owner), \(municipality),
                \(columns.text("titel", row)), \(columns.text("omschrijving", row)), '', '', '',
                \(Sector(rawValue: columns.text("sector", row)) ?? .welzijn), \(columns.text("doelgroepen", row)), \(place),
                \(postcode + " AA"), \(columns.int("x", row)), \(columns.int("y", row)),
                \(marks.contains(VacancyMark.fromHome.rawValue)), \(Rhythm(rawValue: columns.text("ritme", row)) ?? .flexible),
                \(moments), '', \(minutes), \(minutes), \(Day(iso: columns.text("tot", row))),
                \(columns.int("plekken", row) ?? 1), \(columns.int("leeftijd", row) ?? 0),
                \(marks.contains(VacancyMark.goodToStart.rawValue)), \(marks.contains(VacancyMark.learningDutch.rawValue)),
                \(marks.contains(VacancyMark.wheelchair.rawValue)), \(false), \(false), \(true), \("Contact"),
                \(Vacancy.State.online), \(false), \(placed), \(placed), \(placed), \(placed), \(alive))
            """)
    }
}
