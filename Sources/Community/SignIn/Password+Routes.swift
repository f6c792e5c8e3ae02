import Core
import Storage
import Web

extension Community {
    func invitationRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let invitation = Invitation(house: house)
        routes.get("/inloggen/uitnodiging/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = PasswordPages(visit: visit)
            guard let person = try await invitation.person(of: secret, now: visit.now) else {
                return pages.invitationGone()
            }
            return pages.invitation(secret, person, PasswordPages.new.filled())
        }
        routes.post("/inloggen/uitnodiging/{sleutel}", access: .secretLink) { visit in
            try limits.proof(visit)
            let secret = try visit.parameter("sleutel")
            let pages = PasswordPages(visit: visit)
            guard let person = try await invitation.person(of: secret, now: visit.now) else {
                return pages.invitationGone()
            }
            let state = PasswordPages.read(PasswordPages.new, visit, email: person.email)
            guard state.isValid else { return pages.invitation(secret, person, state) }
            let password = visit.form["wachtwoord"] ?? ""
            guard let next = try await invitation.accept(secret, password: password, visit: visit) else {
                return pages.invitationGone()
            }
            return Self.page(next, visit)
        }
    }

    func passwordRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let change = ChangePassword(house: house)
        let staff = Access.municipal(Set(MunicipalRole.allCases))
        routes.get("/mijn/wachtwoord", access: staff) { visit in
            try await ownPage(PasswordPages.change.filled(), PasswordPages.confirm.filled(), visit)
        }
        routes.post("/mijn/wachtwoord", access: staff) { visit in
            try limits.proof(visit)
            let person = Person.Identity(try visit.person())
            var state = PasswordPages.read(PasswordPages.change, visit, email: visit.actor.email)
            if state.isValid, try await !change.confirm(visit.form["huidig"] ?? "", of: person, visit: visit) {
                state.addError("huidig", Self.wrongPassword)
            }
            guard state.isValid else { return try await ownPage(state, PasswordPages.confirm.filled(), visit) }
            var entry = try await change.change(to: visit.form["wachtwoord"] ?? "", of: person, visit: visit)
            entry.notice = visit.t("Je wachtwoord is gewijzigd.")
            return .signedIn(entry)
        }
        routes.post("/mijn/tweede-stap", access: staff) { visit in
            try limits.proof(visit)
            let person = Person.Identity(try visit.person())
            var state = PasswordPages.confirm.read(visit.form)
            if state.isValid, try await !change.confirm(visit.form["bevestig"] ?? "", of: person, visit: visit) {
                state.addError("bevestig", Self.wrongPassword)
            }
            guard state.isValid else { return try await ownPage(PasswordPages.change.filled(), state, visit) }
            let view = try await change.restartSecondStep(of: person, visit: visit)
            return EnrolmentPages(visit: visit).key(view, EnrolmentPages.form.filled())
        }
    }

    private static let wrongPassword = Text("Dit is niet je wachtwoord van nu, of het account is even op slot.")

    private func ownPage(_ change: FormState, _ confirm: FormState, _ visit: Visit) async throws -> Reply {
        let person = Person.Identity(try visit.person())
        let codes = try await house.database.read { db in try Credential.recoveryCodes(of: person, in: db) }
        return PasswordPages(visit: visit).own(change, confirm, codes: codes)
    }
}
