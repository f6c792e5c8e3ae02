/// What a visitor asks of the vacancy bank. An empty query matches every listing.
///
/// Within one facet the choices widen (or), across facets they narrow (and). `marks` are all required.
package struct SearchQuery: Sendable, Hashable {
    package enum Order: Sendable, Hashable {
        /// Words, distance and freshness together, see `FitWeights`.
        case fit
        /// The day of publication, newest first.
        case newest
    }

    /// As typed. The first 8 words with a meaning count; words such as "de" and "van" do not.
    package var words: String
    package var origin: SearchPoint?
    /// Only listings within this distance of `origin`, or without a known place. Without an origin it does nothing.
    package var radiusMetres: Int?
    package var municipalities: [Int]
    package var neighbourhoods: [Int]
    package var sectors: UInt64
    package var groups: UInt64
    package var moments: UInt32
    package var rhythm: UInt8
    package var marks: UInt16
    /// Listings that ask at least more than this are left out; unknown passes.
    package var maximumMinutesPerWeek: Int?
    /// Listings with a higher minimum age are left out.
    package var age: Int?
    /// Listings whose period overlaps these days since 1970, both ends included.
    package var fromDay: Int32?
    package var toDay: Int32?
    package var organisation: Int?
    package var order: Order
    package var limit: Int
    package var after: SearchCursor?
    /// Today in days since 1970: freshness counts from here.
    package var today: Int32

    package init(
        words: String = "", origin: SearchPoint? = nil, radiusMetres: Int? = nil, municipalities: [Int] = [],
        neighbourhoods: [Int] = [], sectors: UInt64 = 0, groups: UInt64 = 0, moments: UInt32 = 0, rhythm: UInt8 = 0,
        marks: UInt16 = 0, maximumMinutesPerWeek: Int? = nil, age: Int? = nil, fromDay: Int32? = nil,
        toDay: Int32? = nil, organisation: Int? = nil, order: Order = .fit, limit: Int = 20,
        after: SearchCursor? = nil, today: Int32
    ) {
        self.words = words
        self.origin = origin
        self.radiusMetres = radiusMetres
        self.municipalities = municipalities
        self.neighbourhoods = neighbourhoods
        self.sectors = sectors
        self.groups = groups
        self.moments = moments
        self.rhythm = rhythm
        self.marks = marks
        self.maximumMinutesPerWeek = maximumMinutesPerWeek
        self.age = age
        self.fromDay = fromDay
        self.toDay = toDay
        self.organisation = organisation
        self.order = order
        self.limit = limit
        self.after = after
        self.today = today
    }
}

/// The place of a hit in an ordered list: everything after it is the next page.
package struct SearchCursor: Sendable, Hashable {
    /// The fit score of the last hit, or its day of publication when ordered by newest.
    package var key: Int
    package var number: Int

    package init(key: Int, number: Int) {
        self.key = key
        self.number = number
    }
}
