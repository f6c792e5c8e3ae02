import Core
import Storage

/// Which reactions of a consultation a list shows.
struct ReactionFilter: Sendable {
    enum Show: String, CaseIterable, Sendable {
        case all = "alles"
        case unchecked = "nakijken"
        case unanswered = "antwoorden"
        case answered = "beantwoord"
    }

    var show = Show.all
    /// The id of a theme.
    var theme: String?
    /// Also what nobody looked at yet: for officers only.
    var withUnchecked = false
    /// The number after which the list goes on.
    var after = 0
    var limit = 50
}

extension Reaction {
    private static let selection: SQL = """
        SELECT r.*, n.name AS neighbourhood, t.name AS theme, c.text AS change_text, c.place AS change_place,
            c.path AS change_path
        FROM policy_reaction r LEFT JOIN neighbourhood n ON n.id = r.neighbourhood_id
        LEFT JOIN policy_consultation_theme t ON t.id = r.theme_id
        LEFT JOIN policy_consultation_change c ON c.id = r.change_id
        """

    static func find(_ id: Identity, in db: any SQLConnection) throws -> Reaction? {
        try db.first("\(selection) WHERE r.id = \(id)").map(Reaction.init(row:))
    }

    static func find(number: Int, of consultation: Consultation.Identity, in db: any SQLConnection) throws -> Reaction?
    {
        try db.first("\(selection) WHERE r.consultation_id = \(consultation) AND r.number = \(number)").map(
            Reaction.init(row:))
    }

    /// Those with these numbers, in their order.
    static func some(_ numbers: [Int], of consultation: Consultation.Identity, in db: any SQLConnection) throws
        -> [Reaction]
    {
        try db.rows(
            """
            \(selection) WHERE r.consultation_id = \(consultation) AND r.number IN (\(list: numbers)) ORDER BY r.number
            """
        ).map(Reaction.init(row:))
    }

    static func page(of consultation: Consultation.Identity, _ filter: ReactionFilter, in db: any SQLConnection) throws
        -> Page<Reaction>
    {
        var conditions: [SQL] = ["r.consultation_id = \(consultation)", "r.number > \(filter.after)"]
        if !filter.withUnchecked { conditions.append("r.checked_at IS NOT NULL") }
        if let theme = filter.theme { conditions.append("r.theme_id = \(theme)") }
        switch filter.show {
        case .all: break
        case .unchecked: conditions.append("r.checked_at IS NULL")
        case .unanswered: conditions.append("r.disposition IS NULL")
        case .answered: conditions.append("r.disposition IS NOT NULL")
        }
        let rows = try db.rows(
            "\(selection) WHERE \(SQL.all(conditions)) ORDER BY r.number LIMIT \(filter.limit + 1)"
        ).map(Reaction.init(row:))
        return Page(fetched: rows, limit: filter.limit) { String($0.number) }
    }

    /// Everything people may read of a consultation, for its report: by theme, those without one last.
    static func readable(of consultation: Consultation.Identity, in db: any SQLConnection) throws -> [(
        theme: String?, reactions: [Reaction]
    )] {
        let all = try db.rows(
            """
            \(selection) WHERE r.consultation_id = \(consultation) AND r.checked_at IS NOT NULL ORDER BY r.number
            """
        ).map(Reaction.init(row:))
        let groups = Dictionary(grouping: all) { $0.theme }
        return groups.keys.sorted { ($0 == nil ? 1 : 0, $0 ?? "") < ($1 == nil ? 1 : 0, $1 ?? "") }.map {
            (theme: $0, reactions: groups[$0] ?? [])
        }
    }

    /// What a person said, found by who they are and by the address they left.
    static func all(by person: String, in db: any SQLConnection) throws -> [Reaction] {
        try db.rows(
            """
            \(selection) WHERE r.person_id = \(person)
            OR r.email = (SELECT email FROM person WHERE id = \(person) AND email IS NOT NULL) ORDER BY r.created_at, r.id
            """
        ).map(Reaction.init(row:))
    }
}
