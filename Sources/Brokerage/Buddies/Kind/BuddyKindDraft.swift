import Core
import Storage
import Web

/// A kind of project as typed by the centre, or as it comes ready-made.
struct BuddyKindDraft: Sendable {
    var name: String
    var whoFor: String
    var needsCourse = false
    var needsVOG = false
    var trialWeeks = 6
    var evaluationWeeks = "6, 13, 26"
    var maxWaitDays = 42
    var silenceDays = 100
    var weekHours = 2
    var interests: [String] = []
    var isActive = true

    /// What many centres have; each is changed or switched off as they like.
    static let readyMade: [BuddyKindDraft] = [
        BuddyKindDraft(
            name: "Buddy", whoFor: "Voor wie een steuntje zoekt in een lastige tijd.", needsCourse: true,
            needsVOG: true,
            interests: ["Wandelen", "Koffie drinken", "Sporten", "Buiten zijn", "Muziek", "Praten"]),
        BuddyKindDraft(
            name: "Vriendendienst",
            whoFor: "Voor wie weinig mensen om zich heen heeft en iemand zoekt voor gewone dingen.",
            needsCourse: true, needsVOG: true, evaluationWeeks: "6, 26, 52",
            interests: ["Wandelen", "Koffie drinken", "Spelletjes", "Koken", "Naar de markt", "Film of museum"]),
        BuddyKindDraft(
            name: "Thuishulp", whoFor: "Voor wie thuis zorgt of ziek is en even adem wil halen.", needsCourse: true,
            needsVOG: true, maxWaitDays: 28, weekHours: 3,
            interests: ["Samen iets lezen", "Spelletjes", "Muziek", "Wandelen", "Tuinieren"]),
        BuddyKindDraft(
            name: "Taalmaatje", whoFor: "Voor wie Nederlands leert en wil oefenen.", evaluationWeeks: "6, 13, 26",
            interests: ["Praten", "Lezen", "Wandelen", "Koken", "Boodschappen doen", "Brieven en formulieren"]),
        BuddyKindDraft(
            name: "Mentor", whoFor: "Voor jongeren die met iemand willen meedenken over school en werk.",
            needsCourse: true, needsVOG: true, weekHours: 1,
            interests: ["Huiswerk", "Solliciteren", "Computers", "Sporten", "Techniek"]),
        BuddyKindDraft(
            name: "Klussendienst", whoFor: "Voor een kleine klus in huis of tuin die zelf niet lukt.", trialWeeks: 1,
            evaluationWeeks: "1", maxWaitDays: 14, silenceDays: 21, weekHours: 2,
            interests: ["Klussen in huis", "Tuin", "Computer en telefoon", "Fiets"]),
    ]

    static let form = Form([
        Field("naam", Text("Naam van het soort hulp"), limit: 60, autocomplete: "off"),
        Field("voor", Text("Voor wie is het?"), .area(rows: 2), limit: 300),
        Field("cursus", Text("Eerst een cursus"), .checkbox, required: false),
        Field(
            "vog", Text("Een VOG is nodig"), .checkbox,
            hint: Text("Je schrijft alleen op wanneer je de VOG zag. Het papier bewaar je niet."), required: false),
        Field("proef", Text("Proeftijd in weken"), .number(0...52)),
        Field(
            "momenten", Text("Wanneer vraag je hoe het gaat?"),
            hint: Text("In weken na de start, met komma’s ertussen, zoals 6, 13, 26."), limit: 60, autocomplete: "off",
            rule: { BuddyKind.weeks($0).isEmpty ? Text("Vul een of meer getallen in, zoals 6, 13, 26.") : nil }),
        Field(
            "wachten", Text("Hoogstens wachten, in dagen"), .number(1...365),
            hint: Text("Wacht iemand langer, dan staat dat bij Vandaag.")),
        Field(
            "stil", Text("Bel na zo veel dagen stilte"), .number(7...365),
            hint: Text("Zo lang mag een koppel niets laten horen.")),
        Field("uren", Text("Uren in een week"), .number(1...40)),
        Field(
            "samen-doen", Text("Wat kunnen mensen samen doen?"), .area(rows: 6),
            hint: Text(
                "Eén ding op een regel, hoogstens 12, zoals Wandelen. Wie vraagt en wie helpt kruisen aan wat ze graag doen."
            ), required: false, limit: 600, rule: Self.interestProblem),
        Field("actief", Text("Mensen kunnen dit aanvragen"), .checkbox, required: false),
    ])

