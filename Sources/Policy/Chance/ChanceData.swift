import Community
import Core
import Formats
import Storage

/// Participants are not asked who they are; a reader who took part with an account can see and undo that.
enum ChanceData {
    static let personalData = [
        PersonalData(
            name: Text("Kaartjes met kansen en bedreigingen"),
            export: { person, db in
                let cards = try db.rows(
                    """
                    SELECT c.body, c.kind, c.created_at FROM policy_card c JOIN policy_board_guest g ON g.id = c.guest_id
                    WHERE g.person_id = \(person) ORDER BY c.created_at, c.id
                    """
                ).map { row -> JSONValue in
                    [
                        "tekst": .string(try row("body")), "soort": .string(try row("kind")),
                        "geschreven": .string(try row("created_at")),
                    ]
                }
                let votes = try db.rows(
                    """
                    SELECT c.body FROM policy_card_vote v JOIN policy_board_guest g ON g.id = v.guest_id
                    JOIN policy_card c ON c.id = v.card_id WHERE g.person_id = \(person) AND c.hidden_at IS NULL
                    ORDER BY c.number
                    """
                ).map { row -> JSONValue in .string(try row("body")) }
                return ["kaartjes": .array(cards), "stemmen": .array(votes)]
            },
            // The cards stay: they are about the town, and no longer anybody's.
            erase: { person, _, db in
                try db.run("UPDATE policy_board_guest SET person_id = NULL WHERE person_id = \(person)")
            })
    ]

    static let retention = [
        RetentionRule(
            id: "kansen-afgedekt", name: Text("Afgedekte kaartjes met gegevens van een mens"),
            reason: Text("Zo lang kun je een vergissing herstellen."), keep: .days(30)
        ) { before, _, db in
            try db.run(
                """
                UPDATE policy_card SET body = '' WHERE id IN (
                    SELECT id FROM policy_card WHERE hidden_at < \(before) AND body <> '' LIMIT 2000)
                """)
        },
        RetentionRule(
            id: "kansen-deelnemers", name: Text("Persoonlijke links van gesloten kansenborden"),
            reason: Text("Zo lang kunnen deelnemers terugkijken wat eruit kwam."), keep: .days(365)
        ) { before, _, db in
            try db.run(
                """
                UPDATE policy_board_guest SET secret_hash = NULL, person_id = NULL WHERE id IN (
                    SELECT g.id FROM policy_board_guest g JOIN policy_board b ON b.cycle_id = g.cycle_id
                    JOIN policy_cycle c ON c.id = b.cycle_id
                    WHERE COALESCE(b.closed_at, c.closed_at) < \(before)
                    AND (g.secret_hash IS NOT NULL OR g.person_id IS NOT NULL)
                    LIMIT 2000)
                """)
        },
    ]
}
