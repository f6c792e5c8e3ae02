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

    /// What money for it goes to, for who does not know the word yet.
    package var moneyHint: Text {
        switch self {
        case .vertalen: Text("beleid maken, onderzoek, gesprekken")
        case .verbinden: Text("de vrijwilligerscentrale, de vacaturebank, bemiddeling")
        case .versterken: Text("training, advies, verzekering, subsidie aan organisaties")
        case .verbreiden: Text("campagne, dag van de vrijwilliger, nieuwe groepen")
        case .verankeren: Text("meten, vastleggen, verantwoorden")
        }
    }
}
