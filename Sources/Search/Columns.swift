/// The plain facts of the listings of a segment, one array per fact, so that a filter reads only what it needs.
struct Columns: Sendable {
    /// In one block: a hundred thousand strings would pin the pages of the texts that were read along with them.
    private(set) var ids = TermTable()
    private(set) var numbers: [Int] = []
    private(set) var organisations: [Int] = []
    private(set) var municipalities: [Int] = []
    private(set) var neighbourhoods: [Int] = []
    /// `Int32.min` stands for a place that is not known.
    private(set) var xs: [Int32] = []
    private(set) var ys: [Int32] = []
    private(set) var sectors: [UInt64] = []
    private(set) var groups: [UInt64] = []
    private(set) var moments: [UInt32] = []
    private(set) var rhythms: [UInt8] = []
    /// The least time asked, 0 when unknown.
    private(set) var minutes: [Int32] = []
    private(set) var marks: [UInt16] = []
    private(set) var minimumAges: [UInt8] = []
    private(set) var firstDays: [Int32] = []
    private(set) var lastDays: [Int32] = []
    private(set) var publishedDays: [Int32] = []

    static let noPlace = Int32.min

    var count: Int { ids.count }

    func id(_ index: Int) -> String { String(decoding: ids[index], as: UTF8.self) }

    mutating func append(_ listing: Listing) {
        ids.append(listing.id.utf8)
        numbers.append(listing.number)
        organisations.append(listing.organisation)
        municipalities.append(listing.municipality)
        neighbourhoods.append(listing.neighbourhood)
        let known = listing.place.map { $0.x != Self.noPlace } ?? false
        xs.append(known ? listing.place?.x ?? Self.noPlace : Self.noPlace)
        ys.append(known ? listing.place?.y ?? 0 : 0)
        sectors.append(listing.sectors)
        groups.append(listing.groups)
        moments.append(listing.moments & MomentBits.all)
        rhythms.append(listing.rhythm)
        let (least, most) = (listing.minimumMinutesPerWeek, listing.maximumMinutesPerWeek)
        minutes.append(least > 0 ? least : max(0, most))
        marks.append(listing.marks)
        minimumAges.append(listing.minimumAge)
        firstDays.append(listing.firstDay)
        lastDays.append(listing.lastDay)
        publishedDays.append(listing.publishedDay)
    }

    /// Takes one listing over from another segment.
    mutating func append(_ other: Columns, _ index: Int) {
        ids.append(other.ids[index])
        numbers.append(other.numbers[index])
        organisations.append(other.organisations[index])
        municipalities.append(other.municipalities[index])
        neighbourhoods.append(other.neighbourhoods[index])
        xs.append(other.xs[index])
        ys.append(other.ys[index])
        sectors.append(other.sectors[index])
        groups.append(other.groups[index])
        moments.append(other.moments[index])
        rhythms.append(other.rhythms[index])
        minutes.append(other.minutes[index])
        marks.append(other.marks[index])
        minimumAges.append(other.minimumAges[index])
        firstDays.append(other.firstDays[index])
        lastDays.append(other.lastDays[index])
        publishedDays.append(other.publishedDays[index])
    }

    /// Metres from `origin`; `nil` when the place is not known.
    func distance(_ index: Int, from origin: SearchPoint) -> Double? {
        guard xs[index] != Self.noPlace else { return nil }
        return squaredDistance(index, from: origin).squareRoot()
    }

    /// Exact for every place in the country; meaningless without a known place.
    @inline(__always)
    func squaredDistance(_ index: Int, from origin: SearchPoint) -> Double {
        let dx = Double(xs[index]) - Double(origin.x)
        let dy = Double(ys[index]) - Double(origin.y)
        return dx * dx + dy * dy
    }
}
