package import Community
import Core
import Formats
package import Services
import Storage
package import Web

extension Brokerage {
    package func savedSearchRoutes(_ routes: Routes) {
        routes.get("/zoekopdrachten/nieuw", access: .everyone) { visit in
            let state = KeepSearch.form.filled(["email": visit.actor.email ?? "", "hoe-vaak": "week"])
            return keepPage(visit, visit.query, state)
        }
        routes.post("/zoekopdrachten", access: .everyone) { visit in try await keep(visit) }
        routes.get("/zoekopdrachten/bevestigen/{sleutel}", access: .secretLink) { visit in
            try await confirmPage(visit)
        }
        routes.post("/zoekopdrachten/bevestigen/{sleutel}", access: .secretLink) { visit in
            guard try await KeepSearch(house: house).confirm(visit.parameter("sleutel"), now: visit.now) != nil else {
                return spentLink(visit)
            }
            return done(
                visit, visit.t("Je zoekopdracht staat aan"),
                visit.t("We mailen je zodra er iets nieuws past. Stoppen kan met één klik in elke mail."))
        }
        routes.get("/zoekopdrachten/stoppen/{sleutel}", access: .secretLink) { visit in try await stopPage(visit) }
        routes.postBySecret("/zoekopdrachten/stoppen/{sleutel}") { visit in try await stop(visit) }
        routes.get("/mijn/zoekopdrachten", access: .signedIn) { visit in try await own(visit) }
        routes.post("/mijn/zoekopdrachten/{id}/stoppen", access: .signedIn) { visit in try await stopOwn(visit) }
    }

    private func request(_ query: Query) -> SearchRequest { SearchRequest(query, places: index.places) }

    /// The search in words, for mails and lists.
    private func name(_ request: SearchRequest, _ t: Texts) -> String {
        let chips = request.chips(t, places: index.places, organisationName: nil).map(\.label)
        return chips.isEmpty ? t("alle plekken") : chips.joined(separator: ", ")
    }

    private func keepPage(_ visit: Visit, _ query: Query, _ state: FormState) -> Reply {
        let t = visit.t
        let request = request(query)
        let kept = request.query.removing("weergave").encoded
        let form = visit.form(
            action: "/zoekopdrachten",
            """
            <input type="hidden" name="zoek" value="\(kept)">\(visit.fields(KeepSearch.form, state))\
            <p class="row"><button>\(t("Mail mij"))</button><a href="\(request.query.url("/vacatures"))">\(t("Terug naar de lijst"))</a></p>
            """)
        return visit.simplePage(
            t("Bewaar deze zoekopdracht"), intro: t("We mailen je als er iets nieuws past bij: \(name(request, t))."),
            status: state.isValid ? 200 : 400, visit.errorSummary(KeepSearch.form, state) + form)
    }

    private func keep(_ visit: Visit) async throws -> Reply {
        let query = Query(decoding: visit.form["zoek"] ?? "")
        let state = KeepSearch.form.read(visit.form)
        guard state.isValid else { return keepPage(visit, query, state) }
        let request = request(query)
        let kept = request.query.removing("weergave").removing("volgorde")
        let confirmed = try await KeepSearch(house: house).perform(
            query: kept, name: name(request, visit.t), state: state, visit: visit)
        if confirmed { return .redirect(to: "/mijn/zoekopdrachten", notice: visit.t("Je zoekopdracht is bewaard.")) }
        return done(
            visit, visit.t("Kijk in je mail"),
            visit.t("We hebben je een mail gestuurd. Klik op de knop daarin, dan staat je zoekopdracht aan."))
    }

    private func confirmPage(_ visit: Visit) async throws -> Reply {
        let key = try visit.parameter("sleutel")
        let good = try await house.database.read { [now = visit.now] db in
            try Tokens.look(key, for: KeepSearch.purpose, now: now, in: db) != nil
        }
        guard good else { return spentLink(visit) }
        let t = visit.t
        return visit.simplePage(
            t("Zoekopdracht bevestigen"), intro: t("Met één klik staat je zoekopdracht aan."),
            visit.form(action: "/zoekopdrachten/bevestigen/\(key)", "<button>\(t("Ja, mail mij"))</button>"))
    }

    private func stopped(_ visit: Visit) throws -> SavedSearch.Identity {
        guard let id = SavedSearch.id(stopKey: try visit.parameter("sleutel"), house: house) else {
            throw WebError.notFound
        }
        return id
    }

