import Core
import Storage
import Web

/// Who acts for an organisation, who is invited, and the way out.
struct OrganisationPeoplePages {
    let visit: Visit
    let membership: Actor.Membership
    var t: Texts { visit.t }
    private var base: String { OrganisationNav.Item.people.path(membership.number) }
    private var manages: Bool { membership.role == .manager }

    static let inviteForm = Form([
        .email(hint: Text("Alleen wie dit adres heeft, kan de uitnodiging aannemen.")),
        Field(
            "rol", Text("Wat mag deze persoon?"),
            .radios([
                Field.Choice(OrganisationRole.member.rawValue, Text("Vacatures plaatsen en mensen antwoorden")),
                Field.Choice(OrganisationRole.manager.rawValue, Text("Dat, en ook gegevens en mensen beheren")),
            ])),
    ])

    static var freshInvite: FormState { inviteForm.filled(["rol": OrganisationRole.member.rawValue]) }

    func page(_ members: [Member], _ invitations: [MemberInvitation], invite state: FormState) -> Reply {
        let waiting: HTML =
            manages && !invitations.isEmpty
            ? Part.card(t("Uitnodigingen die nog wachten"), "<ul class=\"tasks\">\(invitations, invitation)</ul>")
            : .empty
        return visit.page(
            t("Mensen"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .people))<h1>\(t("Mensen"))</h1>\
            \(Part.card(t("Wie er bij horen"), "<ul class=\"tasks\">\(members, row)</ul>"))\(waiting)\(if: manages, invite(state))\
            \(Part.card(t("Zelf vertrekken"), leaving))</div>
            """)
    }

    private func row(_ member: Member) -> HTML {
        let isSelf = member.person.id.text == visit.actor.person
        let name = member.person.name.isEmpty ? t("Naam onbekend") : member.person.name
        let address = manages ? member.person.email : nil
        return """
            <li><span class="dot" aria-hidden="true"></span><div><strong>\(name)</strong>\(if: isSelf, " (\(t("jij")))")<br>\
            <span class="small soft">\(t(member.role.label))\(address, { " · \($0)" })</span></div>\
            <div class="row">\(if: manages && !isSelf, actions(member, name))</div></li>
            """
    }

    private func actions(_ member: Member, _ name: String) -> HTML {
        let other: OrganisationRole = member.role == .manager ? .member : .manager
        let label = other == .manager ? t("Maak \(name) beheerder") : t("Maak \(name) gewoon lid")
        let own = base + "/" + member.person.id.text
        return """
            \(visit.buttonForm(action: own + "/rol", label: label, fields: [("rol", other.rawValue)]))\
            \(visit.buttonForm(action: own + "/weg", label: t("Haal \(name) weg")))
            """
    }

    private func invitation(_ invitation: MemberInvitation) -> HTML {
        let since = t.ago(invitation.createdAt, now: visit.now)
        return """
            <li><span class="dot" aria-hidden="true"></span><div><strong>\(invitation.email)</strong><br>\
            <span class="small soft">\(t(invitation.role.label)) · \(t("uitgenodigd: \(since)")) · \
            \(t("geldt tot en met \(t.date(invitation.expiresAt.day))"))</span></div>\
            <div class="row">\(visit.buttonForm(action: base + "/uitnodigen/intrekken", label: t("Trek in"), fields: [("uitnodiging", invitation.key)]))</div></li>
            """
    }

    private func invite(_ state: FormState) -> HTML {
        let content: HTML = "\(visit.fields(Self.inviteForm, state))<p><button>\(t("Stuur uitnodiging"))</button></p>"
        return Part.card(
            t("Nodig iemand uit"), id: "uitnodigen",
            "\(visit.errorSummary(Self.inviteForm, state))\(visit.form(action: base + "/uitnodigen", classes: "stack", content))"
        )
    }

    private var leaving: HTML {
        """
        <p>\(t("Hoor je er niet meer bij? Dan zie je deze pagina's niet meer. Je eigen account blijft."))</p>\
        <p>\(visit.buttonForm(action: base + "/vertrekken", label: t("Vertrek bij \(membership.name)")))</p>
        """
    }
}
