import Core
import Storage

extension Community {
    /// The contacts of the approved organisations.
    package var audiences: [Audience] {
        [
            Audience(
                id: "organisations", name: Text("Organisaties van de gemeente"),
                definition: Text("Alle goedgekeurde organisaties, elk op het adres dat zij zelf opgaven."),
                basis: Text(
                    "Organisaties gaven dit adres om over vrijwilligerswerk te horen. Een adres met de naam van een persoon is een persoonsgegeven: gebruik het alleen voor vragen over dat werk."
                )
            ) { municipality, _, db in
                try db.rows(
                    """
                    SELECT id, name, contact, email, phone, sector FROM organisation
                    WHERE municipality_code = \(municipality) AND state = \(Organisation.State.approved)
                    ORDER BY sort_key, id LIMIT 60000
                    """
                ).map { row in
                    let sector: Sector = try row("sector")
                    return Audience.Member(
                        name: try row("contact"), organisation: try row("name"), email: try row("email"),
                        phone: try row("phone"), group: Texts.dutch(sector.label), organisationID: try row("id"))
                }
            }
        ]
    }
}
