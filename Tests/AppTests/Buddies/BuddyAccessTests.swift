import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Who sees what of buddies.
struct BuddyAccessTests {
    @Test func `the other municipality sees nothing and changes nothing`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        let volunteer = try await rig.ready("KanarieSanne")
        let pair = try await rig.together(request, volunteer)
        let moment = try await site.read { db in try db.count("SELECT MIN(number) FROM buddy_moment") }
        try await site.write { [now = site.clock.now] db in
            let work = BuddyWork(site.town.house, program: "proef", now: now)
            let kind = try #require(try BuddyKind.all(in: ["GM9999"], db: db).first)
            _ = try work.plan(course: kind, day: now.day, time: "14:00", place: "KANARIE", in: db)
            try work.object(
                "KANARIE", request: BuddyRequest.find(number: request, municipalities: ["GM9999"], in: db),
                volunteer: nil, in: db)
        }
        let objection = try await site.read { db in try db.value("SELECT id FROM buddy_objection") ?? "" }
        let kind = try await rig.kind("Buddy")
        let home = BuddyRig.home
        let pages = [
            "\(home)/aanvragen/\(request)", "\(home)/vrijwilligers/\(volunteer)", "\(home)/koppels/\(pair)",
            "\(home)/koppels/\(pair)/brief", "\(home)/cursussen/1", "\(home)/soorten/\(kind)",
        ]
        for page in pages {
            #expect(await site.get(page, as: .broker).status == 200, "\(page)")
            #expect(await site.get(page, as: .otherBroker).status == 404, "\(page)")
            #expect(await site.get(page, as: .policyOfficer).status == 404, "\(page)")
            #expect(await site.get(page, as: .manager).status == 404, "\(page)")
        }
        for list in ["", "/aanvragen", "/vrijwilligers", "/koppels", "/voorstellen", "/cursussen", "/soorten"] {
            let body = await site.get(home + list, as: .otherBroker).body
            for canary in ["KANARIE", "Kanarie", "Corrie", "Aanvraag \(request)", "Koppel \(pair)"] {
                #expect(!body.contains(canary), "\(list) \(canary)")
            }
        }
        let posts: [(String, [(String, String)])] = [
            ("aanvragen/\(request)/lijst", []), ("aanvragen/\(request)/koppel", [("vrijwilliger", "\(volunteer)")]),
            ("aanvragen/\(request)/stop", [("reden", "aanvrager")]), ("aanvragen/\(request)/link", []),
            ("vrijwilligers/\(volunteer)/link", []),
            ("aanvragen/\(request)/wis", [("zeker", "ja")]),
            ("vrijwilligers/\(volunteer)/klaar", [("soorten", "\(kind)"), ("aantal", "1")]),
            ("vrijwilligers/\(volunteer)/stop", []), ("vrijwilligers/\(volunteer)/wis", [("zeker", "ja")]),
            ("koppels/\(pair)/kennismaking", BuddyRig.meeting(site)), ("koppels/\(pair)/ja", []),
            ("koppels/\(pair)/uitkomst", []), ("koppels/\(pair)/verder", []), ("koppels/\(pair)/gehoord", []),
            ("koppels/\(pair)/hervat", []), ("koppels/\(pair)/overdracht", []),
            ("koppels/\(pair)/hoe/\(moment)", []), ("koppels/\(pair)/pauze", [("tot", "2030-01-01")]),
            ("koppels/\(pair)/einde", [("reden", "klaar")]), ("cursussen/1/lijst", []), ("cursussen/1/klaar", []),
            ("soorten/klaar", [("gemeente", "GM9999")]), ("bezwaren/\(objection)", [("antwoord", "x")]),
        ]
        let before = try await Self.fingerprint(site)
        for (path, form) in posts {
            let reply = await site.post("\(home)/\(path)", form: form, as: .otherBroker)
            #expect(reply.status == 404, "\(path): \(reply.status)")
        }
        #expect(try await Self.fingerprint(site) == before)
    }

    private static func fingerprint(_ site: TestSite) async throws -> [String] {
        try await site.read { db in
            var lines: [String] = []
            for table in [
                "buddy_request", "buddy_volunteer", "buddy_pair", "buddy_moment", "buddy_objection", "buddy_course",
            ] {
                for row in try db.rows("SELECT * FROM \(name: table) ORDER BY id") { lines.append("\(row.values)") }
            }
            return lines
        }
    }

    @Test func `a referrer sees the state and no more`() async throws {
        let rig = try await BuddyRig()
        let form = [
            "wie": "ander", "verwijzer": "Mirjam", "verwijzer-email": "mirjam@wijkteam.example",
            "verwijzer-van": "Wijkteam",
        ]
        let request = try await rig.waiting("Corrie", form)
        let link = try await rig.link("mirjam@wijkteam.example")
        let pair = try await rig.together(request, try await rig.ready("Sanne"))
        let page = await rig.site.get(link)
        #expect(page.status == 200 && page.body.contains("Er is een maatje."))
        for canary in ["Corrie", "Sanne", BuddyRig.canary, "Bibliotheek"] { #expect(!page.body.contains(canary)) }
        for word in ["/stoppen", "/gegevens"] {
            let reply = word == "/gegevens" ? await rig.site.get(link + word) : await rig.site.post(link + word)
            #expect(reply.status == 404, "\(word)")
        }
        #expect(await rig.site.post(link + "/wissen", form: [("zeker", "ja")]).status == 404)
        #expect(await rig.site.post(link + "/ja", form: [("koppel", "\(pair)")]).status == 404)
        #expect(await rig.site.post(link + "/bezwaar", form: [("bezwaar", "x")]).status == 404)
        #expect(await rig.site.get("/maatje/bestaat-niet").status == 404)
    }

    @Test func `a volunteer answers only for themselves`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        let volunteer = try await rig.ready("Sanne")
        try await rig.ready("Joris")
        let other = try await rig.link("joris@helpt.example")
        // Both fit as well: whom the rule proposes does not matter here.
        #expect(await rig.pair(request, volunteer, reason: "proef").status == 303)
        #expect(await rig.site.post(other + "/ja", form: [("koppel", "1")]).status == 404)
        #expect(await rig.site.post(other + "/nee", form: [("koppel", "1")]).status == 404)
        #expect(try await rig.state("buddy_pair", 1) == "gevraagd")
        let own = try await rig.link("sanne@helpt.example")
        #expect(await rig.site.post(own + "/nee", form: [("koppel", "1")]).status == 303)
        #expect(await rig.site.post(own + "/ja", form: [("koppel", "1")]).status == 404)
        #expect(try await rig.state("buddy_request", request) == "wacht")
        // Who said no is not proposed again.
        let page = await rig.site.get("\(BuddyRig.home)/aanvragen/\(request)", as: .broker)
        #expect(page.body.contains("Joris") && !page.body.contains("value=\"\(volunteer)\""))
    }

    @Test func `every reading of the words is in the log`() async throws {
        let rig = try await BuddyRig()
        let request = try await rig.waiting("Corrie")
        let pair = try await rig.together(request, try await rig.ready("Sanne"))
        func readings() async throws -> Int {
            try await rig.site.read { db in
                try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'maatje-aanvraag-gelezen'")
            }
        }
        let before = try await readings()
        for path in ["aanvragen/\(request)", "koppels/\(pair)", "koppels/\(pair)/brief"] {
            #expect(await rig.site.get("\(BuddyRig.home)/\(path)", as: .broker).status == 200)
        }
        #expect(try await readings() == before + 3)
        for path in ["", "/aanvragen", "/koppels", "/voorstellen"] {
            let body = await rig.site.get(BuddyRig.home + path, as: .broker).body
            #expect(!body.contains("Corrie") && !body.contains(BuddyRig.canary), "\(path)")
        }
        #expect(try await readings() == before + 3)
    }

    @Test func `of two brokers who choose the same volunteer at once, one comes too late`() async throws {
        let rig = try await BuddyRig()
        var requests: [Int] = []
        for name in ["Corrie", "Piet", "Truus", "Elly"] { requests.append(try await rig.waiting(name)) }
        for round in 0..<3 {
            let volunteer = try await rig.ready("Sanne\(round)")
            let left = requests
            let replies = await withTaskGroup(of: (Int, Int, String).self) { group in
                for (index, request) in left.enumerated() {
                    group.addTask {
                        let role: Role = index % 2 == 0 ? .broker : .centreManager
                        let reply = await rig.pair(request, volunteer, reason: "nu", as: role)
                        return (request, reply.status, reply.body)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.filter { $0.1 == 303 }.count == 1, "\(replies.map(\.1))")
            for reply in replies where reply.1 != 303 {
                #expect(reply.1 == 400 && reply.2.contains("Iemand was net eerder"), "\(reply.1)")
            }
            requests.removeAll { request in replies.contains { $0.0 == request && $0.1 == 303 } }
        }
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM buddy_pair") } == 3)
    }
}
