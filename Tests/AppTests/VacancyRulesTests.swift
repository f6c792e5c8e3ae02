import Brokerage
import Community
import Core
import Formats
import Storage
import Testing
import Web

private let today = Day(number: 20_780)

/// A complete vacancy as a form sends it.
func vacancyFields(_ changes: [String: String] = [:]) -> Query {
    var values = [
        "titel": "Taalmaatje voor een gezin", "wat": "Je praat elke week met een gezin.",
        "waarom": "Zo leren zij sneller.",
        "krijgt": "Een warm welkom.", "eisen": "Geduld.", "sector": "onderwijs", "plek": "Buurthuis Het Anker",
        "postcode": "9902 AB", "ritme": "regelmatig", "tijd": "dinsdag van 19 tot 21 uur", "uren-van": "1,5",
        "uren-tot": "2", "plaatsen": "3", "contact": "Anna",
    ]
    values.merge(changes) { $1 }
    var query = Query()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) where !value.isEmpty { query.append(name, value) }
    for code in ["di-avond", "za-ochtend"] { query.append("momenten", code) }
    query.append("groepen", "nieuwkomers")
    query.append("kenmerken", "starten")
    return query
}

private func problems(_ fields: Query, _ strength: VacancyForm.Strength = .complete) -> [String] {
    VacancyDraft.validated(fields, as: strength, today: today).state.errors.map(\.name)
}

