import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Another mail address or number at the desk.
struct DeskReachTests {
    private static let old = "fout@test.example"
    private static let new = "goed@test.example"

    private func events(_ rig: DeskRig) async throws -> [String] {
        try await rig.site.read { db in
            try db.rows("SELECT details FROM audit_event WHERE action = 'intake-bereikbaar' ORDER BY seq").map {
                try $0("details", as: String.self)
            }
        }
    }

    @Test func `the new address gets the next mail, and the old one opens nothing`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let wrong = try await rig.link(Self.old)
        #expect(await site.get(wrong).status == 200)
        #expect(await rig.reach(number, email: " Goed@Test.example ", was: Self.old).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.new, phone: "0612345678"))
        for path in ["", "/gegevens", "/stoppen"] { #expect(await site.get(wrong + path).status == 404, "\(path)") }
        #expect(await site.post(wrong + "/stoppen").status == 404)
        // What waited for the old address never leaves.
        #expect(try await site.mails(to: Self.old).isEmpty)
        let mail = try #require(try await site.mails(to: Self.new).first)
        #expect(mail.kind == "balie-adres" && mail.text.contains("Er wacht 1 voorstel op je antwoord."))
        let link = try await rig.link(Self.new)
        #expect(await site.get(link).body.contains("Taalmaatje gezocht"))
        let yes = await site.post(
            link + "/voorstellen/" + (try await rig.proposal(number)), form: [("antwoord", "ja")])
        #expect(yes.status == 303)
        #expect(try await rig.application(1).email == Self.new)
        // The log says that it changed, and not what it was or is.
        let found = try await events(rig)
        #expect(found.count == 1 && found.allSatisfy { $0.contains("anders") && !$0.contains("test.example") })
    }

