package import Core

/// Why somebody does not take part. The first five are the reasons that were printed with the survey of 2011.
package enum RefusalReason: String, Sendable, CaseIterable {
    case unknownPolicy = "beleid-onbekend"
    case policyInMaking = "beleid-in-ontwikkeling"
    case notForMe = "geen-doelgroep"
    case severalMunicipalities = "meer-gemeenten"
    case noTime = "geen-tijd"
    case privacy = "privacy"
    case tooLong = "te-lang"
    case other = "anders"
    /// Stopped the mails and said nothing more.
    case unsaid = "niet-gezegd"
    /// Wants no surveys of the municipality at all.
    case optedOut = "afgemeld"

    /// What a person can choose.
    static let choices: [RefusalReason] = [
        .noTime, .notForMe, .unknownPolicy, .policyInMaking, .severalMunicipalities, .tooLong, .privacy, .other,
    ]

    package var label: Text {
        switch self {
        case .unknownPolicy: Text("Ik ken het beleid van de gemeente niet")
        case .policyInMaking: Text("Het beleid van de gemeente is nog in de maak")
        case .notForMe: Text("De vragen zijn niet voor mij of ons bedoeld")
        case .severalMunicipalities: Text("Wij werken in meer gemeenten")
        case .noTime: Text("Ik heb geen tijd")
        case .privacy: Text("Ik wil mijn gegevens niet delen")
        case .tooLong: Text("De vragenlijst is te lang of te moeilijk")
        case .other: Text("Een andere reden")
        case .unsaid: Text("Geen reden gezegd")
        case .optedOut: Text("Wil geen enquêtes van de gemeente")
        }
    }
}
