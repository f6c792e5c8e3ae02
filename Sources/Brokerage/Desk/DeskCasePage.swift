import Community
import Core
import Storage
import Web

/// The page of one case: what was said, what happened, and what to do now.
struct DeskCasePage {
    let visit: Visit
    let view: DeskCase
    /// The form that was sent with mistakes, if one was.
    var contact: FormState?
    var plan: FormState?
    var reach: FormState?
    /// Of which proposal the answer about a free place was.
    var offer: (proposal: String, state: FormState)?
    var t: Texts { visit.t }
    var intake: Intake { view.intake }

    func reply(status: Int = 200) -> Reply {
        let crumbs = Part.breadcrumbs(
            [(title: t("Iedereen aan de balie"), path: DeskNav.list)], label: t("Kruimelpad"))
        return visit.page(
            intake.name, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page">\(crumbs)<div class="row apart"><div><h1>\(intake.name)</h1>\
            <p class="soft">\(t("Nummer \(intake.number)")) · \(t(intake.way.label)) · \(DeskMarkup.waits(intake.createdAt, now: visit.now, t))</p></div>\
            \(DeskMarkup.state(intake, t))</div>\(next)\
            <div class="columns side-right"><div class="stack">\(offers)\(talkCard)\(proposalCard)\(contactCard)\(history)</div>\
            <aside class="stack">\(person)\(ownerCard)\(appointment)\(ending)\(readingCard)</aside></div></div>
            """)
    }

    private var next: HTML {
        guard let step = intake.next, let at = intake.nextAt else {
            let reason = intake.closeReason.map { t($0.label) } ?? ""
            return Part.notice(t("Afgesloten: \(reason)"))
        }
        let words = t("Nu: \(t(step.label)), \(t.shortDate(at.day, today: visit.today))")
        return Part.notice(words, DeskMarkup.late(intake, visit.now) ? .bad : .wait)
    }

    private var talkCard: HTML {
        let empty = view.wishes?.isEmpty ?? true
        let facts: [(String, HTML)] = (view.wishes?.summary(t) ?? []).map { ($0.0, HTML("\($0.1)")) }
        let question: HTML =
            "\(view.question, { "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>" })"
        let notes: HTML =
            "\(view.notes, { "<h3>\(t("Aantekeningen"))</h3><div\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</div>" })"
        let nothing: HTML =
            empty && view.notes == nil ? "<p class=\"soft\">\(t("Er is nog geen gesprek opgeschreven."))</p>" : .empty
        let label = intake.talkedAt == nil ? t("Begin het gesprek") : t("Bekijk of vul aan")
        let button: HTML =
            intake.isOpen ? "<p class=\"row no-print\">\(Part.button(label, intake.path + "/gesprek"))</p>" : .empty
        return Part.card(
            t("Het gesprek"), "\(question)\(nothing)\(facts.isEmpty ? .empty : Part.facts(facts))\(notes)\(button)")
    }

    private var proposalCard: HTML {
        let rows: HTML = "\(view.proposals, proposal)"
        let none: HTML =
            view.proposals.isEmpty ? "<p class=\"soft\">\(t("Je hebt nog niets voorgesteld."))</p>" : .empty
        let button: HTML =
            intake.isOpen
            ? "<p class=\"row no-print\">\(Part.button(t("Zoek en stel voor"), intake.path + "/voorstellen", quiet: !view.proposals.isEmpty))\(if: !view.proposals.isEmpty, Part.button(t("Druk af als brief"), intake.path + "/brief", quiet: true))</p>"
            : .empty
        return Part.card(
            t("Voorstellen"), id: "voorstellen", "\(none)<ul class=\"plain stack\">\(rows)</ul>\(button)")
    }

    private func proposal(_ item: ProposalView) -> HTML {
        let because: HTML = "\(DeskWords.because(item.reasons, t), { "<p class=\"small\">\($0)</p>" })"
        let words: HTML = "\(item.words, said)"
        let answer: HTML =
            item.proposal.state.isOpen && intake.isOpen
            ? "<p class=\"row no-print\">\(Part.button(t("Schrijf het antwoord op"), "\(intake.path)/voorstellen/\(item.proposal.id.text)", quiet: true, compact: true))</p>"
            : .empty
        return """
            <li><div class="row apart"><strong><a href="\(item.vacancy.path)"\(attribute: "lang", t.typed)>\(item.vacancy.title)</a></strong>\
            \(Part.chip(t(item.proposal.state.label), tone(item.proposal.state)))</div>\
            <span class="small soft">\(item.organisation.name) · \(t("voorgesteld \(t.ago(item.proposal.createdAt, now: visit.now))"))</span>\(because)\(words)\(answer)</li>
            """
    }

    private func said(_ message: ApplicationMessage) -> HTML {
        """
        <p class="small soft">\(t("De organisatie schreef op \(t.date(message.createdAt.day)):"))</p>\
        <blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: message.body))</blockquote>
        """
    }

    private func tone(_ state: Proposal.State) -> Part.Tone {
        switch state {
        case .proposed, .thinking, .introduced: .wait
        case .placed: .good
        case .off, .stopped: .bad
        case .declined, .lapsed: .plain
        }
    }

    private var contactCard: HTML {
        guard intake.isOpen else { return .empty }
        let asksCare = intake.asksCare
        let form = ContactForm.form(asksCare: asksCare)
        let state = contact ?? form.filled()
        let tries = view.contacts.prefix { $0.contact.kind == .noAnswer }.count
        let hint: HTML =
            tries >= 3
            ? "<p class=\"small\">\(t("Al \(tries) keer geen gehoor. Je kunt het dossier afsluiten; iemand kan altijd terugkomen."))</p>"
            : .empty
        return Part.card(
            asksCare ? t("Vraag hoe het gaat") : t("Schrijf contact op"), id: "contact",
            """
            \(hint)\(visit.form(action: intake.path + "/contact", classes: "stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Schrijf op"))</button></p>
            """))
            """)
    }

    private var history: HTML {
        guard !view.contacts.isEmpty else { return .empty }
        return Part.card(
            t("Wat er was"),
            """
            <ol class="history">\(view.contacts, { item in
                """
                <li><span class="small soft">\(t.dateTime(item.contact.at))\(if: !item.contact.by.isEmpty, " · \(item.contact.by)")</span><br>\
                \(t(item.contact.kind.label))\(outcome(item.contact), { ": \($0)" })\(item.note, { "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</div>" })</li>
                """
            })</ol>
            """)
    }

    private func outcome(_ contact: DeskContact) -> String? {
        guard let code = contact.outcome else { return nil }
        return DeskContact.Care(rawValue: code).map { t($0.label) }
            ?? Proposal.State(rawValue: code).map { t($0.label) }
            ?? OfferForm.Answer(rawValue: code).map { t($0.label) }
    }
}

extension Intake {
    /// Whether the next call asks how the new work goes.
    var asksCare: Bool { state == .placed && next?.isCare == true }
}
