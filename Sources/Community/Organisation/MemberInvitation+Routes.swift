import Core
import Services
import Storage
import Web

extension Community {
    func memberInvitationRoutes(_ routes: Routes) {
        let accept = AcceptInvitation(house: house)
        routes.get("/uitnodiging/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = MemberInvitationPages(visit: visit)
            guard let offer = try await accept.look(secret, now: visit.now) else { return pages.gone() }
            return pages.offer(offer, secret: secret, MemberInvitationPages.nameForm.filled())
        }
        routes.post("/uitnodiging/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = MemberInvitationPages(visit: visit)
            guard let offer = try await accept.look(secret, now: visit.now) else { return pages.gone() }
            let state = MemberInvitationPages.nameForm.read(visit.form)
            if offer.asksName, !state.isValid { return pages.offer(offer, secret: secret, state) }
            switch try await accept.perform(secret, name: offer.asksName ? state["naam"] : "", by: visit) {
            case .joined(let organisation):
                let home = OrganisationNav.Item.home.path(organisation.number)
                let path = visit.actor.isSignedIn ? home : Query([("terug", home)]).url("/inloggen")
                return .redirect(
                    to: path, notice: visit.t("Welkom bij \(organisation.name). Log in met \(offer.invitation.email)."))
            case .otherAddress: return pages.otherAddress(offer)
            case .gone: return pages.gone()
            }
        }
    }
}

/// An invitation as the invited person sees it.
struct MemberInvitationPages {
    let visit: Visit
    var t: Texts { visit.t }

    static let nameForm = Form([Field("naam", Text("Jouw naam"), limit: 100, autocomplete: "name")])

    func offer(_ offer: AcceptInvitation.Offer, secret: String, _ state: FormState) -> Reply {
        if let own = visit.actor.email, own.lowercased() != offer.invitation.email { return otherAddress(offer) }
        let content: HTML = """
            \(if: offer.asksName, visit.fields(Self.nameForm, state))<p><button>\(t("Ja, ik doe mee"))</button></p>
            """
        return visit.simplePage(
            t("Uitnodiging van \(offer.organisation.name)"),
            intro: t("Je kunt meewerken aan de pagina van deze organisatie."), status: state.isValid ? 200 : 400,
            """
            \(Part.facts([(t("Voor"), "\(offer.invitation.email)"), (t("Als"), "\(t(offer.invitation.role.label))")]))\
            \(visit.errorSummary(Self.nameForm, state))\
            \(visit.form(action: "/uitnodiging/" + secret, classes: "stack", content))\
            <p class="soft">\(t("Wil je niet? Dan hoef je niets te doen."))</p>
            """)
    }

    func otherAddress(_ offer: AcceptInvitation.Offer) -> Reply {
        visit.simplePage(
            t("Deze uitnodiging is voor een ander adres"),
            intro: t(
                "De uitnodiging is voor \(offer.invitation.email). Jij bent ingelogd met \(visit.actor.email ?? "")."),
            status: 403,
            """
            <p>\(t("Is dat ook jouw adres? Log dan uit en open de link opnieuw."))</p>\
            <p>\(visit.buttonForm(action: "/uitloggen", label: t("Uitloggen")))</p>
            """)
    }

    func gone() -> Reply {
        visit.simplePage(
            t("Deze uitnodiging werkt niet meer"), intro: t("Ze is al gebruikt, ingetrokken of te oud."), status: 404,
            "<p>\(t("Vraag de organisatie om een nieuwe uitnodiging."))</p>")
    }
}
