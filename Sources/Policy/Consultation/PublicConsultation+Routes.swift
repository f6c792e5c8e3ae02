import Community
import Core
import Storage
import Web

extension ConsultationPart {
    /// What everyone can do, with or without a link from a mail.
    func publicRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/meedenken", access: .everyone) { visit in
            let (page, places) = try await house.database.read { db in
                let page = try Consultation.listed(on: visit.today, after: visit.query.text("na"), in: db)
                return (page, try Places.served(in: db).map { ($0.code, $0.name) })
            }
            return PublicConsultationPages(visit: visit).list(page, places: Dictionary(places) { first, _ in first })
        }
        routes.get("/meedenken/{vraag}", access: .everyone) { visit in
            let view = try await Self.publicView(visit, house)
            let form = view.form(asksAddress: true)
            let known = ["naam": visit.actor.name, "email": visit.actor.email ?? ""]
            return PublicConsultationPages(visit: visit).question(
                view, form: form, form.filled(known), action: view.it.publicPath)
        }
        // Twelve at once and then one in five minutes: enough for a table in a community house, not for a program.
        let limit = RateLimit(burst: 12, interval: .minutes(5))
        routes.post("/meedenken/{vraag}", access: .everyone) { visit in
            let view = try await Self.publicView(visit, house)
            let form = view.form(asksAddress: true)
            var state = form.read(visit.form)
            guard state.isValid else {
                return PublicConsultationPages(visit: visit).question(
                    view, form: form, state, action: view.it.publicPath, status: 400)
            }
            // A program that fills in what nobody sees gets the same thanks, so that it learns nothing.
            if visit.form.text(ReactionForm.trap) != nil { return .redirect(to: view.it.publicPath + "/bedankt") }
            if let wait = limit.take(RateLimit.key(visit.address), now: visit.now) {
                // What was typed stays on the page.
                state.addError(
                    "reactie", Text("Er komt veel tegelijk van jouw adres. Probeer het over 5 minuten weer."))
                var reply = PublicConsultationPages(visit: visit).question(
                    view, form: form, state, action: view.it.publicPath, status: 429)
                reply.setHeader("retry-after", String(wait))
                return reply
            }
            let draft = ReactionDraft(state, language: visit.t.language)
            let react = React(house: house, visit: visit)
            let outcome = try await house.database.write { [id = view.it.id] db in
                try react.onSite(draft, to: id, in: db)
            }
            switch outcome {
            case .received(let mailed):
                return .redirect(to: view.it.publicPath + (mailed ? "/bedankt?mail=ja" : "/bedankt"))
            case .closed: return .redirect(to: view.it.publicPath, notice: visit.t("Reageren kan niet meer."))
            }
        }
        routes.get("/meedenken/{vraag}/bedankt", access: .everyone) { visit in
            let view = try await Self.publicView(visit, house)
            return OwnReactionPages(visit: visit).thanks(view.it, mailed: visit.query.text("mail") == "ja")
        }
        linkRoutes(routes)
        invitationRoutes(routes)
    }

    private func linkRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/meedenken/bevestigen/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let found = try await house.database.read { db in
                try OwnReaction.look(secret, for: Reaction.confirmPurpose, now: visit.now, in: db)
            }
            guard let found else { return OwnReactionPages(visit: visit).gone }
            return OwnReactionPages(visit: visit).confirm(found.reaction, found.it, secret: secret)
        }
        routes.post("/meedenken/bevestigen/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let own = OwnReaction(house: house, visit: visit)
            let done = try await house.database.write { db in try own.confirm(secret: secret, in: db) }
            guard let done else { return OwnReactionPages(visit: visit).gone }
            return .redirect(
                to: done.link, notice: visit.t("Dank je wel. Je krijgt een mail zodra er een antwoord is."))
        }
        let base = "/meedenken/reactie/{sleutel}"
        routes.get(base, access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let found = try await house.database.read { db in
                try OwnReaction.look(secret, for: Reaction.followPurpose, now: visit.now, in: db)
            }
            guard let found else { return OwnReactionPages(visit: visit).gone }
            return OwnReactionPages(visit: visit).own(found.reaction, found.it, secret: secret)
        }
        routes.post(base + "/terugnemen", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let own = OwnReaction(house: house, visit: visit)
            let it = try await house.database.write { db in try own.withdraw(secret: secret, in: db) }
            return .redirect(
                to: it.isPublic ? it.publicPath : "/meedenken", notice: visit.t("Je reactie is weg."))
        }
        routes.post(base + "/adres-wissen", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let own = OwnReaction(house: house, visit: visit)
            try await house.database.write { db in try own.forgetAddress(secret: secret, in: db) }
            return .redirect(
                to: "/meedenken/reactie/" + secret.percentEncoded, notice: visit.t("Je naam en adres zijn gewist."))
        }
    }

    private func invitationRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/meedenken/uitnodiging/{sleutel}"
        routes.get(path, access: .secretLink) { visit in
            guard let (view, invitation) = try await Self.invited(visit, house) else {
                return OwnReactionPages(visit: visit).gone
            }
            let form = view.form(asksAddress: false)
            return PublicConsultationPages(visit: visit).question(
                view, form: form, form.filled(["naam": invitation.name]), action: try Self.link(visit))
        }
        let limit = RateLimit(burst: 12, interval: .minutes(5))
        routes.post(path, access: .secretLink) { visit in
            guard let (view, invitation) = try await Self.invited(visit, house) else {
                return OwnReactionPages(visit: visit).gone
            }
            let link = try Self.link(visit)
            let form = view.form(asksAddress: false)
            let state = form.read(visit.form)
            guard state.isValid else {
                return PublicConsultationPages(visit: visit).question(
                    view, form: form, state, action: link, status: 400)
            }
            if visit.form.text(ReactionForm.trap) != nil { return OwnReactionPages(visit: visit).thanksInvited(link) }
            if let wait = limit.take(invitation.id, now: visit.now) { throw WebError.tooMany(retryAfter: wait) }
            let draft = ReactionDraft(state, language: visit.t.language)
            let react = React(house: house, visit: visit)
            let outcome = try await house.database.write { db in try react.invited(draft, by: invitation, in: db) }
            if case .closed = outcome { return .redirect(to: link, notice: visit.t("Reageren kan niet meer.")) }
            return .redirect(to: link, notice: visit.t("Dank je wel. Je krijgt een mail zodra er een antwoord is."))
        }
    }

    private static func link(_ visit: Visit) throws -> String {
        "/meedenken/uitnodiging/" + (try visit.parameter("sleutel")).percentEncoded
    }

    /// What the link of an invitation opens; nothing when it is too old or the question was taken back.
    private static func invited(_ visit: Visit, _ house: House) async throws -> (PublicConsultationView, Invitation)? {
        let secret = try visit.parameter("sleutel")
        return try await house.database.read { db in
            guard let invitation = try Invitation.find(secret: secret, now: visit.now, in: db),
                let it = try Consultation.find(invitation.consultation, in: db), it.state != .draft
            else { return nil }
            return (try PublicConsultationView(it, query: visit.query, in: db), invitation)
        }
    }

    /// The question in the path, when everyone may read it.
    private static func publicView(_ visit: Visit, _ house: House) async throws -> PublicConsultationView {
        try await house.database.read { db in
            guard let it = try Consultation.find(number: visit.number("vraag"), in: db), it.isPublic,
                it.firstDay <= visit.today
            else { throw WebError.notFound }
            return try PublicConsultationView(it, query: visit.query, in: db)
        }
    }
}
