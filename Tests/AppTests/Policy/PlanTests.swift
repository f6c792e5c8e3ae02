import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// A round with two officers, so that they can get in each other's way.
struct PlanRig {
    let site: TestSite
    static let plan = "/beleid/1/plan"

    init() async throws {
        site = try await TestSite()
        _ = await site.post("/beleid/nieuw", form: CycleTests.form, as: .policyOfficer)
        let second = site.id(.administrator)
        let now = site.clock.now
        try await site.write { db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(second), 'GM9999', \(MunicipalRole.policyOfficer), \(now))
                """)
        }
    }

    /// Saves a text of an element as someone who began from a version.
    func write(_ text: String, _ element: Int = 1, from base: Int, as role: Role = .policyOfficer) async -> TestReply {
        await site.post(
            "\(Self.plan)/tekst/\(element)/schrijven", form: [("tekst", text), ("versie", "\(base)")], as: role)
    }

    func text(_ element: String = "element-vision") async throws -> (text: String, version: Int) {
        try await site.read { db in
            let row = try db.first("SELECT text, version FROM policy_element WHERE element_id = \(element)")
            return try row.map { (text: try $0("text"), version: try $0("version")) } ?? ("", 0)
        }
    }

    func adopt(_ day: String = "2026-11-20") async -> TestReply {
        await site.post(
            "\(Self.plan)/vaststellen",
            form: [("dag", day), ("besluit", "2026-114"), ("opmerkingen", "Met één motie.")],
            as: .policyOfficer)
    }
}

/// Nine steps to a plan.
struct PlanStepTests {
    @Test func `all nine steps can be opened, with their questions`() async throws {
        let rig = try await PlanRig()
        let home = await rig.site.get(PlanRig.plan, as: .policyOfficer)
        #expect(home.status == 200)
        for number in 1...9 {
            #expect(home.body.contains("\(PlanRig.plan)/stap/\(number)"))
            let page = await rig.site.get("\(PlanRig.plan)/stap/\(number)", as: .policyOfficer)
            #expect(page.status == 200)
            #expect(page.body.contains("<textarea"))
            let reader = await rig.site.get("\(PlanRig.plan)/stap/\(number)", as: .councilMember)
            #expect(reader.status == 200 && !reader.body.contains("/antwoord/"))
        }
        #expect(await rig.site.get("\(PlanRig.plan)/stap/10", as: .policyOfficer).status == 404)
    }

    @Test func `an answer is kept, and who began from an older one overwrites nothing`() async throws {
        let rig = try await PlanRig()
        let path = "\(PlanRig.plan)/stap/1/antwoord/vision-q1"
        let first = await rig.site.post(
            path, form: [("antwoord-vision-q1", "Als doel"), ("versie", "0")], as: .policyOfficer)
        #expect(first.status == 303)
        let second = await rig.site.post(
            path, form: [("antwoord-vision-q1", "Als middel"), ("versie", "0")], as: .administrator)
        #expect(second.status == 409)
        #expect(second.body.contains("Als middel</textarea>"))
        #expect(second.body.contains("Als doel"))
        let again = await rig.site.post(
            path, form: [("antwoord-vision-q1", "Beide"), ("versie", "1")], as: .administrator)
        #expect(again.status == 303)
        #expect(
            try await rig.site.read { try $0.value("SELECT text FROM policy_step_answer", as: String.self) } == "Beide")
        #expect(await rig.site.post(path, form: [("antwoord-vision-q1", "x")], as: .councilMember).status == 404)
        #expect(
            await rig.site.post("\(PlanRig.plan)/stap/2/antwoord/vision-q1", form: [], as: .policyOfficer).status == 404
        )
    }

    @Test func `steps are finished, skipped with a reason and taken up again`() async throws {
        let rig = try await PlanRig()
        let done = await rig.site.post("\(PlanRig.plan)/stap/1/klaar", as: .policyOfficer)
        #expect(done.location == "\(PlanRig.plan)/stap/2")
        let unexplained = await rig.site.post(
            "\(PlanRig.plan)/stap/2/overslaan", form: [("reden", " ")], as: .policyOfficer)
        #expect(unexplained.status == 400)
        _ = await rig.site.post(
            "\(PlanRig.plan)/stap/2/overslaan", form: [("reden", "Deden we vorig jaar")], as: .policyOfficer)
        let home = await rig.site.get(PlanRig.plan, as: .councilMember)
        #expect(home.body.contains("Deden we vorig jaar"))
        #expect(home.body.contains("2 van 9"))
        #expect(try await rig.site.read { try PolicyCycle.find(number: 1, in: $0)?.step } == 3)
        _ = await rig.site.post("\(PlanRig.plan)/stap/2/heropen", as: .policyOfficer)
        #expect(try await rig.site.read { try PolicyCycle.find(number: 1, in: $0)?.step } == 2)
        #expect(await rig.site.post("\(PlanRig.plan)/stap/1/klaar", as: .councilMember).status == 404)
    }

    @Test func `suggested tasks come with dates before the council, once`() async throws {
        let rig = try await PlanRig()
        let path = "\(PlanRig.plan)/stap/6/taken"
        for _ in 1...2 { _ = await rig.site.post(path + "/voorstel", as: .policyOfficer) }
        let tasks = try await rig.site.read { db in
            try PlanTask.all(of: PolicyCycle.find(number: 1, in: db)?.id ?? .init(""), in: db)
        }
        #expect(tasks.count == 4)
        #expect(tasks.last?.due == Day(iso: "2026-12-11"))
        let own = await rig.site.post(
            path, form: [("titel", "Bel de griffie"), ("wie", rig.site.id(.broker))], as: .policyOfficer)
        #expect(own.status == 303)
        let wrong = await rig.site.post(path, form: [("titel", ""), ("klaar", "morgen")], as: .policyOfficer)
        #expect(wrong.status == 400 && wrong.body.contains("morgen"))
        #expect(
            await rig.site.post(path, form: [("titel", "x"), ("wie", rig.site.id(.resident))], as: .policyOfficer)
                .status == 400)
        let task = try #require(tasks.first)
        _ = await rig.site.post("\(PlanRig.plan)/taken/\(task.id)/klaar", as: .policyOfficer)
        #expect(await rig.site.get(PlanRig.plan, as: .policyOfficer).body.contains("1 van 5 taken klaar"))
        _ = await rig.site.post("\(PlanRig.plan)/taken/\(task.id)/weg", as: .policyOfficer)
        #expect(await rig.site.get("\(PlanRig.plan)/taken/\(task.id)", as: .policyOfficer).status == 404)
    }

    @Test func `files of the right kind are kept and come back as a download`() async throws {
        let rig = try await PlanRig()
        let pdf = Array("%PDF-1.7 inhoud".utf8)
        #expect(await upload(rig, "Notulen \u{1F600}.pdf", pdf).status == 303)
        for (name, bytes) in [
            ("virus.exe", pdf), ("nep.pdf", Array("hallo".utf8)), ("leeg.txt", []), ("bin.txt", [1, 0, 2]),
        ] as [(String, [UInt8])] {
            let reply = await upload(rig, name, bytes)
            #expect(reply.status == 400, "\(name)")
        }
        let id = try #require(try await rig.site.read { try $0.value("SELECT id FROM policy_file", as: String.self) })
        let file = await rig.site.get("\(PlanRig.plan)/bestanden/\(id)", as: .councilMember)
        #expect(file.bytes == pdf)
        #expect(file.header("content-disposition")?.hasPrefix("attachment") == true)
        #expect(await rig.site.get("\(PlanRig.plan)/bestanden/\(id)", as: .otherBroker).status == 404)
        #expect(await upload(rig, "groot.txt", Array(repeating: 97, count: StepFile.limit + 1)).status == 400)
        _ = await rig.site.post("\(PlanRig.plan)/bestanden/\(id)/weg", as: .policyOfficer)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM policy_file") } == 0)
    }

    private func upload(_ rig: PlanRig, _ name: String, _ bytes: [UInt8]) async -> TestReply {
        let page = await rig.site.get("\(PlanRig.plan)/stap/1", as: .policyOfficer)
        let mark = "name=\"\(CSRFToken.field)\" value=\""
        let token = page.body.components(separatedBy: mark).dropFirst().first?.prefix { $0 != "\"" } ?? ""
        var body = Array(
            "--grens\r\nContent-Disposition: form-data; name=\"\(CSRFToken.field)\"\r\n\r\n\(token)\r\n".utf8)
        body += Array("--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--grens--\r\n".utf8)
        return await rig.site.ask(
            "POST", "\(PlanRig.plan)/stap/1/bestanden", .policyOfficer, body, [:], "multipart/form-data; boundary=grens"
        )
    }
}
