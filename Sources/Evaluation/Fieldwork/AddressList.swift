import Core
import Storage
import Tabulation
import Web

/// The address book of a survey, a page at a time.
struct AddressList: Sendable {
    static let limit = 50

    /// What somebody looks for.
    struct Filter: Sendable {
        let words: String?
        let outcome: Outcome?
        let stratum: String?
        /// The number after which the page begins.
        let after: Int

        init(_ query: Query) {
            words = query.text("zoek").map { String($0.prefix(80)) }
            outcome = query.text("uitkomst").flatMap(Outcome.init(rawValue:))
            stratum = query.text("groep")
            after = query.int("na") ?? 0
        }

        var isEmpty: Bool { words == nil && outcome == nil && stratum == nil }
    }

    let page: Page<Address>
    let counts: AddressCounts
    let strata: [(name: String, count: Int)]

    init(_ survey: Survey.Identity, _ filter: Filter, in db: any SQLConnection) throws {
        var conditions: [SQL] = ["survey_id = \(survey)", "number > \(filter.after)"]
        if let outcome = filter.outcome { conditions.append("outcome = \(outcome)") }
        if let stratum = filter.stratum { conditions.append("stratum = \(stratum)") }
        if let words = filter.words {
            let like = Self.pattern(words)
            conditions.append(
                """
                (LOWER(COALESCE(name, '')) LIKE \(like) ESCAPE '!' OR LOWER(COALESCE(organisation, '')) LIKE \(like) ESCAPE '!'
                    OR COALESCE(email, '') LIKE \(like) ESCAPE '!' OR COALESCE(phone, '') LIKE \(like) ESCAPE '!')
                """)
        }
        let rows = try db.rows(
            "SELECT * FROM survey_address WHERE \(SQL.all(conditions)) ORDER BY number LIMIT \(Self.limit + 1)"
        ).map(Address.init(row:))
        page = Page(fetched: rows, limit: Self.limit) { String($0.number) }
        counts = try AddressCounts(survey, in: db)
        strata = try AddressBook.strata(of: survey, in: db)
    }

    /// The words anywhere in the text, with what means something to LIKE made plain.
    private static func pattern(_ words: String) -> String {
        var text = "%"
        for character in words.lowercased() {
            if "!%_".contains(character) { text.append("!") }
            text.append(character)
        }
        return text + "%"
    }
}
