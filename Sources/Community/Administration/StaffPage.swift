import Core
import Web

/// One member of staff: roles, sign-in, sessions.
struct StaffPage {
    let visit: Visit
    let member: StaffMember
    let municipalities: [Municipality]
    let sessions: [Sessions.Entry]
    /// Roles that cannot go: the last administrator of a municipality.
    let fixed: Set<StaffRole>
    let worksElsewhere: Bool
    /// Roles that the municipality's sign-in gave.
    let claimed: Set<StaffRole>
    var t: Texts { visit.t }

    private var path: String { "/beheer/gebruikers/\(member.person.id.text)" }

    func reply(_ state: FormState) -> Reply {
        let form = StaffListPages.roleForm(municipalities)
        let add = visit.form(
            action: path + "/rollen", classes: "stack",
            "\(visit.fields(form, state))<p class=\"row\"><button class=\"quiet\">\(t("Rol geven"))</button></p>")
        let roles = Part.card(
            t("Rollen"),
            """
            <ul class="tasks">\(member.roles, roleRow)</ul>\
            \(if: worksElsewhere, "<p class=\"small soft\">\(t("Deze persoon werkt ook bij een gemeente die jij niet beheert."))</p>")\
            <details\(flag: "open", !state.isValid)><summary>\(t("Nog een rol geven"))</summary>\(add)</details>
            """)
        return AdministrationNav.page(
            visit, .staff,
            title: member.person.name.isEmpty ? member.person.email ?? t("Zonder naam") : member.person.name,
            intro: member.person.email, status: state.isValid ? 200 : 400,
            """
            \(visit.errorSummary(form, state))<div class="cards">\(roles)\(access)\(sessionCard)</div>\
            <p><a href="/beheer/logboek?actor=\(member.person.id.text)">\(t("Wat deze persoon deed, in het logboek"))</a></p>
            """)
    }

    private func roleRow(_ role: StaffRole) -> HTML {
        let name = municipalities.first { $0.code == role.municipality }?.name ?? role.municipality
        let action: HTML =
            fixed.contains(role)
            ? Part.chip(t("laatste beheerder"), .wait)
            : visit.buttonForm(
                action: path + "/rollen/weg", label: t("Intrekken"),
                fields: [("rol", role.role.rawValue), ("gemeente", role.municipality)])
        return """
            <li><span class="dot" aria-hidden="true"></span><div><strong>\(t(role.role.label))</strong><br>\
            <span class="small soft">\(name)\(if: claimed.contains(role), ", \(t("via het inloggen van de gemeente"))")</span></div><div class="row">\(action)</div></li>
            """
    }

    private var access: HTML {
        let again = visit.buttonForm(action: path + "/uitnodigen", label: t("Mail een nieuwe link"))
        let clear = visit.buttonForm(action: path + "/tweede-stap", label: t("Wis de tweede stap"))
        return Part.card(
            t("Inloggen"),
            """
            <p>\(Self.state(member, visit))</p>\
            \(member.lockedUntil.flatMap { $0 > visit.now ? $0 : nil }, { "<p>\(t("Op slot tot \(t.time($0)), na foute pogingen."))</p>" })\
            <p class="small soft">\(t("Met de link kiest iemand een nieuw wachtwoord. Wis de tweede stap alleen als je zeker weet wie erom vraagt: bel terug."))</p>\
            <div class="row">\(again)\(if: member.hasSecondStep && !worksElsewhere, clear)</div>
            """)
    }

    private var sessionCard: HTML {
        guard !sessions.isEmpty else {
            return Part.card(t("Sessies"), "<p>\(t("Deze persoon is nu nergens ingelogd."))</p>")
        }
        return Part.card(
            t("Sessies"),
            """
            <ul class="facts">\(sessions, { entry in
                "<li>\(entry.kind == .staff ? t("Als medewerker") : t("Met een link")), \(t("laatst gebruikt: \(t.dateTime(entry.lastSeenAt))"))</li>"
            })</ul><div class="row">\(visit.buttonForm(action: path + "/uitloggen", label: t("Overal uitloggen")))</div>
            """)
    }

    /// How far this person's sign-in is set up, as a chip.
    static func state(_ member: StaffMember, _ visit: Visit) -> HTML {
        let t = visit.t
        if let until = member.lockedUntil, until > visit.now { return Part.chip(t("Op slot"), .bad) }
        if !member.hasPassword, member.hasProvider { return Part.chip(t("Via de gemeente"), .good) }
        if !member.hasPassword { return Part.chip(t("Nog geen wachtwoord"), .wait) }
        return member.hasSecondStep ? Part.chip(t("In orde"), .good) : Part.chip(t("Nog geen tweede stap"), .wait)
    }
}
