import Web

/// What a picture of a table shows: lines with a mark for each series. Made from a table, drawn in one of the ways.
struct PictureData: Sendable, Equatable {
    struct Mark: Sendable, Equatable {
        /// `nil` for a figure that is hidden or does not exist.
        var value: Double?
        var low: Double?
        var high: Double?
        /// The value in words: `43%`.
        var text: String
    }

    struct Line: Sendable, Equatable {
        var label: String
        /// One for each series.
        var marks: [Mark]
    }

    /// Where the scale has a line, and what stands there.
    struct Tick: Sendable, Equatable {
        var value: Double
        var text: String
    }

    var title: String
    var series: [String]
    var lines: [Line]
    var lowest: Double
    var highest: Double
    var ticks: [Tick]

    /// How far along the scale a value stands, from 0 to `width` units.
    func place(_ value: Double, _ width: Int) -> Int {
        guard highest > lowest, (highest - lowest).isFinite, value.isFinite else { return 0 }
        let share = (min(max(value, lowest), highest) - lowest) / (highest - lowest)
        return Int((share * Double(width)).rounded())
    }

    /// The picture in words, for who cannot see it; of a large one its title, for nobody listens to a hundred figures: the
    /// table beside it has them.
    var description: String {
        let whole = everything
        return whole.count > 400 ? title : whole
    }

    private var everything: String {
        let parts = lines.map { line in
            let marks = zip(series, line.marks).map { name, mark in
                series.count > 1 ? "\(name) \(mark.text)" : mark.text
            }
            return "\(line.label): \(marks.joined(separator: ", "))"
        }
        return "\(title). \(parts.joined(separator: ". "))."
    }

    /// The series with their colours, above a picture with more than one.
    var legend: HTML {
        if series.count < 2 { return .empty }
        var items = HTML.empty
        for (index, name) in series.enumerated() {
            items += """
                <li><svg width="14" height="14" aria-hidden="true"><rect class="\(Self.colour(index))" width="14" height="14" rx="3"/></svg> \(name)</li>
                """
        }
        return "<ul class=\"sr-legend small\">\(items)</ul>"
    }

    /// The class of the colour of a series. After eight they begin anew: the words beside them still differ.
    static func colour(_ series: Int) -> String { "sr-c\(series % 8)" }
}

/// The ways to draw.
enum PictureKind: String, Sendable, CaseIterable {
    case bars = "staven"
    case stacked = "gestapeld"
    case dots = "stippen"
    case quadrant = "kwadrant"
    case trend = "lijn"
    case none = "geen"

    func draw(_ data: PictureData) -> HTML {
        guard !data.lines.isEmpty, !data.series.isEmpty else { return .empty }
        return switch self {
        case .bars: BarsPicture(data: data).markup
        case .stacked: StackedPicture(data: data).markup
        case .dots: DotsPicture(data: data).markup
        case .quadrant: QuadrantPicture(data: data).markup
        case .trend: TrendPicture(data: data).markup
        case .none: .empty
        }
    }
}
