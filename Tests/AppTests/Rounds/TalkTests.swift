import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Trajectories.
struct TalkTests {
    private static let list = "Anna Eerst;0612345678;Taalhuis De Brug\nBob Tweede;;Buurthuis De Haard\n"

    @Test func `a talk with a yes becomes a case at the desk, and its words are sealed`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        let page = await rig.site.get(try await rig.link("Aart Vrager"))
        #expect(page.status == 200 && page.body.contains("Anna Eerst") && !page.body.contains("Bob Tweede"))
        let kept = try await rig.keep("Anna Eerst", by: "Aart Vrager", RoundRig.talk + [("vervolg", "centrale")])
        #expect(kept.status == 303)
        // A second time changes nothing.
        let again = try await rig.keep("Anna Eerst", by: "Aart Vrager", [("uitkomst", "nee")])
        #expect(again.status == 303)
        let (state, way, notes) = try await rig.site.read { db -> (String, String, [UInt8]) in
            let row = try db.first(
                """
                SELECT p.state, i.way, p.notes FROM trajectory_person p JOIN intake i ON i.id = p.intake_id
                WHERE p.name = 'Anna Eerst'
                """)
            return (try row?("state") ?? "", try row?("way") ?? "", try row?("notes") ?? [])
        }
        #expect(state == "wil" && way == "traject" && !notes.isEmpty)
        #expect(!String(decoding: notes, as: UTF8.self).contains("Kanariewoorden"))
        // The interviewer's phone does not show it again; the centre reads it, and the log says so.
        let number = try await rig.number("Anna Eerst")
        let phone = await rig.site.get(try await rig.link("Aart Vrager") + "/gesprek/\(number)")
        #expect(phone.status == 200 && !phone.body.contains("Kanariewoorden"))
        let read = await rig.site.get(RoundRig.trajectory + "/mensen/\(number)", as: .broker)
        #expect(read.body.contains("Kanariewoorden"))
        #expect(try await rig.site.read { try $0.exists("SELECT 1 FROM audit_event WHERE action = 'gesprek-gelezen'") })
    }

    @Test func `who is erased at the desk is erased in the trajectory`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        _ = try await rig.keep("Anna Eerst", by: "Aart Vrager", RoundRig.talk + [("vervolg", "centrale")])
        let number = try await rig.site.read { db in try db.count("SELECT number FROM intake") }
        let erased = await rig.site.post(
            "/centrale/balie/\(number)/wissen", form: [("zeker", "ja"), ("bevestig", "ja")], as: .centreManager)
        #expect(erased.status == 303, "\(erased.body.suffix(600))")
        let left = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM trajectory_person WHERE name = 'Anna Eerst' OR notes IS NOT NULL")
        }
        #expect(left == 0)
        #expect(try await rig.site.read { db in try db.count("SELECT COUNT(*) FROM case_key") } == 0)
    }

    @Test func `without a yes nothing of what was said is kept`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        var form = RoundRig.talk.filter { $0.0 != "toestemming" }
        let refused = try await rig.keep("Anna Eerst", by: "Aart Vrager", form + [("vervolg", "centrale")])
        #expect(refused.status == 400 && refused.body.contains("Kanariewoorden over het gesprek"))
        #expect(refused.body.contains("#veld-toestemming"))
        form.append(("vervolg", "zelf"))
        #expect(try await rig.keep("Anna Eerst", by: "Aart Vrager", form).status == 303)
        let traces = try await rig.site.read { db in
            try db.count(
                """
                SELECT (SELECT COUNT(*) FROM intake) + (SELECT COUNT(*) FROM case_key)
                    + (SELECT COUNT(*) FROM trajectory_person WHERE notes IS NOT NULL OR wishes IS NOT NULL)
                """)
        }
        #expect(traces == 0)
    }

    @Test func `an organisation sees what was agreed, and the name after a yes`() async throws {
        let rig = try await RoundRig()
        let site = rig.site
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        let form = RoundRig.talk + [("vervolg", "1"), ("deelt", "Wil voorlezen op woensdag.")]
        #expect(try await rig.keep("Bob Tweede", by: "Bea Luister", form).status == 303)
        #expect(try await site.mails().contains { $0.kind == "doorverwijzing" })
        #expect(try await rig.tasks(.member).contains("/organisatie/1/doorverwijzingen"))
        let path = "/organisatie/1/doorverwijzingen/1"
        let question = await site.get(path, as: .member)
        #expect(question.body.contains("Wil voorlezen op woensdag.") && question.body.contains("Bob"))
        for canary in ["Tweede", "06 1234 5678", "Kanariewoorden"] { #expect(!question.body.contains(canary)) }
        #expect(await site.get(path, as: .stranger).status == 404)
        #expect(await site.get("/organisatie/2/doorverwijzingen/1", as: .stranger).status == 404)
        let stolen = await site.post("/organisatie/2/doorverwijzingen/1", form: [("antwoord", "ja")], as: .stranger)
        #expect(stolen.status == 404)
        #expect(await site.post(path, form: [], as: .member).status == 400)
        #expect(await site.post(path, form: [("antwoord", "ja")], as: .member).status == 303)
        let agreed = await site.get(path, as: .member)
        #expect(agreed.body.contains("Bob Tweede") && agreed.body.contains("06 1234 5678"))
        #expect(!agreed.body.contains("Kanariewoorden"))
        #expect(await site.post(path, form: [("antwoord", "nee")], as: .member).status == 303)
        #expect(await site.get(path, as: .member).body.contains("Bob Tweede"))
        // A month later somebody asks whether it began; two weeks more and the centre asks.
        try await rig.wait(days: 31)
        #expect(try await rig.tasks(.member).contains("Is 1 mens bij jullie begonnen?"))
        try await rig.wait(days: 15)
        #expect(try await rig.tasks(.broker).contains("Vraag of 1 mens begonnen is"))
        #expect(await site.post(path + "/afloop", form: [("afloop", "ja")], as: .member).status == 303)
        #expect(try await site.read { try $0.exists("SELECT 1 FROM trajectory_person WHERE started_at IS NOT NULL") })
    }

    @Test func `what nobody does comes on the list of the centre`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list + "Cor Derde;;Taalhuis De Brug\nDaan Vierde;;Taalhuis De Brug\n")
        let form = RoundRig.talk + [("vervolg", "1"), ("deelt", "Wil helpen.")]
        #expect(try await rig.keep("Bob Tweede", by: "Bea Luister", form).status == 303)
        let day = (rig.site.clock.now.day + 5).iso
        #expect(
            try await rig.keep("Cor Derde", by: "Aart Vrager", [("uitkomst", "later"), ("opnieuw", day)]).status == 303)
        #expect(!(try await rig.tasks(.broker)).contains("dagen beloofd"))
        try await rig.wait(days: 6)
        #expect(await rig.site.get(try await rig.link("Aart Vrager")).body.contains("Opnieuw vragen"))
        try await rig.wait(days: 15)
        let tasks = try await rig.tasks(.broker)
        #expect(tasks.contains("2 gesprekken zijn al 14 dagen beloofd"))
        #expect(tasks.contains("1 organisatie gaf geen antwoord"))
        #expect(tasks.contains("Vraag 1 mens opnieuw"))
        #expect(tasks.contains("de dag is voorbij"))
        // A no goes back to the centre at once.
        #expect(
            await rig.site.post("/organisatie/1/doorverwijzingen/1", form: [("antwoord", "nee")], as: .member).status
                == 303)
        #expect(try await rig.tasks(.broker).contains("1 mens wil iets doen en wacht op een vervolg"))
        #expect(!(try await rig.tasks(.otherBroker)).contains("Proeftraject"))
    }

    @Test func `a stopped interviewer's people are nobody's again`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        let link = try await rig.link("Aart Vrager")
        let helper = try await rig.site.read {
            try $0.count("SELECT number FROM round_helper WHERE name = 'Aart Vrager'")
        }
        let path = RoundRig.trajectory + "/gespreksvoerders/\(helper)"
        #expect(await rig.site.get(path, as: .broker).body.contains("http://inzet.test" + link))
        #expect(await rig.site.post(path + "/stop", as: .broker).status == 303)
        #expect(await rig.site.get(link).status == 404)
        #expect(try await rig.tasks(.broker).contains("1 mens heeft geen gespreksvoerder"))
    }

    @Test func `a trajectory ends with a report, and its names are forgotten`() async throws {
        let rig = try await RoundRig()
        try await rig.startTrajectory()
        try await rig.people(Self.list)
        let link = try await rig.link("Aart Vrager")
        #expect(
            try await rig.keep("Anna Eerst", by: "Aart Vrager", RoundRig.talk + [("vervolg", "centrale")]).status == 303
        )
        let path = RoundRig.trajectory + "/verslag"
        #expect(await rig.site.post(path, form: [], as: .broker).status == 400)
        #expect(await rig.site.post(path, form: [("conclusie", "Vaker vragen.")], as: .broker).status == 303)
        #expect(await rig.site.get(link).status == 404)
        #expect(await rig.site.get(path, as: .broker).body.contains("Vaker vragen."))
        try await rig.wait(days: 80)
        try await rig.site.tick()
        #expect(try await rig.site.read { try $0.exists("SELECT 1 FROM trajectory_person WHERE name = 'Anna Eerst'") })
        try await rig.wait(days: 20)
        try await rig.site.tick()
        let traces = try await rig.site.read { db in
            try db.count(
                """
                SELECT (SELECT COUNT(*) FROM trajectory_person WHERE name <> '' OR phone IS NOT NULL OR notes IS NOT NULL)
                    + (SELECT COUNT(*) FROM round_helper WHERE name <> '' OR key_hash IS NOT NULL)
                """)
        }
        #expect(traces == 0)
        let report = await rig.site.get(path, as: .broker)
        #expect(report.status == 200 && report.body.contains("Vaker vragen."))
        #expect(await rig.site.get(RoundRig.trajectory + "/mensen", as: .broker).status == 200)
        #expect(await rig.site.get(RoundRig.trajectory, as: .broker).status == 200)
    }
}
