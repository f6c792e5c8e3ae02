import Community
import Core
import Services
import Storage
import Web

extension Brokerage {
    /// The wishes in somebody's account: see, change, take away, and be found or not.
    func keptWishesRoutes(_ routes: Routes) {
        let path = KeptWishes.path
        routes.get(path, access: .signedIn) { visit in try await keptWishesPage(visit) }
        routes.post(path, access: .signedIn) { visit in try await changeWishes(visit) }
        routes.post(path + "/bewaren", access: .signedIn) { visit in
            let wishes = Wishes(Query(decoding: visit.form["wensen"] ?? ""))
            guard !wishes.isEmpty else { return .redirect(to: SuitsMeSteps.path) }
            try await keepWishes(wishes, visit)
            return .redirect(to: path, notice: visit.t("Je wensen zijn bewaard."))
        }
        routes.post(path + "/vindbaar", access: .signedIn) { visit in
            let person = Person.Identity(try visit.person())
            let on = visit.form["vindbaar"] == "ja"
            try await house.database.write { [now = visit.now, house] db in
                guard let kept = try KeptWishes.find(person, in: db),
                    try KeptWishes.setFindable(on, of: person, now: now, in: db)
                else { throw WebError.notFound }
                try house.record(
                    Audit.Event(
                        on ? "wensen-vindbaar" : "wensen-niet-vindbaar", "persoon", person.text,
                        municipality: kept.municipality), by: visit, in: db)
            }
            let notice =
                on ? visit.t("Organisaties kunnen je nu vinden.") : visit.t("Organisaties kunnen je niet meer vinden.")
            return .redirect(to: path, notice: notice)
        }
        routes.post(path + "/weg", access: .signedIn) { visit in
            let person = Person.Identity(try visit.person())
            try await house.database.write { [house] db in
                guard let kept = try KeptWishes.find(person, in: db) else { throw WebError.notFound }
                try KeptWishes.delete(person, in: db)
                try house.record(
                    Audit.Event("wensen-weg", "persoon", person.text, municipality: kept.municipality), by: visit,
                    in: db)
            }
            return .redirect(to: path, notice: visit.t("Je wensen zijn weg."))
        }
    }

    /// The wishes of whoever visits; `nil` for a stranger and for who keeps none.
    func ownWishes(_ visit: Visit) async throws -> KeptWishes? {
        guard let person = visit.actor.person.map({ Person.Identity($0) }) else { return nil }
        return try await house.database.read { db in try KeptWishes.find(person, in: db) }
    }

    /// The same, of use to whoever visits: that keeps them.
    func usedWishes(_ visit: Visit) async throws -> KeptWishes? {
        guard let kept = try await ownWishes(visit) else { return nil }
        if kept.needsTouch(now: visit.now) {
            try await house.database.write { [now = visit.now] db in try KeptWishes.touch(kept, now: now, in: db) }
        }
        return kept
    }

    private func keepWishes(_ wishes: Wishes, _ visit: Visit) async throws {
        let person = Person.Identity(try visit.person())
        guard let municipality = index.places.municipality(for: wishes) else { throw WebError.notFound }
        try await house.database.write { [now = visit.now, house] db in
            try KeptWishes.save(wishes, of: person, municipality: municipality, now: now, in: db)
            try house.record(
                Audit.Event("wensen-bewaard", "persoon", person.text, municipality: municipality), by: visit, in: db)
        }
    }

    private func keptWishesPage(_ visit: Visit) async throws -> Reply {
        let kept = try await usedWishes(visit)
        return KeptWishesPage(visit: visit, kept: kept, state: WishesForm.state(kept?.wishes ?? Wishes())).reply
    }

    private func changeWishes(_ visit: Visit) async throws -> Reply {
        let (state, wishes) = WishesForm.read(visit.form, places: index.places, today: visit.today)
        guard let wishes else {
            return KeptWishesPage(visit: visit, kept: try await ownWishes(visit), state: state).reply
        }
        try await keepWishes(wishes, visit)
        return .redirect(to: KeptWishes.path, notice: visit.t("Je wensen zijn bewaard."))
    }
}

/// The page with somebody's own wishes.
struct KeptWishesPage {
    let visit: Visit
    let kept: KeptWishes?
    let state: FormState
    private var t: Texts { visit.t }

    var reply: Reply {
        let form = visit.form(
            action: KeptWishes.path, classes: "stack editor",
            "\(WishesForm.markup(visit, state))<p class=\"row\"><button>\(t("Bewaar mijn wensen"))</button></p>")
        return visit.page(
            t("Wat ik zoek"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap stack page"><p class="no-print"><a href="/mijn">\(t("Terug naar mijn account"))</a></p><h1>\(t("Wat ik zoek"))</h1>\
            <p class="lead">\(t("Met je wensen zie je bij elke vacature hoe die bij jou past. Alleen jij ziet ze."))</p>\
            \(visit.errorSummary(WishesForm.form, state))<div class="columns side-right"><div class="stack">\(beginning)\(Part.card(t("Mijn wensen"), form))</div>\
            <div class="stack">\(fitting)\(findable)\(away)</div></div></div>
            """)
    }

    private var beginning: HTML {
        guard kept == nil, state.isValid else { return .empty }
        return Part.empty(
            t("Je hebt nog geen wensen bewaard"), t("Beantwoord zes korte vragen, of vul hieronder in wat je weet."),
            Part.button(t("Wat past bij mij?"), SuitsMeSteps.path, quiet: true))
    }

    private var fitting: HTML {
        guard let kept else { return .empty }
        return Part.card(
            t("Wat past er nu?"),
            "<p>\(Part.button(t("Laat zien wat past"), SuitsMeSteps.url(SuitsMeSteps.done, kept.wishes.query)))</p>")
    }

    private var findable: HTML {
        guard let kept else { return .empty }
        let words =
            kept.findable
            ? t("Aan. Een organisatie kan je vragen om kennis te maken. Je naam en adres ziet ze pas als jij ja zegt.")
            : t(
                "Uit. Zet je dit aan, dan kan een organisatie je vragen om kennis te maken. Je naam en adres ziet ze pas als jij ja zegt."
            )
        let button =
            kept.findable
            ? visit.buttonForm(
                action: KeptWishes.path + "/vindbaar", label: t("Zet uit"), fields: [("vindbaar", "nee")])
            : visit.buttonForm(
                action: KeptWishes.path + "/vindbaar", label: t("Zet aan"), fields: [("vindbaar", "ja")])
        return Part.card(
            t("Organisaties mogen mij vinden"),
            "<div class=\"stack\"><p>\(words)</p>\(kept.findableAt, { "<p class=\"small soft\">\(t("Sinds \(t.date($0.day))."))</p>" })\(button)</div>"
        )
    }

    private var away: HTML {
        guard let kept else { return .empty }
        return Part.card(
            t("Weghalen"),
            """
            <div class="stack"><p class="small">\(t("Laatst veranderd op \(t.date(kept.updatedAt.day)). Gebruik je ze twee jaar niet, dan vragen we of ze weg mogen."))</p>\
            \(visit.buttonForm(action: KeptWishes.path + "/weg", label: t("Haal mijn wensen weg")))</div>
            """)
    }
}
