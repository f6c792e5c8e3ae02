import Community
import Core
import Formats
import Services
import Storage

extension House {
    /// What an address leaves in the open beside sealed words, to find again what belongs to it: it tells the address
    /// to nobody.
    func buddyKey(_ email: String?) -> String? { email.map { vault.sign("maatje|" + $0.lowercased()) } }
}

/// Which requests and volunteering belong to a person with an account: those tied to it, and those with its confirmed
/// address, for the forms need no account.
struct BuddyOwner {
    let house: House
    let person: String
    let email: String?

    init(_ house: House, _ person: String, in db: any SQLConnection) throws {
        self.init(house, person, email: try Person.find(Person.Identity(person), in: db)?.email)
    }

    init(_ house: House, _ person: String, email: String?) {
        self.house = house
        self.person = person
        self.email = email?.lowercased()
    }

    func requests(in db: any SQLConnection) throws -> [BuddyRequest] {
        try db.rows(
            """
            SELECT * FROM buddy_request WHERE person_id = \(person) OR email_key = \(house.buddyKey(email))
            ORDER BY number
            """
        ).map(BuddyRequest.init(row:))
    }

    func volunteers(in db: any SQLConnection) throws -> [BuddyVolunteer] {
        try db.rows(
            "SELECT * FROM buddy_volunteer WHERE person_id = \(person) OR email = \(email) ORDER BY number"
        ).map(BuddyVolunteer.init(row:))
    }

    /// What the person asked for somebody else.
    func referred(in db: any SQLConnection) throws -> [BuddyRequest] {
        try db.rows(
            "SELECT * FROM buddy_request WHERE referrer_key = \(house.buddyKey(email)) ORDER BY number"
        ).map(BuddyRequest.init(row:))
    }
}

extension BuddyWork {
    /// Takes a referrer out of a request that somebody else goes on waiting with.
    func forgetReferrer(of request: BuddyRequest, in db: any SQLConnection) throws {
        try rewrite(request, in: db) { words in
            words.referrer = nil
            words.referrerEmail = nil
            words.referrerFrom = nil
        }
        try Tokens.revoke(subject: request.id.text, purpose: BuddyDoor.referrer.rawValue, now: now, in: db)
    }

    /// A person moved to another mail address: their requests and volunteering go along, and the links in the old
    /// mailbox no longer open anything. New links come with the next mail.
    func moved(_ person: String, from old: String, to new: String, in db: any SQLConnection) throws {
        let owner = BuddyOwner(house, person, email: old)
        for request in try owner.requests(in: db) {
            try rewrite(request, in: db) { $0.email = new.lowercased() }
            try db.run("UPDATE buddy_request SET person_id = \(person) WHERE id = \(request.id)")
            try Tokens.revoke(subject: request.id.text, purpose: BuddyDoor.asker.rawValue, now: now, in: db)
        }
        for request in try owner.referred(in: db) {
            try rewrite(request, in: db) { $0.referrerEmail = new.lowercased() }
            try Tokens.revoke(subject: request.id.text, purpose: BuddyDoor.referrer.rawValue, now: now, in: db)
        }
        for volunteer in try owner.volunteers(in: db) {
            try db.run(
                """
                UPDATE buddy_volunteer SET email = \(new.lowercased()), person_id = \(person)
                WHERE id = \(volunteer.id)
                """)
            try BuddyDoor.close(volunteer.id.text, now: now, in: db)
        }
    }

    /// Seals the words of a request anew, with the keys that find them.
    private func rewrite(
        _ request: BuddyRequest, in db: any SQLConnection, _ change: (inout BuddyWords) -> Void
    ) throws {
        // A request can be the person's own and asked by them for somebody else: what was written before stays.
        guard let current = try BuddyRequest.find(request.id, in: db),
            var words = try BuddyWords.open(current, house.seals, in: db)
        else { return }
        change(&words)
        let sealed = try words.sealed(request.id, house.seals, in: db)
        try db.run(
            """
            UPDATE buddy_request SET sealed = \(sealed), email_key = \(house.buddyKey(words.email)),
                referrer_key = \(house.buddyKey(words.referrerEmail)) WHERE id = \(request.id)
            """)
    }
}
