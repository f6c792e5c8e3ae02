import Community
import Core
import Foundation
import Services
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// Fieldwork on the calendar: from the set-up on day 0 to closing on day 28.
struct FieldworkTests {
    @Test func `the whole calendar, from day 0 to day 28`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let survey = try await rig.survey()
        #expect(survey.state == .field && survey.version != nil)
        #expect(survey.remindsOn == Day(iso: "2026-12-01") && survey.closesOn == Day(iso: "2026-12-22"))
        for name in ["anna", "bert", "cor"] {
            #expect(try await rig.kinds("\(name)@voorbeeld.example") == ["enquete-uitnodiging"])
        }
        let token = try await rig.token("anna@voorbeeld.example")
        let mail = try #require(try await rig.site.mails(to: "anna@voorbeeld.example").first)
        #expect(mail.state == .sent && mail.messageID.hasSuffix("@inzet.test"))
        // The outbox forgets the link once it has left.
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM mail WHERE secret = \(false)") } == 0)
        let made = try await rig.site.read { [house = rig.house, id = rig.id] db in
            let survey = try #require(try Survey.find(id, in: db))
            let anna = try #require(try Address.find(number: 1, of: survey, in: db))
            return try FieldworkMail(house, survey, in: db).mail(.invitation, to: anna)
        }
        #expect(made?.unsubscribeURL == TestSite.origin + "/vragenlijst/\(token)/niet-meedoen")
        #expect(made?.plainText.contains(TestSite.origin + "/vragenlijst/\(token)\n") == true)

        try await rig.turnOut(.answered, "anna@voorbeeld.example")
        try await rig.move(.days(6))
        #expect(try await rig.site.mails().filter { $0.kind == "enquete-herinnering" }.isEmpty)
        try await rig.move(.days(1))
        #expect(try await rig.kinds("anna@voorbeeld.example") == ["enquete-uitnodiging"])
        #expect(try await rig.kinds("bert@voorbeeld.example") == ["enquete-uitnodiging", "enquete-herinnering"])
        for _ in 0..<5 { try await rig.move(.hours(12)) }
        #expect(try await rig.kinds("bert@voorbeeld.example").count == 2)

        // The last day is open until its end on the Dutch clock, and not a minute longer.
        let end = DutchTime.moment(try #require(survey.closesOn) + 1)
        try await rig.move(end - .minutes(6) - rig.site.clock.now)
        #expect(try await rig.survey().state == .field)
        #expect(try await rig.survey().takesAnswers(at: end - .seconds(1)))
        #expect(try await !rig.survey().takesAnswers(at: end))
        try await rig.move(.minutes(7))
        #expect(try await rig.survey().state == .closed)
        #expect(try await rig.site.mails().filter { $0.kind.hasPrefix("enquete-") }.count == 5)
    }

    @Test func `nothing opens before it is ready, and ready can be taken back`() async throws {
        let rig = try await FieldRig()
        let early = await rig.site.post(rig.path("opzet/klaar"), as: .researcher)
        #expect(early.status == 400)
        #expect(await rig.save().status == 303)
        try await rig.paste(FieldRig.three)
        #expect(await rig.site.post(rig.path("opzet/klaar"), as: .researcher).status == 303)
        #expect(await rig.save().status == 400)
        #expect(await rig.site.post(rig.path("opzet/terug"), as: .researcher).status == 303)
        try await rig.move(.days(3))
        #expect(try await rig.survey().state == .draft)
        #expect(try await rig.site.mails().filter { $0.kind.hasPrefix("enquete-") }.isEmpty)
    }

    @Test func `a wrong set-up says so at the field and keeps what was typed`() async throws {
        let rig = try await FieldRig()
        let reply = await rig.save(.linked, [("laatste", "2026-11-24"), ("doel", "Mijn eigen doel")])
        #expect(reply.status == 400)
        #expect(reply.body.contains("veld-laatste-fout") && reply.body.contains("Mijn eigen doel"))
    }