    private static func interestProblem(_ text: String) -> Text? {
        let lines = text.split(whereSeparator: \.isNewline)
        if lines.count > BuddyInterests.most { return Text("Hoogstens 12 dingen: een korte lijst leest prettig.") }
        return lines.contains { $0.count > BuddyInterests.length }
            ? Text("Houd elk ding korter dan 40 tekens.") : nil
    }

    var state: FormState {
        var values = [
            "naam": name, "voor": whoFor, "proef": String(trialWeeks), "momenten": evaluationWeeks,
            "wachten": String(maxWaitDays), "stil": String(silenceDays), "uren": String(weekHours),
            "samen-doen": interests.joined(separator: "\n"),
        ]
        if needsCourse { values["cursus"] = "ja" }
        if needsVOG { values["vog"] = "ja" }
        if isActive { values["actief"] = "ja" }
        return Self.form.filled(values)
    }

    /// Writes a new kind, or over the one with this number. Gives the number.
    func save(_ number: Int?, municipality: String, now: Moment, in db: any SQLConnection) throws -> Int {
        let weeks = BuddyKind.weeks(evaluationWeeks).map(String.init).joined(separator: ", ")
        let list = BuddyInterests(interests)
        let sort = TextFolding.words(name).joined(separator: " ")
        if let number {
            let changed = try db.run(
                """
                UPDATE buddy_kind SET name = \(name), sort_key = \(sort), who_for = \(whoFor),
                    needs_course = \(needsCourse), needs_vog = \(needsVOG), trial_weeks = \(trialWeeks),
                    evaluation_weeks = \(weeks), max_wait_days = \(maxWaitDays), silence_days = \(silenceDays),
                    week_hours = \(weekHours), interests = \(list), is_active = \(isActive),
                    updated_at = \(now)
                WHERE number = \(number) AND municipality_code = \(municipality)
                """)
            guard changed == 1 else { throw WebError.notFound }
            return number
        }
        let next = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM buddy_kind")
        try db.run(
            """
            INSERT INTO buddy_kind (id, number, municipality_code, name, sort_key, who_for, needs_course, needs_vog,
                trial_weeks, evaluation_weeks, max_wait_days, silence_days, week_hours, interests, is_active,
                updated_at)
            VALUES (\(BuddyKind.Identity(at: now)), \(next), \(municipality), \(name), \(sort), \(whoFor),
                \(needsCourse), \(needsVOG), \(trialWeeks), \(weeks), \(maxWaitDays), \(silenceDays), \(weekHours),
                \(list), \(isActive), \(now))
            """)
        return next
    }
}

extension BuddyKindDraft {
    init(_ state: FormState) {
        self.init(
            name: state["naam"], whoFor: state["voor"], needsCourse: state.isOn("cursus"), needsVOG: state.isOn("vog"),
            trialWeeks: state.int("proef") ?? 6, evaluationWeeks: state["momenten"],
            maxWaitDays: state.int("wachten") ?? 42, silenceDays: state.int("stil") ?? 100,
            weekHours: state.int("uren") ?? 2, interests: BuddyInterests(lines: state["samen-doen"]).words,
            isActive: state.isOn("actief"))
    }

    init(_ kind: BuddyKind) {
        self.init(
            name: kind.name, whoFor: kind.whoFor, needsCourse: kind.needsCourse, needsVOG: kind.needsVOG,
            trialWeeks: kind.trialWeeks,
            evaluationWeeks: kind.evaluationWeeks.map(String.init).joined(separator: ", "),
            maxWaitDays: kind.maxWaitDays, silenceDays: kind.silenceDays, weekHours: kind.weekHours,
            interests: kind.interests.words, isActive: kind.isActive)
    }
}
