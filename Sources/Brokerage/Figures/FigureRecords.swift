import Community
import Core
import Storage
import Web

/// Which records a figure stands for: the same words lead to the number and to the list behind it.
struct FigureRecords: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case online
        case applications = "reacties"
        case due = "te-beantwoorden"
        case inTime = "op-tijd"
        case late = "te-laat"
        case answered = "beantwoord"
        case placed = "geplaatst"

        var label: Text {
            switch self {
            case .online: Text("Vacatures die nu online staan")
            case .applications: Text("Reacties")
            case .due: Text("Reacties die antwoord moesten hebben")
            case .inTime: Text("Reacties met antwoord binnen 7 dagen")
            case .late: Text("Reacties zonder antwoord binnen 7 dagen")
            case .answered: Text("Reacties met een antwoord")
            case .placed: Text("Plaatsingen")
            }
        }
    }

    /// Work in one neighbourhood, or work without one.
    enum Area: Sendable, Hashable {
        case neighbourhood(String)
        case none
    }

    var kind: Kind
    var municipalities: [String]
    var period: FigurePeriod
    var area: Area?
    var sector: Sector?

    /// Holds for a vacancy `v` of an organisation `o` that people can see.
    static func online(on today: Day) -> SQL {
        """
        v.state = \(Vacancy.State.online) AND v.is_template = \(false) AND o.state = \(Organisation.State.approved)
        AND (v.last_day IS NULL OR v.last_day >= \(today))
        """
    }

    /// The conditions on the columns that vacancies and applications share.
    func place(municipality: SQL, neighbourhood: SQL, sector column: SQL) -> [SQL] {
        var conditions: [SQL] = ["\(municipality) IN (\(list: municipalities))"]
        switch area {
        case .neighbourhood(let id): conditions.append("\(neighbourhood) = \(id)")
        case .some(.none): conditions.append("\(neighbourhood) IS NULL")
        case nil: break
        }
        if let sector { conditions.append("\(column) = \(sector)") }
        return conditions
    }
}

extension FigureRecords {
    /// The vacancies on line now, newest first.
    func vacancies(after: String?, today: Day, limit: Int, in db: any SQLConnection) throws -> Page<VacancyRecord> {
        var conditions = place(
            municipality: "v.municipality_code", neighbourhood: "v.neighbourhood_id", sector: "v.sector")
        conditions.append(Self.online(on: today))
        if let key = after.flatMap(PageKey.init) {
            conditions.append("(v.created_at, v.id) < (\(key.moment), \(key.id))")
        }
        let rows = try db.rows(
            """
            SELECT v.id, v.number, v.title, v.sector, v.created_at, v.published_at, o.number AS organisation_number,
                o.name AS organisation_name, n.name AS neighbourhood_name
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            LEFT JOIN neighbourhood n ON n.id = v.neighbourhood_id
            WHERE \(SQL.all(conditions)) ORDER BY v.created_at DESC, v.id DESC LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(VacancyRecord.init(row:)), limit: limit, key: \.key)
    }
}

/// A vacancy as the list behind a figure shows it.
struct VacancyRecord: Sendable {
    let key: String
    let number: Int
    let title: String
    let sector: Sector
    let organisationNumber: Int
    let organisationName: String
    let neighbourhood: String?
    let since: Moment

    init(row: Row) throws {
        let created: Moment = try row("created_at")
        key = created.iso + "_" + (try row("id"))
        number = try row("number")
        title = try row("title")
        sector = try row("sector")
        organisationNumber = try row("organisation_number")
        organisationName = try row("organisation_name")
        neighbourhood = try row("neighbourhood_name")
        since = try row("published_at", as: Moment?.self) ?? created
    }
}