    @Test func `what ties an answer to an address is fixed once it is open`() async throws {
        let rig = try await FieldRig()
        try await rig.open(.anonymous)
        #expect(await rig.save(.linked).status == 400)
        #expect(await rig.site.post(rig.path("opzet/terug"), as: .researcher).status == 400)
        #expect(try await rig.survey().mode == .anonymous)
        #expect(await rig.site.post(rig.path("adressen/1/verwijderen"), as: .researcher).status == 400)
        try await rig.turnOut(.started, "anna@voorbeeld.example")
        try await rig.turnOut(.answered, "anna@voorbeeld.example")
        // The log knows that there was an invitation and nothing of an answer.
        #expect(try await rig.log("anna@voorbeeld.example").map(\.kind) == [.invited])
        #expect(try await rig.address("anna@voorbeeld.example").outcome == .complete)
    }

    @Test func `on name the log says when`() async throws {
        let rig = try await FieldRig()
        try await rig.open(.linked)
        try await rig.move(.minutes(1))
        try await rig.turnOut(.started, "anna@voorbeeld.example")
        try await rig.move(.minutes(1))
        try await rig.turnOut(.answered, "anna@voorbeeld.example")
        try await rig.turnOut(.started, "anna@voorbeeld.example")
        #expect(try await rig.log("anna@voorbeeld.example").map(\.kind) == [.invited, .started, .answered])
    }

    @Test func `two programs that invite at once send one mail each`() async throws {
        let rig = try await FieldRig()
        let list = (1...1200).map { "Mens \($0) <mens\($0)@voorbeeld.example>" }.joined(separator: "\n")
        await rig.save()
        try await rig.paste(list)
        try await rig.site.tick()
        #expect(try await rig.addresses().count == 1200)
        let now = DutchTime.moment(try #require(Day(iso: "2026-11-24")), minute: 9 * 60)
        try await rig.site.write { [id = rig.id, house = rig.house] db in
            let survey = try #require(try Survey.find(id, in: db))
            #expect(try OpenSurvey(house: house).open(survey, now: now, in: db))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { try await FieldworkJob(house: rig.house).run(only: rig.id, now: now) }
            }
            try await group.waitForAll()
        }
        let sent = try await rig.site.read { db in
            try db.first(
                "SELECT COUNT(*) AS amount, COUNT(DISTINCT recipient) AS people FROM mail WHERE kind = 'enquete-uitnodiging'"
            )
        }
        #expect(try sent?("amount", as: Int.self) == 1200 && sent?("people", as: Int.self) == 1200)
        let logged = try await rig.site.read { [id = rig.id] db in
            try db.count("SELECT COUNT(*) FROM survey_contact WHERE survey_id = \(id)")
        }
        #expect(logged == 1200)
    }

