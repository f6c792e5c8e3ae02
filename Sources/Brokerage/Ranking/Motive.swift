package import Core

/// What people look for in volunteer work, and what a piece of work has to give.
package enum Motive: String, CodedChoice {
    case company = "gezelligheid"
    case structure = "ritme"
    case experience = "werkervaring"
    case learning = "leren"
    case dutch = "nederlands"
    case nearby = "buurt"
    case meaning = "betekenis"
    case moving = "bewegen"
    case quiet = "rust"

    package var label: Text {
        switch self {
        case .company: Text("Mensen om je heen")
        case .structure: Text("Een vast ritme in je week")
        case .experience: Text("Werkervaring")
        case .learning: Text("Iets nieuws leren")
        case .dutch: Text("Nederlands oefenen")
        case .nearby: Text("Iets goeds doen in de buurt")
        case .meaning: Text("Er echt zijn voor iemand")
        case .moving: Text("Bewegen en buiten zijn")
        case .quiet: Text("Rustig iets met je handen of hoofd doen")
        }
    }

    /// Why a work that gives it fits who looks for it: a clause after “omdat”.
    package var reason: Text {
        switch self {
        case .company: Text("je er mensen om je heen hebt")
        case .structure: Text("het je een vast ritme geeft")
        case .experience: Text("je er werkervaring opdoet")
        case .learning: Text("je er iets nieuws leert")
        case .dutch: Text("je er Nederlands oefent")
        case .nearby: Text("je iets goeds doet in de buurt")
        case .meaning: Text("je er echt bent voor iemand")
        case .moving: Text("je er beweegt en buiten bent")
        case .quiet: Text("je er rustig kunt werken")
        }
    }
}
