import App
import Community
import Core
import Formats
import Foundation
import Services
import Storage
import Testing
import Web

struct StaffSignInTests {
    @Test func passwordAndCodeOpenTheDoor() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        let browser = Browser(site)
        let step = await person.password(browser, back: "/beheer/post")
        #expect(browser.session == nil)
        #expect(await browser.get("/beheer").status == 303)
        let reply = await browser.post(
            "/inloggen/medewerker/code",
            [("stap", try #require(step.hidden("stap"))), ("code", person.code(at: site.clock.now))])
        #expect(reply.location == "/beheer/post")
        #expect(await browser.get("/beheer").status == 200)
    }

    @Test func anOldHashIsRenewedAtSignIn() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        // The password of `StaffPerson` with 8 MiB and one pass.
        let old = "$argon2id$v=19$m=8192,t=1,p=1$Aufj+T9Bg6Ck6rHTF2156A$SQKMYslL6f7CwfpIDTtkjUC2MOdHQjnht31JRtaJAFE"
        try await site.write { db in
            try db.run(
                "UPDATE credential SET password_hash = \(old) WHERE person_id = (SELECT id FROM person WHERE email = \(person.email))"
            )
        }
        func hash() async throws -> String? {
            try await site.read { db in
                try db.value(
                    "SELECT password_hash FROM credential WHERE person_id = (SELECT id FROM person WHERE email = \(person.email))"
                )
            }
        }
        _ = await person.password(Browser(site), "een fout wachtwoord")
        #expect(try await hash() == old)
        let step = await person.password(Browser(site))
        #expect(step.hidden("stap") != nil)
        let renewed = try #require(try await hash())
        #expect(renewed.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(await person.password(Browser(site)).hidden("stap") != nil)
        #expect(try await hash() == renewed)
    }

    @Test func allRefusalsReadTheSame() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        func refusal(_ email: String, _ password: String = "een fout wachtwoord") async -> (Int, String) {
            let reply = await Browser(site).post("/inloggen/medewerker", [("email", email), ("wachtwoord", password)])
            var body = reply.body.replacing(email, with: "*")
            for field in ["_csrf", "_sleutel"] { body = body.replacing(reply.hidden(field) ?? "?", with: "*") }
            return (reply.status, body)
        }
        let wrong = await refusal(person.email)
        #expect(wrong.0 == 400)
        let others = [
            await refusal("niemand@test.example"), await refusal("resident@test.example"),
            await refusal("broker@test.example"),
            await refusal("geen-adres"),
        ]
        for other in others { #expect(other.0 == wrong.0 && other.1 == wrong.1) }
        for _ in 0..<5 { _ = await refusal(person.email) }
        let locked = await refusal(person.email, StaffPerson.password)
        #expect(locked.0 == wrong.0 && locked.1 == wrong.1)
    }

    @Test func refusalsTakeAsLongForUnknownAddresses() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        func time(_ email: String) async -> Duration {
            await ContinuousClock().measure {
                _ = await Browser(site).post(
                    "/inloggen/medewerker", [("email", email), ("wachtwoord", "een fout wachtwoord")])
            }
        }
        let known = await time(person.email)
        let unknown = await time("niemand@test.example")
        #expect(min(known, unknown) >= .milliseconds(250))
    }