    @Test func `mail that comes back is seen, a forged report is not believed`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let mail = try #require(try await rig.site.mails(to: "bert@voorbeeld.example").first)
        let bounces = Bounces(house: rig.house)
        let now = rig.site.clock.now
        let forged = Self.report("niet-van-ons@inzet.test", to: "bert@voorbeeld.example")
        #expect(try await !bounces.take(forged, now: now))
        #expect(try await bounces.take(Self.report(mail.messageID, to: "anna@voorbeeld.example"), now: now))
        #expect(try await rig.addresses().allSatisfy { $0.outcome == .silence })
        // A temporary trouble is no bounce.
        #expect(
            try await bounces.take(Self.report(mail.messageID, to: "bert@voorbeeld.example", status: "4.4.1"), now: now)
        )
        #expect(try await rig.address("bert@voorbeeld.example").outcome == .silence)
        #expect(try await bounces.take(Self.report(mail.messageID, to: "bert@voorbeeld.example"), now: now))
        #expect(try await rig.address("bert@voorbeeld.example").outcome == .undelivered)
        try await rig.move(.days(7))
        #expect(try await rig.kinds("bert@voorbeeld.example") == ["enquete-uitnodiging"])
        // With another address the invitation goes out again.
        let fixed = await rig.site.post(
            rig.path("adressen/2/wijzigen"),
            form: [("naam", "Bert Dam"), ("email", "bert.dam@voorbeeld.example"), ("taal", "nl")], as: .researcher)
        #expect(fixed.status == 303)
        try await rig.site.tick()
        #expect(try await rig.kinds("bert.dam@voorbeeld.example").contains("enquete-uitnodiging"))
        #expect(try await rig.address("bert.dam@voorbeeld.example").outcome == .silence)
    }

    private static func report(_ message: String, to recipient: String, status: String = "5.1.1") -> [UInt8] {
        Array(
            """
            From: MAILER-DAEMON@mx.example\r
            To: noreply@inzet.test\r
            Subject: Undelivered Mail Returned to Sender\r
            MIME-Version: 1.0\r
            Content-Type: multipart/report; report-type=delivery-status; boundary="XX"\r
            \r
            --XX\r
            Content-Type: text/plain\r
            \r
            I'm sorry.\r
            --XX\r
            Content-Type: message/delivery-status\r
            \r
            Reporting-MTA: dns; mx.example\r
            \r
            Final-Recipient: rfc822; \(recipient)\r
            Action: failed\r
            Status: \(status)\r
            \r
            --XX\r
            Content-Type: text/rfc822-headers\r
            \r
            Message-ID: <\(message)>\r
            Subject: Wil je meedoen?\r
            \r
            --XX--\r
            """.utf8)
    }

    @Test func `the words of a mail can be changed, looked at and tried`() async throws {
        let rig = try await FieldRig()
        await rig.save()
        let path = rig.path("veldwerk/mails/uitnodiging/nl")
        let wrong = await rig.site.post(
            path, form: [("onderwerp", "Doe mee"), ("tekst", "Dag {{voornaam}}, doe mee.")], as: .researcher)
        #expect(wrong.status == 400 && wrong.body.contains("Dag {{voornaam}}, doe mee."))
        let right = await rig.site.post(
            path, form: [("onderwerp", "Doe mee"), ("tekst", "Dag {{naam}}, doe mee.")], as: .researcher)
        #expect(right.status == 303)
        #expect(await rig.site.post(path + "/proef", as: .researcher).status == 303)
        let mail = try #require(try await rig.site.mails(to: Role.researcher.email).last)
        #expect(mail.subject == "Doe mee" && mail.text.contains("Dag Test Researcher, doe mee."))
    }

    @Test func `everyone sees what is theirs`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        for page in ["opzet", "adressen", "adressen/1", "adressen/toevoegen", "veldwerk/mails"] {
            #expect(await rig.site.get(rig.path(page), as: .researcher).status == 200, "\(page)")
            for role in [Role.broker, .councilMember, .otherBroker, .administrator, .manager] {
                #expect(await rig.site.get(rig.path(page), as: role).status == 404, "\(page) \(role)")
            }
            #expect(await rig.site.get(rig.path(page)).status == 303)
        }
        #expect(await rig.site.get(rig.path("veldwerk"), as: .broker).status == 200)
        #expect(await rig.site.get(rig.path("veldwerk"), as: .councilMember).status == 404)
        #expect(await rig.site.get(rig.path("respons"), as: .councilMember).status == 200)
        #expect(await rig.site.get(rig.path("respons"), as: .otherBroker).status == 404)
    }

    /// Fifty thousand people in under a minute on a build as people run it. What makes that so is tested on every build: the
    /// statements of a batch are as many for five hundred people as for one.
    @Test func `a large survey goes out fast`() async throws {
        #if DEBUG
            let count = 2000
        #else
            let count = 50_000
        #endif
        let rig = try await FieldRig()
        await rig.save()
        let now = DutchTime.moment(try #require(Day(iso: "2026-11-24")), minute: 9 * 60)
        try await rig.site.write { [id = rig.id, house = rig.house] db in
            let survey = try #require(try Survey.find(id, in: db))
            let people = (0..<count).map { NewAddress(name: "Mens \($0)", email: "mens\($0)@voorbeeld.example") }
            try AddressBook.add(people, to: survey, source: .file, vault: house.vault, now: now, in: db)
            #expect(try OpenSurvey(house: house).open(survey, now: now, in: db))
        }
        rig.site.database.statements.start()
        let start = SystemClock().now
        try await FieldworkJob(house: rig.house).run(only: rig.id, now: now)
        let seconds = Double((SystemClock().now - start).milliseconds) / 1000
        let statements = rig.site.database.statements.stop().count
        print(
            "\(count) invitations in the outbox after \(seconds) s (bound for 50,000: 60 s), \(statements) statements.")
        #expect(statements < 60 * (count / Mailing.batch + 2))
        #if !DEBUG
            #expect(seconds < 60)
        #endif
        let sent = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM mail WHERE kind = 'enquete-uitnodiging'")
        }
        #expect(sent == count)
    }
}
