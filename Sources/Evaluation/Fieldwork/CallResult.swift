package import Core

/// How a call ended.
package enum CallResult: String, Sendable, CaseIterable {
    case willAnswer = "vult-in"
    /// The questionnaire was filled in during the call.
    case interviewed = "samen-ingevuld"
    case later = "later-bellen"
    case noAnswer = "geen-gehoor"
    case refused = "wil-niet"
    case wrongNumber = "verkeerd-nummer"
    case away = "afwezig"
    case language = "taal"
    case outside = "geen-doelgroep"

    package var label: Text {
        switch self {
        case .willAnswer: Text("Gesproken: vult de vragenlijst zelf in")
        case .interviewed: Text("Gesproken: we vulden hem samen in")
        case .later: Text("Gesproken: bel later terug")
        case .noAnswer: Text("Geen gehoor")
        case .refused: Text("Wil niet meedoen")
        case .wrongNumber: Text("Verkeerd nummer")
        case .away: Text("Is er niet in deze periode")
        case .language: Text("Spreekt de taal niet goed genoeg")
        case .outside: Text("Hoort niet bij de doelgroep")
        }
    }

    /// Nobody calls again after this.
    var isFinal: Bool {
        switch self {
        case .interviewed, .refused, .wrongNumber, .away, .language, .outside: true
        case .willAnswer, .later, .noAnswer: false
        }
    }

    /// After so many calls without answer the address leaves the list.
    static let mostAttempts = 6
}
