import Community
import Core
import Tabulation
import Web

/// The response account as people read it: the plain rate first, then the steps, the published rates, the groups, the
/// days, and why people said no.
struct AccountPage {
    let visit: Visit
    let survey: Survey
    let settings: FieldworkSettings
    let figures: AccountFigures

    private var t: Texts { visit.t }
    private var account: ResponseAccount { figures.account(settings) }
    private var makes: Bool { visit.actor.has(SurveyAccess.makers, in: survey.municipality) }

    var reply: Reply {
        guard account.total > 0 || figures.open > 0 else { return empty }
        let buttons: HTML = """
            <button class="quiet" type="button" data-print hidden>\(t("Print"))</button>\(Part.button("CSV", survey.path("respons.csv"), quiet: true))
            """
        let parts: HTML =
            account.total > 0 ? "\(headline)\(funnel)\(published)\(outcomes)\(groups)\(days)\(refusals)" : .empty
        return visit.surveyPage(
            survey, .account, title: t("Responsverantwoording"), actions: buttons,
            "\(state)\(parts)\(open)\(method)")
    }

    private var empty: Reply {
        let way: HTML = makes ? Part.button(t("Voeg adressen toe"), survey.path("adressen")) : .empty
        return visit.surveyPage(
            survey, .account, title: t("Responsverantwoording"),
            Part.empty(
                t("Er is nog niemand uitgenodigd"), t("Zodra de enquête loopt, zie je hier hoeveel mensen meedoen."),
                way))
    }

    private var state: HTML {
        if let frozen = figures.frozenAt {
            return Part.notice(
                t("De adressen zijn gewist. Deze aantallen zijn bewaard op \(t.date(frozen.day))."), .plain)
        }
        switch survey.state {
        case .draft: return Part.notice(t("De enquête is nog niet geopend."), .plain)
        case .field: return Part.notice(t("De enquête loopt. Dit is de stand van \(t.dateTime(visit.now))."), .plain)
        case .closed: return .empty
        }
    }

    // MARK: The plain rate

    private var headline: HTML {
        let list = Figure.list([
            Figure(
                t("Gereageerd"), account.reacted.percent.map { "\($0)%" } ?? "–", detail: t(account.reacted.text),
                function: "verankeren"),
            Figure(
                t("Ingevuld"), account.answered.percent.map { "\($0)%" } ?? "–", detail: t(account.answered.text),
                function: "verankeren"),
        ])
        let words: HTML =
            "<ul class=\"small soft\">\(ResponseAccount.explanation, { "<li>\(t($0))</li>" })</ul>"
        let wait: HTML =
            figures.waiting > 0
            ? "<p class=\"small\">\(t.plural(figures.waiting, "1 anoniem antwoord wacht nog tot er meer zijn om te mengen.", "\(figures.waiting) anonieme antwoorden wachten nog tot er meer zijn om te mengen."))</p>"
            : .empty
        return Part.card(nil, "\(list)\(words)\(wait)")
    }

    private var funnel: HTML {
        let funnel = Funnel(account, t)
        return Part.card(
            t("Van de lijst naar een antwoord"),
            """
            <div class="survey-halves">\(funnel.svg(t("Hoeveel mensen er bij elke stap overbleven. De tabel ernaast zegt hetzelfde."), t))<div>\(funnel.table(t))</div></div>\
            <p class="small soft">\(t.plural(figures.invited, "1 adres kreeg een mail.", "\(figures.invited) adressen kregen een mail."))
             \(t.plural(figures.reminded, "1 kreeg een herinnering.", "\(figures.reminded) kregen een herinnering."))
             \(t.plural(figures.called, "1 werd gebeld.", "\(figures.called) werden gebeld."))</p>
            """)
    }

    // MARK: Published rates

    private var published: HTML {
        let rates: [(String, Rate, Text)] = [
            ("RR1", account.rr1, Text("Helemaal ingevuld, van iedereen op de lijst")),
            ("RR2", account.rr2, Text("Helemaal of deels ingevuld, van iedereen op de lijst")),
            ("RR3", account.rr3, Text("Als RR1. Van wie onbekend is, telt een geschat deel mee")),
            ("RR4", account.rr4, Text("Als RR2. Van wie onbekend is, telt een geschat deel mee")),
            ("RR5", account.rr5, Text("Als RR1, zonder wie onbekend is")),
            ("RR6", account.rr6, Text("Als RR2, zonder wie onbekend is")),
        ]
        let rows = rates.map { name, rate, definition -> [HTML] in
            ["\(name)", "\(t(definition))", "\(t.decimal(rate.denominator))", "\(t.percent(rate.value))"]
        }
        let frame =
            settings.frameIsKnown
            ? t(
                "Iedereen op de lijst hoort bij de groep. Wie niets liet horen, telt als niet bereikt. Daarom zijn RR1, RR3 en RR5 gelijk."
            )
            : t(
                "Van wie niets liet horen, weten we niet of die bij de groep hoort. Het geschatte deel is \(t.percent(account.eligibility))."
            )
        let table = Table(
            t("Respons volgens AAPOR"),
            [
                Table.Column(t("Maat")), Table.Column(t("Wat telt")), Table.Column(t("Noemer"), number: true),
                Table.Column(t("Respons"), number: true),
            ], rows: rows)
        return Part.card(t("Respons volgens AAPOR"), "\(table.markup)<p class=\"small soft\">\(frame)</p>")
    }

