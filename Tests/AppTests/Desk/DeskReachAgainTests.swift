import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A mail address or number that two people change at the desk.
struct DeskReachAgainTests {
    private static let old = "fout@test.example"
    private static let new = "goed@test.example"
    private static let was = "0612345678"
    private static let changed = "06 98765432"

    /// What stands in a field of the page, as a browser would send it.
    private func shown(_ page: TestReply, _ name: String) throws -> String {
        let field = try #require(try input(page, name))
        return try String(field.firstMatch(of: Regex("value=\"([^\"]*)\""))?.output[1].substring ?? "")
    }

    private func input(_ page: TestReply, _ name: String) throws -> String? {
        try page.body.firstMatch(of: Regex("<input[^>]* name=\"\(name)\"[^>]*>")).map { String(page.body[$0.range]) }
    }

    /// The four fields that are sent along, as they stand in the page, with these typed over.
    private func fields(_ page: TestReply, _ typed: [String: String] = [:]) throws -> [(String, String)] {
        try ["email", "email-was", "telefoon", "telefoon-was"].map { ($0, try typed[$0] ?? shown(page, $0)) }
    }

    /// A case that a colleague changed while a page of it was open. Gives its number, and the page of before.
    private func overtaken(
        _ rig: DeskRig, in part: String, to email: String = Self.new, phone: String = Self.changed
    ) async throws -> (number: Int, page: TestReply) {
        try await rig.hire(.neighbour)
        let number = try await rig.counter("Dubbele Door", email: Self.old)
        let page = await rig.site.get(rig.path(number) + part, as: .broker)
        let both = (new: phone, was: Self.was)
        #expect(await rig.reach(number, email: email, was: Self.old, phone: both, as: .neighbour).status == 303)
        return (number, page)
    }

    @Test(arguments: ["/bereikbaar", "/gesprek"])
    func `a field nobody touched does not come back as it was`(_ form: String) async throws {
        let rig = try await DeskRig()
        let isTalk = form == "/gesprek"
        let (number, page) = try await overtaken(rig, in: isTalk ? form : "")
        func send(_ fields: [(String, String)]) async -> TestReply {
            let talk = isTalk ? DeskRig.talkForm + [("doe", "bewaar")] : []
            return await rig.site.post(rig.path(number) + form, form: talk + fields, as: .broker)
        }
        let refused = await send(try fields(page, ["telefoon": "0611111111"]))
        #expect(refused.status == 400 && refused.body.contains("#veld-telefoon"))
        #expect(try shown(refused, "email") == Self.new && shown(refused, "telefoon") == "0611111111")
        #expect(await send(try fields(refused)).status == 303)
        #expect(try await rig.kept(number).email == Self.new)
        #expect(try await rig.kept(number).phone != Self.changed)
    }

    @Test func `nor after the question for one way to reach somebody`() async throws {
        let rig = try await DeskRig()
        let (number, page) = try await overtaken(rig, in: "", to: "", phone: Self.was)
        let refused = await rig.site.post(
            rig.path(number) + "/bereikbaar", form: try fields(page, ["telefoon": ""]), as: .broker)
        #expect(refused.status == 400 && refused.body.contains("anders kunnen we niets laten weten"))
        #expect(try shown(refused, "email").isEmpty)
        let again = await rig.site.post(
            rig.path(number) + "/bereikbaar", form: try fields(refused, ["telefoon": Self.changed]), as: .broker)
        #expect(again.status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(phone: Self.changed))
    }

    @Test func `two that both changed are both told before either can be sent again`() async throws {
        let rig = try await DeskRig()
        let (number, page) = try await overtaken(rig, in: "")
        let typed = ["email": "derde@test.example", "telefoon": "0611111111"]
        let refused = await rig.site.post(rig.path(number) + "/bereikbaar", form: try fields(page, typed), as: .broker)
        #expect(refused.status == 400)
        for words in ["#veld-email", "#veld-telefoon", "Er staat nu: \(Self.new).", "Er staat nu: \(Self.changed)."] {
            #expect(refused.body.contains(words), "\(words)")
        }
        #expect(try await rig.kept(number).email == Self.new)
    }

    // MARK: The tick that an address was asked about

    private func talk(_ page: TestReply, _ typed: [String: String] = [:], ticks: Bool) throws -> [(String, String)] {
        var form = DeskRig.talkForm + [("doe", "bewaar")]
        form += try fields(page, typed)
        if ticks { form.append(("adres-klopt", "ja")) }
        return form
    }

