import Community
import Core
import Services
import Storage
import Testing

@testable import Policy

/// Personal data in what people say.
struct ModerationTests {
    private static let said = "Bel mevrouw Veenstra op 0123 45 67 80, zij woont op 8681 AB nummer 4."

    private func hide(_ rig: ConsultationRig, _ form: [(String, String)], as role: Role = .policyOfficer) async
        -> TestReply
    {
        await rig.site.post(ConsultationRig.desk + "/reacties/1/weghalen", form: form, as: role)
    }

    @Test func `only what stands there can be hidden, and the rest stays as it was said`() async throws {
        let rig = try await ConsultationRig()
        await rig.react(Self.said)
        // Other words, no words, no reason and all words: the text stays whole.
        for form in [
            [("stukje", "Jansen"), ("soort", "naam")], [("stukje", ""), ("soort", "naam")],
            [("stukje", "Veenstra")], [("stukje", "Veenstra"), ("soort", "onzin")],
            [("stukje", "e"), ("soort", "naam")],
            [("stukje", String(repeating: "x", count: 201)), ("soort", "naam")],
        ] { #expect(await hide(rig, form).status == 400) }
        #expect(try await rig.text(1) == Self.said)
        #expect(await hide(rig, [("stukje", "mevrouw Veenstra"), ("soort", "naam")]).status == 303)
        #expect(await hide(rig, [("gevonden", "0123 45 67 80"), ("soort", "contact")]).status == 303)
        let shown = try await rig.text(1)
        #expect(
            shown
                == "Bel \(Reaction.marker) op \(Reaction.marker), zij woont op 8681 AB nummer 4.")
        // A whole reaction cannot be made to disappear under the name of personal data.
        await rig.react("Veenstra")
        let all = await rig.site.post(
            ConsultationRig.desk + "/reacties/2/weghalen", form: [("stukje", "Veenstra"), ("soort", "naam")],
            as: .policyOfficer)
        #expect(all.status == 400)
    }

    @Test func `officers see for a month what was hidden, others never`() async throws {
        let rig = try await ConsultationRig()
        await rig.react(Self.said)
        _ = await hide(rig, [("stukje", "mevrouw Veenstra"), ("soort", "naam")])
        await rig.release(1)
        let path = ConsultationRig.desk + "/reacties/1"
        #expect(await rig.site.get(path, as: .policyOfficer).body.contains("Veenstra"))
        for (page, role) in [
            (path, Role.councilMember), (ConsultationRig.desk, .councilMember), ("/meedenken/1", .anonymous),
        ] {
            let body = await rig.site.get(page, as: role).body
            #expect(!body.contains("Veenstra"), "\(page)")
            #expect(body.contains(Reaction.marker), "\(page)")
        }
        rig.site.clock.move(by: .days(29))
        try await rig.site.tick()
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE original IS NOT NULL") == 1)
        rig.site.clock.move(by: .days(3))
        try await rig.site.tick()
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE original IS NOT NULL") == 0)
        #expect(try await rig.text(1)?.contains(Reaction.marker) == true)
    }

    @Test func `a mistake is put back and looked at again`() async throws {
        let rig = try await ConsultationRig()
        await rig.react(Self.said)
        _ = await hide(rig, [("stukje", "nummer 4"), ("soort", "adres")])
        await rig.release(1)
        #expect(await rig.site.post(ConsultationRig.desk + "/reacties/1/terugzetten", as: .policyOfficer).status == 303)
        #expect(try await rig.text(1) == Self.said)
        #expect(!(await rig.site.get("/meedenken/1").body.contains("Bel mevrouw")))
        #expect(await rig.site.post(ConsultationRig.desk + "/reacties/1/terugzetten", as: .policyOfficer).status == 400)
    }

    @Test func `every hiding is in the log with its reason and without the words`() async throws {
        let rig = try await ConsultationRig()
        await rig.react(Self.said)
        _ = await hide(rig, [("stukje", "mevrouw Veenstra"), ("soort", "naam")])
        let details = try await rig.site.read { db in
            try db.rows("SELECT details FROM audit_event WHERE action = 'persoonsgegevens-weggehaald'").map {
                try $0("details", as: String.self)
            }
        }
        #expect(details.count == 1)
        #expect(details.first?.contains("naam") == true && details.first?.contains("Veenstra") == false)
    }

