package import Core
import Storage

/// The field an organisation or a vacancy works in.
package enum Sector: String, Sendable, CaseIterable, SQLConvertible {
    case zorg, welzijn, sport, cultuur, natuur, dieren, onderwijs, jeugd, ouderen, nieuwkomers, buurt, evenementen,
        levensbeschouwing, techniek

    package var label: Text {
        switch self {
        case .zorg: Text("Zorg")
        case .welzijn: Text("Welzijn")
        case .sport: Text("Sport en bewegen")
        case .cultuur: Text("Kunst en cultuur")
        case .natuur: Text("Natuur en milieu")
        case .dieren: Text("Dieren")
        case .onderwijs: Text("Leren en lezen")
        case .jeugd: Text("Kinderen en jeugd")
        case .ouderen: Text("Ouderen")
        case .nieuwkomers: Text("Nieuwkomers")
        case .buurt: Text("Buurt en wijk")
        case .evenementen: Text("Evenementen")
        case .levensbeschouwing: Text("Kerk, moskee en levensbeschouwing")
        case .techniek: Text("Techniek en klussen")
        }
    }
}

/// The three kinds of voluntary organisation after Meijs: for each other, for others, or for a cause.
package enum OrganisationKind: String, Sendable, CaseIterable, SQLConvertible {
    case mutualSupport = "wederzijdse-steun"
    case serviceDelivery = "dienstverlening"
    case campaigning = "campagne"

    package var label: Text {
        switch self {
        case .mutualSupport: Text("Wij doen dingen met en voor elkaar, zoals een club of koor")
        case .serviceDelivery: Text("Wij helpen anderen, zoals een buurthuis of zorginstelling")
        case .campaigning: Text("Wij komen op voor een doel, zoals natuur of rechten")
        }
    }
}