    private func stopPage(_ visit: Visit) async throws -> Reply {
        let id = try stopped(visit)
        guard let search = try await house.database.read({ db in try SavedSearch.find(id, in: db) }) else {
            throw WebError.notFound
        }
        let t = visit.t
        if search.stoppedAt != nil {
            return done(visit, t("Deze mail is gestopt"), t("Je krijgt geen mail meer over deze zoekopdracht."))
        }
        return visit.simplePage(
            t("Stop deze mail"), intro: t("Je krijgt mail over: \(search.name)."),
            visit.form(action: visit.path, "<button>\(t("Stop deze mail"))</button>"))
    }

    private func stop(_ visit: Visit) async throws -> Reply {
        let id = try stopped(visit)
        try await house.database.write { [now = visit.now] db in try SavedSearch.stop(id, now: now, in: db) }
        return done(visit, visit.t("Deze mail is gestopt"), visit.t("Je krijgt geen mail meer over deze zoekopdracht."))
    }

    private func own(_ visit: Visit) async throws -> Reply {
        let person = Person.Identity(try visit.person())
        let searches = try await house.database.read { db in try SavedSearch.list(of: person, in: db) }
        let t = visit.t
        let list: HTML =
            searches.isEmpty
            ? Part.empty(
                t("Je hebt nog geen zoekopdracht bewaard"), t("Zoek iets en kies “Bewaar deze zoekopdracht”."),
                Part.button(t("Zoek vrijwilligerswerk"), "/vacatures"))
            : """
            <ul class="tasks card">\(searches, { search in
                """
                <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><a href="/vacatures?\(search.query)"><strong>\(search.name)</strong></a><br>\
                <span class="small soft">\(t(search.frequency.label))</span></div><div class="row">\(visit.buttonForm(action: "/mijn/zoekopdrachten/\(search.id.text)/stoppen", label: t("Stop de mail")))</div></li>
                """
            })</ul>
            """
        return visit.simplePage(t("Mijn zoekopdrachten"), list)
    }

    private func stopOwn(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let id = SavedSearch.Identity(try visit.parameter("id"))
        try await house.database.write { [now = visit.now] db in
            guard let search = try SavedSearch.find(id, in: db), search.person?.text == person else {
                throw WebError.notFound
            }
            try SavedSearch.stop(id, now: now, in: db)
        }
        return .redirect(to: "/mijn/zoekopdrachten", notice: visit.t("De mail is gestopt."))
    }

    private func spentLink(_ visit: Visit) -> Reply {
        let t = visit.t
        return visit.simplePage(
            t("Deze link werkt niet meer"), intro: t("Hij is al gebruikt of verlopen. Bewaar je zoekopdracht opnieuw."),
            status: 410, "<p>\(Part.button(t("Zoek vrijwilligerswerk"), "/vacatures"))</p>")
    }

    private func done(_ visit: Visit, _ title: String, _ text: String) -> Reply {
        visit.simplePage(
            title, intro: text, "<p>\(Part.button(visit.t("Zoek vrijwilligerswerk"), "/vacatures", quiet: true))</p>")
    }

    package func savedSearchJobs() -> [Job] {
        [
            Job("zoekopdrachten-mailen", .daily(minute: 7 * 60)) { _, now in
                try await SearchDigest(house: house, finder: finder).run(now: now)
            }
        ]
    }

    package func savedSearchPersonalData() -> [PersonalData] {
        [
            PersonalData(
                name: Text("Zoekopdrachten"),
                export: { person, db in
                    .array(
                        try db.rows(
                            "SELECT * FROM saved_search WHERE person_id = \(person) ORDER BY created_at, id"
                        ).map(SavedSearch.init(row:)).map {
                            [
                                "naam": .string($0.name), "hoeVaak": .string($0.frequency.rawValue),
                                "sinds": .string($0.createdAt.iso), "gestopt": JSONValue($0.stoppedAt?.iso),
                            ]
                        })
                },
                erase: { person, _, db in
                    try db.run("DELETE FROM saved_search WHERE person_id = \(person)")
                    if let email = try db.value("SELECT email FROM person WHERE id = \(person)", as: String.self) {
                        try db.run("DELETE FROM saved_search WHERE email = \(email)")
                    }
                })
        ]
    }

    package func savedSearchRetention() -> [RetentionRule] {
        [
            RetentionRule(
                id: "zoekopdracht-gestopt", name: Text("Zoekopdrachten die zijn gestopt of nooit bevestigd"),
                reason: Text("Daarna hebben we ze niet meer nodig."), keep: .days(30)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM saved_search WHERE id IN (SELECT id FROM saved_search
                        WHERE stopped_at < \(before) OR (confirmed_at IS NULL AND created_at < \(before)) LIMIT 1000)
                    """)
            }
        ]
    }
}
