import Brokerage
import Community
import Core
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
            "onderzoek": ("/cijfers", Text("zoekt cijfers die kloppen")),
            "beheer": ("/beheer", Text("houdt het draaiende")),
        ]
        return DemoContent.file("mensen").list("roles").map { role in
            let start = starts[role.text("role")]
            return DemoRole(
                code: role.text("role"), name: role.text("first") + " " + role.text("last"), email: role.text("email"),
                start: start?.0 ?? "/", comesTo: start?.1 ?? Text("kijkt rond"))
        }
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
        default: Text("Beheerder")
        }
    }

    func routes(_ routes: Routes) {
        routes.get("/demo", access: .demo) { visit in panel(visit) }
        routes.post("/demo/rol/{rol}", access: .demo) { visit in try await signIn(visit) }
        routes.post("/demo/tijd", access: .demo) { visit in try await moveTime(visit) }
        routes.get("/demo/onderdelen", access: .demo) { visit in Gallery(visit: visit).reply }
        DemoMailbox(house: house, tick: tick).routes(routes)
    }

    private func panel(_ visit: Visit) -> Reply {
        let t = visit.t
        let roles = Self.roles()
        let cards: HTML = "\(roles, { role in card(role, visit) })"
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
            <div class="row">\(buttons)</div></section>\
            <section class="card stack" aria-labelledby="post"><h2 id="post">\(t("Lees de post"))</h2><p>\(t("Alle mail die de site verstuurt, komt hier binnen. Ook de links werken."))</p>\
            <p class="row">\(Part.button(t("Naar de post"), "/demo/post"))\(Part.button(t("Alle onderdelen bekijken"), "/demo/onderdelen", quiet: true))</p></section></div>
            """)
    }

    private func card(_ role: DemoRole, _ visit: Visit) -> HTML {
        let t = visit.t
        let button = visit.form(
            action: "/demo/rol/\(role.code)", "<button class=\"quiet\">\(t("Word \(role.name)"))</button>")
        return
            "<li class=\"card stack\"><h3>\(t(Self.title(role.code)))</h3><p>\(role.name) \(t(role.comesTo)).</p>\(button)</li>"
    }

    private func signIn(_ visit: Visit) async throws -> Reply {
        let code = try visit.parameter("rol")
        guard let role = Self.roles().first(where: { $0.code == code }) else { throw WebError.notFound }
        guard let person = try await house.database.read({ db in try Person.find(email: role.email, in: db) }) else {
            throw WebError.notFound
        }
        return try await DemoSignIn(house: house).signIn(person.id, path: role.start, visit: visit)
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
