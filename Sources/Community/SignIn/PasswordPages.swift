import Core
import Services
import Web

/// Choosing a password, with an invitation or as a change.
struct PasswordPages {
    let visit: Visit
    var t: Texts { visit.t }

    static let new = Form([
        Field(
            "wachtwoord", Text("Nieuw wachtwoord"), .password,
            hint: Text(
                "Ten minste \(Passwords.minimumLength) tekens. Vier losse woorden achter elkaar is sterk en goed te onthouden."
            ),
            limit: 500, autocomplete: "new-password"),
        Field(
            "nogmaals", Text("Nog een keer je nieuwe wachtwoord"), .password, limit: 500, autocomplete: "new-password"),
    ])
    static let change = Form(
        [Field("huidig", Text("Wachtwoord van nu"), .password, limit: 500, autocomplete: "current-password")]
            + new.fields)
    static let confirm = Form([
        Field("bevestig", Text("Wachtwoord van nu"), .password, limit: 500, autocomplete: "current-password")
    ])

    /// What was typed, with all that is wrong with the new password.
    static func read(_ form: Form, _ visit: Visit, email: String?) -> FormState {
        var state = form.read(visit.form)
        // As typed: spaces at the ends belong to a password.
        let password = visit.form["wachtwoord"] ?? ""
        if state.problem("wachtwoord") == nil,
            let problem = PasswordRule.problem(password, email: email, place: visit.site.place)
        {
            state.addError("wachtwoord", problem)
        }
        if state.problem("nogmaals") == nil, visit.form["nogmaals"] != password {
            state.addError("nogmaals", Text("Typ twee keer hetzelfde wachtwoord."))
        }
        return state
    }

    func invitation(_ secret: String, _ person: Person, _ state: FormState) -> Reply {
        let form = visit.form(
            action: "/inloggen/uitnodiging/\(secret)", classes: "stack",
            """
            <p>\(t("Je e-mailadres")): <strong>\(person.email ?? "")</strong></p>\(visit.fields(Self.new, state))\
            <p class="row"><button>\(t("Wachtwoord instellen"))</button></p>
            """)
        return visit.simplePage(
            t("Kies een wachtwoord"), intro: t("Hiermee log je in als medewerker."), status: state.isValid ? 200 : 400,
            "\(visit.errorSummary(Self.new, state))\(Part.card(nil, form))")
    }

    func invitationGone() -> Reply {
        visit.simplePage(
            t("Deze uitnodiging werkt niet meer"),
            intro: t("De link is verlopen of al gebruikt. Vraag een beheerder om een nieuwe."), status: 404,
            "<p class=\"row\">\(Part.button(t("Inloggen als medewerker"), "/inloggen/medewerker", quiet: true))</p>")
    }

    func own(_ change: FormState, _ confirm: FormState, codes: Int) -> Reply {
        let isValid = change.isValid && confirm.isValid
        let password = Part.card(
            t("Wachtwoord wijzigen"),
            visit.form(
                action: "/mijn/wachtwoord", classes: "stack",
                "\(visit.fields(Self.change, change))<p class=\"row\"><button>\(t("Wachtwoord wijzigen"))</button></p>")
        )
        let left = t.plural(codes, "Je hebt nog 1 herstelcode over.", "Je hebt nog \(codes) herstelcodes over.")
        let second = Part.card(
            t("Tweede stap"),
            """
            <p>\(left) \(t("Een nieuwe telefoon, of nieuwe codes nodig? Stel de tweede stap opnieuw in."))</p>\
            \(visit.form(
                action: "/mijn/tweede-stap", classes: "stack",
                "\(visit.fields(Self.confirm, confirm))<p class=\"row\"><button class=\"quiet\">\(t("Opnieuw instellen"))</button></p>"))
            """)
        return visit.simplePage(
            t("Wachtwoord en tweede stap"), intro: t("Na een wijziging ben je op andere apparaten uitgelogd."),
            status: isValid ? 200 : 400,
            """
            \(visit.errorSummary(Self.change, change))\(visit.errorSummary(Self.confirm, confirm))\(password)\(second)
            """)
    }
}
