import Community
package import Core
package import Services
package import Storage
import Tabulation
import Web

/// Writing into the address book of a survey.
package enum AddressBook {
    /// So many rows go in one statement.
    static let batch = 500

    /// The most addresses in one survey.
    static let most = 60_000

    /// Adds these people; whoever calls has looked for doubles. Call `holdAlone("survey_address")` first in the
    /// transaction when others may add at the same time.
    ///
    /// - Returns: the addresses in the order of `people`.
    @discardableResult
    package static func add(
        _ people: [NewAddress], to survey: Survey, source: Address.Source, vault: Vault, now: Moment,
        in db: any SQLConnection
    ) throws -> [Address.Identity] {
        var number = try last(of: survey, in: db)
        guard number + people.count <= most else {
            throw WebError.badRequest(Text("Een enquête heeft hoogstens \(most) adressen."))
        }
        var ids: [Address.Identity] = []
        ids.reserveCapacity(people.count)
        for start in stride(from: 0, to: people.count, by: batch) {
            var rows: [SQL] = []
            for person in people[start..<min(start + batch, people.count)] {
                number += 1
                let id = Address.Identity(at: now)
                ids.append(id)
                let hash = Secret.hash(SurveyLink.token(survey.id, id, vault))
                rows.append(
                    """
                    (\(id), \(survey.id), \(number), \(person.name), \(person.organisation), \(person.email),
                    \(person.phone), \(person.language), \(survey.municipality), \(person.stratum), \(source),
                    \(person.person), \(person.organisationID), \(hash), \(Outcome.notInvited), \(Turnout.none), \(now))
                    """)
            }
            try db.run(
                """
                INSERT INTO survey_address (id, survey_id, number, name, organisation, email, phone, language,
                    municipality_code, stratum, source, person_id, organisation_id, token_hash, outcome, turnout, added_at)
                VALUES \(SQL(joining: rows, by: ", "))
                """)
        }
        return ids
    }

    /// The highest number given out: numbers are not used again.
    static func last(of survey: Survey, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COALESCE(MAX(number), 0) FROM survey_address WHERE survey_id = \(survey.id)")
    }

    /// Fills what an address does not say yet.
    static func fill(_ email: String, of survey: Survey, with other: NewAddress, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE survey_address SET name = COALESCE(name, \(other.name)),
                organisation = COALESCE(organisation, \(other.organisation)), phone = COALESCE(phone, \(other.phone)),
                stratum = COALESCE(stratum, \(other.stratum)), person_id = COALESCE(person_id, \(other.person)),
                organisation_id = COALESCE(organisation_id, \(other.organisationID))
            WHERE survey_id = \(survey.id) AND email = \(email)
            """)
    }

    /// Those of these mail addresses that are in the book.
    static func known(_ emails: [String], of survey: Survey, in db: any SQLConnection) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: emails.count, by: batch) {
            let some = Array(emails[start..<min(start + batch, emails.count)])
            for row in try db.rows(
                "SELECT email FROM survey_address WHERE survey_id = \(survey.id) AND email IN (\(list: some))")
            {
                known.insert(try row("email"))
            }
        }
        return known
    }

    /// The groups in the book with the number of addresses of each, in order of name.
    package static func strata(of survey: Survey.Identity, in db: any SQLConnection) throws -> [(
        name: String, count: Int
    )] {
        try db.rows(
            """
            SELECT stratum, COUNT(*) AS amount FROM survey_address
            WHERE survey_id = \(survey) AND stratum IS NOT NULL GROUP BY stratum ORDER BY stratum
            """
        ).map { (try $0("stratum"), try $0("amount")) }
    }
}
