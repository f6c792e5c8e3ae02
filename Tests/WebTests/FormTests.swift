import Core
import Testing
import Web

struct FormTests {
    private let form = Form([
        Field("naam", Text("Naam"), limit: 10), .email(), .postcode(), Field("aantal", Text("Aantal"), .number(1...5)),
        Field("keuze", Text("Keuze"), .radios([.init("a", Text("A")), .init("b", Text("B"))])),
        Field("dag", Text("Dag"), .date, required: false), Field("akkoord", Text("Akkoord"), .checkbox),
    ])

    @Test func `all mistakes come at once and nothing typed is lost`() {
        let sent = Query([
            ("naam", "een veel te lange naam"), ("email", "lotte"), ("aantal", "9"), ("keuze", "c"), ("dag", "31-12"),
        ])
        let state = form.read(sent)
        #expect(Set(state.errors.map(\.name)) == ["naam", "email", "aantal", "keuze", "dag", "akkoord"])
        #expect(state["email"] == "lotte")
        #expect(state["naam"] == "een veel te lange naam")
    }

    @Test func `what is right passes`() {
        let sent = Query([
            ("naam", "Lotte"), ("email", "l@x.nl"), ("aantal", "5"), ("keuze", "a"), ("dag", "2026-12-31"),
            ("akkoord", "ja"),
        ])
        let state = form.read(sent)
        #expect(state.isValid)
        #expect(state.day("dag")?.iso == "2026-12-31")
        #expect(state.int("aantal") == 5)
    }

    @Test func `an error is tied to its field`() {
        let state = form.read(Query([("email", "lotte")]))
        let visit = Visit.sample
        let markup = visit.fields(form, state).text
        #expect(markup.contains("aria-invalid=\"true\""))
        #expect(markup.contains("aria-describedby=\"veld-email-fout\""))
        #expect(markup.contains("value=\"lotte\""))
        #expect(visit.errorSummary(form, state).text.contains("href=\"#veld-email\""))
    }

    @Test func `a password is never sent back`() {
        let form = Form([Field("wachtwoord", Text("Wachtwoord"), .password)])
        let state = form.read(Query([("wachtwoord", "geheim-geheim")]))
        #expect(!Visit.sample.fields(form, state).text.contains("geheim"))
    }
}

extension Visit {
    static var sample: Visit {
        Visit(
            method: .get, path: "/", now: Moment(seconds: 0), requestID: "r", address: "192.0.2.1",
            site: Site(place: "Waterveen", contact: "", origin: "http://inzet.test"),
            csrf: CSRFToken(key: [1], binding: "b"))
    }
}
