package import Core

/// What became of one invited person or organisation in the end: the final disposition codes for internet surveys of
/// named persons in AAPOR, "Standard Definitions". The raw value is the code; it is kept in registers and files and
/// never reused.
///
/// The final code is derived from the log of contacts; the reason of a refusal and the way it came in are fields of
/// their own.
package enum Outcome: String, Codable, Sendable, Hashable, CaseIterable {
    case complete = "1.1"
    /// Enough answers to count, by a threshold that is fixed beforehand.
    case partial = "1.2"
    /// Said no.
    case refusal = "2.111"
    /// Opened the questionnaire and answered nothing.
    case openedOnly = "2.1121"
    /// Read the invitation and let know nothing more.
    case readOnly = "2.1122"
    /// Stopped before there was enough to count.
    case breakOff = "2.12"
    /// Away during the whole fieldwork.
    case unavailable = "2.26"
    /// Filled in after the closing day.
    case tooLate = "2.27"
    case language = "2.33"
    /// In the list, never invited.
    case notInvited = "3.11"
    /// Invited; nothing came back.
    case silence = "3.19"
    /// The invitation bounced.
    case undelivered = "3.30"
    /// The invitation bounced, with a new address that was not used.
    case moved = "3.40"
    /// Filled in by somebody who was not invited.
    case stranger = "3.91"
    /// Turned out not to belong to the group.
    case ineligible = "4.10"
    /// There were enough of this group already.
    case quotaFull = "4.80"
    /// Stood in the list twice.
    case duplicate = "4.81"

    /// The groups that the response rates count.
    package enum Group: String, Codable, Sendable, Hashable, CaseIterable {
        /// I: complete.
        case interview = "I"
        /// P: partial.
        case partial = "P"
        /// R: refusal and break-off.
        case refusal = "R"
        /// NC: belongs to the group, not reached.
        case noContact = "NC"
        /// O: belongs to the group, did not take part for another reason.
        case other = "O"
        /// U: nobody knows whether it belongs to the group.
        case unknown = "U"
        /// Does not belong to the group: in no rate.
        case outside = "NE"
    }

    package var group: Group {
        switch self {
        case .complete: .interview
        case .partial: .partial
        case .refusal, .openedOnly, .readOnly, .breakOff: .refusal
        case .unavailable, .tooLate: .noContact
        case .language: .other
        case .notInvited, .silence, .undelivered, .moved, .stranger: .unknown
        case .ineligible, .quotaFull, .duplicate: .outside
        }
    }

    package var label: Text {
        switch self {
        case .complete: Text("Helemaal ingevuld")
        case .partial: Text("Deels ingevuld, telt mee")
        case .refusal: Text("Wil niet meedoen")
        case .openedOnly: Text("Geopend, niets ingevuld")
        case .readOnly: Text("Uitnodiging gelezen, niet gereageerd")
        case .breakOff: Text("Halverwege gestopt")
        case .unavailable: Text("Was er niet in deze periode")
        case .tooLate: Text("Te laat ingevuld")
        case .language: Text("Leest de taal niet goed genoeg")
        case .notInvited: Text("Geen uitnodiging gestuurd")
        case .silence: Text("Niets gehoord")
        case .undelivered: Text("Uitnodiging kwam niet aan")
        case .moved: Text("Heeft een ander adres")
        case .stranger: Text("Ingevuld door iemand anders")
        case .ineligible: Text("Hoort niet bij de doelgroep")
        case .quotaFull: Text("Deze groep zat al vol")
        case .duplicate: Text("Stond dubbel in de lijst")
        }
    }
}

extension Outcome.Group {
    package var label: Text {
        switch self {
        case .interview: Text("Helemaal ingevuld")
        case .partial: Text("Deels ingevuld")
        case .refusal: Text("Geweigerd of gestopt")
        case .noContact: Text("Niet bereikt")
        case .other: Text("Kon niet meedoen")
        case .unknown: Text("Onbekend of het de doelgroep is")
        case .outside: Text("Hoort niet bij de doelgroep")
        }
    }
}
