/// The mark of Inzet: the circle of five functions, each with its own colour.
package enum Mark {
    private static let arcs: [(path: String, colour: String)] = [
        ("M17.7 4.1A12.9 12.9 0 0 1 29.1 12.4", "vertalen"), ("M29.5 13.7A12.9 12.9 0 0 1 25.1 27.0", "verbinden"),
        ("M24.0 27.8A12.9 12.9 0 0 1 10.0 27.8", "versterken"), ("M8.9 27.0A12.9 12.9 0 0 1 4.5 13.7", "verbreiden"),
        ("M4.9 12.4A12.9 12.9 0 0 1 16.3 4.1", "verankeren"),
    ]

    /// Decoration: it says nothing that the words beside it do not say.
    package static func svg(size: Int) -> HTML {
        """
        <svg width="\(size)" height="\(size)" viewBox="0 0 34 34" aria-hidden="true" focusable="false">\(arcs, { arc in
            "<path d=\"\(arc.path)\" fill=\"none\" class=\"arc-\(arc.colour)\" stroke-width=\"5.8\"/>"
        })</svg>
        """
    }
}
