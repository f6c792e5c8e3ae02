import Core
import Storage
package import Web

extension Community {
    /// All the ways in and out.
    package func signInRoutes(_ routes: Routes) {
        let limits = SignInLimits()
        linkRoutes(routes, limits)
        staffDoorRoutes(routes, limits)
        openIDRoutes(routes, limits)
        enrolmentRoutes(routes, limits)
        invitationRoutes(routes, limits)
        passwordRoutes(routes, limits)
        routes.post("/uitloggen", access: .everyone) { visit in try await signOut(visit) }
    }

    private func linkRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let link = LinkSignIn(house: house)
        routes.get("/inloggen", access: .everyone) { visit in
            let back = ReturnPath.checked(visit.query[ReturnPath.field])
            let pages = SignInPages(visit: visit)
            return visit.actor.isSignedIn ? pages.inside(back: back) : pages.door(SignInPages.form.filled(), back: back)
        }
        routes.post("/inloggen", access: .everyone) { visit in
            let back = ReturnPath.checked(visit.form[ReturnPath.field])
            let state = SignInPages.form.read(visit.form)
            guard state.isValid, let email = Validation.email(state["email"]) else {
                return SignInPages(visit: visit).door(state, back: back)
            }
            try limits.mail(visit)
            try await link.request(email, back: back, visit: visit)
            return .redirect(to: "/inloggen/verstuurd")
        }
        routes.get("/inloggen/verstuurd", access: .everyone) { visit in SignInPages(visit: visit).sent() }
        routes.get("/inloggen/link/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = SignInPages(visit: visit)
            guard let address = try await link.address(of: secret, now: visit.now) else { return pages.linkGone() }
            return pages.link(secret, address: address)
        }
        routes.post("/inloggen/link/{sleutel}", access: .secretLink) { visit in
            try limits.proof(visit)
            guard let entry = try await link.follow(visit.parameter("sleutel"), visit: visit) else {
                return SignInPages(visit: visit).linkGone()
            }
            return .signedIn(entry)
        }
    }
}
