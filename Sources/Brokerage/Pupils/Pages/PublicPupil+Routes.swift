import Community
import Core
import Storage
import Web

/// What everyone may see: the door for pupils, how the sharing out works, and every lottery to do over.
struct PublicPupilRoutes: Sendable {
    let house: House

    func register(_ routes: Routes) {
        routes.get("/stage", access: .everyone) { visit in PupilDoorPage(visit: visit).reply() }
        routes.post("/stage", access: .everyone) { visit in
            var state = PupilDoorPage.form.read(visit.form)
            let code = PupilCode.written(state["code"])
            let known = try await house.database.read { db in
                try code.flatMap { try PupilKeys.pupil($0, .pupil, in: db) } != nil
            }
            guard let code, known else {
                state.addError("code", Text("Deze code kennen we niet. Kijk op je papier, of vraag je docent."))
                return PupilDoorPage(visit: visit).reply(state)
            }
            return .redirect(to: "/stage/leerling/" + code)
        }
        routes.get("/stage/uitleg", access: .everyone) { visit in
            let draws = try await house.database.read { db in
                try db.rows("SELECT * FROM pupil_draw ORDER BY number DESC LIMIT 20").map(PupilDraw.init(row:))
            }
            return PupilRulesPage(visit: visit, draws: draws).reply
        }
        routes.get("/stage/loting/{loting}", access: .everyone) { visit in
            let draw = try await draw(visit)
            let (found, seconds) = try await house.database.read { db in
                (try PupilRound.find(draw.round, in: db), try SecondRecord.all(of: draw, in: db))
            }
            guard let round = found else { throw WebError.notFound }
            return DrawPage(
                visit: visit, draw: draw, round: round, seconds: round.state == .published ? seconds : []
            ).reply
        }
        routes.get("/stage/loting/{loting}/invoer.txt", access: .everyone) { visit in
            let draw = try await draw(visit)
            // The wishes of everybody, without names, open up once nobody can use them to choose.
            guard draw.seed != nil else { throw WebError.notFound }
            return .text(draw.input)
        }
        routes.get("/stage/loting/{loting}/uitslag.txt", access: .everyone) { visit in
            let draw = try await draw(visit)
            let isKnown = try await house.database.read { db in
                try PupilRound.find(draw.round, in: db)?.state == .published || draw.withdrawnAt != nil
            }
            guard isKnown, let transcript = draw.transcript else { throw WebError.notFound }
            return .text(transcript)
        }
        let second = "/stage/loting/{loting}/tweede/{keer}"
        routes.get(second + "/invoer.txt", access: .everyone) { visit in .text(try await record(visit).input) }
        routes.get(second + "/uitslag.txt", access: .everyone) { visit in .text(try await record(visit).transcript) }
    }

    /// A second round, once everybody may know where everybody goes.
    private func record(_ visit: Visit) async throws -> SecondRecord {
        let draw = try await draw(visit)
        let step = try visit.number("keer")
        let found = try await house.database.read { db in
            try PupilRound.find(draw.round, in: db)?.state == .published
                ? try SecondRecord.find(step, of: draw, in: db) : nil
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    private func draw(_ visit: Visit) async throws -> PupilDraw {
        let number = try visit.number("loting")
        guard let draw = try await house.database.read({ db in try PupilDraw.find(number: number, in: db) }) else {
            throw WebError.notFound
        }
        return draw
    }
}

/// Where a pupil types the code of the sheet.
struct PupilDoorPage {
    let visit: Visit
    private var t: Texts { visit.t }

    static let form = Form([
        Field(
            "code", Text("Jouw code"), hint: Text("Twaalf tekens, zoals K7QF-2MRT-XW9D."), limit: 40,
            autocomplete: "off")
    ])

    func reply(_ state: FormState = PupilDoorPage.form.filled()) -> Reply {
        let form = Self.form
        return visit.page(
            t("Maatschappelijke stage"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page"><h1>\(t("Maatschappelijke stage"))</h1>\
            <p class="lead">\(t("Heb je een code van school? Vul die hier in."))</p>\
            \(visit.form(action: "/stage", classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Verder"))</button></p>
            """))\
            <p>\(t("Ben je ouder? Gebruik de link in je mail."))<br>\(t("Werk je op een school?")) <a href="/inloggen?terug=/school">\(t("Log in met je mailadres"))</a></p>\
            <p>\(t("Leerlingen doen vrijwilligerswerk bij een organisatie in de buurt.")) <a href="/stage/uitleg">\(t("Zo verdelen we de plekken"))</a></p></div>
            """)
    }
}

/// The page for the register of algorithms: what, with which data, who decides, how to object.
struct PupilRulesPage {
    let visit: Visit
    let draws: [PupilDraw]
    private var t: Texts { visit.t }

    var reply: Reply {
        let rules = PupilRules(t: t)
        func list(_ lines: [String]) -> HTML { "<ul>\(lines, { "<li>\($0)</li>" })</ul>" }
        let shown: HTML =
            draws.isEmpty
            ? .empty
            : "<h2>\(t("Lotingen"))</h2><ul>\(draws, { "<li><a href=\"\($0.path)\">\(t("Loting \($0.number)"))</a>, \(t.date($0.frozenAt.day))</li>" })</ul>"
        return visit.page(
            t("Zo verdelen we stageplekken"),
            """
            <div class="wrap narrow stack page"><h1>\(t("Zo verdelen we stageplekken"))</h1>\
            <p class="lead">\(t("Een computer verdeelt de plekken van de maatschappelijke stage. Hier staat hoe, en wat je kunt doen."))</p>\
            <h2>\(t("Wat doet het?"))</h2>\(list(rules.what))<h2>\(t("Met welke gegevens?"))</h2>\(list(rules.data))\
            <h2>\(t("Wie beslist?"))</h2>\(list(rules.people))<h2>\(t("Wat kan het niet?"))</h2>\(list(rules.limits))\
            <p class="small soft">\(rules.method)</p>\
            <p><a href="/vacatures/uitleg/bezwaar?onderwerp=stage">\(t("Ik ben het er niet mee eens"))</a> · <a href="/vacatures/uitleg">\(t("Alle uitleg over volgordes"))</a></p>\(shown)</div>
            """)
    }
}
