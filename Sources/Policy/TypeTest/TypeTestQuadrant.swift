import Core
import Web

/// The square of the test, drawn on the server: across the steering, up the scope, a type in each quarter.
struct TypeTestQuadrant {
    struct Mark {
        let spot: TypeTestOutcome.Spot
        let label: String
    }

    let words: TypeTestWords
    var spots: [TypeTestOutcome.Spot] = []
    var middle: TypeTestOutcome.Spot?
    var spread: TypeTestOutcome.Spot?
    /// From where the middle came: the other viewpoint or the last time.
    var from: Mark?
    var roles: [Mark] = []
    /// The reader's own spot.
    var own: TypeTestOutcome.Spot?

    private var content: TypeTestContent { words.content }
    private var t: Texts { words.t }
    private static let left = 46.0
    private static let size = 328.0

    init(words: TypeTestWords) { self.words = words }

    init(words: TypeTestWords, _ outcome: TypeTestOutcome) {
        self.words = words
        spots = outcome.spots
        middle = outcome.middle
        spread = outcome.spread
    }

    private func x(_ spot: TypeTestOutcome.Spot) -> Int { Int(Self.left + spot.steering / most * Self.size + 0.5) }
    private func y(_ spot: TypeTestOutcome.Spot) -> Int { Int(374 - spot.scope / most * Self.size + 0.5) }
    private var most: Double { Double(content.scoring.statementsPerAxis) }

    var svg: HTML {
        let description = self.description
        return """
            <svg class="tt-square" viewBox="0 18 410 404" role="img" aria-label="\(description)">\(ground)\(spreadMark)\
            \(dots)\(fromMark)\(roleMarks)\(middleMark)\(ownMark)</svg>
            """
    }

    /// The picture in words.
    var description: String {
        var parts = [t("Vierkant met de vier typen.")]
        if !spots.isEmpty { parts.append(t.plural(spots.count, "1 stip.", "\(spots.count) stippen.")) }
        if let from { parts.append("\(from.label): \(words.place(from.spot)).") }
        if let middle { parts.append(t("Het midden van de groep: \(words.place(middle)).")) }
        for role in roles { parts.append("\(role.label): \(words.place(role.spot)).") }
        if let own { parts.append(t("Jij: \(words.place(own)).")) }
        return parts.joined(separator: " ")
    }

    private var ground: HTML {
        """
        <rect class="tt-ground" x="46" y="46" width="328" height="328"/><path class="grid" d="M210 46V374M46 210H374" stroke-width="1.500"/>\
        \(quarter(high: true, right: false, x: 46, y: 36))\(quarter(high: true, right: true, x: 214, y: 36))\
        \(quarter(high: false, right: false, x: 46, y: 391))\(quarter(high: false, right: true, x: 214, y: 391))\
        <text x="210" y="415" font-size="13" text-anchor="middle">\(axisLabel(.steering))</text>\
        <text x="22" y="210" font-size="13" text-anchor="middle" transform="rotate(-90 22 210)">\(axisLabel(.scope))</text>
        """
    }

    private func quarter(high: Bool, right: Bool, x: Int, y: Int) -> HTML {
        guard let scope = content.axis(.scope), let steering = content.axis(.steering),
            let type = content.type(
                scope: high ? scope.high.pole : scope.low.pole, steering: right ? steering.high.pole : steering.low.pole
            )
        else { return .empty }
        return "<text x=\"\(x)\" y=\"\(y)\" font-size=\"12.5\" font-weight=\"600\">\(words.name(type))</text>"
    }

    private func axisLabel(_ which: TypeTestAxis) -> String {
        guard let axis = content.axis(which) else { return "" }
        let low = content.pole(axis.low.pole).map { t($0.name).lowercased() } ?? ""
        let high = content.pole(axis.high.pole).map { t($0.name).lowercased() } ?? ""
        return "\(low)  ←  \(t(axis.name).lowercased())  →  \(high)"
    }

    /// Spots that fall on one another are put round their place, always in the same way.
    private var dots: HTML {
        var markup = HTML.empty
        let groups = Dictionary(grouping: spots) { $0 }.sorted {
            ($0.key.scope, $0.key.steering) < ($1.key.scope, $1.key.steering)
        }
        for (spot, alike) in groups {
            if alike.count > Self.ring.count {
                markup += """
                    <circle class="tt-dot" cx="\(x(spot))" cy="\(y(spot))" r="19"/>\
                    <text class="tt-count" x="\(x(spot))" y="\(y(spot) + 5)" font-size="14" text-anchor="middle">\(alike.count)</text>
                    """
                continue
            }
            for index in alike.indices {
                let offset = alike.count == 1 ? (x: 0, y: 0) : Self.ring[index]
                markup += "<circle class=\"tt-dot\" cx=\"\(x(spot) + offset.x)\" cy=\"\(y(spot) + offset.y)\" r=\"7\"/>"
            }
        }
        return markup
    }

    private static let ring: [(x: Int, y: Int)] = [
        (0, 0), (13, 0), (-7, 11), (-7, -11), (7, 11), (-13, 0), (7, -11), (20, 11), (-20, 11), (0, 22), (0, -22),
        (20, -11), (-20, -11),
    ]

    private var spreadMark: HTML {
        guard let middle, let spread else { return .empty }
        let (wide, high) = (Int(spread.steering / most * Self.size), Int(spread.scope / most * Self.size))
        return
            "<ellipse class=\"tt-spread\" cx=\"\(x(middle))\" cy=\"\(y(middle))\" rx=\"\(max(wide, 8))\" ry=\"\(max(high, 8))\"/>"
    }

    private var middleMark: HTML {
        "\(middle, { "<circle class=\"tt-middle\" cx=\"\(x($0))\" cy=\"\(y($0))\" r=\"13\"/>" })"
    }

    private var fromMark: HTML {
        guard let from else { return .empty }
        let line: HTML =
            "\(middle, { "<path class=\"tt-way\" d=\"M\(x(from.spot)) \(y(from.spot))L\(x($0)) \(y($0))\"/>" })"
        return """
            \(line)<circle class="tt-from" cx="\(x(from.spot))" cy="\(y(from.spot))" r="11"/>\
            <text class="tt-label" x="\(x(from.spot))" y="\(y(from.spot) - 17)" font-size="12" text-anchor="middle">\(from.label)</text>
            """
    }

    private var roleMarks: HTML {
        """
        \(roles, { mark in
            "<rect class=\"tt-role\" x=\"\(x(mark.spot) - 6)\" y=\"\(y(mark.spot) - 6)\" width=\"12\" height=\"12\"/><text class=\"tt-label\" x=\"\(x(mark.spot))\" y=\"\(y(mark.spot) - 11)\" font-size=\"12\" text-anchor=\"middle\">\(mark.label)</text>"
        })
        """
    }

    private var ownMark: HTML {
        guard let own else { return .empty }
        return """
            <circle class="tt-own" cx="\(x(own))" cy="\(y(own))" r="9"/><text class="tt-label" x="\(x(own))" y="\(y(own) - 15)" font-size="13" font-weight="700" text-anchor="middle">\(t("jij"))</text>
            """
    }
}
