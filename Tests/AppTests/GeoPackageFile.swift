import Foundation
import Storage
import StorageSQLite

/// Makes small GeoPackages to import, right and wrong.
struct GeoPackageFile {
    var referenceSystem = 28992
    var contents = true
    var municipalities: [(code: String?, name: String?, inhabitants: Double?, shape: [UInt8]?)] = [
        ("GM9001", "Testdam", 1200, GeoPackageFile.square(150_000, 450_000, 4000)),
        ("GM9002", "Proefhoven", -99_997, GeoPackageFile.square(154_000, 450_000, 4000)),
    ]
    var postcodes: [(code: String?, place: String?, municipality: String?, shape: [UInt8]?)] = [
        ("9801", "Testdam", "GM9001", GeoPackageFile.square(150_000, 450_000, 2000)),
        ("9802", nil, "GM9001", GeoPackageFile.square(152_000, 450_000, 2000)),
        ("9803", nil, nil, nil), ("9804", "Oost", "GM9001", GeoPackageFile.square(150_000, 452_000, 2000)),
        ("9891", "Proefhoven", "GM9002", GeoPackageFile.square(154_000, 450_000, 4000)),
    ]
    var districts: [(code: String, name: String, shape: [UInt8])] = []

    /// A square with its lower left corner at (x, y), as a GeoPackage blob.
    static func square(_ x: Double, _ y: Double, _ side: Double, referenceSystem: Int32 = 28992) -> [UInt8] {
        let ring = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
        var bytes: [UInt8] = Array("GP".utf8) + [0, 1]
        func add<Number: FixedWidthInteger>(_ number: Number) {
            withUnsafeBytes(of: number.littleEndian) { bytes += Array($0) }
        }
        add(referenceSystem)
        bytes.append(1)
        add(UInt32(6))
        add(UInt32(1))
        bytes.append(1)
        add(UInt32(3))
        add(UInt32(1))
        add(UInt32(ring.count))
        for point in ring {
            add(point.0.bitPattern)
            add(point.1.bitPattern)
        }
        return bytes
    }

    /// Writes the file and gives its path.
    func write(in folder: URL) async throws -> String {
        let path = folder.appendingPathComponent("\(UUID().uuidString).gpkg").path
        let database = try SQLiteDatabase(path: path)
        try await database.write { [self] db in
            guard contents else {
                try db.run("CREATE TABLE iets (id INTEGER PRIMARY KEY)")
                return
            }
            try db.run(
                "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER)"
            )
            try db.run("INSERT INTO gpkg_spatial_ref_sys VALUES (28992, 'EPSG', 28992), (4326, 'EPSG', 4326)")
            try db.run("CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT)")
            try db.run("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
            try db.run(
                "CREATE TABLE gemeenten_2025 (fid INTEGER PRIMARY KEY, geom BLOB, gemeentecode TEXT, gemeentenaam TEXT, aantal_inwoners REAL)"
            )
            try db.run("CREATE TABLE pc4 (fid INTEGER PRIMARY KEY, geom BLOB, PC4 TEXT, woonplaats TEXT, gm_code TEXT)")
            for table in ["gemeenten_2025", "pc4"] + (districts.isEmpty ? [] : ["wijken"]) {
                try db.run("INSERT INTO gpkg_contents VALUES (\(table), 'features')")
                try db.run("INSERT INTO gpkg_geometry_columns VALUES (\(table), 'geom', \(referenceSystem))")
            }
            for item in municipalities {
                try db.run(
                    "INSERT INTO gemeenten_2025 (geom, gemeentecode, gemeentenaam, aantal_inwoners) VALUES (\(item.shape), \(item.code), \(item.name), \(item.inhabitants))"
                )
            }
            for item in postcodes {
                try db.run(
                    "INSERT INTO pc4 (geom, PC4, woonplaats, gm_code) VALUES (\(item.shape), \(item.code), \(item.place), \(item.municipality))"
                )
            }
            if !districts.isEmpty {
                try db.run("CREATE TABLE wijken (fid INTEGER PRIMARY KEY, geom BLOB, wijkcode TEXT, wijknaam TEXT)")
            }
            for item in districts {
                try db.run(
                    "INSERT INTO wijken (geom, wijkcode, wijknaam) VALUES (\(item.shape), \(item.code), \(item.name))")
            }
        }
        try await database.close()
        return path
    }
}
