import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// Asking the field.
struct ConsultationTests {
    @Test func `a question is a draft until an officer opens it`() async throws {
        let rig = try await ConsultationRig(opens: false)
        #expect(await rig.site.get("/meedenken/1").status == 404)
        #expect(await rig.site.get(ConsultationRig.desk, as: .councilMember).status == 404)
        #expect(await rig.site.get(ConsultationRig.desk, as: .policyOfficer).status == 200)
        _ = await rig.site.post(ConsultationRig.desk + "/openen", as: .policyOfficer)
        #expect(await rig.site.get("/meedenken").link("/meedenken/1") != nil)
        #expect(await rig.site.get("/meedenken/1").body.contains("Wat heb jij nodig?"))
        #expect(await rig.site.get(ConsultationRig.desk, as: .councilMember).status == 200)
    }

    @Test func `what is wrong with a question is said at the field and kept`() async throws {
        let rig = try await ConsultationRig(opens: false)
        let reply = await rig.site.post(
            "/beleid/1/raadpleging/nieuw",
            form: [("titel", "Nog een"), ("vraag", ""), ("van", "2026-12-10"), ("tot", "2026-11-23")],
            as: .policyOfficer)
        #expect(reply.status == 400)
        #expect(reply.body.contains("De laatste dag ligt voor de eerste."))
        #expect(reply.body.contains("value=\"Nog een\""))
    }

