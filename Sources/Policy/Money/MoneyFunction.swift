package import Community
package import Core

extension BasicFunction {
    /// Its name, as in the circle.
    package var moneyLabel: Text {
        switch self {
        case .vertalen: Text("Vertalen")
        case .verbinden: Text("Verbinden")
        case .versterken: Text("Versterken")
        case .verbreiden: Text("Verbreiden")
        case .verankeren: Text("Verankeren")
        }
    }

    /// With what money for it goes to, for who does not know the word yet.
    var moneyChoice: Text {
        switch self {
        case .vertalen: Text("Vertalen: beleid maken, onderzoek, gesprekken")
        case .verbinden: Text("Verbinden: de vrijwilligerscentrale, de vacaturebank, bemiddeling")
        case .versterken: Text("Versterken: training, advies, verzekering, subsidie aan organisaties")
        case .verbreiden: Text("Verbreiden: campagne, dag van de vrijwilliger, nieuwe groepen")
        case .verankeren: Text("Verankeren: meten, vastleggen, verantwoorden")
        }
    }
}
