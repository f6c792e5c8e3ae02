import Community
import Core
import Storage
import Tabulation
import Web

/// The address book of a survey.
struct AddressPages {
    let visit: Visit
    let survey: Survey
    /// What was asked on this page and cannot be done.
    var refused: AddressAction?

    private var t: Texts { visit.t }
    private var path: String { survey.path("adressen") }

    // MARK: The list

    func list(_ list: AddressList, _ filter: AddressList.Filter) -> Reply {
        guard list.counts.all > 0 else { return empty }
        let add: HTML =
            survey.state == .closed
            ? .empty
            : Part.button(t("Voeg adressen toe"), path + "/toevoegen")
        let found = list.page.items
        let table: HTML =
            found.isEmpty
            ? Part.empty(
                t("Niets gevonden"), t("Geen adres past bij wat je zoekt."),
                Part.button(t("Toon alle adressen"), path, quiet: true))
            : rows(list)
        let next = list.page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        return visit.surveyPage(
            survey, .addresses, actions: add, status: refused == nil ? 200 : 400,
            """
            \(refused, { visit.errorSummary($0.form, $0.state) })\(figures(list.counts))\(filters(list, filter))\(table)\(Part.more(t("Volgende adressen"), next))\(ending(list))
            """)
    }

    private var empty: Reply {
        let text = t("Voeg mensen of organisaties toe: plak een lijst, lees een bestand in of kies een eigen register.")
        let way: HTML =
            survey.state == .closed ? .empty : Part.button(t("Voeg adressen toe"), path + "/toevoegen")
        return visit.surveyPage(survey, .addresses, Part.empty(t("Er zijn nog geen adressen"), text, way))
    }

    private func figures(_ counts: AddressCounts) -> HTML {
        var figures = [
            Figure(t("Adressen"), t.number(counts.all), function: "verankeren"),
            Figure(t("Met e-mail"), t.number(counts.all - counts.withoutMail), function: "verankeren"),
        ]
        if survey.state != .draft {
            figures.append(Figure(t("Uitgenodigd"), t.number(counts.invited), function: "verankeren"))
            figures.append(Figure(t("Ingevuld"), t.number(counts.answered), function: "verankeren"))
        }
        return Figure.list(figures)
    }

    private func filters(_ list: AddressList, _ filter: AddressList.Filter) -> HTML {
        let outcomes: HTML = """
            \(Outcome.allCases, { "<option value=\"\($0.rawValue)\"\(flag: "selected", filter.outcome == $0)>\(t($0.label))</option>" })
            """
        let groups: HTML = """
            \(list.strata.prefix(200), { "<option\(flag: "selected", filter.stratum == $0.name)>\($0.name)</option>" })
            """
        let byGroup: HTML = """
            <div class="field"><label for="groep">\(t("Groep"))</label><select id="groep" name="groep"><option value="">\(t("Alle"))</option>\(groups)</select></div>
            """
        return """
            <form method="get" action="\(path)" class="row survey-filter" role="search"><div class="field"><label for="zoek">\(t("Zoek op naam, organisatie, mail of telefoon"))</label>\
            <input id="zoek" name="zoek" type="search" value="\(filter.words ?? "")" maxlength="80"></div>\
            <div class="field"><label for="uitkomst">\(t("Uitkomst"))</label><select id="uitkomst" name="uitkomst"><option value="">\(t("Alle"))</option>\(outcomes)</select></div>\
            \(if: !list.strata.isEmpty, byGroup)<button class="quiet">\(t("Zoek"))</button></form>
            """
    }

    private func rows(_ list: AddressList) -> HTML {
        let columns = [
            Table.Column(t("Wie")), Table.Column(t("Organisatie")), Table.Column(t("Bereikbaar")),
            Table.Column(t("Groep")), Table.Column(t("Uitkomst")),
        ]
        let rows = list.page.items.map { address -> [HTML] in
            [
                "<a href=\"\(path)/\(address.number)\">\(address.title)</a>", "\(address.organisation ?? "")",
                reach(address), "\(address.stratum ?? "")",
                Part.chip(t(address.outcome.label), Self.tone(address.outcome)),
            ]
        }
        return "<div class=\"card\">\(Table(t("Adressen"), columns, rows: rows).markup)</div>"
    }

    private func reach(_ address: Address) -> HTML {
        let parts = [address.email, address.phone].compactMap(\.self)
        return
            "\(parts.enumerated(), { "\(if: $0.offset > 0, "<br>")<span class=\"survey-reach\">\($0.element)</span>" })"
    }

    static func tone(_ outcome: Outcome) -> Part.Tone {
        switch outcome.group {
        case .interview, .partial: .good
        case .refusal, .noContact, .other: .warm
        case .unknown: outcome == .undelivered || outcome == .moved ? .bad : .plain
        case .outside: .plain
        }
    }

    private func ending(_ list: AddressList) -> HTML {
        guard survey.state == .draft else { return .empty }
        let own = AddressAction.empty(list.counts.all)
        let state = AddressAction.state(own, refused, else: own.filled())
        let form = visit.form(
            action: path + "/leeg", classes: "stack",
            """
            \(visit.fields(own, state))<p><button class="quiet">\(t("Maak de lijst leeg"))</button></p>
            """)
        return """
            <details class="card"\(flag: "open", !state.isValid)><summary>\(t("Opnieuw beginnen"))</summary>\(form)</details>
            """
    }
}