    @Test func `someone reacts without an account, and everyone reads it once it was checked`() async throws {
        let rig = try await ConsultationRig()
        let sent = await rig.react(
            "Meer bankjes <script>alert(1)</script> graag", [("rol", "inwoner"), ("wijk", "n1")])
        #expect(sent.location == "/meedenken/1/bedankt")
        #expect(!(await rig.site.get("/meedenken/1").body.contains("Meer bankjes")))
        #expect(!(await rig.site.get(ConsultationRig.desk, as: .councilMember).body.contains("Meer bankjes")))
        #expect(await rig.site.get(ConsultationRig.desk, as: .policyOfficer).body.contains("Meer bankjes"))
        await rig.release(1)
        let page = await rig.site.get("/meedenken/1").body
        #expect(page.contains("Meer bankjes &lt;script&gt;alert(1)&lt;/script&gt; graag"))
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("Inwoner · Centrum"))
    }

    @Test func `a name is public only when its owner says so`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Een", [("naam", "Piet Veen")])
        await rig.react("Twee", [("naam", "Truus Veen"), ("naam-tonen", "ja")])
        await rig.release(1, 2)
        let page = await rig.site.get("/meedenken/1").body
        #expect(!page.contains("Piet Veen"))
        #expect(page.contains("Truus Veen"))
        #expect(!(await rig.site.get(ConsultationRig.desk, as: .councilMember).body.contains("Piet Veen")))
        #expect(
            await rig.site.get(ConsultationRig.desk, as: .policyOfficer).body.contains("Piet Veen (naam niet openbaar)")
        )
    }

    @Test func `a program that fills in the hidden field is thanked and kept out`() async throws {
        let rig = try await ConsultationRig()
        let reply = await rig.react("Koop nu", [("website", "https://spam.example")])
        #expect(reply.location == "/meedenken/1/bedankt")
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction") == 0)
    }

    @Test func `one address cannot pour reactions in`() async throws {
        let rig = try await ConsultationRig()
        for number in 1...12 { #expect(await rig.react("Reactie nummer \(number)").status == 303) }
        #expect(await rig.react("Reactie nummer 13").status == 429)
        rig.site.clock.move(by: .minutes(6))
        #expect(await rig.react("Reactie nummer 14").status == 303)
    }

    @Test func `a page that was sent again counts once, the same words of others count too`() async throws {
        let rig = try await ConsultationRig()
        for email in ["els@voorbeeld.example", "els@voorbeeld.example", "jan@voorbeeld.example"] {
            await rig.react("Meer bankjes", email: email)
        }
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction") == 2)
        // Who leaves no address may be anybody.
        for _ in 1...2 { await rig.react("Meer bankjes") }
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction") == 4)
    }

    @Test func `a citizen number is refused, and so are no words and too many`() async throws {
        let rig = try await ConsultationRig()
        #expect(await rig.react("Mijn nummer is 111222333").status == 400)
        #expect(await rig.react("").status == 400)
        #expect(await rig.react(String(repeating: "a", count: 3001)).status == 400)
    }

    @Test func `nobody reacts before the first day or after the last`() async throws {
        let rig = try await ConsultationRig()
        rig.site.clock.move(by: .days(18))
        let late = await rig.react("Te laat")
        #expect(late.location == "/meedenken/1")
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction") == 0)
        #expect(await rig.site.get("/meedenken/1").body.contains("Reageren kan niet meer"))
    }

    @Test func `an address counts only after its owner pressed the button`() async throws {
        let rig = try await ConsultationRig()
        let sent = await rig.react("Meer licht", email: "Els@Voorbeeld.example")
        #expect(sent.location == "/meedenken/1/bedankt?mail=ja")
        await rig.release(1)
        await rig.answer([1])
        #expect(try await rig.mails("els@voorbeeld.example", ConsultationMail.Kind.answer).isEmpty)
        let mail = try #require(try await rig.mails("els@voorbeeld.example", ConsultationMail.Kind.confirm).first)
        let path = try #require(mail.path("/meedenken/bevestigen/"))
        // Looking does not use the link up: mail scanners look.
        for _ in 1...3 { #expect(await rig.site.get(path).status == 200) }
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE email_confirmed_at IS NOT NULL") == 0)
        let confirmed = await rig.site.post(path)
        #expect(confirmed.location.hasPrefix("/meedenken/reactie/"))
        #expect(await rig.site.post(path).status == 404)
        // What was decided before the click is told after it.
        #expect(try await rig.mails("els@voorbeeld.example", ConsultationMail.Kind.answer).count == 1)
        let own = await rig.site.get(confirmed.location)
        #expect(own.body.contains("Meer licht") && own.body.contains("Daar heb je gelijk in."))
    }

    @Test func `someone takes their reaction back, until it was answered`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Toch niet", email: "els@voorbeeld.example")
        let path = try #require(
            try await rig.mails("els@voorbeeld.example", ConsultationMail.Kind.confirm).first?.path(
                "/meedenken/bevestigen/"))
        let own = await rig.site.post(path).location
        await rig.release(1)
        await rig.answer([1])
        #expect(await rig.site.post(own + "/terugnemen").status == 400)
        _ = await rig.site.post(own + "/adres-wissen")
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE email IS NOT NULL") == 0)
        await rig.react("Deze wel", email: "jan@voorbeeld.example")
        let second = try #require(
            try await rig.mails("jan@voorbeeld.example", ConsultationMail.Kind.confirm).first?.path(
                "/meedenken/bevestigen/"))
        let other = await rig.site.post(second).location
        #expect(await rig.site.post(other + "/terugnemen").status == 303)
        #expect(try await rig.text(2) == nil)
        #expect(await rig.site.get(other).status == 404)
    }

    @Test func `the number of a reaction that was taken back goes to no other`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Gelezen en weg", email: "els@voorbeeld.example")
        let path = try #require(
            try await rig.mails("els@voorbeeld.example", ConsultationMail.Kind.confirm).first?.path(
                "/meedenken/bevestigen/"))
        let own = await rig.site.post(path).location
        #expect(await rig.site.post(own + "/terugnemen").status == 303)
        await rig.react("Mevrouw Veenstra van nummer 4, door niemand gelezen")
        // The officer presses on the page they still had before them.
        let page = ConsultationRig.desk + "/reacties/1"
        let name = [("stukje", "Veenstra"), ("soort", "naam")]
        for action in ["/tonen", "/weghalen"] {
            let late = await rig.site.post(page + action, form: name, as: .policyOfficer)
            #expect(late.status == 400 && late.body.contains("intussen teruggenomen"), "\(action)")
        }
        #expect(await rig.answer([1]).body.contains("intussen teruggenomen"))
        #expect(try await rig.text(1) == nil)
        #expect(try await rig.text(2)?.contains("Veenstra") == true)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE checked_at IS NOT NULL") == 0)
        #expect(await rig.site.post(ConsultationRig.desk + "/reacties/9/tonen", as: .policyOfficer).status == 404)
    }

    @Test func `an invited guest reacts by a link of their own, and nobody else reads along`() async throws {
        let rig = try await ConsultationRig(audience: .invited)
        #expect(await rig.site.get("/meedenken/1").status == 404)
        #expect(await rig.react("Onuitgenodigd").status == 404)
        let asked = await rig.site.post(
            ConsultationRig.desk + "/uitnodigen", form: [("gasten", "Fatma Kaya, fatma@voorbeeld.example\nniets")],
            as: .policyOfficer)
        #expect(asked.status == 400)
        for _ in 1...2 {
            _ = await rig.site.post(
                ConsultationRig.desk + "/uitnodigen", form: [("gasten", "Fatma Kaya, fatma@voorbeeld.example")],
                as: .policyOfficer)
        }
        let mails = try await rig.mails("fatma@voorbeeld.example", ConsultationMail.Kind.invite)
        #expect(mails.count == 1)
        let path = try #require(mails.first?.path("/meedenken/uitnodiging/"))
        for _ in 1...2 { #expect(await rig.site.get(path).body.contains("Wat heb jij nodig?")) }
        #expect(await rig.site.post(path, form: [("reactie", "Taalles in de wijk")]).status == 303)
        await rig.release(1)
        #expect(await rig.site.get(path).body.contains("Taalles in de wijk"))
        await rig.answer([1])
        #expect(try await rig.mails("fatma@voorbeeld.example", ConsultationMail.Kind.answer).count == 1)
        #expect(await rig.site.get("/meedenken/1").status == 404)
        #expect(await rig.site.get("/meedenken/uitnodiging/onzin").status == 404)
    }

    @Test func `what was said at a meeting is typed in, one reaction for each paragraph`() async throws {
        let rig = try await ConsultationRig()
        let form = [
            ("bijeenkomst", "wijkavond"), ("dag", "2026-11-20"), ("reacties", "Eerste\nzin\n\n\nTweede"),
            ("rol", "inwoner"),
        ]
        let reply = await rig.site.post(ConsultationRig.desk + "/invoeren", form: form, as: .policyOfficer)
        #expect(reply.status == 303)
        #expect(try await rig.text(1) == "Eerste\nzin")
        #expect(try await rig.text(2) == "Tweede")
        #expect(
            await rig.site.get("/meedenken/1").body.contains(
                "gezegd op de bijeenkomst “wijkavond” van 20 november 2026"))
        let future = form.map { $0.0 == "dag" ? ("dag", "2027-01-01") : $0 }
        let wrong = await rig.site.post(ConsultationRig.desk + "/invoeren", form: future, as: .policyOfficer)
        #expect(wrong.status == 400 && wrong.body.contains("Tweede"))
    }
}
