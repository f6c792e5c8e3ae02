import Core
import Services
import Storage

/// People who want no survey of a municipality at all. Only a keyed hash of their address is kept, so that the list
/// says nothing to whoever reads the database, and works for addresses that come in later.
enum OptOut {
    static func key(_ email: String, _ municipality: String, _ vault: Vault) -> String {
        vault.sign("enquete-afmelding|" + municipality + "|" + email.lowercased())
    }

    static func add(_ email: String, _ municipality: String, vault: Vault, now: Moment, in db: any SQLConnection) throws
    {
        try db.run(
            """
            INSERT INTO survey_optout (key, municipality_code, at)
            VALUES (\(key(email, municipality, vault)), \(municipality), \(now)) ON CONFLICT (key) DO NOTHING
            """)
    }

    static func remove(_ email: String, _ municipality: String, vault: Vault, in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_optout WHERE key = \(key(email, municipality, vault))")
    }

    /// Those of these addresses that want no survey of the municipality.
    static func among(_ emails: [String], _ municipality: String, vault: Vault, in db: any SQLConnection) throws
        -> Set<String>
    {
        var out: Set<String> = []
        for start in stride(from: 0, to: emails.count, by: 500) {
            let some = emails[start..<min(start + 500, emails.count)]
            let keys = Dictionary(some.map { (key($0, municipality, vault), $0) }) { first, _ in first }
            for row in try db.rows("SELECT key FROM survey_optout WHERE key IN (\(list: keys.keys.sorted()))") {
                if let email = keys[try row("key")] { out.insert(email) }
            }
        }
        return out
    }
}
