import Community
import Core
import Formats
import Services
import Storage
import Web

/// Keeping wishes without being signed in: the address is confirmed by mail first, and only then something is kept with
/// a person.
struct KeepWishes {
    let house: House
    let places: PlaceDirectory

    static let form = Form([
        .email(hint: Text("We sturen je een link. Pas als je daarop klikt, bewaren we iets.")),
        Field("wensen", Text("Jouw antwoorden"), .hidden, required: false, limit: 5000),
    ])
    static let purpose = "wensen-bewaren"
    /// The most links one address can ask for in a day: more would make us a nuisance to its owner.
    static let dailyLimit = 5
    static let lifetime = Span.days(7)

    func ask(_ wishes: Wishes, email: String, visit: Visit) async throws {
        let t = visit.t
        try await house.database.write { [now = visit.now, house] db in
            let recent = try db.count(
                """
                SELECT COUNT(*) FROM token WHERE subject = \(email) AND purpose = \(Self.purpose)
                AND created_at > \(now - .days(1))
                """)
            guard recent < Self.dailyLimit else { return }
            let secret = try Tokens.issue(
                Self.purpose, subject: email, data: wishes.json.text, lifetime: Self.lifetime, now: now, in: db)
            try house.mail(
                Mail(
                    to: email, subject: t("Bewaar je antwoorden"), kind: Self.purpose, language: t.language,
                    isSecret: true,
                    [
                        .paragraph(
                            t("Je vroeg ons te bewaren wat je zoekt. Klik op de knop, dan staat het in je account.")),
                        .button(
                            label: t("Ja, bewaar mijn antwoorden"), url: house.origin + "/wensen/bevestigen/\(secret)"),
                        .small(t("Heb je dit niet gevraagd? Dan hoef je niets te doen. We bewaren dan niets.")),
                    ]), in: db)
        }
    }

    /// Whether the link was still good.
    func confirm(_ secret: String, visit: Visit) async throws -> Bool {
        try await house.database.write { [now = visit.now, house, places, language = visit.t.language] db in
            guard let token = try Tokens.consume(secret, for: Self.purpose, now: now, in: db),
                let wishes = Wishes(text: token.data), let municipality = places.municipality(for: wishes)
            else { return false }
            let person = try Person.findOrCreate(
                email: token.subject, name: "", language: language, now: now, in: db)
            try KeptWishes.save(wishes, of: person.id, municipality: municipality, now: now, in: db)
            try house.record(
                Audit.Event("wensen-bewaard", "persoon", person.id.text, municipality: municipality), by: visit, in: db)
            return true
        }
    }
}

extension Brokerage {
    func keepWishesRoutes(_ routes: Routes) {
        routes.get("/wensen/bewaren", access: .everyone) { visit in
            let wishes = Wishes(visit.query)
            if visit.actor.isSignedIn || wishes.isEmpty {
                return .redirect(
                    to: wishes.isEmpty ? SuitsMeSteps.path : SuitsMeSteps.url(SuitsMeSteps.done, wishes.query))
            }
            return keepWishesPage(visit, wishes, KeepWishes.form.filled(["wensen": wishes.query.encoded]))
        }
        routes.post("/wensen/bewaren", access: .everyone) { visit in
            let wishes = Wishes(Query(decoding: visit.form["wensen"] ?? ""))
            let state = KeepWishes.form.read(visit.form)
            guard state.isValid, let email = Validation.email(state["email"])?.lowercased() else {
                return keepWishesPage(visit, wishes, state)
            }
            if !wishes.isEmpty {
                try await KeepWishes(house: house, places: index.places).ask(wishes, email: email, visit: visit)
            }
            return visit.simplePage(
                visit.t("Kijk in je mail"),
                intro: visit.t(
                    "We hebben je een mail gestuurd. Klik op de knop daarin, dan zijn je antwoorden bewaard."),
                "<p>\(Part.button(visit.t("Zoek vrijwilligerswerk"), "/vacatures", quiet: true))</p>")
        }
        routes.get("/wensen/bevestigen/{sleutel}", access: .secretLink) { visit in
            let key = try visit.parameter("sleutel")
            let good = try await house.database.read { [now = visit.now] db in
                try Tokens.look(key, for: KeepWishes.purpose, now: now, in: db) != nil
            }
            guard good else { return spentWishesLink(visit) }
            return visit.simplePage(
                visit.t("Bewaar je antwoorden"), intro: visit.t("Met één klik staan ze in je account."),
                visit.form(action: visit.path, "<button>\(visit.t("Ja, bewaar mijn antwoorden"))</button>"))
        }
        routes.post("/wensen/bevestigen/{sleutel}", access: .secretLink) { visit in
            let keep = KeepWishes(house: house, places: index.places)
            guard try await keep.confirm(visit.parameter("sleutel"), visit: visit) else {
                return spentWishesLink(visit)
            }
            return visit.simplePage(
                visit.t("Je antwoorden zijn bewaard"),
                intro: visit.t("Log in met je e-mailadres. Dan zie je bij elke vacature hoe die bij je past."),
                "<p>\(Part.button(visit.t("Inloggen"), "/inloggen?terug=" + KeptWishes.path.percentEncoded))</p>")
        }
    }

    private func keepWishesPage(_ visit: Visit, _ wishes: Wishes, _ state: FormState) -> Reply {
        let t = visit.t
        let answers = wishes.chips(t).map(\.label).joined(separator: ", ")
        let form = visit.form(
            action: "/wensen/bewaren",
            """
            \(visit.fields(KeepWishes.form, state))<p class="row"><button>\(t("Stuur de link"))</button>\
            <a href="\(SuitsMeSteps.url(SuitsMeSteps.done, wishes.query))">\(t("Terug naar de lijst"))</a></p>
            """)
        return visit.simplePage(
            t("Bewaar je antwoorden"), intro: t("Je antwoorden: \(answers)."), status: state.isValid ? 200 : 400,
            visit.errorSummary(KeepWishes.form, state) + form)
    }

    private func spentWishesLink(_ visit: Visit) -> Reply {
        let t = visit.t
        return visit.simplePage(
            t("Deze link werkt niet meer"), intro: t("Hij is al gebruikt of verlopen. Beantwoord de vragen opnieuw."),
            status: 410, "<p>\(Part.button(t("Wat past bij mij?"), SuitsMeSteps.path))</p>")
    }
}
