import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Proposals, the differences between them, and the vision that is chosen.
struct VisionTests {
    static let root = "/beleid/1/visie"

    static func site() async throws -> TestSite {
        let site = try await TestSite()
        _ = await site.post(
            "/beleid/nieuw", form: [("naam", "Ons plan"), ("van", "2027"), ("tot", "2030")], as: .policyOfficer)
        return site
    }

    static func invite(_ site: TestSite, _ name: String, _ email: String, role: String = "organisatie") async

        -> TestReply
    {
        await site.post(
            root + "/uitnodigen", form: [("naam", name), ("rol", role), ("email", email), ("tot", "2026-12-14")],
            as: .policyOfficer)
    }

    static func link(_ site: TestSite, _ email: String) async throws -> String {
        try #require(try await site.mails(to: email).last?.path("/visie-voorstel/"))
    }

    static func proposal(
        _ scope: Int, _ steering: Int, _ text: String, send: Bool = true, principles: [String] = []
    ) -> [(String, String)] {
        [
            ("insteek", String(scope)), ("sturing", String(steering)), ("tekst", text),
            ("versturen", send ? "ja" : "nee"),
        ]
            + principles.map { ("uitgangspunten", $0) }
    }

    static func adoption(_ text: String, after: Int, reason: String = "") -> [(String, String)] {
        [
            ("insteek", "3"), ("sturing", "4"), ("tekst", text), ("besluit-door", "raad"), ("dag", "2026-11-20"),
            ("na-versie", String(after)), ("reden", reason), ("uitgangspunten", "principle-a"),
            ("woorden-principle-a", "Iedereen hoort erbij."), ("thema-desk", "desk-2"),
        ]
    }

    @Test func `several people propose, differences show, and one text is adopted`() async throws {
        let site = try await Self.site()
        #expect(await site.get(Self.root, as: .policyOfficer).link(Self.root + "/uitnodigen") != nil)
        #expect(await Self.invite(site, "Anna Jansen", "anna@veld.example").location == Self.root)
        let path = try await Self.link(site, "anna@veld.example")
        let page = await site.get(path)
        #expect(page.status == 200 && page.body.contains("Hallo Anna Jansen!"))
        #expect(page.body.contains("type=\"range\"") && page.body.contains("Wat volgt eruit?"))
        let sent = await site.post(path, form: Self.proposal(1, 2, "Steun iedereen.", principles: ["principle-b"]))
        #expect(sent.status == 200 && sent.body.contains("je voorstel is binnen"))
        let own = await site.post(
            Self.root + "/voorstel", form: Self.proposal(9, 3, "Kies drie doelen.", principles: ["principle-b"]),
            as: .policyOfficer)
        #expect(own.location == Self.root)

        let compare = await site.get(Self.root + "/vergelijken", as: .councilMember)
        #expect(compare.body.contains("Steun iedereen.") && compare.body.contains("Kies drie doelen."))
        // Who said what is for the officers alone.
        #expect(!compare.body.contains("Anna Jansen") && compare.body.contains("1. Organisatie"))
        for role in [Role.councilMember, .broker, .researcher, .centreManager] {
            #expect(await !site.get(Self.root, as: role).body.contains("Anna Jansen"))
        }
        let named = await site.get(Self.root + "/vergelijken", as: .policyOfficer)
        #expect(named.body.contains("1. Anna Jansen (Organisatie)"))
        let scope = try #require(compare.body.range(of: "Insteek: breed of smal</th>"))
        let steering = try #require(compare.body.range(of: "Sturing: dirigent of op afstand</th>"))
        #expect(scope.lowerBound < steering.lowerBound)
        #expect(compare.body.contains("Hier zijn jullie het over eens"))

        let form = await site.get(Self.root + "/vaststellen", as: .policyOfficer)
        #expect(form.status == 200 && form.body.contains("value=\"principle-b\" checked"))
        site.clock.move(by: .minutes(1))
        let adopted = await site.post(
            Self.root + "/vaststellen", form: Self.adoption("## Onze rol\n\nWij **luisteren**.", after: 0),
            as: .policyOfficer)
        #expect(adopted.location == Self.root)
        let read = await site.get(Self.root, as: .councilMember).body
        #expect(read.contains("<strong>luisteren</strong>") && read.contains("Iedereen hoort erbij."))
        #expect(read.contains("20 november 2026") && read.contains("de gemeenteraad"))
        // Whoever proposed hears what became of it.
        #expect(try await site.mails(to: "anna@veld.example").last?.subject == "De visie op vrijwilligerswerk is er")
    }