struct VacancyRulesTests {
    @Test(arguments: [("2", 120), ("1,5", 90), ("0.75", 45), (" 1,25 ", 75), ("168", 10_080), ("0,33", 20)])
    func `hours are read`(_ text: String, _ minutes: Int) { #expect(Hours.minutes(text) == minutes) }

    @Test(arguments: ["", "0", "-1", "1,,5", "1,555", "169", "2 uur", "٣", "1e3", ",5", "1,"])
    func `what is no number of hours is refused`(_ text: String) { #expect(Hours.minutes(text) == nil) }

    @Test func `hours come back as they were typed`() {
        for minutes in 1...10_080 { #expect(Hours.minutes(Hours.text(minutes)) == minutes) }
        #expect(Hours.text(90) == "1,5")
        #expect(Hours.text(90, .english) == "1.5")
    }

    @Test func `a complete vacancy passes and keeps its fields`() throws {
        let draft = try #require(VacancyDraft.validated(vacancyFields(), as: .complete, today: today).draft)
        #expect(draft.minutesMin == 90)
        #expect(draft.moments.codes == ["di-avond", "za-ochtend"])
        #expect(draft.goodToStart && !draft.fromHome)
        #expect(VacancyDraft.validated(draft.fields, as: .complete, today: today).draft == draft)
    }

    @Test func `a draft needs a title only, a complete vacancy more`() {
        var title = Query()
        title.append("titel", "Idee")
        #expect(problems(title, .draft).isEmpty)
        #expect(problems(title) == ["wat", "sector", "ritme", "contact", "plek"])
        #expect(problems(Query(), .draft) == ["titel"])
    }

    @Test(arguments: ["titel", "wat", "waarom", "krijgt", "eisen", "plek", "tijd", "cursus", "vergoeding", "contact"])
    func `a citizen service number is refused at its field`(_ name: String) {
        #expect(problems(vacancyFields([name: "Bel 111222333 even"]), .draft) == [name])
        #expect(problems(vacancyFields([name: "Bel 111222334 even"]), .draft).isEmpty)
    }

    @Test func `hours and days stand in order`() {
        #expect(problems(vacancyFields(["uren-van": "3", "uren-tot": "2"])) == ["uren-tot"])
        let first = (today + 5).iso
        #expect(problems(vacancyFields(["eerste-dag": first, "laatste-dag": (today + 4).iso])) == ["laatste-dag"])
        #expect(problems(vacancyFields(["laatste-dag": (today - 1).iso])) == ["laatste-dag"])
        #expect(problems(vacancyFields(["laatste-dag": (today - 1).iso]), .draft).isEmpty)
        #expect(problems(vacancyFields(["ritme": "eenmalig", "eerste-dag": (today - 1).iso])) == ["eerste-dag"])
    }

    @Test func `work on one day ends on that day`() throws {
        let fields = vacancyFields(["ritme": "eenmalig", "eerste-dag": (today + 3).iso])
        #expect(VacancyDraft.validated(fields, as: .complete, today: today).draft?.lastDay == today + 3)
    }

    @Test func `a place is a place, the whole municipality or home`() {
        #expect(problems(vacancyFields(["plek": ""])) == ["plek"])
        #expect(problems(vacancyFields(["plek": "", "heel": "ja"])).isEmpty)
        var home = vacancyFields(["plek": ""])
        home.append("kenmerken", "thuis")
        #expect(problems(home).isEmpty)
    }

    @Test func `bounds hold`() {
        #expect(problems(vacancyFields(["titel": String(repeating: "a", count: 81)])) == ["titel"])
        #expect(problems(vacancyFields(["plaatsen": "0"])) == ["plaatsen"])
        #expect(problems(vacancyFields(["plaatsen": "501"])) == ["plaatsen"])
        #expect(problems(vacancyFields(["sector": "onzin"])) == ["sector"])
        #expect(problems(vacancyFields(["postcode": "12"])) == ["postcode"])
    }

    @Test(arguments: [
        "Mail naar jan@voorbeeld.nl.", "Bel 06-12345678", "bel 06 12 34 56 78!", "+31 6 12345678", "(jan@voorbeeld.nl)",
    ])
    func `what looks like an address or a number gives a hint`(_ text: String) { #expect(PrivateLooking.isIn(text)) }

    @Test(arguments: ["Van 19 tot 21 uur", "In 2026 en 2027", "@home", "1234 AB", "12-06-2026 tot 14-06-2026, zaal 3"])
    func `what does not look private gives none`(_ text: String) { #expect(!PrivateLooking.isIn(text)) }

    @Test func `the card escapes what people wrote and names the place`() async throws {
        let site = try await TestSite()
        let vacancy = try await site.addVacancy(["titel": "<b>Dik</b>"])
        let card = VacancyCard(
            vacancy: vacancy, organisationName: "A & B", whereText: "Centrum · 1,8 km", openPlaces: 0)
        let text = card.markup(.dutch, today: today).text
        #expect(text.contains("&lt;b&gt;Dik&lt;/b&gt;") && !text.contains("<b>Dik"))
        #expect(text.contains("A &amp; B") && text.contains("Wachtlijst"))
    }

    @Test func `only what differs from the approved copy is shown, in words`() async throws {
        let site = try await TestSite()
        var vacancy = try await site.addVacancy()
        #expect(VacancySnapshot.changes(of: vacancy, t: .dutch) == nil)
        vacancy.approvedCopy = VacancySnapshot.json(vacancy).text
        #expect(VacancySnapshot.changes(of: vacancy, t: .dutch) == [])
        vacancy.places = 4
        #expect(!VacancySnapshot.needsReview(vacancy))
        vacancy.sector = .zorg
        vacancy.course = "EHBO"
        #expect(VacancySnapshot.needsReview(vacancy))
        let changes = try #require(VacancySnapshot.changes(of: vacancy, t: .dutch))
        #expect(changes.map(\.key) == [.sector, .places, .course])
        #expect(changes.first?.old == "Leren en lezen" && changes.first?.new == "Zorg")
        #expect(changes.last?.old == "–" && changes.last?.new == "EHBO")
    }
}

extension TestSite {
    /// A vacancy of the member's organisation, written without the site.
    func addVacancy(
        _ changes: [String: String] = [:], state: Vacancy.State = .draft,
        of organisation: String = TestSite.organisation.id
    ) async throws -> Vacancy {
        try await write { [now = clock.now] db in
            let checked = VacancyDraft.validated(vacancyFields(changes), as: .complete, today: now.day)
            let draft = try #require(checked.draft)
            let row = try #require(try db.first("SELECT * FROM organisation WHERE id = \(organisation)"))
            let owner = try Organisation(row: row)
            let place = try VacancyPlace.find(for: draft, of: owner, in: db)
            let first: Vacancy.State = state == .draft ? .draft : .submitted
            let made = try Vacancy.insert(draft, at: place, of: owner, state: first, now: now, in: db)
            if state == .online { #expect(try Vacancy.publish(made, now: now, in: db)) }
            return try #require(try Vacancy.find(made.id, in: db))
        }
    }

    func vacancy(_ number: Int) async throws -> Vacancy? {
        try await read { db in try Vacancy.find(number: number, in: db) }
    }
}
