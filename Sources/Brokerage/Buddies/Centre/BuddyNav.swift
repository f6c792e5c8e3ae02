import Community
import Core
import Services
import Storage
import Web

/// The way around the desk.
enum BuddyNav: String, CaseIterable {
    case home = ""
    case requests = "aanvragen"
    case volunteers = "vrijwilligers"
    case proposals = "voorstellen"
    case pairs = "koppels"
    case hours = "uren"
    case courses = "cursussen"
    case kinds = "soorten"

    private var label: Text {
        switch self {
        case .home: Text("Overzicht")
        case .requests: Text("Aanvragen")
        case .volunteers: Text("Vrijwilligers")
        case .proposals: Text("Voorstellen")
        case .pairs: Text("Koppels")
        case .hours: Text("Uren")
        case .courses: Text("Cursussen")
        case .kinds: Text("Soorten hulp")
        }
    }

    var path: String { self == .home ? BuddyDesk.home : "\(BuddyDesk.home)/\(rawValue)" }

    static func markup(_ visit: Visit, _ current: BuddyNav) -> HTML {
        """
        <nav class="subnav no-print" aria-label="\(visit.t("Maatjes"))"><ul>\(allCases, { item in
            "<li><a href=\"\(item.path)\"\(attribute: "aria-current", item == current ? "page" : nil)>\(visit.t(item.label))</a></li>"
        })</ul></nav>
        """
    }
}

extension BuddyNav {
    /// Before a municipality set up a kind of help there is nothing to ask for or to offer.
    static func noKinds(_ t: Texts) -> HTML {
        Part.empty(
            t("Richt eerst in wat je aanbiedt"),
            t("Zes gewone soorten hulp staan klaar. Je past ze aan zoals je wilt."),
            Part.button(t("Naar de soorten hulp"), BuddyNav.kinds.path))
    }
}
