import Community
import Core
import Web

/// The set-up of a survey: to fill in before it opens, to read after.
struct SettingsPages {
    let visit: Visit
    let survey: Survey
    let settings: FieldworkSettings
    let readiness: Readiness

    private var t: Texts { visit.t }

    /// - Parameters:
    ///   - state: the set-up as it was filled in, while it can be.
    ///   - refused: what was asked of a survey that is in the field and cannot be done.
    func page(_ state: FormState? = nil, refused: EndingForm.Refused? = nil, status: Int = 200) -> Reply {
        let content: HTML
        switch survey.state {
        case .draft where settings.readyAt == nil: content = draft(state)
        case .draft: content = waiting
        case .field: content = open(refused)
        case .closed: content = closed
        }
        return visit.surveyPage(survey, .settings, status: status, content)
    }

    // MARK: In preparation

    private func draft(_ given: FormState?) -> HTML {
        let form = SettingsForm.form
        let state = given ?? SettingsForm.filled(survey, settings, today: visit.today)
        let sections = SettingsForm.sections.map { section -> HTML in
            let fields = section.fields.reduce(into: HTML.empty) { $0 += visit.field($1, of: form, state) }
            return Part.card(t(section.title), id: section.id, "\(fields)\(extra(section.id))")
        }
        let body: HTML = "\(sections, { $0 })<p class=\"row\"><button>\(t("Bewaar de opzet"))</button></p>"
        let own = visit.form(action: survey.path("opzet"), classes: "stack", body)
        return """
            \(visit.errorSummary(form, state))<div class="columns side-right"><div class="stack">\(own)</div>\
            <div class="stack">\(checklist)\(texts)</div></div>
            """
    }

    private func extra(_ section: String) -> HTML {
        switch section {
        case "vorm":
            """
            <details><summary>\(t("Wat doen we precies?"))</summary><dl class="pairs">\(Survey.Mode.allCases, { mode in
                "<div><dt>\(t(mode.label))</dt><dd>\(t(mode.technical))</dd></div>"
            })</dl></details>
            """
        case "privacy":
            """
            <details><summary>\(t("Welke reden past?"))</summary><dl class="pairs">\(LawfulBasis.allCases, { basis in
                "<div><dt>\(t(basis.label))</dt><dd>\(t(basis.explanation))</dd></div>"
            })</dl></details>
            """
        default: .empty
        }
    }

    /// What is in order and what is not, with the button that goes with it.
    private var checklist: HTML {
        let items: HTML = """
            <ul class="survey-ready">\(readiness.items, { item in
                "<li class=\"\(sign(item.state))\"><span class=\"chip \(tone(item.state))\">\(word(item.state))</span> <a href=\"\(item.path)\">\(t(item.text))</a></li>"
            })</ul>
            """
        let button = visit.buttonForm(action: survey.path("opzet/klaar"), label: t("Zet klaar"), classes: "")
        let when = survey.opensOn.map {
            t("De enquête opent op \(t.longDate($0)) om 9 uur. Tot dan kun je hem terughalen.")
        }
        let next: HTML =
            readiness.isReady
            ? "<p>\(when ?? "")</p>\(openLinkAlone)\(button)"
            : "<p class=\"soft\">\(t("Los eerst op wat nog mist."))</p>"
        return Part.card(t("Klaar om te openen"), id: "klaar", "\(items)\(next)")
    }

    /// Nobody is written to: the maker must spread the link, and must know where it will be.
    private var openLinkAlone: HTML {
        guard survey.hasOpenLink, readiness.counts.all == 0 else { return .empty }
        let url = visit.site.origin + "/meedoen/\(survey.number)"
        return """
            <p>\(t("Er zijn geen adressen, dus wij sturen niemand een mail. Deel zelf deze link, bijvoorbeeld in een nieuwsbrief of op een poster. Hij werkt vanaf de eerste dag:"))<br><span class="survey-reach">\(url)</span></p>
            """
    }

    private func sign(_ state: Readiness.State) -> String { state == .missing ? "missing" : "there" }
    private func tone(_ state: Readiness.State) -> String {
        switch state {
        case .good: "good"
        case .look: "wait"
        case .missing: "bad"
        }
    }
    private func word(_ state: Readiness.State) -> String {
        switch state {
        case .good: t("goed")
        case .look: t("let op")
        case .missing: t("mist nog")
        }
    }

