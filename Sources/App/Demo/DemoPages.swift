import Brokerage
import Community
import Core
import Evaluation
import Services
import Storage
import Web

/// The panel of the demo: step into a role, move the time, read the mail.
struct DemoPages {
    let house: House
    let clock: MovableClock
    /// Does all background work that is due, after the time was moved.
    let tick: @Sendable () async throws -> Void

    /// The roles one can step into, with the address of the person in the demo content.
    struct DemoRole: Sendable {
        let code: String
        let name: String
        let email: String
        let start: String
        let comesTo: Text
    }

    static func roles() -> [DemoRole] {
        let starts: [String: (String, Text)] = [
            "inwoner": ("/mijn", Text("zoekt werk dat past en volgt haar reacties")),
            "organisatie-beheer": ("/vandaag", Text("plaatst vacatures en antwoordt mensen")),
            "organisatie-lid": ("/vandaag", Text("helpt mee met antwoorden")),
            "makelaar": ("/vandaag", Text("kijkt na, houdt in de gaten en belt")),
            "leiding": ("/centrale/cijfers", Text("leidt de vrijwilligerscentrale")),
            "beleid": ("/beleid", Text("wil weten of het beleid werkt")),
            "raad": ("/beleid", Text("controleert en besluit")),
            "onderzoek": ("/enquetes", Text("zoekt cijfers die kloppen")),
            "beheer": ("/beheer", Text("houdt het draaiende")),
        ]
        return DemoContent.file("mensen").list("roles").map { role in
            let start = starts[role.text("role")]
            return DemoRole(
                code: role.text("role"), name: role.text("first") + " " + role.text("last"), email: role.text("email"),
                start: start?.0 ?? "/", comesTo: start?.1 ?? Text("kijkt rond"))
        } + [
            DemoRole(
                code: "docent", name: PupilDemoDoors.teacherName, email: PupilDemoDoors.teacherEmail, start: "/vandaag",
                comesTo: Text("helpt een klas aan stageplekken"))
        ]
    }

    static func title(_ code: String) -> Text {
        switch code {
        case "inwoner": Text("Inwoner")
        case "organisatie-beheer": Text("Beheerder van een organisatie")
        case "organisatie-lid": Text("Lid van een organisatie")
        case "makelaar": Text("Makelaar")
        case "leiding": Text("Manager vrijwilligerscentrale")
        case "beleid": Text("Beleidsmedewerker")
        case "raad": Text("Raadslid")
        case "onderzoek": Text("Onderzoeker")
        case "docent": Text("Docent")
        default: Text("Beheerder")
        }
    }

    func routes(_ routes: Routes) {
        routes.get("/demo", access: .demo) { visit in
            panel(visit, surveys: try await house.database.read { db in try DemoAnswering.open(in: db) })
        }
        routes.post("/demo/rol/{rol}", access: .demo) { visit in try await signIn(visit) }
        routes.post("/demo/tijd", access: .demo) { visit in try await moveTime(visit) }
        routes.get("/demo/" + DemoAddressFile.name, access: .demo) { _ in
            .download(DemoAddressFile.bytes, name: DemoAddressFile.name, type: "text/csv; charset=utf-8")
        }
        routes.get("/demo/" + Report2011.tablesName, access: .demo) { _ in
            .download(Report2011.tables, name: Report2011.tablesName, type: "text/csv; charset=utf-8")
        }
        routes.post("/demo/enquetes/{enquete}", access: .demo) { visit in try await answer(visit) }
        routes.get("/demo/onderdelen", access: .demo) { visit in Gallery(visit: visit).reply }
        DemoMailbox(house: house, tick: tick).routes(routes)
    }

    private func panel(_ visit: Visit, surveys: [Survey]) -> Reply {
        let t = visit.t
        let roles = Self.roles()
        let cards: HTML =
            "\(roles, { role in card(role, visit) })\(PupilDemoDoors.Door.allCases, { door($0, t, visit) })"
        let times: [(String, String)] = [
            ("1", t("1 dag verder")), ("7", t("1 week verder")), ("14", t("2 weken verder")),
            ("30", t("1 maand verder")),
        ]
        let buttons: HTML =
            "\(times, { visit.buttonForm(action: "/demo/tijd", label: $0.1, fields: [("dagen", $0.0)]) })"
        return visit.page(
            t("Demopaneel"),
            """
            <div class="wrap stack page"><div><h1>\(t("Demopaneel"))</h1><p class="lead">\(t("Waterveen bestaat niet, maar alles werkt. Kies wie je bent."))</p></div>\
            <section class="stack" aria-labelledby="rollen"><h2 id="rollen">\(t("Kies een rol"))</h2><ul class="cards">\(cards)</ul></section>\
            <section class="card stack" aria-labelledby="tijd"><h2 id="tijd">\(t("Verzet de tijd"))</h2>\
            <p>\(t("In de demo is het \(t.longDate(visit.today)), \(t.time(visit.now)). Ga vooruit en zie wat er dan vanzelf gebeurt: herinneringen, sluitingen, mail."))</p>\
            <div class="row">\(buttons)</div></section>\(respondents(surveys, visit))\
            <section class="card stack" aria-labelledby="post"><h2 id="post">\(t("Lees de post"))</h2><p>\(t("Alle mail die de site verstuurt, komt hier binnen. Ook de links werken."))</p>\
            <p class="row">\(Part.button(t("Naar de post"), "/demo/post"))\(Part.button(t("Alle onderdelen bekijken"), "/demo/onderdelen", quiet: true))</p></section></div>
            """)
    }

