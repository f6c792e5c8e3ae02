/// A place in RD metres (EPSG:28992), so that distance is plain Pythagoras.
package struct SearchPoint: Sendable, Hashable {
    package var x: Int32
    package var y: Int32

    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }
}

/// One open vacancy as the search sees it.
///
/// The caller decides which vacancies are open and interns municipalities, neighbourhoods and organisations as
/// small integers. `number` is the short number people see; it must be unique, because it breaks ties.
package struct Listing: Sendable, Hashable {
    package var id: String
    package var number: Int
    package var title: String
    /// What, why and requirements: searched with the lowest weight.
    package var text: String
    package var organisationName: String
    package var keywords: String
    package var organisation: Int
    package var municipality: Int
    /// -1 when the vacancy belongs to no single neighbourhood.
    package var neighbourhood: Int
    /// `nil` for a whole municipality or from home: it passes every distance filter and its distance is unknown.
    package var place: SearchPoint?
    package var sectors: UInt64
    package var groups: UInt64
    /// Bit `weekday * 4 + daypart`, Monday first; 0 means "you choose" and matches every moment.
    package var moments: UInt32
    package var rhythm: UInt8
    /// The least and most minutes a week; 0 is unknown.
    package var minimumMinutesPerWeek: Int32
    package var maximumMinutesPerWeek: Int32
    package var marks: UInt16
    /// 0 when there is no minimum age.
    package var minimumAge: UInt8
    /// Days since 1970 of the first and last day of the work; 0 is open-ended.
    package var firstDay: Int32
    package var lastDay: Int32
    package var publishedDay: Int32
    /// How much attention it has already, 0 to `FitWeights.mostPressure`; see `FitWeights.yielding`.
    package var pressure: UInt8 = 0

    package init(
        id: String, number: Int, title: String, text: String = "", organisationName: String = "",
        keywords: String = "", organisation: Int = -1, municipality: Int = -1, neighbourhood: Int = -1,
        place: SearchPoint? = nil, sectors: UInt64 = 0, groups: UInt64 = 0, moments: UInt32 = 0, rhythm: UInt8 = 0,
        minimumMinutesPerWeek: Int32 = 0, maximumMinutesPerWeek: Int32 = 0, marks: UInt16 = 0, minimumAge: UInt8 = 0,
        firstDay: Int32 = 0, lastDay: Int32 = 0, publishedDay: Int32 = 0
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.text = text
        self.organisationName = organisationName
        self.keywords = keywords
        self.organisation = organisation
        self.municipality = municipality
        self.neighbourhood = neighbourhood
        self.place = place
        self.sectors = sectors
        self.groups = groups
        self.moments = moments
        self.rhythm = rhythm
        self.minimumMinutesPerWeek = minimumMinutesPerWeek
        self.maximumMinutesPerWeek = maximumMinutesPerWeek
        self.marks = marks
        self.minimumAge = minimumAge
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.publishedDay = publishedDay
    }
}

/// Bits of `Listing.rhythm`.
package enum RhythmBit {
    package static let oneOff: UInt8 = 1
    package static let project: UInt8 = 2
    package static let regular: UInt8 = 4
    package static let flexible: UInt8 = 8
}

/// Bits of `Listing.marks`.
package enum MarkBit {
    package static let fromHome: UInt16 = 1
    package static let goodToStart: UInt16 = 2
    package static let learningDutch: UInt16 = 4
    package static let wheelchair: UInt16 = 8
}

/// Bits of `Listing.moments`: 7 days of 4 dayparts (morning, afternoon, evening, night).
package enum MomentBits {
    package static let count = 28
    package static let all: UInt32 = (1 << 28) - 1

    /// The bit of a weekday (0 is Monday) and a daypart (0 is morning); 0 outside 0...6 and 0...3.
    package static func bit(weekday: Int, daypart: Int) -> UInt32 {
        guard (0...6).contains(weekday), (0...3).contains(daypart) else { return 0 }
        return 1 << UInt32(weekday * 4 + daypart)
    }
}

/// The three groups of moments most people think in.
package enum MomentGroup: Int, Sendable, CaseIterable {
    /// Monday to Friday, morning or afternoon (doordeweeks overdag).
    case weekdayDaytime
    /// Monday to Friday, evening or night (doordeweekse avond).
    case weekdayEvening
    /// Saturday and Sunday (weekend).
    case weekend

    /// The moments of the group, as a filter on `SearchQuery.moments`.
    package var moments: UInt32 {
        switch self {
        case .weekdayDaytime: 0x0003_3333
        case .weekdayEvening: 0x000C_CCCC
        case .weekend: 0x0FF0_0000
        }
    }
}