    @Test func `a proposal may be kept for later, and is seen by nobody else until it is sent`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        let path = try await Self.link(site, "anna@veld.example")
        let kept = await site.post(path, form: Self.proposal(2, 2, "", send: false))
        #expect(kept.status == 303 && kept.location == path)
        #expect(await site.get(path).body.contains("name=\"insteek\" min=\"0\" max=\"10\" step=\"1\" value=\"2\""))
        let view = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try VisionView.load(cycle, try ContentShelf.standard.get(), in: db)
        }
        #expect(view.sent.isEmpty && view.comparison.proposals.isEmpty && view.proposals.count == 1)
        let empty = await site.post(path, form: Self.proposal(2, 7, "", principles: ["principle-c"]))
        #expect(empty.status == 400 && empty.body.contains("Schrijf ten minste een zin."))
        #expect(empty.body.contains("value=\"principle-c\" checked") && empty.body.contains("value=\"7\""))
    }

    @Test func `a place outside the slider is refused at the field`() async throws {
        let site = try await Self.site()
        for wrong in ["11", "-1", "x", ""] {
            let form = [("insteek", wrong), ("sturing", "4"), ("tekst", "Ja."), ("versturen", "ja")]
            let reply = await site.post(Self.root + "/voorstel", form: form, as: .policyOfficer)
            #expect(reply.status == 400 && reply.body.contains("veld-insteek-fout"), "\(wrong)")
            #expect(reply.body.contains("Ja."))
        }
        let unknown = Self.proposal(1, 1, "Ja.", principles: ["principle-z"])
        #expect(await site.post(Self.root + "/voorstel", form: unknown, as: .policyOfficer).status == 400)
    }

    @Test func `the sliders begin where the group stood in the type test`() async throws {
        let site = try await TypeTestFixture.site()
        let before = await site.get(Self.root + "/voorstel", as: .policyOfficer).body
        #expect(before.contains("value=\"5\" list=\"veld-insteek-lijst\""))
        let roles = Array(repeating: "councillor", count: 7) + Array(repeating: "official", count: 7)
        let ballots = TypeTestFixture.ballots(roles, seed: 8)
        try await TypeTestFixture.fill(site, ballots)
        // An a on an even statement is a step to narrow, on an odd one a step to conductor; seven steps are ten here.
        func place(_ first: Int) -> Int {
            let steps = ballots.map { ballot in
                stride(from: first, through: 14, by: 2).filter { ballot.wanted[number: $0] == .a }.count
            }
            return Int((Double(steps.reduce(0, +)) / 14 * 10 / 7).rounded())
        }
        let page = await site.get(Self.root + "/voorstel", as: .policyOfficer).body
        #expect(page.contains("value=\"\(place(2))\" list=\"veld-insteek-lijst\""))
        #expect(page.contains("value=\"\(place(1))\" list=\"veld-sturing-lijst\""))
        #expect(page.contains("waar de groep stond in de typetest van 23 november 2026"))
    }

    // MARK: Versions

    @Test func `a change is a new version with a reason, and the old one stays to read`() async throws {
        let site = try await Self.site()
        let path = Self.root + "/vaststellen"
        _ = await site.post(path, form: Self.adoption("De eerste tekst.", after: 0), as: .policyOfficer)
        let bare = await site.post(path, form: Self.adoption("De tweede tekst.", after: 1), as: .policyOfficer)
        #expect(bare.status == 400 && bare.body.contains("De tweede tekst."))
        let why = Self.adoption("De tweede tekst.", after: 1, reason: "De raad wilde meer ruimte.")
        #expect(await site.post(path, form: why, as: .policyOfficer).status == 303)
        let page = await site.get(Self.root, as: .researcher)
        #expect(page.body.contains("De tweede tekst.") && page.body.contains("De raad wilde meer ruimte."))
        let old = await site.get(Self.root + "/versies/1", as: .researcher)
        #expect(old.body.contains("De eerste tekst.") && old.body.contains("De raad wilde meer ruimte."))
        #expect(await site.get(Self.root + "/versies/3", as: .researcher).status == 404)
        let latest = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try AdoptedVision.latest(of: cycle.id, in: db)
        }
        #expect(latest?.version == 2 && latest?.scope == 3 && latest?.steering == 4)
    }

    @Test func `what led to a vision stays as it was when people propose again`() async throws {
        let site = try await Self.site()
        let own = Self.root + "/voorstel"
        _ = await site.post(own, form: Self.proposal(1, 1, "Het eerste."), as: .policyOfficer)
        site.clock.move(by: .minutes(1))
        _ = await site.post(Self.root + "/vaststellen", form: Self.adoption("Samen.", after: 0), as: .policyOfficer)
        site.clock.move(by: .minutes(1))
        #expect(await !site.get(own, as: .policyOfficer).body.contains("Het eerste."))
        _ = await site.post(own, form: Self.proposal(9, 9, "Het tweede."), as: .policyOfficer)
        let texts = try await site.read {
            try $0.rows(
                """
                SELECT c.text FROM policy_vision_proposal v JOIN policy_vision_choice c ON c.id = v.choice_id
                ORDER BY v.number
                """
            ).map { try $0("text", as: String.self) }
        }
        #expect(texts == ["Het eerste.", "Het tweede."])
        // Who joined in before may be asked again.
        #expect(await Self.invite(site, "Anna", "anna@veld.example").status == 303)
    }

    @Test func `two officers who adopt at once do not lose a word`() async throws {
        let site = try await Self.site()
        let path = Self.root + "/vaststellen"
        _ = await site.post(path, form: Self.adoption("Van de een.", after: 0), as: .policyOfficer)
        let told = await site.post(
            path, form: Self.adoption("Van de ander.", after: 0, reason: "x"), as: .policyOfficer)
        #expect(told.status == 400 && told.body.contains("Van de ander."))
        #expect(told.body.contains("Iemand anders legde net een versie vast."))
        #expect(await site.get(Self.root, as: .policyOfficer).body.contains("Van de een."))
    }

    @Test func `a day in the future is not yet a decision`() async throws {
        let site = try await Self.site()
        let form = Self.adoption("Samen.", after: 0).map { $0.0 == "dag" ? ("dag", "2026-12-24") : $0 }
        let reply = await site.post(Self.root + "/vaststellen", form: form, as: .policyOfficer)
        #expect(reply.status == 400 && reply.body.contains("Kies vandaag of een dag die al was."))
    }

    // MARK: Who

    @Test func `only officers change, readers read, strangers find nothing`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        for role in [Role.councilMember, .broker, .researcher, .centreManager] {
            #expect(await site.get(Self.root, as: role).status == 200)
            #expect(await site.get(Self.root + "/vaststellen", as: role).status == 404)
            #expect(await site.post(Self.root + "/voorstellen/1/intrekken", as: role).status == 404)
        }
        for role in [Role.otherBroker, .resident, .manager, .administrator] {
            for path in ["", "/vergelijken", "/versies/1"] {
                #expect(await site.get(Self.root + path, as: role).status == 404, "\(role) \(path)")
            }
        }
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        let link = try await Self.link(site, "anna@veld.example")
        #expect(await site.get(link).status == 404)
        #expect(await Self.invite(site, "Bert", "bert@veld.example").status == 400)
        #expect(await site.get(Self.root, as: .policyOfficer).status == 200)
    }

    @Test func `no document names who proposed, and markup in a proposal is only text`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna Jansen", "anna@veld.example")
        _ = await site.post(
            try await Self.link(site, "anna@veld.example"), form: Self.proposal(1, 2, "<script>alert(1)</script> Ja."))
        _ = await site.post(
            Self.root + "/voorstel", form: Self.proposal(9, 9, "Nee."), as: .policyOfficer)
        let compare = await site.get(Self.root + "/vergelijken", as: .policyOfficer).body
        #expect(compare.contains("&lt;script&gt;") && !compare.contains("<script>alert"))
        _ = await site.post(
            Self.root + "/vaststellen", form: Self.adoption("<script>x</script>Samen.", after: 0), as: .policyOfficer)
        #expect(await !site.get(Self.root, as: .policyOfficer).body.contains("<script>x"))
        let part = VisionPart(house: site.town.house, content: try ContentShelf.standard.get())
        let texts = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try [ReportKind.plan, .evaluation, .handover].map { kind in
                var markdown = ReportMarkdown(t: .dutch)
                return markdown.text(try part.report(of: cycle, for: kind, t: .dutch, now: TestSite.start, in: db))
            }
        }
        for text in texts {
            #expect(text.contains("Samen.") && !text.contains("Anna Jansen") && !text.contains("veld.example"))
        }
        #expect(texts[2].contains("Waar de voorstellen het meest verschilden"))
    }
}
