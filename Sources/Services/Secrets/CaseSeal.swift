import Crypto
package import Storage

import struct Foundation.Data

/// Keeps the sensitive words of one case, such as a talk or a request for help, under a key of that case alone
/// (AES-256-GCM). Whoever destroys the key has erased the words wherever a copy of them still lies: in the database, in
/// its free pages, in an export of the tables.
///
/// The key of a case lies in the database too, sealed with the key of the site. A backup that is older than an erasure
/// holds both; the list of erasures, replayed after a restore, destroys the key again.
package struct CaseSeal: Sendable {
    let vault: Vault

    package static let migration = Migration(
        "services-case-keys-001",
        ["CREATE TABLE case_key (case_id TEXT PRIMARY KEY, sealed \(type: .blob) NOT NULL)"])

    package init(_ vault: Vault) { self.vault = vault }

    /// Seals a text. The first text of a case makes its key.
    ///
    /// - Parameters:
    ///   - id: the id of the case, unique over all kinds of case.
    ///   - field: which text of the case: the sealed bytes open as no other.
    /// - Throws: what the database throws.
    package func seal(_ text: String, case id: String, field: String, in db: any SQLConnection) throws -> [UInt8] {
        let key = try key(of: id, in: db) ?? makeKey(of: id, in: db)
        return try Vault(key: key).seal(Array(text.utf8), place: field)
    }

    /// The text, or `nil` when the key of the case was destroyed.
    ///
    /// - Throws: what the database throws; a `CryptoKitError` when these bytes are not this text of this case.
    package func open(_ sealed: [UInt8], case id: String, field: String, in db: any SQLConnection) throws -> String? {
        guard let key = try key(of: id, in: db) else { return nil }
        return String(decoding: try Vault(key: key).open(sealed, place: field), as: UTF8.self)
    }

    /// Makes every text of this case unreadable, for good.
    package static func destroy(case id: String, in db: any SQLConnection) throws {
        try db.run("DELETE FROM case_key WHERE case_id = \(id)")
    }

    private func key(of id: String, in db: any SQLConnection) throws -> [UInt8]? {
        guard let row = try db.first("SELECT sealed FROM case_key WHERE case_id = \(id)") else { return nil }
        return try vault.open(try row("sealed"), place: Self.place(id))
    }

    private func makeKey(of id: String, in db: any SQLConnection) throws -> [UInt8] {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let sealed = try vault.seal(key, place: Self.place(id))
        try db.run("INSERT INTO case_key (case_id, sealed) VALUES (\(id), \(sealed))")
        return key
    }

    private static func place(_ id: String) -> String { "case_key.sealed \(id)" }
}
