import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Writing a plan together.
struct PlanWritingTests {
    @Test func `every save is a version, and an older one comes back as a new one`() async throws {
        let rig = try await PlanRig()
        for (base, text) in ["Een", "Een\n\nTwee", "Drie"].enumerated() {
            #expect(await rig.write(text, from: base).status == 303)
        }
        let versions = await rig.site.get("\(PlanRig.plan)/tekst/1/versies?van=2&naar=3", as: .councilMember)
        #expect(versions.body.contains("<ins>") && versions.body.contains("<del>"))
        _ = await rig.site.post("\(PlanRig.plan)/tekst/1/versies/2/terug", as: .policyOfficer)
        let now = try await rig.text()
        #expect(now.text == "Een\n\nTwee" && now.version == 4)
        #expect(await rig.site.post("\(PlanRig.plan)/tekst/1/versies/2/terug", as: .councilMember).status == 404)
        #expect(await rig.write("Een\n\nTwee", from: 4).status == 303)
        #expect(try await rig.text().version == 4)
    }

    @Test func `who writes at the same time loses nothing and both are told`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Begin\n\nMidden\n\nEind", from: 0)
        _ = await rig.write("Begin\n\nMidden van de eerste\n\nEind", from: 1)
        let second = await rig.write("Begin\n\nMidden van de tweede\n\nEind", from: 1, as: .administrator)
        #expect(second.status == 409)
        #expect(second.body.contains("Midden van de tweede\n\nEind</textarea>"))
        #expect(second.body.contains("Midden van de eerste\n\nMidden van de tweede\n\nEind</textarea>"))
        #expect(try await rig.text().text == "Begin\n\nMidden van de eerste\n\nEind")

        // Both are told, also when the second closes the page.
        let firstToday = await rig.site.get("/vandaag", as: .policyOfficer)
        #expect(firstToday.body.contains("schreef tegelijk met jou"))
        let waiting = await rig.site.get("/vandaag", as: .administrator)
        #expect(waiting.body.contains("Twee teksten voor"))
        let link = try #require(waiting.link("\(PlanRig.plan)/tekst/1/botsing/"))
        let page = await rig.site.get(link, as: .administrator)
        #expect(page.body.contains("Midden van de tweede"))
        #expect(await rig.site.get(link, as: .policyOfficer).status == 404)