    private var outcomes: HTML {
        let rows = Outcome.allCases.filter { account.count($0) > 0 }.map { outcome -> [HTML] in
            let label: HTML =
                makes && figures.frozenAt == nil
                ? "<a href=\"\(survey.path("adressen?uitkomst=\(outcome.rawValue)"))\">\(t(outcome.label))</a>"
                : "\(t(outcome.label))"
            return [
                label, "\(outcome.rawValue)", "\(t(group(outcome).label))", "\(t.number(account.count(outcome)))",
                "\(t.percent(Double(account.count(outcome)) / Double(max(1, account.total))))",
            ]
        }
        let table = Table(
            t("Uitkomst van elk adres"),
            [
                Table.Column(t("Uitkomst")), Table.Column(t("Code")), Table.Column(t("Soort")),
                Table.Column(t("Aantal"), number: true), Table.Column(t("Deel"), number: true),
            ], rows: rows)
        return Part.card(t("Wat er van elk adres werd"), table.markup)
    }

    /// On a list where everybody belongs to the group, whoever is not heard was not reached.
    private func group(_ outcome: Outcome) -> Outcome.Group {
        outcome.group == .unknown && settings.frameIsKnown ? .noContact : outcome.group
    }

    // MARK: Groups and days

    private var groups: HTML {
        let parts = AccountStrata(figures.strata, settings, least: makes ? 1 : max(10, survey.leastBase)).parts
        guard parts.count > 1 else { return .empty }
        let rows = parts.map { part -> [HTML] in
            [
                "\(part.name ?? t("Andere of geen groep"))", "\(t.number(part.account.addressed))",
                "\(t.number(part.account.answered.numerator))",
                "\(t.percent(part.account.answered.value))",
                "\(part.interval.map { "\(t.percent($0.low)) – \(t.percent($0.high))" } ?? "–")",
            ]
        }
        let table = Table(
            t("Ingevuld per groep"),
            [
                Table.Column(t("Groep")), Table.Column(t("Uitgenodigd"), number: true),
                Table.Column(t("Ingevuld"), number: true), Table.Column(t("Deel"), number: true),
                Table.Column(t("Marge (95%)"), number: true),
            ], rows: rows)
        return Part.card(
            t("Per groep"),
            "\(table.markup)<p class=\"small soft\">\(t("De marge zegt hoe zeker het verschil tussen groepen is. Overlappen twee marges ver, dan kan het verschil toeval zijn."))</p>"
        )
    }

    private var days: HTML {
        guard let days = figures.days, !days.isEmpty else {
            guard survey.mode == .anonymous, survey.state != .draft else { return .empty }
            return Part.card(
                t("Per dag"),
                "<p class=\"soft\">\(t("Bij een anonieme enquête bewaren we niet wanneer iemand antwoordde."))</p>")
        }
        let marks = [
            survey.opensOn.map { ($0, t("uitnodiging")) }, survey.remindsOn.map { ($0, t("herinnering")) },
            survey.closesOn.map { ($0, t("laatste dag")) },
        ].compactMap(\.self)
        let rows = days.map { day, count -> [HTML] in
            let mark = marks.first { $0.0 == day }.map { " (\($0.1))" } ?? ""
            return ["\(t.date(day))\(mark)", "\(t.number(count))"]
        }
        let table = Table(
            t("Ingevuld per dag"), [Table.Column(t("Dag")), Table.Column(t("Aantal"), number: true)], rows: rows)
        let picture = DailyPicture(days: days, marks: marks.map { (day: $0.0, label: $0.1) }).svg(
            t(
                "Ingevulde vragenlijsten, opgeteld per dag. De strepen zijn de uitnodiging, de herinnering en de laatste dag."
            ), t,
            today: visit.today)
        return Part.card(
            t("Per dag"), "\(picture)<details><summary>\(t("Toon de aantallen"))</summary>\(table.markup)</details>")
    }

    // MARK: Refusals, open link

    private var refusals: HTML {
        guard !figures.reasons.isEmpty else { return .empty }
        let rows = figures.reasons.map { reason -> [HTML] in
            let label = RefusalReason(rawValue: reason.reason).map { t($0.label) } ?? reason.reason
            let way = Contact.Way(rawValue: reason.way).map { t($0.label) } ?? "–"
            return ["\(label)", "\(way)", "\(t.number(reason.count))"]
        }
        let table = Table(
            t("Waarom mensen niet meedoen"),
            [Table.Column(t("Reden")), Table.Column(t("Hoe gehoord")), Table.Column(t("Aantal"), number: true)],
            rows: rows)
        return Part.card(t("Waarom mensen niet meedoen"), table.markup)
    }

    private var open: HTML {
        guard survey.hasOpenLink || figures.open > 0 else { return .empty }
        return Part.card(
            t("Open link"),
            """
            <p>\(t.plural(figures.open, "1 antwoord kwam via de open link.", "\(figures.open) antwoorden kwamen via de open link."))</p>\
            <p class="small soft">\(t("Wie die link had, weten we niet. Deze antwoorden tellen daarom niet mee in de respons."))</p>
            """)
    }

    private var method: HTML {
        """
        <p class="small soft">\(t("De codes en formules komen uit de Standard Definitions van AAPOR. Een half antwoord telt mee vanaf \(settings.partialShare)% van de vragen; dat stond vast voor de enquête openging."))</p>
        """
    }
}
