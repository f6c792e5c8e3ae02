import Core
import Web

/// The way around the administration, and the frame of its pages.
enum AdministrationNav {
    enum Item: String, CaseIterable {
        case overview = "/beheer"
        case staff = "/beheer/gebruikers"
        case mail = "/beheer/post"
        case jobs = "/beheer/taken"
        case backups = "/beheer/reservekopieen"
        case log = "/beheer/logboek"
        case centres = "/beheer/centrales"
        case areas = "/beheer/gebieden"
        case provider = "/beheer/inloggen-met-gemeente"

        var label: Text {
            switch self {
            case .overview: Text("Overzicht")
            case .staff: Text("Gebruikers")
            case .mail: Text("Post")
            case .jobs: Text("Achtergrondwerk")
            case .backups: Text("Reservekopieën")
            case .log: Text("Logboek")
            case .centres: Text("Centrale")
            case .areas: Text("Wijken")
            case .provider: Text("Inloggen met de gemeente")
            }
        }
    }

    static func page(
        _ visit: Visit, _ current: Item, title: String, intro: String? = nil, status: Int = 200, _ content: HTML
    ) -> Reply {
        let links: HTML = """
            <nav class="subnav no-print" aria-label="\(visit.t("Beheer"))"><ul>\(Item.allCases, { item in
                "<li><a href=\"\(item.rawValue)\"\(attribute: "aria-current", item == current ? "page" : nil)>\(visit.t(item.label))</a></li>"
            })</ul></nav>
            """
        return visit.page(
            title, status: status,
            """
            <div class="wrap stack page">\(links)<h1>\(title)</h1>\(intro, { "<p class=\"lead\">\($0)</p>" })\(content)</div>
            """)
    }

    /// For a page about the installation, shown to whoever administers only a part of it.
    static func notYours(_ visit: Visit, _ current: Item) -> Reply {
        page(
            visit, current, title: visit.t(current.label),
            Part.empty(
                visit.t("Dit hoort bij de hele site"),
                visit.t("Je ziet dit als je van elke centrale op deze site een gemeente beheert.")))
    }
}
