import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Who sees which pupils.
struct PupilAccessTests {
    private static let canary = "Kanarie Geelveer"

    @Test func `who works for no school reads of which address that is said, and what to do`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        #expect(await site.get("/school", as: .anonymous).location.hasPrefix("/inloggen?terug="))
        let page = await site.get("/school", as: .manager)
        #expect(page.status == 200)
        #expect(page.body.contains(Role.manager.email) && page.body.contains("action=\"/uitloggen\""))
        #expect(!page.body.contains("Canarieschool") && !page.body.contains("Veenlanden"))
        // Invited, and the link in the mail not used yet.
        let invitation = [("naam", "Collega"), ("email", Role.manager.email)]
        #expect(await site.post("/school/1/mensen", form: invitation, as: .resident).status == 303)
        #expect(await site.get("/school", as: .manager).body.contains("Veenlanden College heeft je uitgenodigd."))
        #expect(await site.get("/school", as: .resident).location == "/school/1")
    }

    @Test func `every school, organisation and centre sees only its own`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        #expect(try await rig.take(PupilRig.header + "Eigen Leerling;3A;;nee;\n").status == 303)
        let foreign = PupilRig.header + "\(Self.canary);9Z;;nee;\n"
        #expect(try await rig.take(foreign, school: 2).status == 404)
        #expect(try await rig.take(foreign, school: 2, as: .neighbour).status == 303)
        try await rig.wish(Self.canary, [1])
        try await rig.wish("Eigen Leerling", [1])
        try await rig.publish()
        let classID = try await site.read { db in
            try db.value("SELECT id FROM pupil_class WHERE name = '9Z'", as: String.self) ?? ""
        }
        let closed: [(String, Role)] = [
            ("/school/2", .resident), ("/school/2/klassen/\(classID)", .resident),
            ("/school/1/klassen/\(classID)", .resident), ("/school/2/klassen/\(classID)/codes", .resident),
            ("/school/2", .broker), ("/school/2", .member), ("/school/1", .stranger),
            (PupilRig.home + "/rondes/1", .otherBroker), (PupilRig.home + "/rondes/1/leerlingen", .otherBroker),
            (PupilRig.home + "/plekken/1", .otherBroker), (PupilRig.home + "/rondes/1/loting", .otherBroker),
            ("/organisatie/1/stage", .stranger), ("/organisatie/1/stage", .resident),
        ]
        for (path, role) in closed {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 404, "\(path) as \(role.rawValue): \(reply.status)")
            #expect(!reply.body.contains(Self.canary))
        }
        let open: [(String, Role)] = [
            ("/school/1", .resident), ("/organisatie/2/stage", .stranger), (PupilRig.home, .otherBroker),
            ("/vandaag", .resident),
            ("/vandaag", .otherBroker), ("/stage", .anonymous), ("/stage/uitleg", .anonymous),
            ("/stage/loting/1", .anonymous),
        ]
        for (path, role) in open {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path) as \(role.rawValue): \(reply.status)")
            #expect(!reply.body.contains(Self.canary), "\(path) as \(role.rawValue)")
            #expect(!reply.body.contains("Canarieschool") || role == .neighbour, "\(path) as \(role.rawValue)")
        }
        #expect(await site.get("/school/2/klassen/\(classID)", as: .neighbour).body.contains(Self.canary))
        // Posts of others leave everything as it was.
        let number = try await site.read { db in try db.count("SELECT number FROM pupil WHERE name = \(Self.canary)") }
        let gone = await site.post(
            "/school/1/klassen/\(classID)/weg", form: [("weg", String(number))], as: .resident)
        #expect(gone.status == 404)
        #expect(try await site.read { db in try db.exists("SELECT 1 FROM pupil WHERE name = \(Self.canary)") })
    }

    @Test func `a code opens one pupil and a wrong one nothing`() async throws {
        let rig = try await PupilRig()
        #expect(try await rig.take(PupilRig.header + "Een A;3A;;nee;\nTwee B;3A;;ja;o@voorbeeld.nl\n").status == 303)
        let code = try await rig.code("Een A")
        let door = await rig.site.post("/stage", form: [("code", code.lowercased())])
        #expect(door.location == "/stage/leerling/" + code)
        let page = await rig.site.get(door.location)
        #expect(page.status == 200 && page.body.contains("Een") && !page.body.contains("Twee B"))
        #expect(await rig.site.post("/stage", form: [("code", "ABCD-EFGH-JKLM")]).status == 400)
        #expect(await rig.site.get("/stage/leerling/ABCD-EFGH-JKLM").status == 404)
        // The link of a parent is no code of a pupil.
        let parent = try await rig.guardian("Twee B")
        let secret = parent.split(separator: "/").last.map(String.init) ?? ""
        #expect(await rig.site.get("/stage/leerling/" + secret).status == 404)
        #expect(await rig.site.get("/stage/ouder/" + code).status == 404)
        let stored = try await rig.site.read { db in
            try db.rows("SELECT hash FROM pupil_key").map { try $0("hash", as: String.self) }
        }
        #expect(!stored.contains { $0.contains(code) })
    }

    @Test func `an erased pupil leaves numbers and no name`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        #expect(try await rig.take(PupilRig.header + "\(Self.canary);3A;;ja;kanarie@voorbeeld.nl\n").status == 303)
        let parent = try await rig.guardian(Self.canary)
        #expect(await site.post(parent, form: [("antwoord", "ja")]).status == 303)
        try await rig.wish(Self.canary, [1])
        let page = try await rig.page(Self.canary)
        try await rig.publish()
        #expect(await site.post(page + "/afspraak").status == 303)
        let (id, number) = try await site.read { db -> (String, Int) in
            (try db.value("SELECT id FROM pupil_class") ?? "", try db.count("SELECT number FROM pupil"))
        }
        let reply = await site.post("/school/1/klassen/\(id)/weg", form: [("weg", String(number))], as: .resident)
        #expect(reply.status == 303)
        #expect(await site.get(page).status == 404)
        #expect(await site.get(parent).status == 404)
        try await Self.expectForgotten(site)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement") } == 1)
        for (path, role) in [
            ("/school/1/klassen/\(id)", Role.resident), ("/organisatie/1/stage", .member),
            (PupilRig.home + "/rondes/1", .broker),
            (PupilRig.home + "/rondes/1/leerlingen", .broker), ("/vandaag", .member),
        ] {
            #expect(await site.get(path, as: role).status == 200, "\(path)")
        }
    }

    private static func expectForgotten(_ site: TestSite) async throws {
        let traces = try await site.read { db in
            try db.count(
                """
                SELECT (SELECT COUNT(*) FROM pupil WHERE name = \(canary) OR guardian_email IS NOT NULL)
                    + (SELECT COUNT(*) FROM pupil_signature WHERE name = \(canary))
                    + (SELECT COUNT(*) FROM pupil_key) + (SELECT COUNT(*) FROM pupil_wish)
                    + (SELECT COUNT(*) FROM mail WHERE recipient = 'kanarie@voorbeeld.nl' OR text LIKE '%Kanarie%')
                """)
        }
        #expect(traces == 0)
    }

    @Test func `some months after the round the pupils are gone`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        #expect(try await rig.take(PupilRig.header + "\(Self.canary);3A;;nee;\n").status == 303)
        try await rig.wish(Self.canary, [1])
        try await rig.publish()
        site.clock.move(by: .days(150 + 100))
        try await site.tick()
        #expect(try await site.read { db in try db.exists("SELECT 1 FROM pupil WHERE name = \(Self.canary)") })
        site.clock.move(by: .days(40))
        try await site.tick()
        try await Self.expectForgotten(site)
    }

    @Test func `the one who works at a school takes the data along and can go`() async throws {
        let rig = try await PupilRig()
        let person = Person.Identity(rig.site.id(.resident))
        let parts = try await PersonFile.export(person, house: rig.site.town.house)
        #expect(parts.contains { $0.name.key == "Scholen waarvoor je werkt" && $0.data.text.contains("Veenlanden") })
        try await PersonFile.erase(person, by: .program("test"), house: rig.site.town.house)
        let left = try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM school_contact") }
        #expect(left == 1)
        #expect(await rig.site.get("/school/1", as: .resident).status != 200)
    }

    @Test func `a teacher finds the own school back on every page, and nobody else's`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        let home = await site.get("/mijn", as: .resident).body
        #expect(home.contains("Mijn school") && home.contains("href=\"/school/1\"") && !home.contains("/school/2"))
        let other = await site.get("/vandaag", as: .neighbour).body
        #expect(other.contains("href=\"/school/2\"") && !other.contains("/school/1"))
        for role in [Role.member, .broker, .stranger] {
            #expect(await !site.get("/vandaag", as: role).body.contains("href=\"/school/"), "\(role.rawValue)")
        }
        #expect(await site.post("/inloggen", form: [("email", Role.resident.email)]).status == 303)
        let mails = try await site.mails(to: Role.resident.email)
        let link = try #require(mails.compactMap { $0.path("/inloggen/link/") }.last)
        #expect(await site.post(link).location == "/vandaag")
    }

    @Test func `an agreement is read and signed by the own school only`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        #expect(try await rig.take(PupilRig.header + "\(Self.canary);3A;;ja;o@voorbeeld.nl\n").status == 303)
        let parent = try await rig.guardian(Self.canary)
        #expect(await site.post(parent, form: [("antwoord", "ja")]).status == 303)
        try await rig.wish(Self.canary, [1])
        let (classID, number) = try await site.read { db -> (String, Int) in
            (try db.value("SELECT id FROM pupil_class") ?? "", try db.count("SELECT number FROM pupil"))
        }
        let path = "/klassen/\(classID)/leerlingen/\(number)"
        // Before the outcome there is no agreement.
        #expect(await site.get("/school/1" + path, as: .resident).status == 404)
        try await rig.publish()
        #expect(await site.get("/school/1" + path, as: .resident).body.contains(Self.canary))
        for (school, role) in [(1, Role.neighbour), (2, .neighbour), (2, .resident), (1, .broker), (1, .member)] {
            let address = "/school/\(school)" + path
            #expect(await site.get(address, as: role).status == 404, "\(address) as \(role.rawValue)")
            #expect(await site.post(address, as: role).status == 404, "\(address) as \(role.rawValue)")
            let proofs = await site.get("/school/\(school)/klassen/\(classID)/bewijzen", as: role)
            #expect(proofs.status == 404 && !proofs.body.contains(Self.canary))
        }
        let parties = { try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_signature") } }
        #expect(try await parties() == 0)
        #expect(await site.post("/school/1" + path, as: .resident).status == 303)
        // A parent signs with a name of their own; the mail address stands nowhere.
        #expect(await site.post(parent + "/afspraak", form: [("naam", "")]).status == 400)
        #expect(await site.post(parent + "/afspraak", form: [("naam", "M. Geelveer")]).status == 303)
        #expect(try await parties() == 2)
        let agreement = await site.get("/school/1" + path, as: .resident).body
        #expect(agreement.contains("M. Geelveer") && !agreement.contains("o@voorbeeld.nl"))
    }

    @Test func `an invitation is for one address and works once`() async throws {
        let rig = try await PupilRig()
        let form = [("naam", "Nieuw"), ("email", "nieuw@voorbeeld.nl")]
        #expect(await rig.site.post("/school/1/mensen", form: form, as: .neighbour).status == 404)
        #expect(await rig.site.post("/school/1/mensen", form: form, as: .resident).status == 303)
        let link = try #require(try await rig.site.mails(to: "nieuw@voorbeeld.nl").last?.path("/school/uitnodiging/"))
        #expect(await rig.site.get(link).status == 200)
        // Someone else who has the link opens nothing for themselves.
        #expect(await rig.site.post(link, as: .neighbour).location.hasPrefix("/inloggen"))
        #expect(await rig.site.get("/school/1", as: .neighbour).status == 404)
        #expect(await rig.site.post(link).status == 404)
    }
}