        let id = link.split(separator: "/").last.map(String.init) ?? ""
        let settled = await rig.site.post(
            "\(PlanRig.plan)/tekst/1/schrijven",
            form: [("voorstel", "Begin\n\nMidden van allebei\n\nEind"), ("versie", "2"), ("botsing", id)],
            as: .administrator)
        #expect(settled.status == 303)
        #expect(try await rig.text().text.contains("Midden van allebei"))
        #expect(await rig.site.get(link, as: .administrator).status == 404)
        _ = await rig.site.post(link + "/gezien", as: .policyOfficer)
        #expect(await !rig.site.get("/vandaag", as: .policyOfficer).body.contains("schreef tegelijk met jou"))
    }

    @Test func `of many who save at once one wins and every text is kept`() async throws {
        let rig = try await PlanRig()
        for round in 0..<5 {
            let replies = await withTaskGroup(of: Int.self) { group in
                for role in [Role.policyOfficer, .administrator] {
                    group.addTask {
                        await rig.write("Ronde \(round) van \(role.rawValue)", from: round, as: role).status
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.sorted() == [303, 409], "\(replies)")
        }
        let kept = try await rig.site.read { db in
            try db.rows(
                "SELECT text FROM policy_element_version UNION ALL SELECT text FROM policy_clash"
            ).map { try $0("text", as: String.self) }
        }
        // Of a writer who clashes again before settling, the newest text waits: five won, and what waits is the last.
        #expect(kept.filter { $0.hasPrefix("Ronde") }.count >= 6)
        for role in [Role.policyOfficer, .administrator] { #expect(kept.contains("Ronde 4 van \(role.rawValue)")) }
        #expect(try await rig.text().version == 5)
    }

    @Test func `a save from an older version changes nothing`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Van de eerste", from: 0)
        let now = rig.site.clock.now
        for (base, isKept) in [(0, false), (2, false), (1, true)] {
            let kept = try await rig.site.write { db in
                let cycle = try PolicyCycle.find(number: 1, in: db)
                return try cycle.map {
                    try SaveElement.store("element-vision", "Van de tweede", base, nil, $0, nil, now, in: db)
                }
            }
            #expect(kept == isKept)
            #expect(try await rig.text().text == (isKept ? "Van de tweede" : "Van de eerste"))
        }
    }

    @Test func `readers remark, officers answer, and a remark stays when its paragraph goes`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Eerste\n\nTweede", from: 0)
        let path = "\(PlanRig.plan)/tekst/1"
        let placed = await rig.site.post(
            path + "/opmerkingen", form: [("alinea", "2"), ("opmerking", "Hoeveel dan?")], as: .councilMember)
        #expect(placed.status == 303)
        #expect(
            try await rig.site.read { try $0.value("SELECT paragraph FROM policy_comment", as: String.self) }
                == "Tweede")
        #expect(await rig.site.post(path + "/opmerkingen", form: [("opmerking", "")], as: .councilMember).status == 400)
        #expect(await rig.site.post(path + "/opmerkingen", form: [("opmerking", "x")], as: .resident).status == 404)
        _ = await rig.write("Eerste\n\nAnders", from: 1)
        let page = await rig.site.get(path, as: .councilMember)
        #expect(page.body.contains("Hoeveel dan?") && page.body.contains("bij eerdere tekst"))
        #expect(await rig.site.get("/vandaag", as: .policyOfficer).body.contains("1 opmerking bij het plan"))
        let id = try #require(
            try await rig.site.read { try $0.value("SELECT id FROM policy_comment", as: String.self) })
        #expect(
            await rig.site.post(
                "\(PlanRig.plan)/opmerkingen/\(id)/klaar", form: [("antwoord", "Tien")], as: .councilMember
            ).status == 404)
        _ = await rig.site.post(
            "\(PlanRig.plan)/opmerkingen/\(id)/klaar", form: [("antwoord", "Tien erbij gezet")], as: .policyOfficer)
        #expect(await rig.site.get(path, as: .councilMember).body.contains("Tien erbij gezet"))
    }

    @Test func `an element is left out with a reason that stands in the document`() async throws {
        let rig = try await PlanRig()
        _ = await rig.site.post(
            "\(PlanRig.plan)/tekst/9/overslaan", form: [("reden", "Er is geen geld nodig")], as: .policyOfficer)
        let list = await rig.site.get("\(PlanRig.plan)/tekst", as: .councilMember)
        #expect(list.body.contains("1 van 15 onderdelen"))
        #expect(
            await rig.site.get("\(PlanRig.plan)/document", as: .councilMember).body.contains("Er is geen geld nodig"))
        _ = await rig.site.post("\(PlanRig.plan)/tekst/9/toch", as: .policyOfficer)
        #expect(await rig.site.get("\(PlanRig.plan)/tekst", as: .councilMember).body.contains("0 van 15 onderdelen"))
    }

    @Test func `answers are offered as a start`() async throws {
        let rig = try await PlanRig()
        _ = await rig.site.post(
            "\(PlanRig.plan)/stap/1/antwoord/vision-q2", form: [("antwoord-vision-q2", "Breed, zeggen wij")],
            as: .policyOfficer)
        let page = await rig.site.get("\(PlanRig.plan)/tekst/1/schrijven?begin=ja", as: .policyOfficer)
        #expect(page.body.contains("Breed, zeggen wij</textarea>"))
    }

    @Test func `a name goes at an erasure and the text stays`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Een tekst", from: 0, as: .administrator)
        let person = Person.Identity(rig.site.id(.administrator))
        // Somebody else keeps the site too, or this account could not go.
        let (broker, now) = (rig.site.id(.broker), rig.site.clock.now)
        try await rig.site.write { db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(broker), 'GM9999', \(MunicipalRole.administrator), \(now))
                """)
        }
        let parts = try await PersonFile.export(person, house: rig.site.town.house)
        #expect(parts.contains { $0.data.text.contains("Een tekst") })
        try await PersonFile.erase(person, by: .program("test"), house: rig.site.town.house)
        let page = await rig.site.get("\(PlanRig.plan)/tekst/1", as: .policyOfficer)
        #expect(page.body.contains("Een tekst") && page.body.contains("iemand die niet meer meedoet"))
    }
}
