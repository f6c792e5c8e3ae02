package import Community
import Core
import Formats
import Services
import Storage
import Tabulation

extension FieldworkPart {
    /// Somebody who was asked: known by their account, or by the mail address of it.
    package var personalData: [PersonalData] {
        [
            PersonalData(name: Text("Enquêtes waarvoor je bent gevraagd")) { person, db in
                .array(
                    try Self.rows(of: person, in: db).map { row -> JSONValue in
                        let address = try Address(row: row)
                        let log = try Contact.log(of: address.id, in: db)
                        return [
                            "enquete": .string(try row("title")), "naam": JSONValue(address.name),
                            "organisatie": JSONValue(address.organisation), "email": JSONValue(address.email),
                            "telefoon": JSONValue(address.phone), "groep": JSONValue(address.stratum),
                            "herkomst": .string(address.source.rawValue),
                            "uitkomst": .string(Texts.dutch(address.outcome.label)),
                            "redenVanWeigeren": JSONValue(address.refusalReason),
                            "contact": .array(
                                log.map {
                                    [
                                        "wanneer": .string($0.at.iso), "wat": .string(Texts.dutch($0.kind.label)),
                                        "notitie": JSONValue($0.note),
                                    ]
                                }),
                        ]
                    })
            } erase: { person, _, db in
                for row in try Self.rows(of: person, in: db) {
                    try Self.strip([Address(row: row).id], in: db)
                }
                // What they did for surveys as a caller or maker stays, without who did it.
                try db.run("UPDATE survey_contact SET person_id = NULL WHERE person_id = \(person)")
                try db.run(
                    "UPDATE survey_call SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = \(person)")
                try db.run("UPDATE survey_intake SET person_id = NULL WHERE person_id = \(person)")
            }
        ]
    }

    private static func rows(of person: String, in db: any SQLConnection) throws -> [Row] {
        try db.rows(
            """
            SELECT a.*, s.title FROM survey_address a JOIN survey s ON s.id = a.survey_id
            WHERE a.id IN (\(Address.ids(of: person))) ORDER BY a.added_at, a.id
            """)
    }

    /// Takes out who it was; the number, the group and the outcome stay, so that the account stays right. The link dies.
    static func strip(_ ids: [Address.Identity], in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE survey_address SET name = NULL, organisation = NULL, email = NULL, phone = NULL, person_id = NULL,
                organisation_id = NULL, token_hash = NULL WHERE id IN (\(list: ids))
            """)
        try db.run("UPDATE survey_contact SET note = NULL WHERE address_id IN (\(list: ids))")
    }
}

extension Address {
    /// A question for the addresses of somebody with an account: tied to it, or with its mail address.
    static func ids(of person: String) -> SQL {
        """
        SELECT id FROM survey_address WHERE person_id = \(person)
        UNION SELECT a.id FROM survey s JOIN survey_address a ON a.survey_id = s.id
            AND a.email = (SELECT LOWER(email) FROM person WHERE id = \(person) AND email IS NOT NULL)
        """
    }
}
