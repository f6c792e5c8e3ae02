import Community
import Core
import Storage
import Web

/// The page on which an applicant follows an application and acts on it.
struct ApplicantPages {
    let visit: Visit
    let view: ApplicantView
    var t: Texts { visit.t }
    private var application: VacancyApplication { view.application }
    private var title: String { view.dossier.vacancy.title }

    /// - Parameter message: the message form, with what is wrong with it.
    func main(_ message: FormState = ApplicantForms.message.filled(), status: Int = 200) -> Reply {
        let subtitle: HTML = """
            <p class="soft"><a href="\(view.dossier.vacancy.path)">\(title)</a> · \
            <a href="\(view.dossier.organisation.path)">\(view.dossier.organisation.name)</a></p>
            """
        return visit.page(
            t("Je reactie op “\(title)”"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page">\(crumbs)<div><h1>\(t("Je reactie op “\(title)”"))</h1>\(subtitle)</div>\
            <div class="columns side-right"><div class="stack">\(progress)\(offer)\(thread(message))</div>\
            <aside class="stack">\(contact)\(choices)</aside></div></div>
            """)
    }

    private var crumbs: HTML {
        guard visit.actor.isSignedIn else { return .empty }
        return Part.breadcrumbs([(title: t("Mijn reacties"), path: "/mijn/reacties")], label: t("Kruimelpad"))
    }

    private var progress: HTML {
        let steps: HTML = """
            <ol class="steps" aria-label="\(t("Hoe het staat"))">\(view.steps, { step in
                "<li class=\"\(if: step.isDone, "done")\"\(attribute: "aria-current", step.isCurrent ? "step" : nil)>\(t(step.label))</li>"
            })</ol>
            """
        let reason: HTML = "\(view.reason(t), { "<p><strong>\(t("Reden"))</strong>: \($0)</p>" })"
        // Older applications have the same words in the thread as well.
        let spoken = view.messages.last?.body == application.reasonText ? nil : application.reasonText
        let words: HTML = "\(spoken, { "<blockquote>\(HTML(paragraphs: $0))</blockquote>" })"
        let lines = view.next(t, now: visit.now)
        return Part.card(
            t("Hoe het staat"),
            """
            \(steps)\(lines, { "<p>\($0)</p>" })\(reason)\(words)\
            \(if: ended, "<p class=\"row\">\(Part.button(t("Bekijk andere vacatures"), view.dossier.vacancy.othersLikeThis))</p>")
            """)
    }

    private var ended: Bool {
        application.state == .declined || application.state == .withdrawn || application.stoppedAt != nil
    }

    private var offer: HTML {
        guard application.state == .waiting, let until = application.offerUntil, until > visit.now else {
            return .empty
        }
        let yes = visit.buttonForm(
            action: view.base + "/plek", label: t("Ja, ik wil de plek"), classes: "", fields: [("antwoord", "ja")])
        let no = visit.buttonForm(
            action: view.base + "/plek", label: t("Nee, geef hem aan een ander"), classes: "quiet",
            fields: [("antwoord", "nee")])
        return Part.card(
            t("Wil je de vrije plek?"),
            "<p>\(t("Zeg je nee, dan trek je je reactie in."))</p><div class=\"row\">\(yes)\(no)</div>")
    }

    private func thread(_ message: FormState) -> HTML {
        let bubbles = ThreadMarkup(t: t, today: visit.today, reader: .applicant, dossier: view.dossier)
        let write: HTML =
            application.canWrite
            ? visit.form(
                action: view.base + "/bericht", classes: "stack",
                """
                \(visit.errorSummary(ApplicantForms.message, message))\(visit.fields(ApplicantForms.message, message))\
                <p class="row"><button>\(t("Verstuur bericht"))</button></p>
                """) : .empty
        return Part.card(t("Berichten"), "\(bubbles.markup(view.messages))\(write)")
    }

    private var contact: HTML {
        guard application.canWrite, application.state != .declined else { return .empty }
        let text =
            application.sharesContact
            ? t("De organisatie ziet je e-mailadres en telefoonnummer.")
            : t("De organisatie ziet je e-mailadres en telefoonnummer niet.")
        let button = visit.buttonForm(
            action: view.base + "/contact",
            label: application.sharesContact ? t("Verberg mijn gegevens") : t("Deel mijn gegevens"),
            fields: [("delen", application.sharesContact ? "nee" : "ja")])
        return Part.card(t("Jouw gegevens"), "<p>\(text)</p><div class=\"row\">\(button)</div>")
    }

    private var choices: HTML {
        var links: [(String, String)] = []
        if application.isActivePlacement {
            links.append((t("Vertel hoe het gaat"), "/gaat-het"))
            links.append((t("Ik stop ermee"), "/stoppen"))
        }
        if application.state == .placed {
            links.append((t("Schrijf je uren op"), "/uren"))
            links.append((t("Bewijs van inzet"), "/bewijs"))
        }
        if application.state.isOpen { links.append((t("Trek je reactie in"), "/intrekken")) }
        guard !links.isEmpty else { return .empty }
        return Part.card(
            t("Wat wil je doen?"),
            "<ul class=\"plain stack\">\(links, { "<li><a href=\"\(view.base)\($0.1)\">\($0.0)</a></li>" })</ul>")
    }

    /// A page with one of the small forms.
    func ask(
        _ title: String, _ intro: String, _ form: Form, _ state: FormState, action: String, button: String,
        status: Int = 200
    ) -> Reply {
        let fields: HTML = """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(button)</button>\(Part.button(t("Terug"), view.base, quiet: true))</p>
            """
        return visit.page(
            title, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page"><h1>\(title)</h1><p class="lead">\(intro)</p>\
            \(visit.form(action: view.base + action, classes: "stack", fields))</div>
            """)
    }

    func withdraw(_ state: FormState = ApplicantForms.withdraw.filled(), status: Int = 200) -> Reply {
        ask(
            t("Trek je reactie in"),
            t("\(view.dossier.organisation.name) krijgt een bericht dat je niet verder gaat met “\(title)”."),
            ApplicantForms.withdraw, state, action: "/intrekken", button: t("Trek in"), status: status)
    }

    func stop(_ state: FormState = ApplicantForms.stop.filled(), status: Int = 200) -> Reply {
        ask(
            t("Stoppen met “\(title)”"),
            t("\(view.dossier.organisation.name) krijgt een bericht. Je bewijs van inzet kun je daarna nog openen."),
            ApplicantForms.stop, state, action: "/stoppen", button: t("Ja, ik stop"), status: status)
    }

    func care(_ state: FormState, status: Int = 200) -> Reply {
        ask(
            t("Gaat het goed bij “\(title)”?"),
            t("Je helpt bij \(view.dossier.organisation.name). We horen graag hoe het gaat."),
            ApplicantForms.care, state, action: "/gaat-het", button: t("Verstuur je antwoord"), status: status)
    }
}