    private var texts: HTML {
        Part.card(
            t("De mails"),
            """
            <p>\(t("Er gaat een uitnodiging en een herinnering uit. Je kunt de tekst aanpassen en proberen."))</p>\
            <p class="row">\(Part.button(t("Bekijk de mails"), survey.path("veldwerk/mails"), quiet: true))</p>
            """)
    }

    // MARK: Later

    private var waiting: HTML {
        let day = survey.opensOn.map { t.longDate($0) } ?? ""
        let back = visit.buttonForm(action: survey.path("opzet/terug"), label: t("Haal terug en verander iets"))
        return """
            \(Part.notice(t("Alles staat klaar. De enquête opent op \(day) om 9 uur."), .good))\
            <p class="row">\(back)\(Part.button(t("Bekijk de mails"), survey.path("veldwerk/mails"), quiet: true))</p>\(openLinkAlone)\(facts)
            """
    }

    private func open(_ refused: EndingForm.Refused?) -> HTML {
        var later = EndingForm.proposal(survey)
        var close = EndingForm.close.filled()
        var summary = HTML.empty
        switch refused {
        case .later(let state):
            later = state
            summary = visit.errorSummary(EndingForm.later, state)
        case .close(let state):
            close = state
            summary = visit.errorSummary(EndingForm.close, state)
        case nil: break
        }
        let extend = visit.form(
            action: survey.path("opzet/verlengen"), classes: "stack",
            "\(visit.fields(EndingForm.later, later))<p><button class=\"quiet\">\(t("Verzet de laatste dag"))</button></p>"
        )
        let end = visit.form(
            action: survey.path("opzet/sluiten"), classes: "stack",
            "\(visit.fields(EndingForm.close, close))<p><button class=\"quiet\">\(t("Sluit nu"))</button></p>")
        return """
            \(summary)\(facts)\(openLink)<div class="survey-halves">\(Part.card(t("Langer open"), extend))\(Part.card(t("Eerder sluiten"), end))</div>
            """
    }

    private var openLink: HTML {
        guard survey.hasOpenLink else { return .empty }
        let url = visit.site.origin + "/meedoen/\(survey.number)"
        return Part.card(
            t("Open link"),
            """
            <p><a href="\(url)">\(url)</a></p><p class="soft">\(t("Zet deze link in een nieuwsbrief of op een poster. De antwoorden tellen we apart."))</p>
            """)
    }

    private var closed: HTML {
        """
        \(Part.notice(t("Deze enquête is gesloten. Heropenen kan niet: de tabellen rekenen op deze antwoorden."), .plain))\(facts)
        """
    }

    private var facts: HTML {
        let basis = LawfulBasis(rawValue: survey.lawfulBasis)
        var pairs: [(String, HTML)] = [
            (t("Vorm"), "\(t(survey.mode.label)): \(t(survey.mode.technical))"),
            (t("Eerste dag"), "\(survey.opensOn.map { t.date($0) } ?? "–")"),
            (t("Herinnering"), "\(survey.remindsOn.map { t.date($0) } ?? t("geen"))"),
            (t("Laatste dag"), "\(survey.closesOn.map { t.date($0) } ?? "–")"),
            (t("Open link"), "\(survey.hasOpenLink ? t("aan") : t("uit"))"),
            (t("Doel"), "\(survey.purpose)"), (t("Grondslag"), "\(basis.map { t($0.label) } ?? "–")"),
        ]
        if !settings.basisNote.isEmpty { pairs.append((t("Toelichting"), HTML(paragraphs: settings.basisNote))) }
        pairs += [
            (t("Hele groep"), "\(survey.population.map { t.number($0) } ?? t("niet bekend"))"),
            (t("Iedereen op de lijst hoort bij de groep"), "\(settings.frameIsKnown ? t("ja") : t("niet zeker"))"),
            (t("Een half antwoord telt mee"), "\(t("vanaf \(settings.partialShare)% van de vragen"))"),
            (t("Kleinste aantal in een tabel"), "\(survey.leastCell)"),
            (t("Kleinste aantal onder een percentage"), "\(survey.leastBase)"),
            (t("Adressen bewaren"), "\(t("\(settings.keepDays) dagen na het sluiten"))"),
        ]
        return Part.card(t("Zo is de enquête opgezet"), Part.facts(pairs))
    }
}
