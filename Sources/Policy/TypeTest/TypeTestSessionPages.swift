import Core
import Web

/// The home of one session: what is to be done now.
struct TypeTestSessionPages {
    let visit: Visit
    let cycle: PolicyCycle
    let session: TypeTestSession
    let content: TypeTestContent
    private var t: Texts { visit.t }
    private var path: String { session.path(in: cycle) }

    struct State {
        let sent: Int
        let begun: Int
        let invited: Int
        let unanswered: Int
        /// The address of the open link.
        let link: String
    }

    func home(_ state: State, invite: FormState = InviteToTypeTest.form.filled()) -> Reply {
        let main: HTML =
            switch session.state {
            case .preparing: preparing
            case .open: open(state, invite)
            case .closed: closed(state)
            case .shown: shown(state)
            }
        return visit.cyclePage(
            cycle, .typeTest, title: session.title, intro: intro, step: "", status: invite.isValid ? 200 : 400, main)
    }

    private var intro: String {
        let asked = session.viewpoints.compactMap { content.viewpoint($0) }.map { "“\(t($0.text))”" }
        return t("Typetest · \(asked.joined(separator: t(" en "))) · \(t(session.state.label))")
    }

    private var preparing: HTML {
        guard visit.mayChange(cycle) else { return "<p>\(t("Deze test is nog niet open."))</p>" }
        let button = visit.buttonForm(action: path + "/openen", label: t("Open de test"), classes: "")
        return Part.card(
            t("Klaar om te beginnen"),
            """
            <p>\(session.way == .open
                ? t("Open de test als de groep er is. Je krijgt dan een code voor op het scherm.")
                : t("Open de test. Daarna nodig je mensen uit per e-mail."))</p>\
            <div class="row">\(button)\(Part.button(t("Wijzig"), path + "/wijzigen", quiet: true))</div>
            """)
    }

    private func counts(_ state: State) -> HTML {
        var figures = [Figure(t("Ingestuurd"), "\(state.sent)", function: "vertalen")]
        if session.way == .personal {
            figures.append(Figure(t("Uitgenodigd"), "\(state.invited)", function: "vertalen"))
        } else if session.state == .open {
            figures.append(Figure(t("Begonnen"), "\(state.begun)", function: "vertalen"))
        }
        return """
            \(Figure.list(figures))<p class="small soft">\(t("Meer zie je nu niet. Wie wat koos, weet niemand, ook straks niet."))</p>
            """
    }

    private func open(_ state: State, _ invite: FormState) -> HTML {
        guard visit.mayChange(cycle) else { return Part.card(t("De test is open"), counts(state)) }
        let close: HTML = """
            <p>\(state.sent < content.scoring.group.smallestGroup
                ? t("Wacht tot er ten minste \(content.scoring.group.smallestGroup) zijn ingestuurd. Met minder is er geen uitslag, alleen een gesprek.")
                : t("Is iedereen klaar? Sluit dan de test. De uitslag toon je in een volgende stap."))</p>\
            <div class="row">\(Part.button(t("Sluit de test"), path + "/sluiten"))</div>
            """
        return """
            \(session.way == .open ? door(state) : invitations(state, invite))\
            \(Part.card(t("Hoe ver is de groep?"), counts(state)))\(Part.card(t("Klaar?"), close))
            """
    }

    private func door(_ state: State) -> HTML {
        let url = visit.site.origin + state.link
        let code: HTML = "\(session.code, { "<p class=\"tt-code\">\(TypeTestCode.spoken($0))</p>" })"
        return Part.card(
            t("Zo doen mensen mee"),
            """
            <p>\(t("Ga naar \(visit.site.origin)/typetest en vul deze code in:"))</p>\(code)\
            <p>\(t("Of stuur deze link:")) <a class="tt-link" href="\(state.link)">\(url)</a></p>\
            <div class="row">\(Part.button(t("Code op het grote scherm"), path + "/scherm"))\
            <button type="button" class="quiet" hidden data-copy="\(url)" data-copied="\(t("Gekopieerd"))">\(t("Kopieer de link"))</button></div>
            """)
    }

    private func invitations(_ state: State, _ invite: FormState) -> HTML {
        let form = visit.form(
            action: path + "/uitnodigen", classes: "stack",
            """
            \(visit.errorSummary(InviteToTypeTest.form, invite))\(visit.fields(InviteToTypeTest.form, invite))\
            <p><button>\(t("Nodig uit"))</button></p>
            """)
        let remind: HTML =
            state.unanswered > 0
            ? "<p>\(t("Wie nog niets instuurde, kun je één keer per dag herinneren."))</p>"
                + visit.buttonForm(action: path + "/herinneren", label: t("Stuur een herinnering")) : .empty
        return Part.card(t("Nodig mensen uit"), form + remind)
    }

    private func closed(_ state: State) -> HTML {
        guard visit.mayChange(cycle) else {
            return Part.card(t("De test is gesloten"), "<p>\(t("De uitslag is nog niet getoond."))</p>")
        }
        let show = visit.buttonForm(action: path + "/tonen", label: t("Toon de uitslag"), classes: "")
        let reopen = visit.buttonForm(action: path + "/heropenen", label: t("Open de test weer"), classes: "quiet")
        return Part.card(
            t("De test is gesloten"),
            """
            \(counts(state))<p>\(t("Niemand heeft nog iets gezien. Komt er een laatkomer? Dan kun je de test weer openen."))</p>\
            <p>\(t("Na het tonen kan dat niet meer: wie de uitslag kent, antwoordt anders."))</p>\
            <div class="row">\(state.sent > 0 ? show : .empty)\(reopen)</div>
            """)
    }

    private func shown(_ state: State) -> HTML {
        Part.card(
            t("De uitslag is er"),
            """
            \(counts(state))<div class="row">\(Part.button(t("Bekijk de uitslag"), path + "/uitslag"))</div>
            """)
    }

    /// Asks once more before the door shuts.
    func confirmClose(_ state: State) -> Reply {
        let form = visit.form(
            action: path + "/sluiten",
            "<p class=\"row\"><button>\(t("Ja, sluit de test"))</button>\(Part.button(t("Nog niet"), path, quiet: true))</p>"
        )
        let busy = max(0, state.begun - state.sent)
        let warning: HTML =
            busy > 0
            ? Part.notice(
                t.plural(
                    busy, "1 mens is nog bezig. Die kan dan niet meer insturen.",
                    "\(busy) mensen zijn nog bezig. Die kunnen dan niet meer insturen.")) : .empty
        return visit.cyclePage(
            cycle, .typeTest, title: t("Sluit “\(session.title)”?"), step: "",
            "\(warning)<p>\(t("\(state.sent) ingestuurd. Zolang je de uitslag niet toont, kun je de test weer openen."))</p>\(form)"
        )
    }
}
