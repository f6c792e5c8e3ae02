import Core
import Storage
import Web

/// What someone asks of the public list of organisations, from the address of the page.
struct OrganisationDirectory: Sendable {
    private(set) var words = ""
    private(set) var sector: Sector?
    private(set) var area: WorkArea?
    /// The number of the last organisation on the page before.
    private(set) var after: Int?
    /// Something was asked that does not exist; the list goes on without it.
    private(set) var ignored = false

    static let limit = 24

    init(_ query: Query, areas: [WorkArea]) {
        words = String((query.text("naam") ?? "").prefix(100))
        if let asked = query.text("sector") {
            sector = Sector(rawValue: asked)
            ignored = sector == nil
        }
        if let asked = query.text("gebied") {
            area = areas.first { $0.key == asked }
            ignored = ignored || area == nil
        }
        if let asked = query.text("na") {
            after = Int(asked)
            ignored = ignored || after == nil
        }
    }

    var isFiltered: Bool { !words.isEmpty || sector != nil || area != nil }

    /// The address of the list from `after` on.
    func url(after: String?) -> String {
        var query = Query()
        if !words.isEmpty { query.append("naam", words) }
        if let sector { query.append("sector", sector.rawValue) }
        if let area { query.append("gebied", area.key) }
        if let after { query.append("na", after) }
        return query.url("/organisaties")
    }

    /// Approved organisations by name.
    func page(in db: any SQLConnection) throws -> Page<Organisation> {
        var conditions: [SQL] = ["state = \(Organisation.State.approved)"]
        for word in TextFolding.sortKey(words).split(separator: " ") {
            conditions.append("sort_key LIKE \("%\(word)%")")
        }
        if let sector { conditions.append("sector = \(sector)") }
        if let neighbourhood = area?.neighbourhood {
            conditions.append("neighbourhood_id = \(neighbourhood)")
        } else if let area {
            conditions.append("municipality_code = \(area.municipality)")
        }
        if let after {
            conditions.append("(sort_key, id) > (SELECT sort_key, id FROM organisation WHERE number = \(after))")
        }
        let rows = try db.rows(
            "SELECT * FROM organisation WHERE \(SQL.all(conditions)) ORDER BY sort_key, id LIMIT \(Self.limit + 1)")
        return Page(fetched: try rows.map(Organisation.init(row:)), limit: Self.limit) { String($0.number) }
    }
}
