import App
import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

struct ApplicationTests {
    @Test func aResidentAppliesAndIsPlaced() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 2)
        #expect(await rig.site.get("/vacatures/1/reageren").status == 200)
        let page = try await rig.apply()
        let shown = await rig.site.get(page)
        #expect(shown.status == 200)
        #expect(shown.body.contains("aria-current=\"step\">Ontvangen"))
        #expect(try await rig.site.mails(to: Role.member.email).count == 1)
        #expect(try await rig.site.mails(to: Role.manager.email).count == 1)
        #expect(try await rig.site.mails(to: Role.stranger.email).isEmpty)

        #expect(await rig.answer(1, "uitnodigen", text: "Kom langs, {{naam}}.").status == 303)
        let talking = try await rig.application()
        #expect(talking.state == .talking)
        #expect(talking.answeredAt != nil)
        let invitation = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "reactie-gesprek")
        #expect(invitation.text.contains("Kom langs, Sanne de Vries."))
        // Each later mail has a link of its own to the same page.
        #expect(await rig.site.get(try #require(invitation.path("/reactie/"))).status == 200)

        #expect(await rig.answer(1, "plaatsen").status == 303)
        #expect(try await rig.application().isActivePlacement)
        let certificate = await rig.site.get(page + "/bewijs")
        #expect(certificate.body.contains("Bewijs van inzet"))
        #expect(certificate.body.contains("Sanne de Vries"))

        #expect(await rig.site.post(page + "/stoppen", form: [("reden", "verhuisd")]).status == 303)
        #expect(try await rig.application().stoppedAt != nil)
        let actions = try await rig.site.read { db in
            try db.rows("SELECT action FROM audit_event ORDER BY seq").map { try $0("action", as: String.self) }
        }
        for action in [
            "reactie-ingevuld", "reactie-bevestigd", "reactie-gesprek", "reactie-geplaatst", "plaatsing-gestopt",
        ] {
            #expect(actions.contains(action))
        }
    }

    @Test func lookingNeverConfirms() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        _ = await rig.site.post("/vacatures/1/reageren", form: rig.form())
        let link = try #require(try await rig.site.mails().last?.path("/reactie/bevestigen/"))
        for _ in 0..<3 {
            let looked = await rig.site.get(link)
            #expect(looked.status == 200)
            #expect(looked.body.contains("Ik help graag."))
        }
        #expect(try await rig.application().state == .unconfirmed)
        // Nobody else knows of it yet.
        #expect(await rig.site.get("/organisatie/1/reacties/1", as: .member).status == 404)
        #expect(await rig.site.post(link).status == 303)
        #expect(try await rig.application().state == .received)
        #expect(await rig.site.post(link).status == 404)
        #expect(await rig.site.get(link).status == 404)
    }

    @Test func faultsKeepWhatWasTyped() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let reply = await rig.site.post(
            "/vacatures/1/reageren",
            form: [("naam", "Sanne <b>de</b> Vries"), ("email", "geen adres"), ("bericht", "Ik wil.")])
        #expect(reply.status == 400)
        #expect(reply.body.contains("Sanne &lt;b&gt;de&lt;/b&gt; Vries"))
        #expect(reply.body.contains("Ik wil."))
        #expect(!reply.body.contains("<b>de"))
        let number = await rig.site.post("/vacatures/1/reageren", form: rig.form(message: "Mijn nummer is 111222333."))
        #expect(number.status == 400)
        #expect(await rig.site.get("/vacatures/99/reageren").status == 404)
    }

    @Test func whoIsSignedInIsConfirmedAtOnceAndOnlyOnce() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let form = rig.form("Test Resident", Role.resident.email)
        let sent = await rig.site.post("/vacatures/1/reageren", form: form, as: .resident)
        #expect(sent.location == "/mijn/reacties/1")
        #expect(try await rig.application().state == .received)
        let again = await rig.site.post("/vacatures/1/reageren", form: form, as: .resident)
        #expect(again.status == 200)
        #expect(again.body.contains("/mijn/reacties/1"))
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application") } == 1)
        #expect(await rig.site.get("/mijn/reacties", as: .resident).body.contains("Taalmaatje"))
        #expect(await rig.site.get("/mijn/reacties/1", as: .resident).status == 200)
        #expect(await rig.site.get("/mijn/reacties/1", as: .neighbour).status == 404)
        #expect(
            await rig.site.post("/mijn/reacties/1/intrekken", form: [("reden", "anders")], as: .neighbour).status == 404
        )
        // Signed in, but with another address: that one must be confirmed first.
        _ = await rig.site.post("/vacatures/1/reageren", form: rig.form(), as: .neighbour)
        #expect(try await rig.application(2).state == .unconfirmed)
    }

    @Test func applyingTwiceMakesNoSecondApplication() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        async let first = rig.site.post("/vacatures/1/reageren", form: rig.form())
        async let second = rig.site.post("/vacatures/1/reageren", form: rig.form())
        #expect(await first.status == 303)
        #expect(await second.status == 303)
        #expect(try await rig.site.mails().count == 1)
        // Other words: the newer mail counts, the older link is dead.
        let old = try #require(try await rig.site.mails().last?.path("/reactie/bevestigen/"))
        rig.site.clock.move(by: .seconds(1))
        _ = await rig.site.post("/vacatures/1/reageren", form: rig.form(message: "Toch andere woorden."))
        #expect(await rig.site.post(old).status == 404)
        let new = try #require(try await rig.site.mails().last?.path("/reactie/bevestigen/"))
        #expect(await rig.site.post(new).status == 303)
        #expect(try await rig.application().message == "Toch andere woorden.")
        // A stranger who types the address sees the same page as always; the owner gets the link.
        let third = await rig.site.post("/vacatures/1/reageren", form: rig.form("Iemand anders"))
        #expect(third.location == "/vacatures/1/reageren/mail")
        let mail = try await rig.lastMail(to: "sanne@voorbeeld.nl", kind: "reactie-bestaat")
        #expect(await rig.site.get(try #require(mail.path("/reactie/"))).status == 200)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application") } == 1)
    }

    @Test func twoLinksForOneVacancyConfirmOnce() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        _ = await rig.site.post("/vacatures/1/reageren", form: rig.form("Test Resident", Role.resident.email))
        let link = try #require(try await rig.site.mails().last?.path("/reactie/bevestigen/"))
        // The same person applies signed in before the click.
        let signedIn = await rig.site.post(
            "/vacatures/1/reageren", form: rig.form("Test Resident", Role.resident.email), as: .resident)
        #expect(signedIn.status == 303)
        let late = await rig.site.post(link)
        #expect(late.status == 404 || late.location.hasPrefix("/reactie/"))
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application") } == 1)
    }

    @Test func anotherOrganisationSeesNothing() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        _ = try await rig.apply()
        #expect(await rig.site.get("/organisatie/1/reacties/1", as: .member).status == 200)
        for path in ["/organisatie/1/reacties", "/organisatie/1/reacties/1", "/organisatie/2/reacties/1"] {
            #expect(await rig.site.get(path, as: .stranger).status == 404)
        }
        let forms: [(String, String)] = [("actie", "afwijzen"), ("reden", "vol"), ("tekst", "Nee.")]
        #expect(await rig.site.post("/organisatie/2/reacties/1", form: forms, as: .stranger).status == 404)
        #expect(await rig.site.get("/organisatie/2/reacties", as: .stranger).body.contains("Sanne") == false)
        let bulk = await rig.site.post(
            "/organisatie/2/reacties/afwijzen", form: [("nummer", "1"), ("reden", "vol"), ("tekst", "Nee.")],
            as: .stranger)
        #expect(bulk.status == 303)
        #expect(try await rig.application().state == .received)
    }

    @Test func aSecretOpensItsOwnApplicationOnly() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(places: 3)
        let one = try await rig.apply()
        let two = try await rig.apply(to: 1, "Piet Jansen", "piet@voorbeeld.nl")
        #expect(one != two)
        #expect(await rig.site.get(two).body.contains("Sanne") == false)
        #expect(await rig.site.get("/reactie/1").status == 404)
        #expect(await rig.site.get("/reactie/" + Secret.make()).status == 404)
        #expect(
            await rig.site.post("/reactie/" + Secret.make() + "/intrekken", form: [("reden", "anders")]).status == 404)
        let mail = try await rig.site.mails(to: "piet@voorbeeld.nl").first { $0.kind == "reactie-bevestigen" }
        let confirm = try #require(mail?.path("/reactie/bevestigen/"))
        // A secret for one purpose is worth nothing for another.
        #expect(await rig.site.get("/reactie/" + (confirm.split(separator: "/").last ?? "")).status == 404)
        // Only the hash is stored.
        let secret = one.split(separator: "/").last.map(String.init) ?? ""
        #expect(
            try await rig.site.read { try $0.count("SELECT COUNT(*) FROM application WHERE secret_hash = \(secret)") }
                == 0)
    }

    @Test func addressesAreShownWhenTheApplicantWants() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let page = try await rig.apply(extra: [("telefoon", "06 1234 5678")])
        let path = "/organisatie/1/reacties/1"
        let hidden = await rig.site.get(path, as: .member).body
        #expect(!hidden.contains("sanne@voorbeeld.nl") && !hidden.contains("06 1234 5678"))
        for mail in try await rig.site.mails(to: Role.member.email) {
            #expect(!mail.text.contains("sanne@voorbeeld.nl"))
        }
        _ = await rig.site.post(page + "/contact", form: [("delen", "ja")])
        #expect(await rig.site.get(path, as: .member).body.contains("sanne@voorbeeld.nl"))
        _ = await rig.site.post(page + "/contact", form: [("delen", "nee")])
        #expect(!(await rig.site.get(path, as: .member).body.contains("sanne@voorbeeld.nl")))
    }

    @Test func farAwayAndManyADayAskForASecondThought() async throws {
        let rig = try await ApplyRig()
        for number in 1...3 { try await rig.addVacancy(number, title: "Werk \(number)") }
        let far = rig.form(extra: [("postcode", "9912 AB")])
        let warned = await rig.site.post("/vacatures/1/reageren", form: far)
        #expect(warned.status == 200)
        #expect(warned.body.contains("Toch versturen"))
        #expect(try await rig.site.mails().isEmpty)
        #expect(await rig.site.post("/vacatures/1/reageren", form: far + [("toch", "ja")]).status == 303)
        #expect(try await rig.application().distance.map { $0 > 30_000 } == true)

        let form = rig.form("Test Resident", Role.resident.email)
        for number in 1...2 {
            #expect(await rig.site.post("/vacatures/\(number)/reageren", form: form, as: .resident).status == 303)
        }
        let third = await rig.site.post("/vacatures/3/reageren", form: form, as: .resident)
        #expect(third.status == 200)
        #expect(third.body.contains("Toch versturen"))
        #expect(
            await rig.site.post("/vacatures/3/reageren", form: form + [("toch", "ja")], as: .resident).status == 303)
        // Without an account the warning stands behind the mail, where only the owner of the address sees it.
        for number in 1...2 { _ = try await rig.apply(to: number, "Piet", "piet@voorbeeld.nl") }
        #expect(await rig.site.post("/vacatures/3/reageren", form: rig.form("Piet", "piet@voorbeeld.nl")).status == 303)
        let mail = try await rig.lastMail(to: "piet@voorbeeld.nl", kind: "reactie-bevestigen")
        #expect(await rig.site.get(try #require(mail.path("/reactie/bevestigen/"))).body.contains("Toch versturen"))
    }

    @Test func anAddressCannotBeFloodedWithMail() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        var refused = 0
        for number in 0..<14 {
            let reply = await rig.site.post("/vacatures/1/reageren", form: rig.form(message: "Bericht \(number)"))
            if reply.status == 429 { refused += 1 }
        }
        #expect(try await rig.site.mails(to: "sanne@voorbeeld.nl").count == 10)
        #expect(refused == 4)
        rig.site.clock.move(by: .seconds(86_401))
        #expect(await rig.site.post("/vacatures/1/reageren", form: rig.form()).status == 303)
    }

    @Test func namesCannotAddHeadersToMail() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy(title: "Werk\r\nBcc: allen@voorbeeld.nl")
        let evil = await rig.site.post(
            "/vacatures/1/reageren", form: rig.form("Sanne\r\nBcc: allen@voorbeeld.nl", "sanne@voorbeeld.nl"))
        #expect(evil.status == 400)
        _ = try await rig.apply()
        for mail in try await rig.site.mails() {
            #expect(!mail.subject.contains { $0.isNewline })
            #expect(!mail.recipientName.contains { $0.isNewline })
        }
        try await rig.site.tick()
        #expect(try await rig.site.mails().allSatisfy { $0.lastError == nil })
    }

    @Test func wordsOfPeopleNeverBecomeMarkup() async throws {
        let rig = try await ApplyRig()
        try await rig.addVacancy()
        let evil = "<script>alert(1)</script>"
        let page = try await rig.apply(to: 1, evil, "sanne@voorbeeld.nl")
        _ = await rig.site.post(page + "/bericht", form: [("tekst", evil)])
        _ = await rig.answer(1, "afwijzen", text: evil, reason: "anders")
        for (path, role) in [
            (page, Role.anonymous), ("/organisatie/1/reacties/1", .member),
            ("/organisatie/1/reacties?status=niet-doorgegaan", .member),
        ] {
            let body = await rig.site.get(path, as: role).body
            #expect(body.contains("&lt;script&gt;"))
            #expect(!body.contains(evil))
        }
        #expect(try await rig.site.mails().allSatisfy { !$0.html.contains(evil) })
    }
}
