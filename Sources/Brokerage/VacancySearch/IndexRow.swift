import Community
import Core
import Search
import Storage

/// One vacancy as read for the index.
struct IndexRow: Sendable {
    let id: String
    let isOnline: Bool
    private let base: Listing
    private let organisationID: String
    private let municipality: String
    private let neighbourhood: String?

    init(row: Row) throws {
        id = try row("id")
        isOnline = try row("state", as: Vacancy.State.self) == .online
        organisationID = try row("organisation_id")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        let texts: [String] = try ["what", "why", "requirements", "gets", "place"].map { try row($0) }
        var listing = Listing(
            id: id, number: try row("number"), title: try row("title"), text: texts.joined(separator: " "))
        listing.organisationName = try row("organisation_name")
        let sector: Sector = try row("sector")
        let groups = TargetGroup.decode(try row("target_groups"))
        listing.keywords = ([sector.label.key] + groups.map(\.label.key)).joined(separator: " ")
        listing.sectors = sector.bit
        listing.groups = groups.reduce(0) { $0 | $1.bit }
        listing.rhythm = try row("rhythm", as: Rhythm.self).bit
        listing.moments = try row("moments", as: WeekMoments.self).bits
        listing.minimumMinutesPerWeek = Int32(clamping: try row("minutes_min", as: Int?.self) ?? 0)
        listing.maximumMinutesPerWeek = Int32(clamping: try row("minutes_max", as: Int?.self) ?? 0)
        let fromHome: Bool = try row("from_home")
        // Work in a whole municipality counts from its centre: near enough to be found here and not in the next province.
        if !fromHome, let x = try row("place_x", as: Int?.self), let y = try row("place_y", as: Int?.self) {
            listing.place = SearchPoint(x: Int32(clamping: x), y: Int32(clamping: y))
        }
        let marks: [(VacancyMark, Bool)] = try [
            (.fromHome, fromHome), (.goodToStart, row("good_to_start")), (.learningDutch, row("learning_dutch")),
            (.wheelchair, row("wheelchair")),
        ]
        listing.marks = marks.reduce(0) { $1.1 ? $0 | $1.0.bit : $0 }
        listing.minimumAge = UInt8(clamping: try row("minimum_age", as: Int.self))
        listing.firstDay = Int32(clamping: try row("first_day", as: Day?.self)?.number ?? 0)
        listing.lastDay = Int32(clamping: try row("last_day", as: Day?.self)?.number ?? 0)
        let published = try row("published_at", as: Moment?.self) ?? row("created_at", as: Moment.self)
        listing.publishedDay = Int32(clamping: published.day.number)
        listing.pressure = UInt8(clamping: try row("pressure", as: Int.self))
        base = listing
    }

    func listing(_ directories: inout Directories) -> Listing {
        var listing = base
        listing.organisation = directories.organisations.intern(organisationID)
        listing.municipality = directories.municipalities.intern(municipality)
        listing.neighbourhood = neighbourhood.map { directories.neighbourhoods.intern($0) } ?? -1
        return listing
    }
}

extension Sector {
    /// The bit under which the search keeps it.
    package var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}

extension TargetGroup {
    /// The bit under which the search keeps it.
    package var bit: UInt64 { 1 << UInt64(Self.allCases.firstIndex(of: self) ?? 0) }
}
