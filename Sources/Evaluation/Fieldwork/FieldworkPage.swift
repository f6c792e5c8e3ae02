import Community
import Core
import Web

/// How the fieldwork goes: what went out, what goes out next, who can be called.
struct FieldworkPage {
    let visit: Visit
    let survey: Survey
    let settings: FieldworkSettings
    let counts: AddressCounts
    let calls: CallList.Counts
    let bounced: Int

    private var t: Texts { visit.t }
    private var makes: Bool { visit.actor.has(SurveyAccess.makers, in: survey.municipality) }

    var reply: Reply {
        let content: HTML
        switch survey.state {
        case .draft: content = draft
        case .field: content = "\(progress)\(figures)\(calling)\(calendar)"
        case .closed:
            content = "\(Part.notice(t("Het veldwerk is klaar. De enquête is gesloten."), .plain))\(figures)\(calendar)"
        }
        var reply = visit.surveyPage(survey, .fieldwork, content)
        if isSending, visit.query["ververs"] != "nee" { reply.setHeader("refresh", "5") }
        return reply
    }

    private var draft: HTML {
        let text =
            settings.readyAt == nil
            ? t("Eerst moet de opzet klaar zijn en moeten er adressen zijn.")
            : t("Alles staat klaar. Op de eerste dag om 9 uur gaat de uitnodiging weg.")
        let way: HTML =
            makes
            ? Part.button(t("Naar de opzet"), survey.path("opzet"))
                + Part.button(t("Bekijk de mails"), survey.path("veldwerk/mails"), quiet: true) : .empty
        return Part.empty(t("Het veldwerk is nog niet begonnen"), text, way) + calendar
    }

    private var isSending: Bool { survey.takesAnswers(at: visit.now) && counts.toInvite > 0 }

    /// Shown as long as invitations wait.
    private var progress: HTML {
        guard isSending else { return .empty }
        let all = counts.invited + counts.toInvite
        return """
            <section class="card stack" aria-live="polite"><p><label for="voortgang">\(t("\(counts.invited) van de \(all) uitnodigingen klaargezet"))</label></p>\
            <progress id="voortgang" max="\(all)" value="\(counts.invited)">\(counts.invited)</progress>\
            <p class="row"><a href="\(survey.path("veldwerk"))">\(t("Ververs nu"))</a><a href="\(survey.path("veldwerk"))?ververs=nee">\(t("Stop met verversen"))</a></p></section>
            """
    }

    private var figures: HTML {
        Figure.list([
            Figure(
                t("Uitgenodigd"), t.number(counts.invited), detail: t("van \(counts.all) adressen"),
                function: "verankeren"),
            Figure(t("Herinnerd"), t.number(counts.reminded), function: "verankeren"),
            Figure(
                t("Ingevuld"), t.number(counts.answered), path: survey.path("respons"), function: "verankeren"),
            Figure(
                t("Kwam niet aan"), t.number(bounced),
                path: makes && bounced > 0 ? survey.path("adressen?uitkomst=3.30") : nil, function: "verankeren"),
        ])
    }

    private var calling: HTML {
        let start = visit.form(
            action: survey.path("veldwerk/bellen"), classes: "inline", "<button>\(t("Bel de volgende"))</button>")
        let left =
            calls.now > 0
            ? "<p>\(t.plural(calls.now, "1 mens kun je nu bellen.", "\(calls.now) mensen kun je nu bellen."))</p>\(start)"
                as HTML
            : "<p class=\"soft\">\(t("Er is nu niemand om te bellen."))</p>"
        let later: HTML = """
            <p class="small soft">\(if: calls.later > 0, "\(t.plural(calls.later, "1 mens bel je later terug.", "\(calls.later) mensen bel je later terug.")) ")\
            \(if: calls.taken > 0, "\(t.plural(calls.taken, "1 is bij een collega.", "\(calls.taken) zijn bij een collega.")) ")\
            \(t.plural(calls.calls, "Er is 1 keer gebeld.", "Er is \(calls.calls) keer gebeld."))</p>
            """
        return Part.card(t("Bellijst"), "\(left)\(later)")
    }

    private var calendar: HTML {
        let days: [(Day?, String)] = [
            (survey.opensOn, t("Uitnodiging, om 9 uur")),
            (survey.remindsOn, t("Herinnering aan wie nog niet meedeed, om 9 uur")),
            (survey.closesOn, t("Laatste dag: aan het eind sluit de enquête")),
        ]
        let lines = days.compactMap { day, text -> HTML? in
            guard let day else { return nil }
            let isPast = day < visit.today
            return "<li\(if: isPast, " class=\"soft\"")><strong>\(t.longDate(day))</strong> \(text)</li>"
        }
        if lines.isEmpty { return .empty }
        let mails: HTML =
            makes && survey.state != .closed
            ? "<p>\(Part.button(t("Bekijk en verander de mails"), survey.path("veldwerk/mails"), quiet: true))</p>"
            : .empty
        return Part.card(t("Kalender"), "<ul class=\"survey-days\">\(lines, { $0 })</ul>\(mails)")
    }
}
