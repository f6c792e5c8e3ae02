package import Core
package import Storage

/// What there is of something in a municipality, by field of work and place: organisations, vacancies, placements.
/// Whoever lays policy beside practice counts with it, without knowing the function it comes from.
package struct Supply: Sendable {
    /// How many there are of one sort in one place.
    package struct Cell: Sendable, Equatable {
        package let sector: Sector
        /// The marks that these carry, by the keys of `marks`.
        package let marks: Set<String>
        /// `nil` for what belongs to the whole municipality.
        package let neighbourhood: String?
        package let count: Int

        package init(sector: Sector, marks: Set<String>, neighbourhood: String?, count: Int) {
            self.sector = sector
            self.marks = marks
            self.neighbourhood = neighbourhood
            self.count = count
        }
    }

    /// Something else than the sector by which these can be told apart: for whom they are, of which kind.
    package struct Mark: Sendable, Hashable {
        /// The same in every supply that knows this mark, such as `doelgroep:ouderen`.
        package let key: String
        package let label: Text

        package init(_ key: String, _ label: Text) {
            self.key = key
            self.label = label
        }
    }

    /// One sort of them.
    package enum Sort: Sendable, Hashable {
        case sector(Sector)
        /// The key of a mark.
        case mark(String)
    }

    /// `organisations`, `vacancies`, `placements`, `grants`.
    package let id: String
    package let name: Text
    package let marks: [Mark]
    /// The counts of a municipality. What has a moment is counted from the first to and with the last day; what exists,
    /// as it is at the last day or, where that is not kept, now.
    package let cells: @Sendable (_ municipality: String, _ from: Day, _ to: Day, any SQLConnection) throws -> [Cell]
    /// The page that lists them, when everyone who reads policy may open it.
    package let path: @Sendable (_ municipality: String, Sort, _ neighbourhood: String?) -> String?

    package init(
        id: String, name: Text, marks: [Mark] = [],
        path: @escaping @Sendable (String, Sort, String?) -> String? = { _, _, _ in nil },
        cells: @escaping @Sendable (String, Day, Day, any SQLConnection) throws -> [Cell]
    ) {
        self.id = id
        self.name = name
        self.marks = marks
        self.path = path
        self.cells = cells
    }
}

extension Module {
    package var supply: [Supply] { [] }
}
