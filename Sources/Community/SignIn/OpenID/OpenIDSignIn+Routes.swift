import Core
import OpenID
import Storage
import Web

extension Community {
    func openIDRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let door = OpenIDSignIn(house: house)
        routes.post("/inloggen/oidc/{gemeente}", access: .everyone) { visit in
            let provider = try door.provider(visit.parameter("gemeente"))
            try limits.provider(visit)
            let back = ReturnPath.checked(visit.form[ReturnPath.field])
            let pages = OpenIDPages(visit: visit)
            do {
                let (url, browser) = try await door.begin(provider, back: back, visit: visit)
                var reply = pages.leaving(to: url, provider.settings)
                reply.cookies.append(Self.proofCookie(browser, OpenIDAttempt.lifetime))
                return reply
            } catch let failure as OpenIDFailure {
                try await door.record(failure, provider.settings, visit)
                return pages.failed(failure, provider.settings)
            }
        }
        routes.get(OpenIDSignIn.callback, access: .everyone) { visit in
            try limits.provider(visit)
            switch try await door.finish(visit) {
            case .refused(let failure, let settings):
                try await door.record(failure, settings, visit)
                return OpenIDPages(visit: visit).failed(failure, settings)
            case .entered(let entry, let settings): return Self.reply(entry, settings, visit)
            }
        }
        linkingRoutes(routes)
    }

    private func linkingRoutes(_ routes: Routes) {
        let link = OpenIDLink(house: house)
        routes.get("/mijn/koppelen/{sleutel}", access: .signedIn) { visit in
            let secret = try visit.parameter("sleutel")
            let offer = try await house.database.read { db in try link.look(secret, visit: visit, in: db) }
            return OpenIDPages(visit: visit).link(secret, offer, name: name(of: offer.municipality))
        }
        routes.post("/mijn/koppelen/{sleutel}", access: .signedIn) { visit in
            try await link.accept(visit.parameter("sleutel"), visit: visit)
            var reply = Reply.redirect(
                to: "/mijn", notice: visit.t("Gekoppeld. Log voortaan in met de knop van je gemeente."))
            reply.cookies.append(Self.proofCookie("", .seconds(0)))
            return reply
        }
    }

    private func name(of municipality: String) -> String {
        house.openID.first { $0.settings.municipality == municipality }?.settings.name ?? municipality
    }

    private static func reply(_ entry: OpenIDAccount.Entry, _ settings: OpenIDSettings, _ visit: Visit) -> Reply {
        var reply: Reply
        switch entry {
        case .signedIn(let entry): reply = .signedIn(entry)
        case .secondStep(let next): reply = page(next, visit)
        case .confirm(let secret, let isStaff):
            reply = OpenIDPages(visit: visit).confirm(secret: secret, isStaff: isStaff, settings)
            let browser = visit.cookies[OpenIDAttempt.cookie] ?? ""
            reply.cookies.append(proofCookie(browser, OpenIDLink.lifetime))
            return reply
        }
        reply.cookies.append(proofCookie("", .seconds(0)))
        reply.cookies.append(Cookie(OpenIDSignIn.memory, settings.municipality, seconds: nil))
        return reply
    }

    private static func proofCookie(_ value: String, _ lifetime: Span) -> Cookie {
        Cookie(OpenIDAttempt.cookie, value, seconds: Int(lifetime.milliseconds / 1000))
    }
}
