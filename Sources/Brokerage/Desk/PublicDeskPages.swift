import Core
import Web

/// The pages of the ways in from outside.
struct PublicDeskPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func help(_ form: Form, _ state: FormState, _ wishes: Wishes, status: Int = 200) -> Reply {
        let hidden = wishes.query.pairs.reduce(into: HTML.empty) { sum, pair in
            sum += "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
        }
        let chips: HTML =
            wishes.isEmpty
            ? .empty
            : Part.card(
                t("Dit geef je ons mee"),
                "<ul class=\"chips\">\(wishes.chips(t), { "<li class=\"chip\">\($0.label)</li>" })</ul>")
        return page(
            t("Hulp bij kiezen"),
            t("Weet je niet goed wat bij je past? Laat ons meedenken. We bellen of mailen je binnen twee werkdagen."),
            status,
            """
            \(chips)\(visit.form(action: PublicDeskRoutes.help, classes: "stack", """
            \(hidden)\(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Denk met me mee"))</button></p>
            """))<p class="small soft">\(t("Alleen de makelaars van de vrijwilligerscentrale lezen dit. Je kunt je gegevens altijd laten wissen."))</p>\
            <p class="small"><a href="\(PublicDeskRoutes.refer)">\(t("Help je iemand anders? Verwijs die door."))</a></p>
            """)
    }

    var thanks: Reply {
        page(
            t("We nemen contact met je op"),
            t("Dat doen we binnen twee werkdagen. Gaf je een mailadres? Dan kreeg je ook een mail."),
            200, "<p class=\"row\">\(Part.button(t("Kijk alvast rond"), "/vacatures"))</p>")
    }

    func refer(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        page(
            t("Iemand doorverwijzen"),
            t(
                "Voor professionals. Ken je iemand die vrijwilligerswerk zoekt en daar hulp bij wil? Geef een naam door, als die persoon dat goed vindt."
            ),
            status,
            """
            \(visit.form(action: PublicDeskRoutes.refer, classes: "stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Geef door"))</button></p>
            """))<p class="small soft">\(t("Je krijgt een link waarmee je ziet hoe ver het is. Wat we bespreken, blijft tussen ons en die persoon."))</p>
            """)
    }

    var referred: Reply {
        page(
            t("Doorgegeven"), t("We mailden je een link waarmee je ziet hoe ver het is."), 200,
            "<p class=\"row\">\(Part.button(t("Nog iemand doorverwijzen"), PublicDeskRoutes.refer, quiet: true))</p>")
    }

    /// How far it is, in words; nothing of who it is about or what was said.
    func referral(_ intake: Intake) -> Reply {
        let words =
            switch intake.state {
            case .new: t("We nemen contact op.")
            case .talking, .proposed, .thinking: t("We zijn in gesprek.")
            case .placed: t("We vonden samen iets.")
            case .closed: t("Het is afgerond.")
            }
        return page(
            t("Hoe ver het is"), t("Je verwees op \(t.date(intake.createdAt.day)) iemand naar ons door."), 200,
            """
            <section class="card"><p><strong>\(words)</strong></p></section>\
            <p class="small soft">\(t("Meer laten we hier niet zien. Vraag het gerust aan de persoon zelf."))</p>
            """)
    }

    private func page(_ title: String, _ lead: String, _ status: Int, _ content: HTML) -> Reply {
        visit.page(
            title, status: status,
            """
            <div class="wrap narrow stack page"><h1>\(title)</h1><p class="lead">\(lead)</p>\(content)</div>
            """)
    }
}
