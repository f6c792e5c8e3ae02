import Community
import Core
import Foundation
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Adopting a plan and taking it along.
struct PlanAdoptionTests {
    @Test func `adoption freezes the plan and the writing goes on in a draft`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Wij willen **rust**.", from: 0)
        #expect(await rig.adopt("2099-01-01").status == 400)
        let adopted = await rig.adopt()
        #expect(adopted.location == "\(PlanRig.plan)/vastgesteld/1")
        #expect(try await rig.site.read { try PolicyCycle.find(number: 1, in: $0)?.phase } == .running)
        _ = await rig.write("Wij willen onrust.", from: 1)
        let frozen = await rig.site.get(adopted.location, as: .councilMember)
        #expect(frozen.body.contains("Wij willen <strong>rust</strong>") && !frozen.body.contains("onrust"))
        #expect(frozen.body.contains("Met één motie."))
        #expect(await rig.site.get("\(PlanRig.plan)/document", as: .councilMember).body.contains("onrust"))
        let compare = await rig.site.get("\(PlanRig.plan)/verschil", as: .councilMember)
        #expect(compare.body.contains("onrust.") && compare.body.contains("<del>"))
        #expect(await rig.site.post("\(PlanRig.plan)/vaststellen", form: [], as: .councilMember).status == 404)
    }

    @Test func `everyone reads the adopted plan, and nobody the draft`() async throws {
        let rig = try await PlanRig()
        #expect(await rig.site.get("/plan").body.contains("Er is nog geen plan"))
        #expect(await rig.site.get("/plan/1").status == 404)
        _ = await rig.write("Openbaar", from: 0)
        _ = await rig.adopt()
        _ = await rig.write("Nog geheim", from: 1)
        #expect(await rig.site.get("/plan").link("/plan/1") != nil)
        let page = await rig.site.get("/plan/1")
        #expect(page.body.contains("Openbaar") && !page.body.contains("Nog geheim"))
        #expect(await rig.site.get("/plan/1/plan.md").body.contains("Openbaar"))
    }

    @Test func `the public plan names functions, not people`() async throws {
        let rig = try await PlanRig()
        _ = await rig.site.post("\(PlanRig.plan)/stap/1/taken/voorstel", as: .policyOfficer)
        _ = await rig.adopt()
        let page = await rig.site.get("/plan/1")
        #expect(page.body.contains("Wie trekt welke taken") && page.body.contains("Beleidsmedewerker"))
        #expect(!page.body.contains(Role.policyOfficer.name))
    }

    @Test func `anyone can take the fingerprint of the file`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Tekst", from: 0)
        _ = await rig.adopt()
        let file = await rig.site.get("/plan/1/plan.json")
        let digest = FrozenDocument.digest(file.body)
        #expect(await rig.site.get("/plan/1").body.contains(digest))
    }

    @Test(arguments: [
        "UPDATE policy_adoption SET record = REPLACE(record, 'rust', 'rusteloosheid')",
        "UPDATE policy_adoption SET sha256 = 'x'",
    ])
    func `a changed plan is noticed and not shown`(tampering: String) async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Wij willen rust", from: 0)
        _ = await rig.adopt()
        #expect(try await rig.site.town.integrityProblems().isEmpty)
        try await rig.site.write { db in try PlanAdoptionTests.tamper(tampering, db) }
        #expect(try await rig.site.town.integrityProblems().contains { $0.contains("adopted plan") })
        let page = await rig.site.get("/plan/1")
        #expect(page.body.contains("veranderd nadat de raad") && !page.body.contains("Wij willen rust"))
        #expect(await rig.site.get("/plan/1/plan.md").status == 404)
    }

    private static func tamper(_ statement: String, _ db: any SQLConnection) throws {
        if statement.contains("REPLACE") {
            try db.run("UPDATE policy_adoption SET record = REPLACE(record, 'rust', 'rusteloosheid')")
        } else {
            try db.run("UPDATE policy_adoption SET sha256 = 'x'")
        }
    }

    @Test func `whoever changes the text and its fingerprint together is caught by the log`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Wij willen rust", from: 0)
        _ = await rig.adopt()
        try await rig.site.write { db in
            let record = try db.value("SELECT record FROM policy_adoption", as: String.self) ?? ""
            let changed = record.replacing("rust", with: "iets anders")
            try db.run("UPDATE policy_adoption SET record = \(changed), sha256 = \(FrozenDocument.digest(changed))")
        }
        #expect(try await rig.site.town.integrityProblems().count == 1)
    }

    @Test func `an amendment is a second decision beside the first`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("Eerste besluit", from: 0)
        _ = await rig.adopt()
        _ = await rig.write("Tweede besluit", from: 1)
        _ = await rig.adopt("2026-11-22")
        #expect(await rig.site.get("/plan/1").body.contains("Tweede besluit"))
        let first = await rig.site.get("\(PlanRig.plan)/vastgesteld/1", as: .councilMember)
        #expect(first.body.contains("Eerste besluit") && first.link("\(PlanRig.plan)/vastgesteld/2") != nil)
    }

    @Test func `the document has a cover, contents and chapters in order`() async throws {
        let rig = try await PlanRig()
        _ = await rig.write("# Kop\n\nTekst", from: 0)
        let page = await rig.site.get("\(PlanRig.plan)/document", as: .councilMember)
        #expect(page.body.components(separatedBy: "<h1").count == 2)
        #expect(page.body.contains("<h3>Kop</h3>"))
        var place = page.body.startIndex
        for number in 1...15 {
            let mark = try #require(page.body.range(of: "<h2>\(number). ", range: place..<page.body.endIndex))
            place = mark.upperBound
        }
        for role in [Role.resident, .otherBroker] {
            #expect(await rig.site.get("\(PlanRig.plan)/document", as: role).status == 404)
        }
    }

    @Test func `the document goes to a word processor`() async throws {
        guard Pandoc.installed != nil else {
            print("pandoc is not installed: the documents for word processors are not tested")
            return
        }
        let rig = try await PlanRig()
        _ = await rig.write(
            "Wij willen *rust* en ![een plaatje](http://example.com/a.png).\n\n<b>Niet vet</b>", from: 0)
        let docx = await rig.site.get("\(PlanRig.plan)/document.docx", as: .councilMember)
        #expect(docx.status == 200)
        let names = try Self.unzip(docx.bytes, listing: true)
        #expect(names.contains("word/document.xml") && !names.contains("word/media"))
        let text = try Self.unzip(docx.bytes, "word/document.xml")
        #expect(text.contains("w:val=\"Heading1\"") && text.contains("rust") && text.contains("&lt;b&gt;Niet vet"))
        #expect(text.contains("Inhoud"))
        let odt = await rig.site.get("\(PlanRig.plan)/document.odt", as: .councilMember)
        #expect(try Self.unzip(odt.bytes, "content.xml").contains("rust"))
        _ = await rig.adopt()
        let frozen = await rig.site.get("\(PlanRig.plan)/vastgesteld/1/plan.docx", as: .councilMember)
        #expect(try Self.unzip(frozen.bytes, "word/document.xml").contains("Vastgesteld"))
        #expect(await rig.site.get("\(PlanRig.plan)/document.docx", as: .resident).status == 404)
    }

    @Test func `a converter that hangs or fails is given up`() async throws {
        let head = Pandoc.Head(title: "T", subtitle: "", contents: "Inhoud", language: "nl")
        await #expect(throws: Pandoc.Failure.failed(1)) {
            _ = try await Pandoc(executable: "/bin/false").convert("x", to: .docx, head: head)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let slow = try TestProgram.write("exec /bin/sleep 30", in: folder)
        await #expect(throws: Pandoc.Failure.tooSlow) {
            _ = try await Pandoc(executable: slow, timeLimit: 0.2).convert("x", to: .docx, head: head)
        }
    }

    private static func unzip(_ bytes: [UInt8], _ member: String = "", listing: Bool = false) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString).zip")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script =
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print('\\n'.join(z.namelist()) if sys.argv[2]=='' else z.read(sys.argv[2]).decode())"
        let out = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString).txt")
        try Data().write(to: out)
        defer { try? FileManager.default.removeItem(at: out) }
        let ending = try ChildProcess.run(
            "/usr/bin/python3", ["-c", script, file.path, listing ? "" : member], environment: ["LANG": "C.UTF-8"],
            folder: "/", input: "/dev/null", output: out.path, seconds: 20)
        #expect(ending == .ended(0))
        let data = try Data(contentsOf: out)
        return String(decoding: data, as: UTF8.self)
    }
}
