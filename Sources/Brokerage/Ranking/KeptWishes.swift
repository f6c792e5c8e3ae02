package import Community
package import Core
import Formats
package import Storage

/// The wishes somebody keeps in their account, and whether organisations may find them by these.
package struct KeptWishes: Sendable {
    static let path = "/mijn/wensen"
    /// Tells that somebody's wishes or consent changed; the payload is the person's id.
    package static let channel: Channel = "person_wishes"

    package let person: Person.Identity
    package let municipality: String
    package let wishes: Wishes
    /// Off until the person says yes.
    package let findable: Bool
    package let findableAt: Moment?
    package let createdAt: Moment
    package let updatedAt: Moment
    package let usedAt: Moment
    package let warnedAt: Moment?

    package init(row: Row) throws {
        person = try row("person_id")
        municipality = try row("municipality_code")
        // Wishes that cannot be read count as none: the person sees an empty form, and nothing breaks.
        wishes = Wishes(text: try row("wishes")) ?? Wishes()
        findable = try row("findable")
        findableAt = try row("findable_at")
        createdAt = try row("created_at")
        updatedAt = try row("updated_at")
        usedAt = try row("used_at")
        warnedAt = try row("warned_at")
    }

    /// What somebody keeps; `nil` when that is nothing.
    package static func find(_ person: Person.Identity, in db: any SQLConnection) throws -> KeptWishes? {
        try db.first("SELECT * FROM person_wishes WHERE person_id = \(person)").map(KeptWishes.init(row:))
    }

    /// Writes the wishes; the consent stays as it was.
    package static func save(
        _ wishes: Wishes, of person: Person.Identity, municipality: String, now: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO person_wishes (person_id, municipality_code, wishes, findable, created_at, updated_at, used_at)
            VALUES (\(person), \(municipality), \(wishes.json.text), \(false), \(now), \(now), \(now))
            ON CONFLICT (person_id) DO UPDATE SET municipality_code = \(municipality), wishes = \(wishes.json.text),
                updated_at = \(now), used_at = \(now), warned_at = NULL
            """)
        try db.notify(channel, person.text)
    }

    /// - Returns: whether there were wishes to change.
    package static func setFindable(_ findable: Bool, of person: Person.Identity, now: Moment, in db: any SQLConnection)
        throws -> Bool
    {
        let changed = try db.run(
            """
            UPDATE person_wishes SET findable = \(findable), findable_at = \(findable ? now : nil), used_at = \(now),
                warned_at = NULL WHERE person_id = \(person)
            """)
        try db.notify(channel, person.text)
        return changed == 1
    }

    /// Takes the wishes away, and with them the consent to be found. Without wishes nothing happens.
    package static func delete(_ person: Person.Identity, in db: any SQLConnection) throws {
        try db.run("DELETE FROM person_wishes WHERE person_id = \(person)")
        try db.notify(channel, person.text)
    }

    /// Whether a use now is worth writing down: once a week at most, and at once after a warning.
    func needsTouch(now: Moment) -> Bool { usedAt < now - .days(7) || warnedAt != nil }

    /// The wishes were of use: that keeps them.
    static func touch(_ kept: KeptWishes, now: Moment, in db: any SQLConnection) throws {
        try db.run("UPDATE person_wishes SET used_at = \(now), warned_at = NULL WHERE person_id = \(kept.person)")
    }
}

extension PlaceDirectory {
    /// The served municipality whose centre is nearest to the place of these wishes; else the first.
    func municipality(for wishes: Wishes) -> String? {
        guard let spot = wishes.place.flatMap(find)?.spot else { return municipalities.first?.code }
        let near = municipalities.compactMap { municipality in
            municipality.spot.map { (code: municipality.code, metres: $0.distance(to: spot)) }
        }
        return near.min { ($0.metres, $0.code) < ($1.metres, $1.code) }?.code ?? municipalities.first?.code
    }
}
