import Community
import Core
import Tabulation
import Web

/// One address: what is known of it, what happened, what can be done.
struct AddressPage {
    let visit: Visit
    let survey: Survey
    let address: Address
    let log: [Contact]
    /// Who wrote lines in the log, by id.
    let names: [String: String]
    /// What was asked on this page and cannot be done.
    var refused: AddressAction?

    private var t: Texts { visit.t }
    private var path: String { survey.path("adressen/\(address.number)") }

    var reply: Reply {
        visit.surveyPage(
            survey, .addresses, title: address.title,
            intro: address.organisation == address.title ? nil : address.organisation, step: address.title,
            status: refused == nil ? 200 : 400,
            """
            \(refused, { visit.errorSummary($0.form, $0.state) })<div class="columns side-right"><div class="stack">\(facts)\(story)</div><div class="stack">\(actions)</div></div>
            """)
    }

    private var facts: HTML {
        var pairs: [(String, HTML)] = [
            (
                t("Uitkomst"),
                "\(Part.chip(t(address.outcome.label), AddressPages.tone(address.outcome))) <span class=\"small soft\">\(address.outcome.rawValue)</span>"
            ),
            (t("E-mailadres"), "\(address.email ?? "–")"), (t("Telefoonnummer"), "\(address.phone ?? "–")"),
            (t("Groep"), "\(address.stratum ?? "–")"), (t("Taal"), "\(address.language.name)"),
            (t("Herkomst"), "\(t(address.source.label)), \(t.date(address.addedAt.day))"),
        ]
        if let reason = address.refusalReason.flatMap(RefusalReason.init(rawValue:)) {
            let way = address.refusalWay.flatMap(Contact.Way.init(rawValue:)).map { t($0.label) } ?? ""
            pairs.append((t("Waarom niet"), "\(t(reason.label)) (\(way))"))
        }
        return Part.card(nil, Part.facts(pairs))
    }

    private var story: HTML {
        let lines: HTML = """
            <ol class="survey-log">\(log.reversed(), { contact in
                """
                <li><strong>\(t(contact.kind.label))</strong>\(contact.way, { " \(t($0.label))" })\(Self.detail(contact, t), { ": \($0)" })\
                \(contact.note, { "<br><span class=\"survey-note\">\($0)</span>" })<br><span class="small soft">\(t.dateTime(contact.at))\(who(contact), { " · \($0)" })</span></li>
                """
            })</ol>
            """
        let silent: HTML =
            survey.mode == .linked
            ? .empty
            : "<p class=\"small soft\">\(t("Wanneer iemand antwoordt, staat hier niet bij. Zo blijven antwoorden los van namen."))</p>"
        let body: HTML = log.isEmpty ? "<p class=\"soft\">\(t("Er is nog niets gebeurd."))</p>" : lines
        return Part.card(t("Wat er gebeurde"), "\(body)\(silent)")
    }

    private func who(_ contact: Contact) -> String? { contact.person.flatMap { names[$0.text] } }

    static func detail(_ contact: Contact, _ t: Texts) -> String? {
        guard let reason = contact.reason else { return nil }
        switch contact.kind {
        case .called: return CallResult(rawValue: reason).map { t($0.label) }
        case .refused: return RefusalReason(rawValue: reason).map { t($0.label) }
        case .judged: return Outcome(rawValue: reason).map { t($0.label) }
        case .bounced: return Outcome(rawValue: reason) == nil ? reason : nil
        default: return nil
        }
    }

    // MARK: What can be done

    private var actions: HTML {
        switch survey.state {
        case .closed: note
        case .draft: "\(edit)\(remove)"
        case .field: "\(mail)\(refusal)\(judge)\(note)\(edit)"
        }
    }

    private var edit: HTML {
        "<p>\(Part.button(t("Verbeter de gegevens"), path + "/wijzigen", quiet: true))</p>"
    }

    private var remove: HTML { visit.buttonForm(action: path + "/verwijderen", label: t("Verwijder dit adres")) }

    private var mail: HTML {
        guard address.email != nil, address.turnout != .answered, address.refusalWay == nil else { return .empty }
        return Part.card(
            t("Mail de link nog eens"),
            visit.buttonForm(action: path + "/mail", label: t("Stuur de uitnodiging")))
    }

    private var refusal: HTML {
        if address.refusalWay != nil {
            return Part.card(
                t("Wil niet meedoen"), visit.buttonForm(action: path + "/toch", label: t("Doet toch mee")))
        }
        if address.turnout == .answered { return .empty }
        let form = RefusalForm.staff
        let state = AddressAction.state(form, refused, else: form.filled(["manier": "telefoon"]))
        return "<details class=\"card\"\(flag: "open", !state.isValid)><summary>\(t("Wil niet meedoen"))</summary>"
            + visit.form(
                action: path + "/weigering", classes: "stack",
                "\(visit.fields(form, state))<p><button class=\"quiet\">\(t("Schrijf op"))</button></p>"
            )
            + "</details>"
    }

    private var judge: HTML {
        if address.turnout == .answered { return .empty }
        let isJudged = log.last { $0.kind == .judged || $0.kind == .unjudged }?.kind == .judged
        let choices: HTML = """
            \(Outcome.byHand, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0 == address.outcome)>\(t($0.label))</option>" })
            """
        let back: HTML =
            isJudged
            ? visit.buttonForm(
                action: path + "/uitkomst", label: t("Laat het logboek beslissen"), fields: [("uitkomst", "")]) : .empty
        let form = visit.form(
            action: path + "/uitkomst", classes: "stack",
            """
            <div class="field"><label for="uitkomst">\(t("Uitkomst"))</label><select id="uitkomst" name="uitkomst">\(choices)</select></div>\
            <p><button class="quiet">\(t("Zet deze uitkomst"))</button></p>
            """)
        return "<details class=\"card\"><summary>\(t("Zet de uitkomst met de hand"))</summary>\(form)\(back)</details>"
    }

    private var note: HTML {
        let state = AddressAction.state(AddressAction.note, refused, else: AddressAction.note.filled())
        let form = visit.form(
            action: path + "/notitie", classes: "stack",
            """
            \(visit.fields(AddressAction.note, state))<p><button class="quiet">\(t("Bewaar de notitie"))</button></p>
            """)
        return """
            <details class="card"\(flag: "open", !state.isValid)><summary>\(t("Schrijf iets op"))</summary>\(form)</details>
            """
    }

    // MARK: The form

    /// - Parameter address: `nil` for a new one.
    static func form(
        _ visit: Visit, _ survey: Survey, _ address: Address?, _ state: FormState? = nil, status: Int = 200
    ) -> Reply {
        let t = visit.t
        let form = AddressForm.form
        let filled = state ?? AddressForm.filled(address)
        let path = address.map { survey.path("adressen/\($0.number)") }
        let title = address == nil ? t("Voeg één adres toe") : t("Verbeter de gegevens")
        let body = visit.form(
            action: path.map { $0 + "/wijzigen" } ?? survey.path("adressen/nieuw"), classes: "stack",
            """
            \(visit.fields(form, filled))<p class="row"><button>\(t("Bewaar"))</button><a href="\(path ?? survey.path("adressen"))">\(t("Terug"))</a></p>
            """)
        return visit.surveyPage(
            survey, .addresses, title: title, step: title, status: status,
            "\(visit.errorSummary(form, filled))\(body)")
    }
}