    /// Who was asked something does not exist: a button answers for them.
    private func respondents(_ surveys: [Survey], _ visit: Visit) -> HTML {
        let t = visit.t
        // A title is what somebody typed: it stays in their language.
        let buttons: HTML = """
            \(surveys, { survey in
                visit.form(
                    action: "/demo/enquetes/\(survey.number)", classes: "inline",
                    "<button class=\"quiet compact\"\(attribute: "lang", t.typed)>\(survey.title)</button>")
            })
            """
        return """
            <section class="card stack" aria-labelledby="enquetes"><h2 id="enquetes">\(t("Laat mensen een enquête invullen"))</h2>\
            <p>\(t("De mensen die een uitnodiging kregen bestaan niet. Klik, en een deel van hen antwoordt of zegt nee."))</p>\
            <div class="row">\(buttons)</div>\
            <p><a href="/demo/\(DemoAddressFile.name)">\(t("Download 342 verzonnen adressen om zelf een enquête te maken (CSV)"))</a></p>\
            <p><a href="/demo/\(Report2011.tablesName)">\(t("Download tabel 4 tot en met 8 uit het rapport van 2011 (CSV)"))</a></p></section>
            """
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("enquete")
        let answering = DemoAnswering(vault: house.vault, now: clock.now)
        let done = try await house.database.write { db in
            guard let survey = try Survey.find(number: number, in: db) else { throw WebError.notFound }
            return try answering.perform(survey, in: db)
        }
        try await tick()
        return .redirect(
            to: "/demo", notice: visit.t("\(done.answered) antwoorden erbij, en \(done.refused) mensen zeiden nee."))
    }

    private func card(_ role: DemoRole, _ visit: Visit) -> HTML {
        let t = visit.t
        let button = visit.form(
            action: "/demo/rol/\(role.code)", "<button class=\"quiet\">\(t("Word \(role.name)"))</button>")
        return
            "<li class=\"card stack\"><h3>\(t(Self.title(role.code)))</h3><p>\(role.name) \(t(role.comesTo)).</p>\(button)</li>"
    }

    /// Into the shoes of somebody without an account.
    private func door(_ door: PupilDemoDoors.Door, _ t: Texts, _ visit: Visit) -> HTML {
        let (title, words, button) =
            switch door {
            case .pupil:
                (
                    t("Leerling"), t("Kiest op een telefoon een stage, met een code van school."), t("Word leerling")
                )
            case .placed:
                (
                    t("Leerling met een plek"), t("Leest waarom het deze plek werd en schrijft uren op."),
                    t("Word leerling met een plek")
                )
            case .guardian: (t("Ouder"), t("Kreeg een mail: mag je kind meedoen?"), t("Word ouder"))
            }
        let form = visit.form(
            action: "/demo/rol/\(door.rawValue)", "<button class=\"quiet\">\(button)</button>")
        return "<li class=\"card stack\"><h3>\(title)</h3><p>\(words)</p>\(form)</li>"
    }

    private func signIn(_ visit: Visit) async throws -> Reply {
        let code = try visit.parameter("rol")
        if let door = PupilDemoDoors.Door(rawValue: code) { return try await open(door, visit) }
        guard let role = Self.roles().first(where: { $0.code == code }) else { throw WebError.notFound }
        guard let person = try await house.database.read({ db in try Person.find(email: role.email, in: db) }) else {
            throw WebError.notFound
        }
        return try await DemoSignIn(house: house).signIn(person.id, path: role.start, visit: visit)
    }

    /// Who has no account comes in by a code or a link; whoever was signed in is not any more.
    private func open(_ door: PupilDemoDoors.Door, _ visit: Visit) async throws -> Reply {
        let doors = PupilDemoDoors(house: house)
        let found = try await house.database.write { db in
            if let session = visit.session?.key { try Sessions.end(session, in: db) }
            return try doors.open(door, in: db)
        }
        guard let found else {
            return .redirect(
                to: "/demo", notice: visit.t("Nu is er niemand om in te stappen. Dat verandert als je de tijd verzet."))
        }
        return .signedOut(to: found.path)
    }

    private func moveTime(_ visit: Visit) async throws -> Reply {
        let days = min(90, max(1, visit.form.int("dagen") ?? 1))
        // Day by day, because a job that comes back daily must have its chance each day.
        for _ in 0..<days {
            clock.move(by: .days(1))
            _ = try await house.database.write { [now = clock.now] db in
                // Who is trying the demo must not be signed out by it.
                try db.run("UPDATE session SET last_seen_at = \(now), expires_at = \(now + .days(30))")
            }
            try await tick()
        }
        return .redirect(
            to: "/demo",
            notice: visit.t.plural(days, "De tijd staat 1 dag verder.", "De tijd staat \(days) dagen verder."))
    }
}