    @Test func `erasing someone takes who they are and leaves what they said`() async throws {
        let rig = try await ConsultationRig()
        let email = Role.resident.email
        await rig.react("Meer licht bij het station", email: email, [("naam", "Test Resident"), ("naam-tonen", "ja")])
        try await rig.confirm(email)
        await rig.release(1)
        _ = await hide(rig, [("stukje", "het station"), ("soort", "adres")])
        let person = Person.Identity(rig.site.id(.resident))
        let house = rig.site.town.house
        let export = try await PersonFile.export(person, house: house)
        let own = try #require(export.first { $0.name.key == "Wat je zei bij raadplegingen" })
        #expect(own.data.text.contains("Meer licht bij"))
        try await PersonFile.erase(person, by: .program("test"), house: house)
        #expect(
            try await rig.count(
                """
                SELECT COUNT(*) FROM policy_reaction WHERE name IS NOT NULL OR email IS NOT NULL
                OR person_id IS NOT NULL OR original IS NOT NULL
                """) == 0)
        #expect(await rig.site.get("/meedenken/1").body.contains("Meer licht bij"))
        #expect(!(await rig.site.get("/meedenken/1").body.contains("Test Resident")))
        await rig.answer([1])
        #expect(try await rig.mails(email, ConsultationMail.Kind.answer).isEmpty)
    }

    @Test func `addresses that nobody confirmed go after a week, authors a year after the end`() async throws {
        let rig = try await ConsultationRig()
        await rig.react("Een", email: "a@voorbeeld.example")
        await rig.react("Twee", email: "b@voorbeeld.example")
        try await rig.confirm("b@voorbeeld.example")
        rig.site.clock.move(by: .days(8))
        try await rig.site.tick()
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE email IS NOT NULL") == 1)
        try await rig.site.write { db in
            try db.run("UPDATE policy_consultation SET state = 'gesloten', closed_at = \(TestSite.start)")
        }
        rig.site.clock.move(by: .days(360))
        try await rig.site.tick()
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction WHERE email IS NOT NULL") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM policy_reaction") == 2)
    }

    @Test func `mail addresses, telephone numbers and postcodes are pointed out`() {
        let found = HiddenPart.suspects(
            in: "Mail jan@voorbeeld.example, bel +31 6 1234 5678 of kom langs op 8681 AB. In 2026 waren er 12 mensen.")
        #expect(found == ["jan@voorbeeld.example", "+31 6 1234 5678", "8681 AB"])
        #expect(HiddenPart.suspects(in: "Gewoon een zin zonder iets, met 14 mensen in 2026.").isEmpty)
    }

    @Test func `a longer piece is hidden before a part of it`() {
        let text = HiddenPart.hiding(["Jan", "Jan de Vries"], in: "Jan de Vries en Jan kwamen.")
        #expect(text == "\(Reaction.marker) en \(Reaction.marker) kwamen.")
    }

    @Test func `guests are read from lines, each address once`() {
        let (guests, wrong) = GuestList.read(
            "Jan de Vries, Jan@Voorbeeld.example\n\nels@voorbeeld.example\nPiet <piet@voorbeeld.example>\njan@voorbeeld.example\nzomaar"
        )
        #expect(
            guests == [
                .init(name: "Jan de Vries", email: "jan@voorbeeld.example"),
                .init(name: "els", email: "els@voorbeeld.example"),
                .init(name: "Piet", email: "piet@voorbeeld.example"),
            ])
        #expect(wrong == ["zomaar"])
    }

    @Test func `paragraphs are reactions`() {
        #expect(ReactionForm.paragraphs("Een\r\nnog een\r\n \r\nTwee\n\n\n") == ["Een\nnog een", "Twee"])
        #expect(ReactionForm.paragraphs(" \n\n").isEmpty)
    }
}
