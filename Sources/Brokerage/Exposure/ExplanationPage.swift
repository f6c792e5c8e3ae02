import Core
import Web

/// The page for the register of algorithms: what, with which data, who decides, how to object.
struct ExplanationPage {
    let visit: Visit
    let explanation: Explanation
    let places: [ExplanationView.Place]
    let objections: AlgorithmObjection.Figures
    private var t: Texts { visit.t }

    var reply: Reply {
        visit.page(
            t("Waarom staat dit hier?"),
            description: t(
                "Zo zetten we vacatures en mensen op volgorde, en dit kun je doen als je het niet eens bent."),
            """
            <div class="wrap narrow stack page"><h1>\(t("Waarom staat dit hier?"))</h1>\
            <p class="lead">\(t("Een computer zet vacatures en mensen op volgorde. Hier lees je hoe, en wat je kunt doen als je het er niet mee eens bent."))</p>\
            \(section(explanation.what))\(section(explanation.fairness))\(switches)\(weights)\(section(explanation.data))\
            \(section(explanation.people))\(object)\(others)\(register)</div>
            """)
    }

    private func section(_ section: Explanation.Section) -> HTML {
        "<section class=\"stack\"><h2>\(section.title)</h2><ul>\(section.lines, { "<li>\($0)</li>" })</ul></section>"
    }

    private var switches: HTML {
        let rows: [[HTML]] = places.map { place in
            let state: HTML
            if let decision = place.decision {
                state =
                    decision.isOn
                    ? "\(t("aan, sinds \(t.date(decision.at.day))"))" : "\(t("uit, sinds \(t.date(decision.at.day))"))"
            } else {
                state = "\(t("uit"))"
            }
            return ["\(place.name)", state]
        }
        return Table(
            t("Staat eerlijke aandacht aan?"), [.init(t("Gemeente")), .init(t("Nu"))], rows: rows
        ).markup
    }

    private var weights: HTML {
        let rows: [[HTML]] = explanation.parts.map {
            ["\($0.name)<br><span class=\"small soft\">\($0.meaning)</span>", "\($0.points)"]
        }
        return """
            <section class="stack"><h2>\(t("Hoe zwaar telt wat?"))</h2>\
            <p>\(t("Dit geldt voor “wat past bij mij” en voor organisaties die mensen zoeken. Samen is het 1000. De punten zijn geen kans: ze zeggen alleen wat bovenaan staat."))</p>\
            <div class="weights">\(Table(t("Punten per onderdeel"), [.init(t("Onderdeel")), .init(t("Hoogstens"), number: true)], rows: rows).markup)</div></section>
            """
    }

    private var object: HTML {
        let numbers = objections
        let figures =
            numbers.all == 0
            ? t("In de laatste 12 maanden kwam er geen bezwaar binnen.")
            : t(
                "In de laatste 12 maanden: \(numbers.all) keer bezwaar, \(numbers.answered) keer beantwoord, waarvan \(numbers.inTime) binnen twee weken. \(numbers.changed) keer is er iets aangepast."
            )
        return """
            <section class="card stack"><h2>\(t("Ben je het er niet mee eens?"))</h2>\
            <p>\(t("Schrijf ons. Een mens leest het en antwoordt binnen twee weken. Helpt dat niet? Dan kun je een klacht indienen bij je gemeente."))</p>\
            <p class="row no-print">\(Part.button(t("Ik ben het er niet mee eens"), ObjectionPages.path))</p>\
            <p class="small soft">\(figures)</p><p class="small">\(visit.site.contact)</p></section>
            """
    }

    private var others: HTML {
        """
        <section class="stack"><h2>\(t("Andere volgordes en verdelingen"))</h2><ul>\
        <li><a href="/stage/uitleg">\(t("Zo verdelen we stageplekken van leerlingen"))</a></li>\
        <li><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></li></ul></section>
        """
    }

    private var register: HTML {
        let revised = Explanation.revised.map { t("Laatst gewijzigd op \(t.date($0)).") } ?? ""
        return """
            <p class="small soft">\(revised) \(t("De code is openbaar."))</p>\
            <p class="row no-print">\(Part.button(t("Download voor het algoritmeregister (JSON)"), ExplanationRoutes.file, quiet: true))</p>
            """
    }
}
