package import Core
package import Web

/// The way around an organisation's workspace: the same on every page of it.
package enum OrganisationNav {
    package enum Item: String, Sendable, CaseIterable {
        case home = ""
        case vacancies = "vacatures"
        case applications = "reacties"
        case hours = "uren"
        case pupils = "stage"
        case referrals = "doorverwijzingen"
        case answers = "antwoorden"
        case agreements = "afspraken"
        case details = "gegevens"
        case people = "mensen"

        var label: Text {
            switch self {
            case .home: Text("Overzicht")
            case .vacancies: Text("Vacatures")
            case .applications: Text("Reacties")
            case .hours: Text("Uren")
            case .pupils: Text("Stage")
            case .referrals: Text("Doorverwezen")
            case .answers: Text("Antwoorden")
            case .agreements: Text("Afspraken")
            case .details: Text("Gegevens")
            case .people: Text("Mensen")
            }
        }

        /// The address of this part for the organisation with `number`.
        package func path(_ number: Int) -> String {
            self == .home ? "/organisatie/\(number)" : "/organisatie/\(number)/\(rawValue)"
        }
    }

    /// The name of the organisation and its parts, as a line of links above the page's own heading.
    package static func markup(_ visit: Visit, _ membership: Actor.Membership, current: Item) -> HTML {
        """
        <nav class="subnav no-print" aria-label="\(membership.name)"><p class="small soft">\(membership.name)</p><ul>\(Item.allCases, { item in
            "<li><a href=\"\(item.path(membership.number))\"\(attribute: "aria-current", item == current ? "page" : nil)>\(visit.t(item.label))</a></li>"
        })</ul></nav>
        """
    }
}
