package import Community
import Core
import Storage

extension Brokerage {
    /// Who volunteers through the platform, and who wanted to.
    package var audiences: [Audience] {
        [
            Audience(
                id: "volunteers", name: Text("Vrijwilligers met een plek"),
                definition: Text("Iedereen die via dit platform is geplaatst en niet is gestopt."),
                basis: Text(
                    "Zij gaven hun adres om een plek te vinden. Vraag alleen hoe dat gaat, en zeg waarom je het vraagt."
                ),
                members: { municipality, _, db in
                    try Self.members(
                        """
                        SELECT a.person_id, a.name, a.email, a.phone, a.language, n.name AS place FROM application a
                        LEFT JOIN neighbourhood n ON n.id = a.neighbourhood_id
                        WHERE a.municipality_code = \(municipality) AND a.state = \(VacancyApplication.State.placed)
                        AND a.stopped_at IS NULL AND a.erased_at IS NULL AND a.email IS NOT NULL
                        ORDER BY a.placed_at DESC, a.id LIMIT 60000
                        """, in: db)
                }),
            Audience(
                id: "applicants", name: Text("Mensen die op een vacature reageerden"),
                definition: Text("Iedereen die in de laatste twaalf maanden reageerde en de reactie bevestigde."),
                basis: Text(
                    "Zij gaven hun adres voor één vacature. Schrijf hun alleen over hoe het reageren ging."),
                members: { municipality, today, db in
                    try Self.members(
                        """
                        SELECT a.person_id, a.name, a.email, a.phone, a.language, n.name AS place FROM application a
                        LEFT JOIN neighbourhood n ON n.id = a.neighbourhood_id
                        WHERE a.municipality_code = \(municipality) AND a.state <> \(VacancyApplication.State.unconfirmed)
                        AND a.created_at >= \(DutchTime.moment(today - 365)) AND a.erased_at IS NULL
                        AND a.email IS NOT NULL ORDER BY a.created_at DESC, a.id LIMIT 60000
                        """, in: db)
                }),
        ]
    }

    /// One member for each mail address: the newest reaction counts.
    private static func members(_ sql: SQL, in db: any SQLConnection) throws -> [Audience.Member] {
        var seen: Set<String> = []
        return try db.rows(sql).compactMap { row in
            let email: String = try row("email")
            guard seen.insert(email.lowercased()).inserted else { return nil }
            return Audience.Member(
                name: try row("name"), email: email, phone: try row("phone"), language: try row("language"),
                group: try row("place"), person: try row("person_id"))
        }
    }
}
