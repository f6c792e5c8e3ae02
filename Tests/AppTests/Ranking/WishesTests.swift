import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

@testable import Brokerage

struct WishesTests {
    private static let full = Query([
        ("leuk", "zorg"), ("leuk", "natuur"), ("met", "ouderen"), ("liever-niet", "kinderen"), ("kan", "koken"),
        ("zoekt", "gezelligheid"), ("moment", "di-ochtend"), ("moment", "za-middag"), ("hoe-vaak", "licht"),
        ("plaats", "9901"), ("afstand", "10"), ("taal", "nl"), ("geboren", "1980"), ("zonder", "vog"),
    ])

    @Test func `address and JSON say the same`() {
        let wishes = Wishes(Self.full)
        #expect(wishes.query.pairs.count == Self.full.pairs.count)
        #expect(Wishes(wishes.query) == wishes)
        #expect(Wishes(json: wishes.json) == wishes)
        #expect(Wishes(text: wishes.json.text) == wishes)
        #expect(Wishes(Query()).isEmpty && Wishes().query.pairs.isEmpty)
    }

    @Test func `no group is liked and refused at once`() {
        let wishes = Wishes(Query([("met", "ouderen"), ("met", "dieren"), ("liever-niet", "ouderen")]))
        #expect(wishes.likes == [.dieren] && wishes.refuses == [.ouderen])
        #expect(Wishes(Query([("met", "iedereen"), ("liever-niet", "iedereen")])).isEmpty)
    }

