import Core

/// A map of areas from their outlines in RD metres: no tiles, no third party, and it prints.
package struct AreaMap {
    package struct Area {
        let name: String
        let rings: [[(x: Int, y: Int)]]
        let centre: (x: Int, y: Int)
        /// What stands under the name, such as a count.
        let detail: String
        let path: String?
        /// 0 to 4: the deeper the colour.
        let shade: Int

        package init(
            name: String, rings: [[(x: Int, y: Int)]], centre: (x: Int, y: Int), detail: String = "",
            path: String? = nil,
            shade: Int = 0
        ) {
            self.name = name
            self.rings = rings
            self.centre = centre
            self.detail = detail
            self.path = path
            self.shade = min(4, max(0, shade))
        }
    }

    package struct Pin {
        let x: Int
        let y: Int
        let label: String
        let path: String
        package init(x: Int, y: Int, label: String, path: String) {
            self.x = x
            self.y = y
            self.label = label
            self.path = path
        }
    }

    let title: String
    let areas: [Area]
    let pins: [Pin]

    package init(_ title: String, areas: [Area], pins: [Pin] = []) {
        self.title = title
        self.areas = areas
        self.pins = pins
    }

    package var svg: HTML {
        let points = areas.flatMap { $0.rings.flatMap { $0 } } + pins.map { (x: $0.x, y: $0.y) }
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let low = points.map(\.y).min(),
            let high = points.map(\.y).max(), right > left, high > low
        else { return .empty }
        let scale = 1000.0 / Double(right - left)
        let height = Int(Double(high - low) * scale)
        func x(_ value: Int) -> Int { Int(Double(value - left) * scale) }
        func y(_ value: Int) -> Int { height - Int(Double(value - low) * scale) }
        var shapes = HTML.empty
        for area in areas {
            let path = area.rings.map { ring in
                "M" + ring.map { "\(x($0.x)) \(y($0.y))" }.joined(separator: "L") + "Z"
            }.joined()
            let shape: HTML = "<path class=\"area shade-\(area.shade)\" fill-rule=\"evenodd\" d=\"\(path)\"/>"
            let label: HTML = """
                <text x="\(x(area.centre.x))" y="\(y(area.centre.y))" text-anchor="middle" font-size="26">\(area.name)\
                \(if: !area.detail.isEmpty, "<tspan x=\"\(x(area.centre.x))\" dy=\"30\" font-size=\"24\">\(area.detail)</tspan>")</text>
                """
            shapes += area.path.map { "<a href=\"\($0)\">\(shape)\(label)</a>" as HTML } ?? shape + label
        }
        for pin in pins {
            shapes += """
                <a href="\(pin.path)" aria-label="\(pin.label)"><title>\(pin.label)</title><circle class="pin" cx="\(x(pin.x))" cy="\(y(pin.y))" r="13"/></a>
                """
        }
        return """
            <svg class="map" viewBox="-20 -20 1040 \(height + 40)" role="group" aria-label="\(title)">\(shapes)</svg>
            """
    }
}
