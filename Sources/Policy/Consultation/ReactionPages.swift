import Core
import Web

/// One reaction on the desk of an officer, and the forms about several.
struct ReactionPages {
    let visit: Visit
    let cycle: PolicyCycle
    let it: Consultation
    private var t: Texts { visit.t }
    private var path: String { it.path(in: cycle) }

    func one(_ reaction: Reaction, _ state: FormState, status: Int = 200) -> Reply {
        let isOfficer = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
        let markup = ReactionMarkup(t: t, showsNames: isOfficer, showsPaths: true)
        let own = "\(path)/reacties/\(reaction.number)"
        let check: HTML =
            visit.mayChange(cycle) && it.state == .open
            ? """
            <p class="row no-print">\(if: !reaction.isChecked, visit.buttonForm(action: own + "/tonen", label: t("Nagekeken: iedereen mag haar lezen"), classes: "quiet"))\
            \(if: reaction.isChecked, Part.button(reaction.answer == nil ? t("Geef antwoord") : t("Wijzig het antwoord"), "\(path)/antwoorden?reactie=\(reaction.number)"))</p>
            """ : .empty
        return visit.cyclePage(
            cycle, .consultation, title: t("Reactie \(reaction.number)"), step: "",
            actions: Part.button(t("Alle reacties"), path, quiet: true), status: status,
            """
            \(markup.card(reaction, hasHeading: false))\(check)\(if: isOfficer, original(reaction, own))\
            \(if: isOfficer, hide(reaction, state, own))
            """)
    }

    private func original(_ reaction: Reaction, _ own: String) -> HTML {
        guard let original = reaction.original else { return .empty }
        return Part.card(
            t("Zo stond het er eerst"),
            """
            <p class="small soft">\(t("Alleen beleidsmedewerkers zien dit. Na \(ModerateReaction.originalDays) dagen is het echt weg."))</p>\
            <blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: original))</blockquote>\
            \(visit.buttonForm(action: own + "/terugzetten", label: t("Zet terug"), classes: "quiet"))
            """)
    }

    private func hide(_ reaction: Reaction, _ state: FormState, _ own: String) -> HTML {
        let suspects = HiddenPart.suspects(in: reaction.text)
        let chosen = Set(state.all("gevonden"))
        let found: HTML =
            suspects.isEmpty
            ? .empty
            : """
            <fieldset class="field"><legend>\(t("Dit lijkt op persoonlijke gegevens"))</legend><div class="ticks">\(suspects, { piece in
                "<label class=\"tick\"><input type=\"checkbox\" name=\"gevonden\" value=\"\(piece)\"\(flag: "checked", chosen.contains(piece))><span>\(piece)</span></label>"
            })</div></fieldset>
            """
        return Part.card(
            t("Haal persoonlijke gegevens weg"),
            """
            <p>\(t("De woorden van mensen veranderen we niet. Alleen wat over een herkenbaar mens gaat, halen we weg."))</p>\
            \(visit.form(action: own + "/weghalen", classes: "stack", "\(visit.errorSummary(HiddenPart.form, state))\(found)\(visit.fields(HiddenPart.form, state))<p class=\"row\"><button class=\"quiet\">\(t("Haal dit weg"))</button></p>"))
            """)
    }

    func answer(_ reactions: [Reaction], _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        let markup = ReactionMarkup(t: t, showsNames: true, showsPaths: true)
        let hidden = reactions.reduce(into: HTML.empty) {
            $0 += "<input type=\"hidden\" name=\"reactie\" value=\"\($1.number)\">"
        }
        let told = reactions.count { $0.emailConfirmedAt != nil }
        return visit.cyclePage(
            cycle, .consultation,
            title: t.plural(reactions.count, "Antwoord op 1 reactie", "Antwoord op \(reactions.count) reacties"),
            intro: told == 0
                ? t("Er is geen mailadres bekend. Het antwoord komt bij de reactie te staan.")
                : t.plural(
                    told, "1 schrijver krijgt hiervan een mail.", "\(told) schrijvers krijgen hiervan elk een mail."),
            step: "", status: status,
            """
            <div class="columns side-right"><div class="stack">\(visit.form(action: path + "/antwoorden", classes: "stack", "\(visit.errorSummary(form, state))\(hidden)\(visit.fields(form, state))<p class=\"row\"><button>\(t("Geef dit antwoord"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>"))</div>\
            <section class="stack"><h2>\(t("Dit is gezegd"))</h2>\(reactions, { markup.card($0) })</section></div>
            """)
    }

    func theme(_ numbers: [Int], _ themes: [ReactionTheme], _ state: FormState, status: Int = 200) -> Reply {
        let hidden = numbers.reduce(into: HTML.empty) {
            $0 += "<input type=\"hidden\" name=\"reactie\" value=\"\($1)\">"
        }
        let known: HTML =
            themes.isEmpty
            ? .empty
            : """
            <div class="stack"><h2 class="h3">\(t("Of kies een thema dat er al is"))</h2><p class="row">\(themes, { theme in
                "<button class=\"quiet compact\" name=\"bestaand\" value=\"\(theme.name)\">\(theme.name)</button>"
            })</p></div>
            """
        return visit.cyclePage(
            cycle, .consultation, title: t("Zet onder een thema"),
            intro: t("Een thema helpt bij het lezen. Elke reactie houdt haar eigen woorden en haar eigen antwoord."),
            step: "", status: status,
            visit.form(
                action: path + "/themas", classes: "stack narrow",
                """
                \(visit.errorSummary(GroupReactions.form, state))\(hidden)\(visit.fields(GroupReactions.form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>\(known)
                """))
    }
}
