import Core
import Web

/// The way between the pages about policy that are for everyone.
enum PublicNav: String, CaseIterable {
    case plan = "/plan"
    case goals = "/doelen"
    case agreements = "/afspraken"
    case consultation = "/meedenken"

    private var label: Text {
        switch self {
        case .plan: Text("Plannen")
        case .goals: Text("Doelen")
        case .agreements: Text("Afspraken")
        case .consultation: Text("Denk mee")
        }
    }

    static func markup(_ visit: Visit, current: PublicNav) -> HTML {
        """
        <nav class="subnav no-print" aria-label="\(visit.t("Beleid voor vrijwilligers"))"><ul>\(allCases, { item in
            "<li><a href=\"\(item.rawValue)\"\(attribute: "aria-current", item == current ? "page" : nil)>\(visit.t(item.label))</a></li>"
        })</ul></nav>
        """
    }
}
