import Community
import Core
import Storage
import Web

/// The queue of the desk: everyone who came in, the longest wait first.
struct DeskQueue: Sendable {
    enum Whose: String, Sendable, CaseIterable {
        case all = "iedereen"
        case mine = "mij"
        case nobody = "niemand"

        var label: Text {
            switch self {
            case .all: Text("Van iedereen")
            case .mine: Text("Van mij")
            case .nobody: Text("Van niemand")
            }
        }
    }

    struct Filter: Sendable {
        var whose = Whose.all
        var way: Intake.Way?
        /// `nil` is all that is not closed.
        var state: Intake.State?
        var after: String?

        init(_ query: Query) {
            whose = query.text("van").flatMap(Whose.init(rawValue:)) ?? .all
            way = query.text("weg").flatMap(Intake.Way.init(rawValue:))
            state = query.text("stand").flatMap(Intake.State.init(rawValue:))
            after = query.text("na")
        }

        var isPlain: Bool { whose == .all && way == nil && state == nil }
    }

    struct Item: Sendable {
        let intake: Intake
        /// The broker's name; `nil` when it is nobody's.
        let owner: String?

        init(row: Row) throws {
            intake = try Intake(row: row)
            owner = try row("is_nobodys", as: Bool.self) ? nil : row("owner_name", as: String?.self)
        }
    }

    static let pageSize = 30

    static func columns() -> SQL {
        """
        i.*, p.name AS owner_name, CASE WHEN \(DeskReader.isNobodys) THEN 1 ELSE 0 END AS is_nobodys
        FROM intake i LEFT JOIN person p ON p.id = i.owner_id
        """
    }

    static func page(_ filter: Filter, _ reader: DeskReader, today: Day, in db: any SQLConnection) throws -> Page<Item>
    {
        let mine = try reader.mine(today: today, in: db)
        var conditions: [SQL] = [
            "i.municipality_code IN (\(list: reader.codes))", "i.erased_at IS NULL", reader.readable(mine),
        ]
        conditions.append(filter.state.map { "i.state = \($0)" } ?? "i.state <> \(Intake.State.closed)")
        if let way = filter.way { conditions.append("i.way = \(way)") }
        switch filter.whose {
        case .all: break
        case .mine: conditions.append("i.owner_id IN (\(list: mine))")
        case .nobody: conditions.append(DeskReader.isNobodys)
        }
        if let key = filter.after.flatMap(PageKey.init) {
            conditions.append("(i.created_at, i.id) > (\(key.moment), \(key.id))")
        }
        let rows = try db.rows(
            """
            SELECT \(columns()) WHERE \(SQL.all(conditions)) ORDER BY i.created_at, i.id LIMIT \(pageSize + 1)
            """)
        return Page(fetched: try rows.map(Item.init(row:)), limit: pageSize) {
            $0.intake.createdAt.iso + "_" + $0.intake.id.text
        }
    }

    /// What this person must do today or should have done: their own, a colleague's they stand in for, and nobody's.
    /// New ones show at once, whatever is left of their term.
    static func due(_ reader: DeskReader, today: Day, in db: any SQLConnection) throws -> [Item] {
        let mine = try reader.mine(today: today, in: db)
        let open = Intake.State.allCases.filter { $0 != .closed }
        return try db.rows(
            """
            SELECT \(columns()) WHERE i.municipality_code IN (\(list: reader.codes)) AND i.state IN (\(list: open))
            AND (i.next_at < \(DutchTime.moment(today + 1)) OR i.state = \(Intake.State.new))
            AND \(reader.readable(mine)) AND (i.owner_id IN (\(list: mine)) OR \(DeskReader.isNobodys))
            ORDER BY i.next_at, i.id LIMIT 300
            """
        ).map(Item.init(row:))
    }
}

/// How many open cases each broker has.
struct Caseload: Sendable {
    let name: String
    let open: Int
    /// Past their term.
    let late: Int

    /// By name; what is nobody's comes last, without a name.
    static func all(_ reader: DeskReader, now: Moment, in db: any SQLConnection) throws -> [Caseload] {
        let open = Intake.State.allCases.filter { $0 != .closed }
        let rows = try db.rows(
            """
            SELECT c.name, COUNT(*) AS cases, SUM(CASE WHEN c.next_at < \(now) THEN 1 ELSE 0 END) AS late FROM (
                SELECT i.next_at, CASE WHEN \(DeskReader.isNobodys) THEN '' ELSE i.owner_id END AS owner_id,
                    CASE WHEN \(DeskReader.isNobodys) THEN '' ELSE p.name END AS name
                FROM intake i LEFT JOIN person p ON p.id = i.owner_id
                WHERE i.municipality_code IN (\(list: reader.codes)) AND i.state IN (\(list: open))) c
            GROUP BY c.owner_id, c.name
            ORDER BY CASE WHEN c.owner_id = '' THEN 1 ELSE 0 END, c.name, c.owner_id
            """)
        return try rows.map { Caseload(name: try $0("name"), open: try $0("cases"), late: try $0("late")) }
    }
}
