package import Core
import Storage

/// What a handler throws when there is no ordinary answer. The pipeline makes the page or the problem document.
package enum WebError: Error, Sendable, Equatable {
    /// Also for what exists but is not the visitor's: the difference is nobody's business.
    case notFound
    case signInFirst
    case forbidden
    /// The request itself is wrong; the text says how to mend it.
    case badRequest(Text)
    /// All that is wrong with a request to the API, each with the parameter's name.
    case invalid([Problem])
    case tooLarge
    case tooSlow
    /// Try again after so many seconds.
    case tooMany(retryAfter: Int)
    /// A form that was open too long or came from another site.
    case staleForm
    case wrongHost
    /// Nothing was changed; the database is away, full, or moves to another machine. Try again after so many seconds.
    case unavailable(retryAfter: Int)
    /// The line to the database broke at the one moment that leaves it open whether the change was kept.
    case unknownOutcome

    package struct Problem: Sendable, Equatable {
        package let name: String
        package let reason: Text
        package init(name: String, reason: Text) {
            self.name = name
            self.reason = reason
        }
    }

    package var status: Int {
        switch self {
        case .notFound: 404
        case .signInFirst: 401
        case .forbidden, .staleForm: 403
        case .badRequest, .invalid: 400
        case .tooLarge: 413
        case .tooSlow: 408
        case .tooMany: 429
        case .wrongHost: 421
        case .unavailable, .unknownOutcome: 503
        }
    }

    package var title: Text {
        switch self {
        case .notFound: Text("Deze pagina is er niet")
        case .signInFirst: Text("Log eerst in")
        case .forbidden: Text("Dit mag niet")
        case .badRequest, .invalid: Text("Er klopt iets niet aan deze vraag")
        case .tooLarge: Text("Dit is te groot")
        case .tooSlow: Text("Het duurde te lang")
        case .tooMany: Text("Even rustig aan")
        case .staleForm: Text("Dit formulier is verlopen")
        case .wrongHost: Text("Dit adres hoort niet bij deze site")
        case .unavailable: Text("Het lukt nu even niet")
        case .unknownOutcome: Text("We weten niet of het gelukt is")
        }
    }

    package var explanation: Text {
        switch self {
        case .notFound: Text("Misschien is de link oud, of hoort deze pagina niet bij jouw account.")
        case .signInFirst: Text("Deze pagina is alleen voor wie is ingelogd.")
        case .forbidden: Text("Je hebt hier geen rechten voor.")
        case .badRequest(let text): text
        case .invalid: Text("Kijk bij de velden wat er anders moet.")
        case .tooLarge: Text("Stuur een kleiner bestand of een kortere tekst.")
        case .tooSlow: Text("We kregen niet alles op tijd binnen. Probeer het opnieuw.")
        case .tooMany(let seconds): Text("Je vraagt te veel in korte tijd. Probeer het over \(seconds) seconden weer.")
        case .staleForm: Text("Ga terug, ververs de pagina en verstuur het formulier opnieuw.")
        case .wrongHost: Text("Gebruik het gewone adres van de site.")
        case .unavailable: Text("Er is niets veranderd. Probeer het over een paar tellen opnieuw.")
        case .unknownOutcome: Text("Ververs de pagina en kijk. Nog eens versturen mag: we doen het niet dubbel.")
        }
    }
}

extension WebError {
    /// The seconds after which a program should try again.
    var retryAfter: Int? {
        switch self {
        case .tooMany(let seconds), .unavailable(let seconds): seconds
        case .unknownOutcome: 5
        default: nil
        }
    }

    /// What a handler threw, as an answer; `nil` for a fault of the program.
    init?(_ error: any Error) {
        switch error {
        case let known as WebError: self = known
        case StorageError.unavailable: self = .unavailable(retryAfter: 5)
        case StorageError.unknownOutcome: self = .unknownOutcome
        case is CancellationError: self = .unavailable(retryAfter: 5)
        default: return nil
        }
    }
}