    @Test func theLogNamesNoUnknownAddress() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        _ = await Browser(site).post(
            "/inloggen/medewerker", [("email", "geheim@test.example"), ("wachtwoord", "ookgeheim123")])
        _ = await person.password(Browser(site), "een fout wachtwoord")
        let rows = try await site.read { db in
            try db.rows("SELECT * FROM audit_event WHERE action = 'inloggen-mislukt' ORDER BY seq").map {
                $0.values.map { "\($0)" }.joined()
            }
        }
        #expect(rows.count == 2)
        #expect(rows[0].contains("onbekend"))
        #expect(!rows.joined().contains("geheim"))
    }

    @Test func guessingLocksTheAccountLongerAndLonger() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        func isOpen() async -> Bool { await person.password(Browser(site)).status == 200 }
        func guess() async { _ = await person.password(Browser(site), "een fout wachtwoord") }
        for _ in 0..<4 { await guess() }
        #expect(await isOpen())
        await guess()
        #expect(await !isOpen())
        site.clock.move(by: .seconds(61))
        #expect(await isOpen())
        await guess()
        site.clock.move(by: .seconds(61))
        #expect(await !isOpen())
        site.clock.move(by: .seconds(61))
        #expect(await isOpen())
        let failures = try await site.read { db in try db.count("SELECT MAX(failures) FROM credential") }
        #expect(failures == 6)
    }

    @Test func aFloodOfGuessesMeetsTheLockToo() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = await person.password(Browser(site), "een fout wachtwoord") } }
        }
        let failures = try await site.read { db in try db.count("SELECT MAX(failures) FROM credential") }
        #expect(failures == 5)
        let log = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM audit_event WHERE action = 'inloggen-mislukt' AND result = 'op slot'")
        }
        #expect(log == 15)
    }

    @Test func aCodeWorksOnce() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        let code = person.code(at: site.clock.now)
        func enter(_ code: String) async throws -> TestReply {
            let browser = Browser(site)
            let step = await person.password(browser)
            return await browser.post(
                "/inloggen/medewerker/code", [("stap", try #require(step.hidden("stap"))), ("code", code)])
        }
        #expect(try await enter(code).status == 303)
        #expect(try await enter(code).status == 400)
        site.clock.move(by: .seconds(30))
        #expect(try await enter(code).status == 400)
        #expect(try await enter(person.code(at: site.clock.now)).status == 303)
    }

    @Test func wrongCodesLockTheAccount() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        let browser = Browser(site)
        let token = try #require(await person.password(browser).hidden("stap"))
        let right = person.code(at: site.clock.now)
        let wrong = right == "000000" ? "000001" : "000000"
        for _ in 0..<5 { _ = await browser.post("/inloggen/medewerker/code", [("stap", token), ("code", wrong)]) }
        #expect(await browser.post("/inloggen/medewerker/code", [("stap", token), ("code", right)]).status == 400)
        #expect(browser.session == nil)
    }

    @Test func theStepExpiresAndIsUsedOnce() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        let browser = Browser(site)
        let token = try #require(await person.password(browser).hidden("stap"))
        site.clock.move(by: .minutes(5))
        let late = await browser.post(
            "/inloggen/medewerker/code", [("stap", token), ("code", person.code(at: site.clock.now))])
        #expect(late.status == 400)
        #expect(browser.session == nil)
        let fresh = try #require(await person.password(browser).hidden("stap"))
        _ = await browser.post(
            "/inloggen/medewerker/code", [("stap", fresh), ("code", person.code(at: site.clock.now))])
        #expect(browser.session != nil)
        site.clock.move(by: .minutes(1))
        let other = Browser(site)
        _ = await other.post("/inloggen/medewerker/code", [("stap", fresh), ("code", person.code(at: site.clock.now))])
        #expect(other.session == nil)
    }

    @Test func aRecoveryCodeWorksOnce() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        func enter(_ code: String) async throws -> Int {
            let browser = Browser(site)
            let step = await person.password(browser)
            return await browser.post(
                "/inloggen/medewerker/code", [("stap", try #require(step.hidden("stap"))), ("herstelcode", code)]
            ).status
        }
        #expect(try await enter("aaaaa-aaaaa") == 400)
        #expect(try await enter(person.paper[3].uppercased().replacing("-", with: " ")) == 303)
        #expect(try await enter(person.paper[3]) == 400)
        #expect(try await enter(person.paper[4]) == 303)
        #expect(try await site.mails(to: person.email).filter { $0.kind == "inlogbericht" }.count == 3)
        let plain = try await site.read { db in
            try db.rows("SELECT hash FROM recovery_code").map { try $0("hash", as: String.self) }
        }
        #expect(plain.count == 10 && plain.allSatisfy { $0.hasPrefix("$argon2id$") })
    }

    @Test func secretsOfOneKindOpenNothingElse() async throws {
        let site = try await TestSite()
        let person = try await StaffPerson.enrol(site)
        site.clock.move(by: .minutes(2))
        let step = try #require(await person.password(Browser(site)).hidden("stap"))
        _ = await Browser(site).post("/inloggen", [("email", person.email)])
        let link = try #require(try await site.mails(to: person.email).last?.path("/inloggen/link/"))
        let secret = String(link.dropFirst("/inloggen/link/".count))
        let browser = Browser(site)
        #expect(await browser.post("/inloggen/link/\(step)").status == 404)
        #expect(await browser.get("/inloggen/uitnodiging/\(secret)").status == 404)
        for path in ["code", "instellen", "klaar"] {
            for token in [secret, path == "code" ? "" : step] {
                #expect(
                    await browser.post(
                        "/inloggen/medewerker/\(path)", [("stap", token), ("code", person.code(at: site.clock.now))]
                    )
                    .status == 400)
            }
        }
        #expect(browser.session == nil)
    }
}