    /// Wim came by the site; the talk is open when a colleague changes the address.
    private func wim(_ rig: DeskRig, checked: Bool) async throws -> (number: Int, page: TestReply) {
        try await rig.hire(.neighbour)
        let number = try await rig.web("Wim Web", email: Self.old)
        let path = rig.path(number) + "/gesprek"
        let page = await rig.site.get(path, as: .broker)
        #expect(await rig.reach(number, email: Self.new, was: Self.old, as: .neighbour).status == 303)
        if checked {
            let now = await rig.site.get(path, as: .neighbour)
            #expect(await rig.site.post(path, form: try talk(now, ticks: true), as: .neighbour).status == 303)
        }
        #expect(try await rig.kept(number).isChecked == checked)
        return (number, page)
    }

    @Test(arguments: [false, true])
    func `a tick beside the address of before says nothing of the one of a colleague`(_ checked: Bool) async throws {
        let rig = try await DeskRig()
        let (number, page) = try await wim(rig, checked: checked)
        let form = try talk(page, ticks: !checked)
        #expect(await rig.site.post(rig.path(number) + "/gesprek", form: form, as: .broker).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.new, isChecked: checked))
    }

    @Test func `nor does it when the page comes back`() async throws {
        let rig = try await DeskRig()
        let (number, page) = try await wim(rig, checked: false)
        let path = rig.path(number) + "/gesprek"
        // The one for a conflict, the other for what was not filled in.
        let conflict = try talk(page, ["email": "derde@test.example"], ticks: true)
        let half = try fields(page) + [("adres-klopt", "ja"), ("lezen", "team"), ("doe", "klaar")]
        for form in [conflict, half] {
            let again = await rig.site.post(path, form: form, as: .broker)
            #expect(again.status == 400 && again.body.contains("Ik vroeg het na: \(Self.new)"))
            #expect(try #require(try input(again, "adres-klopt")).contains("checked") == false)
            #expect(try shown(again, "email-was") == Self.new)
        }
        #expect(try await !rig.kept(number).isChecked)
        // Whoever then asks about the new one, and ticks, is believed.
        let again = await rig.site.post(path, form: half, as: .broker)
        #expect(await rig.site.post(path, form: try talk(again, ticks: true), as: .broker).status == 303)
        #expect(try await rig.kept(number) == DeskRig.Kept(email: Self.new, isChecked: true))
    }

    // MARK: The account

    /// Whose the application and the hours are.
    private func owners(_ rig: DeskRig) async throws -> [String?] {
        try await rig.site.read { db in
            let rows = try db.rows("SELECT person_id FROM application UNION ALL SELECT person_id FROM hours_entry")
            return try rows.map { try $0("person_id", as: String?.self) }
        }
    }

    /// Mia said yes by her link, got the place and wrote hours down: all of it is her account's.
    private func placed(_ rig: DeskRig) async throws -> (number: Int, account: String) {
        let site = rig.site
        let number = try await rig.mia(Self.old)
        let path = try await rig.link(Self.old) + "/voorstellen/" + rig.proposal(number)
        #expect(await site.post(path, form: [("antwoord", "ja")]).status == 303)
        #expect(await rig.write("Welkom!", to: 1, action: "plaatsen").status == 303)
        let mail = try #require(try await site.mails(to: Self.old).last { $0.kind == "reactie-geplaatst" })
        let hours = [("dag", site.clock.now.day.iso), ("uren", "2"), ("wat", "Lezen")]
        #expect(await site.post(try #require(mail.path("/reactie/")) + "/uren", form: hours).status == 303)
        let account = try #require(try await site.read { db in try Person.find(email: Self.old, in: db) }).id.text
        #expect(try await owners(rig) == [account, account])
        return (number, account)
    }

    @Test func `a typing slip that is mended gives the account back what it had`() async throws {
        let rig = try await DeskRig()
        let (number, account) = try await placed(rig)
        let page = await rig.site.get(rig.path(number), as: .broker).body
        #expect(page.contains("dan horen dit dossier, de reacties van de balie en de uren niet meer bij dat account"))
        #expect(await rig.reach(number, email: "fuot@test.example", was: Self.old).status == 303)
        #expect(try await owners(rig) == [nil, nil])
        #expect(await rig.reach(number, email: Self.old, was: "fuot@test.example").status == 303)
        #expect(try await owners(rig) == [account, account])
        #expect(try await rig.kept(number).hasAccount)
    }

    @Test func `the account of the new address has them from then on`() async throws {
        let rig = try await DeskRig()
        let (number, _) = try await placed(rig)
        #expect(await rig.reach(number, email: "resident@test.example", was: Self.old).status == 303)
        let resident = rig.site.id(.resident)
        #expect(try await owners(rig) == [resident, resident])
        #expect(await rig.site.get("/mijn/reacties/1", as: .resident).status == 200)
    }
}
