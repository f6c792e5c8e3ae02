package import Core
package import Web

/// Where someone is in a survey.
package enum SurveyTab: String, Sendable, CaseIterable {
    case overview = ""
    case questionnaire = "vragenlijst"
    case settings = "opzet"
    case addresses = "adressen"
    case fieldwork = "veldwerk"
    case account = "respons"
    case results = "resultaten"
    case exchange = "bestanden"

    package var label: Text {
        switch self {
        case .overview: Text("Overzicht")
        case .questionnaire: Text("Vragenlijst")
        case .settings: Text("Opzet")
        case .addresses: Text("Adressen")
        case .fieldwork: Text("Veldwerk")
        case .account: Text("Respons")
        case .results: Text("Resultaten")
        case .exchange: Text("Bestanden")
        }
    }

    /// Tabs for whoever only reads results.
    static let forReaders: [SurveyTab] = [.overview, .account, .results]
    /// And for whoever calls people as well.
    static let forCallers: [SurveyTab] = [.overview, .fieldwork, .account, .results]

    /// In a survey that was read from a file nobody was asked: it has no addresses, no fieldwork and no response.
    static let ofFiles: Set<SurveyTab> = [.overview, .questionnaire, .settings, .results, .exchange]

    func path(of survey: Survey) -> String { survey.path(self == .overview ? nil : rawValue) }
}

extension Visit {
    /// A page about a survey: where you are, the way to its other pages, the heading.
    ///
    /// - Parameters:
    ///   - title: the heading; the name of the tab when `nil`.
    ///   - step: for a page below the tab's own, its place in the breadcrumbs.
    ///   - actions: buttons beside the heading.
    package func surveyPage(
        _ survey: Survey, _ tab: SurveyTab, title: String? = nil, intro: String? = nil, step: String? = nil,
        actions: HTML = .empty, status: Int = 200, head: HTML = .empty, _ content: HTML
    ) -> Reply {
        let heading = title ?? (tab == .overview ? survey.title : t(tab.label))
        var steps = [(t("Enquêtes"), "/enquetes")]
        if tab != .overview || step != nil { steps.append((survey.title, survey.path())) }
        if step != nil, tab != .overview { steps.append((t(tab.label), tab.path(of: survey))) }
        let crumbs = Part.breadcrumbs(steps, label: t("Je bent hier"))
        let makes = actor.has(SurveyAccess.makers, in: survey.municipality)
        let calls = actor.has(SurveyAccess.callers, in: survey.municipality)
        let all = makes ? SurveyTab.allCases : calls ? SurveyTab.forCallers : SurveyTab.forReaders
        let tabs = survey.kind == .imported ? all.filter(SurveyTab.ofFiles.contains) : all
        let links: HTML = """
            <nav class="subnav cycle-parts" aria-label="\(t("Onderdelen van de enquête"))"><ul>\(tabs, { item in
                "<li><a href=\"\(item.path(of: survey))\"\(attribute: "aria-current", item == tab ? "page" : nil)>\(t(item.label))</a></li>"
            })</ul></nav>
            """
        return page(
            "\(heading) – \(survey.title)", head: head, status: status,
            """
            <div class="wrap stack page"><div class="no-print">\(crumbs)\(links)</div>\
            <div class="row apart"><div><h1>\(heading)</h1>\(intro, { "<p class=\"lead\">\($0)</p>" })</div>\
            \(if: !actions.isEmpty, "<div class=\"row no-print\">\(actions)</div>")</div>\(content)</div>
            """)
    }
}
