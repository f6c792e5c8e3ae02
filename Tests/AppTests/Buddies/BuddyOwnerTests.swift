import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Buddies of people who were not signed in.
struct BuddyOwnerTests {
    private static let name = "KANARIE-NAAM"
    private static let buddies = ["buddy_request", "buddy_volunteer", "buddy_pair", "buddy_moment"]

    /// Everything a table says in the open.
    private static func words(_ site: TestSite, _ tables: [String]) async throws -> String {
        try await site.read { db in
            try tables.flatMap { try db.rows("SELECT * FROM \(name: $0)").map { "\($0.values)" } }.joined()
        }
    }

    /// Asks, offers and refers with the address of a resident, in capitals and without signing in.
    private static func fill(_ rig: BuddyRig) async throws {
        let email = Role.resident.email.uppercased()
        #expect(try await rig.ask(name, ["email": email]).status == 303)
        #expect(try await rig.offer(name, ["email": email, "telefoon": "0612345678"]).status == 303)
        let other = ["wie": "ander", "verwijzer": name, "verwijzer-email": email, "verwijzer-van": "Wijkteam"]
        #expect(try await rig.ask("Piet", other).status == 303)
        let owners = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM buddy_request WHERE person_id IS NOT NULL")
                + db.count("SELECT COUNT(*) FROM buddy_volunteer WHERE person_id IS NOT NULL")
        }
        #expect(owners == 0)
    }

    @Test func `their account finds what they typed, takes it along and erases it`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        try await Self.fill(rig)
        #expect(try await rig.ask("Vreemd").status == 303)
        let person = Person.Identity(site.id(.resident))
        let file = try await PersonFile.export(person, house: site.town.house).map(\.data.text).joined()
        #expect(file.contains(BuddyRig.canary) && file.contains("0612345678") && file.contains("voorEenAnder"))
        #expect(!file.contains("Vreemd") && !file.contains("Piet"))
        try await PersonFile.erase(person, by: .program("proef"), house: site.town.house)
        let left = try await Self.words(site, Self.buddies + ["mail"])
        #expect(!left.contains(Self.name) && !left.lowercased().contains(Role.resident.email))
        #expect(!left.contains("0612345678"))
        try await site.read { [house = site.town.house] db in
            #expect(try db.count("SELECT COUNT(*) FROM buddy_request WHERE erased_at IS NOT NULL") == 1)
            #expect(try db.count("SELECT COUNT(*) FROM buddy_volunteer WHERE erased_at IS NOT NULL") == 1)
            // Who was asked for goes on waiting; who asked for them is gone from it.
            let row = try #require(try db.first("SELECT * FROM buddy_request WHERE source = 'verwijzer'"))
            let words = try #require(try BuddyWords.open(BuddyRequest(row: row), house.seals, in: db))
            #expect(words.name == "Piet" && words.referrer == nil && words.referrerEmail == nil)
            #expect(try row("referrer_key", as: String?.self) == nil)
        }
    }

    @Test func `a new address takes them along, old links open nothing`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        try await Self.fill(rig)
        let links = try await site.mails(to: Role.resident.email).compactMap { $0.path("/maatje/") }
        #expect(links.count == 3)
        for link in links { #expect(await site.get(link).status == 200) }
        let new = "nieuw@adres.example"
        try await site.write { [now = site.clock.now, house = site.town.house, person = site.id(.resident)] db in
            try BuddyWork(house, program: "proef", now: now).moved(
                person, from: Role.resident.email, to: new, in: db)
            let owner = BuddyOwner(house, person, email: new)
            #expect(try owner.requests(in: db).count == 1)
            #expect(try owner.volunteers(in: db).map(\.email) == [new])
            #expect(try owner.referred(in: db).count == 1)
            let request = try #require(try owner.requests(in: db).first)
            #expect(try BuddyWords.open(request, house.seals, in: db)?.email == new)
        }
        for link in links { #expect(await site.get(link).status == 404) }
    }

    @Test(arguments: [false, true])
    func `an erasure mails the other side once, and not again after a restore`(_ isRepeated: Bool) async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie", ["email": Role.resident.email])
        _ = try await rig.together(request, try await rig.ready("Sanne"))
        let person = site.id(.resident)
        if isRepeated {
            try await site.write { [now = site.clock.now] db in
                _ = try db.run("INSERT INTO erased_person (person_id, erased_at) VALUES (\(person), \(now))")
            }
        }
        try await PersonFile.erase(.init(person), by: .program("proef"), house: site.town.house)
        let goodbyes = try await site.mails().filter { $0.kind == "maatje-klaar" }
        #expect(goodbyes.map(\.recipient) == (isRepeated ? [] : ["sanne@helpt.example"]))
    }

    @Test(arguments: [false, true])
    func `who is erased by link is in no mail, gets none, and leaves no address to meet`(_ isAsker: Bool) async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        // One mail has left, the rest waits.
        try await site.tick()
        let pair = try await rig.together(request, try await rig.ready("Sanne"))
        let address = isAsker ? "corrie@vraagt.example" : "sanne@helpt.example"
        #expect(try await Self.words(site, ["buddy_pair"]).contains("Bibliotheek"))
        let link = try await rig.link(address)
        #expect(await site.post(link + "/wissen", form: [("zeker", "ja")]).status == 303)
        #expect(try await rig.state("buddy_pair", pair) == "gestopt")
        let mail = try await Self.words(site, ["mail"])
        #expect(!mail.contains(address) && !mail.contains(isAsker ? "Corrie" : "Sanne"))
        #expect(mail.contains(isAsker ? "sanne@helpt.example" : "corrie@vraagt.example"))
        let left = try await Self.words(site, ["buddy_pair"])
        #expect(!left.contains("Bibliotheek") && !left.contains("14:00"))
    }
}
