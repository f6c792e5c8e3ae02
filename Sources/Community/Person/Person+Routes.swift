import Core
import Services
import Storage
package import Web

extension Community {
    /// The pages of whoever is signed in, about themselves.
    package func personRoutes(_ routes: Routes) {
        accountRoutes(routes)
        emailRoutes(routes)
        myDataRoutes(routes)
    }

    private func me(_ visit: Visit) async throws -> Person {
        let id = Person.Identity(try visit.person())
        guard let person = try await house.database.read({ db in try Person.find(id, in: db) }) else {
            throw WebError.notFound
        }
        return person
    }

    private func account(_ visit: Visit, _ person: Person, _ form: Form, _ state: FormState) async throws -> Reply {
        let sessions = try await house.database.read { [now = visit.now] db in
            try Sessions.all(of: person.id, now: now, in: db).count
        }
        return AccountPages(visit: visit).home(form, state, sessions: sessions)
    }

    private func accountRoutes(_ routes: Routes) {
        routes.get("/mijn", access: .signedIn) { visit in
            let person = try await me(visit)
            let form = Profile.form(today: visit.today)
            return try await account(visit, person, form, form.filled(Profile.fields(person)))
        }
        routes.post("/mijn", access: .signedIn) { visit in
            let person = try await me(visit)
            let form = Profile.form(today: visit.today)
            let state = form.read(visit.form)
            guard state.isValid else { return try await account(visit, person, form, state) }
            try await Profile.save(state, of: person.id, by: visit, house: house)
            let language = Language(rawValue: state["taal"]) ?? .dutch
            var reply = Reply.redirect(to: "/mijn", notice: house.t(language)("Opgeslagen."))
            reply.cookies.append(Cookie(Cookie.language, language.rawValue, seconds: 31_536_000))
            return reply
        }
        routes.get("/mijn/organisaties", access: .signedIn) { visit in AccountPages(visit: visit).organisationsPage() }
        // The start of every address of an organisation's workplace: who shortens one finds their own.
        routes.get("/organisatie", access: .signedIn) { visit in
            let own = visit.actor.organisations
            guard own.count == 1, let only = own.first else { return .redirect(to: "/mijn/organisaties") }
            return .redirect(to: "/organisatie/\(only.number)")
        }
        routes.post("/mijn/uitloggen-overal", access: .signedIn) { visit in
            let id = Person.Identity(try visit.person())
            try await house.database.write { db in
                try Sessions.endAll(of: id, except: visit.session?.key, in: db)
                try house.record(Audit.Event("overal-uitgelogd", "persoon", id.text), by: visit, in: db)
            }
            return .redirect(to: "/mijn", notice: visit.t("Op alle andere plekken ben je uitgelogd."))
        }
    }

    private func emailRoutes(_ routes: Routes) {
        let change = ChangeEmail(house: house)
        routes.get("/mijn/email", access: .signedIn) { visit in
            AccountPages(visit: visit).email(AccountPages.emailForm.filled())
        }
        routes.post("/mijn/email", access: .signedIn) { visit in
            var state = AccountPages.emailForm.read(visit.form)
            let email = Validation.email(state["nieuw"])
            if let email, email.lowercased() == visit.actor.email {
                state.addError("nieuw", Text("Dit adres gebruik je al."))
            }
            guard state.isValid, let email else { return AccountPages(visit: visit).email(state) }
            try await change.ask(email, for: Person.Identity(try visit.person()), by: visit)
            return .redirect(to: "/mijn", notice: visit.t("We hebben een link gestuurd naar \(email)."))
        }
        routes.get("/mijn/email/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = AccountPages(visit: visit)
            return try await change.look(secret, now: visit.now).map { pages.confirmEmail($0, secret: secret) }
                ?? pages.emailGone()
        }
        routes.post("/mijn/email/{sleutel}", access: .secretLink) { visit in
            switch try await change.perform(try visit.parameter("sleutel"), by: visit) {
            case .gone: return AccountPages(visit: visit).emailGone()
            case .changed:
                let path = visit.actor.isSignedIn ? "/mijn" : "/inloggen"
                return .redirect(to: path, notice: visit.t("Je nieuwe e-mailadres geldt vanaf nu."))
            }
        }
    }

    private func myDataRoutes(_ routes: Routes) {
        routes.get("/mijn/gegevens", access: .signedIn) { visit in
            let person = try await me(visit)
            return MyDataPages(visit: visit).read(try await PersonFile.export(person.id, house: house))
        }
        routes.get("/mijn/gegevens/json", access: .signedIn) { visit in
            let person = try await me(visit)
            return MyDataPages(visit: visit).download(try await PersonFile.export(person.id, house: house))
        }
        let erase = EraseMe(house: house)
        routes.get("/mijn/wissen", access: .signedIn) { visit in
            let person = try await me(visit)
            return EraseMePages(visit: visit).ask(try await erase.hindrances(person.id), EraseMePages.form.filled())
        }
        routes.post("/mijn/wissen", access: .signedIn) { visit in
            let person = try await me(visit)
            let state = EraseMePages.form.read(visit.form)
            let hindrances = try await erase.hindrances(person.id)
            guard state.isValid, hindrances.isEmpty else { return EraseMePages(visit: visit).ask(hindrances, state) }
            try await erase.perform(by: visit)
            return .signedOut(to: "/tot-ziens")
        }
        routes.get("/tot-ziens", access: .everyone) { visit in EraseMePages(visit: visit).goodbye() }
    }
}
