import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// Answering the field.
struct ConsultationAnswerTests {
    private static let close = [("samenvatting", "We namen veel over.")]

    @Test func `it cannot close before every reaction has an answer with a reason`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Een")
        await rig.react("Twee")
        let path = ConsultationRig.desk + "/sluiten"
        #expect(await rig.site.post(path, form: Self.close, as: .policyOfficer).status == 400)
        // Nothing is answered before it was looked at, and nothing without a reason.
        #expect(await rig.answer([1]).status == 400)
        await rig.release(1, 2)
        #expect(await rig.answer([1], reason: "").status == 400)
        #expect(await rig.answer([1]).status == 303)
        #expect(await rig.site.post(path, form: Self.close, as: .policyOfficer).status == 400)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_consultation WHERE state = 'gesloten'") == 0)
        await rig.answer([2], .rejected, reason: "Daar is geen geld voor.")
        #expect(await rig.site.post(path, as: .policyOfficer).status == 400)
        #expect(await rig.site.post(path, form: Self.close, as: .policyOfficer).status == 303)
        let page = await rig.site.get("/meedenken/1").body
        #expect(page.contains("Dit hebben we met je reactie gedaan"))
        #expect(page.contains("We namen veel over.") && page.contains("Daar is geen geld voor."))
        #expect(await rig.answer([1], .partly).status == 400)
        #expect(await rig.react("Te laat").location == "/meedenken/1")
    }

    @Test func `one answer to several that make the same point reaches each of them`() async throws {
        let rig = try await ConsultationRig()
        for (index, email) in ["a@voorbeeld.example", "b@voorbeeld.example"].enumerated() {
            await rig.react("Eigen woorden \(index + 1)", email: email)
            try await rig.confirm(email)
        }
        await rig.react("Zonder adres")
        await rig.release(1, 2, 3)
        await rig.answer([1, 2, 3], change: "Er komt een inloop.", place: "plan")
        for (index, email) in ["a@voorbeeld.example", "b@voorbeeld.example"].enumerated() {
            let mails = try await rig.mails(email, ConsultationMail.Kind.answer)
            #expect(mails.count == 1)
            #expect(mails.first?.text.contains("Eigen woorden \(index + 1)") == true)
            #expect(mails.first?.text.contains("Er komt een inloop.") == true)
        }
        // Each keeps its own words, and the change is one that three reactions led to.
        let page = await rig.site.get("/meedenken/1").body
        for text in ["Eigen woorden 1", "Eigen woorden 2", "Zonder adres"] { #expect(page.contains(text)) }
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_consultation_change") == 1)
        #expect(await rig.site.get(ConsultationRig.desk, as: .councilMember).body.contains("door 3 reacties"))
        // A change of mind is told too, and a change nobody led to goes.
        await rig.answer([1, 2, 3], .rejected, reason: "Het kan toch niet.")
        #expect(try await rig.mails("a@voorbeeld.example", ConsultationMail.Kind.answer).count == 2)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_consultation_change") == 0)
    }

    @Test func `reactions read together under a theme keep their own answers`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Bankje")
        await rig.react("Boom")
        await rig.release(1, 2)
        let chosen = await rig.site.post(
            ConsultationRig.desk + "/kiezen", form: [("reactie", "1"), ("reactie", "2"), ("actie", "thema")],
            as: .policyOfficer)
        #expect(chosen.location == ConsultationRig.desk + "/themas?reactie=1&reactie=2")
        #expect(await rig.site.get(chosen.location, as: .policyOfficer).status == 200)
        _ = await rig.site.post(
            ConsultationRig.desk + "/themas", form: [("reactie", "1"), ("reactie", "2"), ("thema", "Buiten")],
            as: .policyOfficer)
        await rig.answer([1])
        await rig.answer([2], .outOfScope, reason: "Dit gaat over groen.")
        let report = await rig.site.get(ConsultationRig.desk + "/verslag", as: .councilMember).body
        #expect(report.contains("Alle reacties over: Buiten"))
        for text in ["Bankje", "Boom", "Dit gaat over groen."] { #expect(report.contains(text)) }
        // Counts and no shares: who takes part is no sample.
        let main = try #require(report.split(separator: "<main").last)
        #expect(!main.contains("%<") && !main.contains(" procent"))
        _ = await rig.site.post(
            ConsultationRig.desk + "/themas", form: [("reactie", "1"), ("reactie", "2"), ("thema", "")],
            as: .policyOfficer)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_consultation_theme") == 0)
    }

    @Test func `the parts of a plan tell every reaction with its answer`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Een lift in het buurthuis")
        await rig.release(1)
        await rig.answer([1], .partly, reason: "Eerst een helling.", change: "Er komt een helling.", place: "plan")
        let house = rig.site.town.house
        let now = rig.site.clock.now
        let blocks = try await rig.site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try ConsultationPart(house: house).report(of: cycle, for: .plan, t: .dutch, now: now, in: db)
        }
        var markdown = ReportMarkdown(t: .dutch)
        let text = markdown.text(blocks)
        for words in ["Een lift in het buurthuis", "Eerst een helling.", "Er komt een helling."] {
            #expect(text.contains(words))
        }
    }

    @Test func `officers of elsewhere, readers and other rounds do not reach a question`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Blijf eraf")
        await rig.release(1)
        let other = try await rig.otherOfficer()
        let actions = [
            "/wijzigen", "/sluiten", "/heropenen", "/terughalen", "/kiezen", "/antwoorden", "/themas", "/invoeren",
            "/uitnodigen", "/reacties/1/tonen", "/reacties/1/weghalen", "/reacties/1/terugzetten",
        ]
        for action in actions {
            for role in [other, .councilMember, .resident, .manager] {
                let reply = await rig.site.post(
                    ConsultationRig.desk + action, form: [("reactie", "1"), ("stukje", "eraf"), ("soort", "naam")],
                    as: role)
                #expect(reply.status == 404, "\(action) as \(role.rawValue): \(reply.status)")
            }
        }
        #expect(await rig.site.get(ConsultationRig.desk, as: other).status == 404)
        _ = await rig.site.post("/beleid/nieuw", form: CycleTests.form, as: .policyOfficer)
        #expect(await rig.site.get("/beleid/2/raadpleging/1", as: .policyOfficer).status == 404)
        #expect(await rig.site.get(ConsultationRig.desk, as: .policyOfficer).status == 200)
        #expect(try await rig.text(1) == "Blijf eraf")
    }

    @Test func `tasks say what waits, and a closed round stands still`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Een")
        #expect(await rig.site.get("/vandaag", as: .policyOfficer).body.contains("1 reactie nakijken"))
        await rig.release(1)
        rig.site.clock.move(by: .days(19))
        let now = rig.site.clock.now
        try await rig.site.write { db in try db.run("UPDATE session SET last_seen_at = \(now)") }
        #expect(await rig.site.get("/vandaag", as: .policyOfficer).body.contains("1 reactie zonder antwoord"))
        #expect(await rig.site.get("/beleid/1", as: .policyOfficer).body.contains("1 zonder antwoord"))
        try await rig.site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        #expect(await rig.answer([1]).status == 400)
    }
}