    @Test func `whatever comes in an address or in JSON, wishes stay within bounds`() {
        var random = Seeded(seed: 99)
        let pieces =
            Self.full.pairs.map(\.value) + ["", "\0", "é", "999999999999999999999", "-1", "ma-", "\u{202E}", "<b>"]
        for _ in 0..<4000 {
            var query = Query()
            for _ in 0..<random.int(0...30) {
                let name = random.pick(Wishes.Name.all + ["x", ""]) ?? ""
                let value =
                    random.chance(5)
                    ? String(repeating: "a", count: random.int(0...3000)) : random.pick(pieces) ?? ""
                query.append(name, value)
            }
            let wishes = Wishes(query)
            Self.expectSound(wishes)
            // What was read once is read the same again.
            #expect(Wishes(wishes.query) == wishes)
            #expect(Wishes(text: wishes.json.text) == wishes)
        }
        let text = Array(Wishes(Self.full).json.text.utf8)
        var read = 0
        for _ in 0..<4000 {
            var bytes = text
            for _ in 0..<random.int(1...6) {
                let place = random.int(0...(bytes.count - 1))
                switch random.int(0...2) {
                case 0: bytes[place] = UInt8(random.int(0...255))
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8(random.int(32...126)), at: place)
                }
            }
            guard let wishes = Wishes(text: String(decoding: bytes, as: UTF8.self)) else { continue }
            read += 1
            Self.expectSound(wishes)
        }
        #expect(read > 0)
        for wrong in ["", "[]", "1", "{\"leuk\":\"zorg\"}", "{\"leuk\":[1]}", "{\"leuk\":[[[[[[]]]]]]}", "null"] {
            #expect(Wishes(text: wrong) == nil)
        }
    }

    private static func expectSound(_ wishes: Wishes) {
        #expect(wishes.place.map { $0.count <= 80 && !$0.isEmpty && !$0.contains("\0") } ?? true)
        #expect(wishes.reach.map { (1...200).contains($0) } ?? true)
        #expect(wishes.birthYear.map { (1900...2100).contains($0) } ?? true)
        #expect(Set(wishes.likes).isDisjoint(with: wishes.refuses))
        #expect(wishes.moments.bits < 1 << 28)
        _ = wishes.rankPerson(id: "x", position: nil)
        _ = wishes.chips(.dutch)
    }

    @Test func `six questions carry the answers along and keep nothing`() async throws {
        let site = try await TestSite()
        for number in 0..<14 {
            var fixture = VacancyFixture(title: "Werk \(number)")
            fixture.moments = ["di-ochtend"]
            fixture.groups = number < 2 ? "kinderen" : "ouderen"
            _ = try await fixture.add(to: site)
        }
        #expect(await site.get("/").body.contains("href=\"/wat-past-bij-mij\""))
        #expect(await site.get("/vacatures").body.contains("href=\"/wat-past-bij-mij\""))
        for step in 1...6 {
            let page = await site.get("/wat-past-bij-mij?stap=\(step)&" + Self.full.encoded)
            #expect(page.status == 200 && page.body.contains("Vraag \(step) van 6"))
            let own = Set(SuitsMeSteps.names(step))
            for pair in Wishes(Self.full).query.pairs where !own.contains(pair.name) {
                #expect(page.body.contains("<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"))
            }
        }
        let result = await site.get(
            "/wat-past-bij-mij?stap=klaar&leuk=onderwijs&moment=di-ochtend&liever-niet=kinderen")
        #expect(result.status == 200)
        #expect(result.body.contains("Er zijn 12 plekken"))
        #expect(result.body.contains("je dinsdagochtend kunt"))
        #expect(result.body.contains("2 plekken zijn met mensen met wie jij liever niet werkt".capitalizedFirst))
        #expect(result.body.contains("Als je toch werkt met kinderen, passen er 2 plekken meer."))
        let main = result.body.split(separator: "<main").last ?? ""
        #expect(!main.contains("%</") && !main.contains(" % ") && !main.contains("procent"))
        #expect(result.body.contains("/hulp-bij-kiezen?leuk=onderwijs"))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM person_wishes") } == 0)
        let none = await site.get("/wat-past-bij-mij?stap=klaar&moment=zo-nacht")
        #expect(none.status == 200 && none.body.contains("Er is nu niets dat bij al je antwoorden past"))
        #expect(none.body.contains("Dit past bijna"))
        let odd = await site.get("/wat-past-bij-mij?stap=99&leuk=%00&plaats=Nergenshuizen&geboren=oud")
        #expect(odd.status == 200 && odd.body.contains("Nergenshuizen") && odd.body.contains("geen geboortejaar"))
    }

    @Test func `answers are kept after a click in the mail, and once`() async throws {
        let site = try await TestSite()
        let wrong = await site.post("/wensen/bewaren", form: [("wensen", "leuk=zorg"), ("email", "x")])
        #expect(wrong.status == 400 && wrong.body.contains("leuk=zorg"))
        #expect(
            await site.post("/wensen/bewaren", form: [("wensen", "leuk=zorg"), ("email", "nieuw@test.example")]).status
                == 200)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM person_wishes") } == 0)
        let mail = try #require(try await site.mails(to: "nieuw@test.example").last)
        let link = try #require(mail.path("/wensen/bevestigen/"))
        #expect(await site.get(link).status == 200)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM person_wishes") } == 0)
        #expect(await site.post(link).status == 200)
        let kept = try await site.read { db in
            try db.first("SELECT * FROM person_wishes").map(KeptWishes.init(row:))
        }
        #expect(kept?.wishes.interests == [.zorg] && kept?.findable == false)
        #expect(await site.post(link).status == 410)
        for _ in 0..<8 {
            _ = await site.post("/wensen/bewaren", form: [("wensen", "leuk=zorg"), ("email", "veel@test.example")])
        }
        #expect(try await site.mails(to: "veel@test.example").count == KeepWishes.dailyLimit)
    }

    @Test func `somebody sees, changes, shares and takes away their own wishes, and nobody else's`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Kanarie helpen").add(to: site)
        #expect(await site.get("/mijn/wensen").status != 200)
        #expect(await site.get("/mijn/wensen", as: .resident).body.contains("nog geen wensen"))
        #expect(await site.post("/mijn/wensen/vindbaar", form: [("vindbaar", "ja")], as: .resident).status == 404)
        #expect(await site.post("/mijn/wensen/weg", as: .resident).status == 404)
        let bad = await site.post(
            "/mijn/wensen", form: [("plaats", "Kanariedorp"), ("geboren", "12"), ("kan", "koken")], as: .resident)
        #expect(bad.status == 400 && bad.body.contains("Kanariedorp") && bad.body.contains("Dit moet nog anders"))
        let good = [("leuk", "onderwijs"), ("plaats", "9901"), ("afstand", "5"), ("moment", "di-avond")]
        #expect(await site.post("/mijn/wensen", form: good, as: .resident).status == 303)
        #expect(await site.post("/mijn/wensen/vindbaar", form: [("vindbaar", "ja")], as: .resident).status == 303)
        #expect(await site.get("/mijn/wensen", as: .resident).body.contains("Zet uit"))
        // Changing wishes leaves the consent as it was.
        #expect(
            await site.post("/mijn/wensen/bewaren", form: [("wensen", "leuk=onderwijs&moment=di-avond")], as: .resident)
                .status == 303)
        let person = Person.Identity(site.id(.resident))
        let kept = try #require(try await site.read { db in try KeptWishes.find(person, in: db) })
        #expect(kept.findable && kept.wishes.interests == [.onderwijs] && kept.wishes.place == nil)

        let vacancy = try #require(await site.get("/vacatures").link("/vacatures/1-"))
        let page = await site.get(vacancy, as: .resident)
        #expect(page.body.contains("Zo past dit bij jou") && page.body.contains("je dinsdagavond kunt"))
        #expect(await site.get(vacancy, as: .neighbour).body.contains("Past dit bij jou?"))
        #expect(await site.get(vacancy).body.contains("Past dit bij jou?"))
        #expect(await site.get("/mijn/wensen", as: .neighbour).body.contains("nog geen wensen"))

        let export = try await site.read { db in try KeptWishes.personalData.export(person.text, db) }
        #expect(export.text.contains("onderwijs"))
        #expect(await site.post("/mijn/wensen/weg", as: .resident).status == 303)
        #expect(try await site.read { db in try KeptWishes.find(person, in: db) } == nil)
    }

    @Test func `what does not fit is said on the page of the vacancy`() async throws {
        let site = try await TestSite()
        var fixture = VacancyFixture()
        fixture.minimumAge = 18
        _ = try await fixture.add(to: site)
        let form = [("liever-niet", "nieuwkomers"), ("geboren", "2012"), ("moment", "ma-ochtend")]
        #expect(await site.post("/mijn/wensen", form: form, as: .resident).status == 303)
        let vacancy = try #require(await site.get("/vacatures").link("/vacatures/1-"))
        let page = await site.get(vacancy, as: .resident)
        for words in [
            "Dit past niet:", "Dit is met: Nieuwkomers.", "Dit kan vanaf 18 jaar.", "Dit is op dinsdagavond.",
        ] {
            #expect(page.body.contains(words), "\(words)")
        }
    }

    @Test func `wishes nobody uses go after a mail and a month, used ones stay`() async throws {
        let site = try await TestSite()
        for role in [Role.resident, .neighbour] {
            #expect(await site.post("/mijn/wensen", form: [("leuk", "zorg")], as: role).status == 303)
        }
        let job = KeptWishes.warningJob(site.town.house)
        let later = site.clock.now + .days(740)
        try await job.run("", later)
        try await job.run("", later)
        for role in [Role.resident, .neighbour] {
            let mails = try await site.mails(to: role.email).filter { $0.subject.contains("Zoek je nog") }
            #expect(mails.count == 1)
        }
        let neighbour = Person.Identity(site.id(.neighbour))
        try await site.write { db in
            let kept = try #require(try KeptWishes.find(neighbour, in: db))
            try KeptWishes.touch(kept, now: later + .days(5), in: db)
            #expect(try KeptWishes.retention.apply(later - KeptWishes.silence, later, db) == 0)
        }
        let end = later + .days(31)
        let gone = try await site.write { db in
            try KeptWishes.retention.apply(end - KeptWishes.silence, end, db)
        }
        #expect(gone == 1)
        #expect(try await site.read { db in try KeptWishes.find(neighbour, in: db) } != nil)
    }

    @Test func `an erased person leaves no wishes and no open link`() async throws {
        let site = try await TestSite()
        #expect(await site.post("/mijn/wensen", form: [("leuk", "zorg")], as: .resident).status == 303)
        _ = await site.post("/wensen/bewaren", form: [("wensen", "leuk=natuur"), ("email", Role.resident.email)])
        let person = site.id(.resident)
        try await site.write { db in try KeptWishes.personalData.erase(person, site.clock.now, db) }
        let left = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM person_wishes")
                + db.count("SELECT COUNT(*) FROM token WHERE purpose = \(KeepWishes.purpose)")
        }
        #expect(left == 0)
    }

    @Test func `a vacancy tells what comes in handy and what it gives`() async throws {
        let site = try await TestSite()
        let form = [
            ("titel", "Koken in de buurt"), ("wat", "Je kookt soep."), ("sector", "buurt"), ("heel", "ja"),
            ("ritme", "regelmatig"), ("contact", "Anna"), ("handig", "koken"), ("handig", "ontvangen"),
            ("geeft", "gezelligheid"), ("actie", "concept"),
        ]
        #expect(await site.post("/organisatie/1/vacatures/nieuw", form: form, as: .member).status == 303)
        let vacancy = try #require(try await site.read { db in try Vacancy.find(number: 1, in: db) })
        #expect(vacancy.skills == [.cooking, .hosting] && vacancy.motives == [.company])
        let edit = await site.get("/organisatie/1/vacatures/1/bewerken", as: .member)
        #expect(edit.body.contains("value=\"koken\" checked") && edit.body.contains("value=\"gezelligheid\" checked"))
        #expect(VacancySnapshot.json(vacancy)["motives"]?.array?.count == 1)
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