    @Test func `what runs at an organisation goes along`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        #expect(await site.post(path, form: [("antwoord", "ja"), ("delen", "ja")], as: .broker).status == 303)
        let before = try #require(try await site.mails(to: Self.old).last { $0.kind == "reactie-balie" })
        let wrong = try #require(before.path("/reactie/"))
        #expect(await site.get(wrong).status == 200)
        let phone = (new: "06 98765432", was: "0612345678")
        #expect(await rig.reach(number, email: Self.new, was: Self.old, phone: phone).status == 303)
        #expect(await site.get(wrong).status == 404)
        #expect(try await site.mails(to: Self.old).isEmpty)
        let detail = await site.get("/organisatie/1/reacties/1", as: .member).body
        #expect(detail.contains(Self.new) && detail.contains("06 98765432") && !detail.contains(Self.old))
        let mail = try #require(try await site.mails(to: Self.new).first { $0.kind == "balie-adres" })
        #expect(await site.get(try #require(mail.path("/reactie/"))).status == 200)
        let form = [("actie", "antwoorden"), ("tekst", "Kom je dinsdag?")]
        #expect(await site.post("/organisatie/1/reacties/1", form: form, as: .member).status == 303)
        let after = try #require(try await site.mails(to: Self.new).last { $0.kind == "reactie-bericht" })
        #expect(after.text.contains("Kom je dinsdag?"))
        // A reply from the old mailbox is not hers; one from the new is.
        let inbox = InboundMail(house: site.town.house)
        let writer = ApplyRig(site: site)
        let stranger = try writer.replyMail(to: before, from: Self.old, text: "Ik kom niet.")
        #expect(try await inbox.receive(stranger, now: site.clock.now) == .dropped(.formerAddress))
        let own = try writer.replyMail(to: after, from: "thuis@test.example", text: "Ja graag.")
        #expect(try await inbox.receive(own, now: site.clock.now) == .added(application: 1))
    }

    @Test func `it can be changed in the talk, and nothing that was typed is lost`() async throws {
        let rig = try await DeskRig()
        let number = try await rig.counter("Tine Talk", email: Self.old)
        let page = await rig.site.get(rig.path(number) + "/gesprek", as: .broker).body
        #expect(page.contains("value=\"\(Self.old)\"") && page.contains("name=\"email-was\""))
        func send(_ email: String, _ phone: String) async -> TestReply {
            let form =
                DeskRig.talkForm + [
                    ("aantekeningen", "Zij leest graag voor."), ("doe", "klaar"), ("email", email),
                    ("email-was", Self.old), ("telefoon", phone), ("telefoon-was", "0612345678"),
                ]
            return await rig.site.post(rig.path(number) + "/gesprek", form: form, as: .broker)
        }
        let refused = await send("geen adres", "123")
        #expect(refused.status == 400)
        for words in ["#veld-email", "#veld-telefoon", "geen adres", "value=\"123\"", "Zij leest graag voor."] {
            #expect(refused.body.contains(words), "\(words)")
        }
        #expect(try await rig.kept(number).email == Self.old)
        #expect(await send(Self.new, "06 98765432").status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.new, phone: "06 98765432"))
        #expect(await rig.site.get(rig.path(number), as: .broker).body.contains("Zij leest graag voor."))
        #expect(try await rig.site.mails(to: Self.new).map(\.kind) == ["balie-adres"])
    }

    @Test func `the tick beside the old address says nothing of the new one`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.web("Wim Web", email: Self.old)
        await rig.talk(number, notes: "Geheim van Wim.", checked: true)
        #expect(try await rig.kept(number).isChecked)
        let form =
            DeskRig.talkForm + [
                ("aantekeningen", "Geheim van Wim."), ("doe", "klaar"), ("adres-klopt", "ja"), ("email", Self.new),
                ("email-was", Self.old),
            ]
        #expect(await site.post(rig.path(number) + "/gesprek", form: form, as: .broker).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.new))
        let file = try await rig.link(Self.new) + "/gegevens"
        #expect(!(await site.get(file)).body.contains("Geheim van Wim."))
        await rig.talk(number, notes: "Geheim van Wim.", checked: true)
        #expect(await site.get(file).body.contains("Geheim van Wim."))
        // And so from the page of the case.
        #expect(await rig.reach(number, email: Self.old, was: Self.new).status == 303)
        #expect(try await !rig.kept(number).isChecked)
    }

    @Test func `who has no mail any more is called`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let link = try await rig.link(Self.old)
        #expect(await rig.reach(number, email: "", was: Self.old).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(phone: "0612345678"))
        #expect(await site.get(link).status == 404)
        #expect(try await site.mails().isEmpty)
        #expect(await site.get(rig.path(number), as: .broker).body.contains("geen e-mail: bel of stuur een brief"))
        // The proposal lay a week for an answer by mail; now somebody calls tomorrow.
        let state = try await rig.state(number)
        #expect(state.step == "antwoord-voorstel" && state.nextAt == DeskTerm.morning(1, after: site.clock.now))
    }

    @Test func `one way to reach somebody stays`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.web("Wim Web", email: Self.old)
        let refused = await rig.reach(number, email: "", was: Self.old)
        #expect(refused.status == 400 && refused.body.contains("#veld-telefoon"))
        #expect(refused.body.contains("anders kunnen we niets laten weten"))
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.old))
        let wrong = await rig.reach(number, email: "geen adres", was: Self.old)
        #expect(wrong.status == 400 && wrong.body.contains("#veld-email") && wrong.body.contains("geen adres"))
        let phone = (new: "0612345678", was: "")
        #expect(await rig.reach(number, email: "", was: Self.old, phone: phone).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(phone: "0612345678"))
        // Who came to the counter without either can be talked with.
        try await site.write { db in try db.run("UPDATE intake SET phone = NULL WHERE number = \(number)") }
        let form = DeskRig.talkForm + [("email", ""), ("email-was", ""), ("telefoon", ""), ("telefoon-was", "")]
        #expect(await site.post(rig.path(number) + "/gesprek", form: form, as: .broker).status == 303)
    }

    @Test func `a page from before a change of a colleague undoes nothing`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        try await rig.hire(.neighbour)
        let number = try await rig.counter("Dubbele Door", email: Self.old)
        #expect(await rig.reach(number, email: Self.new, was: Self.old, as: .neighbour).status == 303)
        let late = await rig.reach(number, email: "derde@test.example", was: Self.old)
        #expect(late.status == 400 && late.body.contains("Er staat nu: \(Self.new)."))
        #expect(late.body.contains("value=\"derde@test.example\""))
        #expect(try await rig.kept(number).email == Self.new)
        // Whoever saves a talk in which the old one still stood did not mean it.
        let form = DeskRig.talkForm + [("email", Self.old), ("email-was", Self.old)]
        #expect(await site.post(rig.path(number) + "/gesprek", form: form, as: .broker).status == 303)
        #expect(try await rig.kept(number).email == Self.new)
        // In the talk too, a real change is shown beside what it would undo.
        let other =
            DeskRig.talkForm + [("aantekeningen", "Bewaard."), ("email", "x@test.example"), ("email-was", Self.old)]
        let again = await site.post(rig.path(number) + "/gesprek", form: other, as: .broker)
        #expect(again.status == 400 && again.body.contains("Bewaard.") && again.body.contains("#veld-email"))
        #expect(await rig.reach(number, email: "derde@test.example", was: Self.new).status == 303)
        #expect(try await rig.kept(number).email == "derde@test.example")
    }

    @Test func `an account of the old address sees nothing of it any more`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let link = try await rig.link(Self.old)
        let yes = await site.post(
            link + "/voorstellen/" + (try await rig.proposal(number)), form: [("antwoord", "ja")])
        #expect(yes.status == 303)
        #expect(try await rig.kept(number).hasAccount)
        #expect(try await rig.application(1).person != nil)
        #expect(await site.get(rig.path(number), as: .broker).body.contains("Bij dit dossier hoort een account."))
        // Another number changes nothing of that.
        let phone = (new: "06 98765432", was: "0612345678")
        #expect(await rig.reach(number, email: Self.old, was: Self.old, phone: phone).status == 303)
        #expect(try await rig.kept(number).hasAccount)
        #expect(await site.get(link).status == 200)
        #expect(await rig.reach(number, email: Self.new, was: Self.old).status == 303)
        #expect(try await !rig.kept(number).hasAccount)
        #expect(try await rig.application(1).person == nil)
        let account = try #require(try await site.read { db in try Person.find(email: Self.old, in: db) })
        let export = try await PersonFile.export(account.id, house: site.town.house)
        #expect(!export.contains { $0.data.text.contains("Mia Mail") && $0.data.text.contains("Taalmaatje") })
    }

    @Test func `an erasure reaches what went to the old address`() async throws {
        let rig = try await DeskRig()
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let path = rig.path(number) + "/voorstellen/" + (try await rig.proposal(number))
        #expect(await site.post(path, form: [("antwoord", "ja")], as: .broker).status == 303)
        try await site.write { db in try db.run("UPDATE mail SET state = 'verstuurd'") }
        #expect(await rig.reach(number, email: Self.new, was: Self.old).status == 303)
        #expect(try await !site.mails(to: Self.old).isEmpty)
        #expect(await site.post(rig.path(number) + "/wissen", as: .broker).status == 303)
        let left = try await site.mails()
        #expect(!left.contains { $0.recipient == Self.old || $0.recipient == Self.new })
        #expect(!left.contains { ($0.text + $0.subject + $0.html + $0.recipientName).contains("Mia") })
    }
}
