package import Community
import Core
package import Storage
package import Web

/// Tables, pictures and the report of a survey, and what of it others may see.
package struct ResultsPart: SurveyPart {
    package let house: House

    package init(house: House) { self.house = house }

    static let base = "/enquetes/{enquete}/resultaten"

    package func routes(_ routes: Routes) {
        tableRoutes(routes)
        savedRoutes(routes)
        publishRoutes(routes)
        weightingRoutes(routes)
        openRoutes(routes)
        quoteRoutes(routes)
        reportRoutes(routes)
        publicReportRoutes(routes)
        compareRoutes(routes)
        practiceRoutes(routes)
        pinRoutes(routes)
    }

    /// The pinned figures of a municipality as indicators of the house.
    package func indicators(of municipality: String, in db: any SQLConnection) throws -> [Indicator] {
        try Pin.all(of: municipality, in: db).map { $0.asIndicator(isMean: $0.isMean) }
    }
}

extension Visit {
    /// A page of the results, with the way to its neighbours.
    func resultsPage(
        _ survey: Survey, _ section: ResultsSection, title: String? = nil, intro: String? = nil, actions: HTML = .empty,
        status: Int = 200, _ content: HTML
    ) -> Reply {
        let makes = actor.has(SurveyAccess.makers, in: survey.municipality)
        let sections = makes ? ResultsSection.allCases : []
        let links: HTML = """
            <nav class="subnav cycle-parts no-print" aria-label="\(t("Onderdelen van de resultaten"))"><ul>\(sections, { item in
                "<li><a href=\"\(item.path(of: survey))\"\(attribute: "aria-current", item == section ? "page" : nil)>\(t(item.label))</a></li>"
            })</ul></nav>
            """
        let heading = title ?? (section == .overview ? t("Resultaten") : t(section.label))
        return surveyPage(
            survey, .results, title: heading, intro: intro, step: section == .overview && title == nil ? nil : heading,
            actions: actions, status: status, "\(if: makes, links)\(content)")
    }
}

/// The pages of the results.
enum ResultsSection: String, Sendable, CaseIterable {
    case overview = ""
    case builder = "tabel"
    case plan = "tabellen"
    case open = "open"
    case weights = "weging"
    case compare = "vergelijken"
    case practice = "beleid"
    case pins = "cijfers"
    case report = "rapport"

    var label: Text {
        switch self {
        case .overview: Text("Alle vragen")
        case .builder: Text("Maak een tabel")
        case .plan: Text("Bewaarde tabellen")
        case .open: Text("Open antwoorden")
        case .weights: Text("Weging")
        case .compare: Text("Vergelijken")
        case .practice: Text("Beleid en uitvoering")
        case .pins: Text("Cijfers voor doelen")
        case .report: Text("Rapport")
        }
    }

    func path(of survey: Survey) -> String {
        survey.path(self == .overview ? "resultaten" : "resultaten/\(rawValue)")
    }
}
