import Community
import Core
import Web

/// The facts of a vacancy beside its story, with the button and the ways to keep it.
struct VacancyAside {
    let page: VacancyPage
    var t: Texts { page.t }
    var vacancy: Vacancy { page.vacancy }
    var view: VacancyView { page.view }

    var markup: HTML {
        """
        <div class="stack brief"><section class="card stack"><h2>\(t("In het kort"))</h2>\(room)\(button)\(answer)\
        \(Part.facts(facts))</section>\(keep)</div>
        """
    }

    private var button: HTML {
        page.isOpen ? "<p class=\"no-print\">\(page.applyButton)</p>" : .empty
    }

    private var facts: [(String, HTML)] {
        let needs = needs
        let offers = offers
        var rows: [(String, String?)] = [
            (t("Waar"), place), (t("Wanneer"), VacancyWords.when(vacancy, t, today: page.visit.today)),
            (t("Hoe vaak"), t(vacancy.rhythm.label)), (t("Hoeveel tijd"), VacancyWords.hours(vacancy, t)),
            (t("Tijd"), vacancy.timeText.isEmpty ? nil : vacancy.timeText),
            (t("Vanaf"), regularDay(vacancy.firstDay)), (t("Tot en met"), regularDay(vacancy.lastDay)),
            (t("Soort werk"), t(vacancy.sector.label)),
            (
                t("Voor of met"),
                vacancy.groups.isEmpty ? nil : vacancy.groups.map { t($0.label) }.joined(separator: ", ")
            ),
            (t("Nodig"), needs.isEmpty ? nil : needs.joined(separator: ", ")),
        ]
        let skills = vacancy.skills.map { t($0.label) }
        rows.append((t("Komt van pas"), skills.isEmpty ? nil : skills.joined(separator: ", ")))
        let motives = vacancy.motives.map { t($0.label) }
        rows.append((t("Je haalt eruit"), motives.isEmpty ? nil : motives.joined(separator: ", ")))
        rows.append((t("Je krijgt"), offers.isEmpty ? nil : offers.joined(separator: ", ")))
        rows.append((t("Vragen? Vraag naar"), vacancy.contact.isEmpty ? nil : vacancy.contact))
        return rows.compactMap { row in row.1.map { (row.0, "\($0)" as HTML) } }
    }

    private var place: String {
        let words = VacancyWords.place(vacancy, municipality: view.municipality, t)
        let area = view.neighbourhood ?? view.municipality
        return words == area || area.isEmpty || vacancy.spot == nil ? words : words + ", " + area
    }

    /// The days of work that comes back; of one-off work the line above says them.
    private func regularDay(_ day: Day?) -> String? {
        vacancy.rhythm == .once || vacancy.rhythm == .project ? nil : day.map(t.date)
    }

    private var needs: [String] {
        var needs: [String] = []
        if vacancy.vog { needs.append(t("een VOG")) }
        if vacancy.licence { needs.append(t("rijbewijs B")) }
        if vacancy.minimumAge > 0 { needs.append(t("\(vacancy.minimumAge) jaar of ouder")) }
        return needs
    }

    private var offers: [String] {
        var offers: [String] = []
        if let course = vacancy.course { offers.append(t("cursus: \(course)")) }
        if let expenses = vacancy.expenses { offers.append(t("vergoeding: \(expenses)")) }
        if vacancy.insured { offers.append(t("verzekering tijdens het werk")) }
        return offers
    }

    private var room: HTML {
        guard page.isOpen else { return .empty }
        if view.isFull { return "<p><strong>\(t("Vol: je kunt op de wachtlijst."))</strong></p>" }
        return "<p>\(t.plural(view.openPlaces, "Nog 1 plek vrij.", "Nog \(view.openPlaces) plekken vrij."))</p>"
    }

    private var answer: HTML {
        guard page.isOpen else { return .empty }
        return "\(view.answerDays, { "<p class=\"small soft\">\(VacancyWords.answer($0, t)).</p>" })"
    }

    /// Share, copy, print, calendar: without any third party. The buttons that need a script appear with it.
    private var keep: HTML {
        guard page.isOpen else { return .empty }
        let url = page.visit.site.origin + vacancy.path
        let subject = t("Vrijwilligerswerk: \(vacancy.title)").percentEncoded
        let mail = "mailto:?subject=\(subject)&body=\((vacancy.title + "\n" + url).percentEncoded)"
        return """
            <ul class="keep no-print" aria-label="\(t("Bewaren of delen"))"><li><a href="\(mail)">\(t("Mail naar iemand"))</a></li>\
            \(if: vacancy.firstDay != nil, "<li><a href=\"/vacatures/\(vacancy.number)/agenda.ics\">\(t("Zet in je agenda"))</a></li>")\
            <li><button type="button" class="quiet compact" data-copy="\(url)" data-copied="\(t("Gekopieerd"))" hidden>\(t("Kopieer de link"))</button></li>\
            <li><button type="button" class="quiet compact" data-print hidden>\(t("Druk af"))</button></li></ul>
            """
    }
}
