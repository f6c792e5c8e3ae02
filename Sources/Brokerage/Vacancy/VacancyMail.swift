import Community
import Core
import Services
import Storage

/// Mail about a vacancy to who runs the organisation, each in the own language.
enum VacancyMail {
    struct Reader: Sendable {
        let email: String
        let name: String
        let language: Language
    }

    /// Writes one mail to each manager of the vacancy's organisation.
    ///
    /// - Parameters:
    ///   - isSecret: it holds a link that lets whoever follows it decide.
    ///   - compose: subject and content for one reader; it may issue a link of the reader's own.
    static func send(
        _ kind: String, about vacancy: Vacancy, house: House, isSecret: Bool = false, in db: any SQLConnection,
        compose: (Texts) throws -> (subject: String, blocks: [Mail.Block])
    ) throws {
        for reader in try readers(of: vacancy.organisation, in: db) {
            let (subject, blocks) = try compose(house.t(reader.language))
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name, subject: subject, kind: kind, language: reader.language,
                    isSecret: isSecret, blocks),
                in: db)
        }
    }

    /// The managers; without any, the organisation's own address.
    static func readers(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Reader] {
        let managers = try db.rows(
            """
            SELECT p.email, p.name, p.language FROM membership m JOIN person p ON p.id = m.person_id
            WHERE m.organisation_id = \(organisation) AND m.role = \(OrganisationRole.manager)
            AND p.email IS NOT NULL AND p.erased_at IS NULL ORDER BY m.created_at, p.id LIMIT 20
            """
        ).map { try Reader(email: $0("email"), name: $0("name"), language: $0("language")) }
        if !managers.isEmpty { return managers }
        return try db.rows("SELECT email, contact FROM organisation WHERE id = \(organisation)").map {
            try Reader(email: $0("email"), name: $0("contact"), language: .dutch)
        }
    }

    /// The address where the organisation works on the vacancy.
    static func workplace(_ vacancy: Vacancy, organisation: Organisation, house: House) -> String {
        house.origin + "/organisatie/\(organisation.number)/vacatures/\(vacancy.number)"
    }
}

extension Vacancy {
    /// The organisation it belongs to.
    func owner(in db: any SQLConnection) throws -> Organisation {
        guard let row = try db.first("SELECT * FROM organisation WHERE id = \(organisation)") else {
            throw StorageError.missingColumn("organisation")
        }
        return try Organisation(row: row)
    }
}
