/// A drawing that goes into a document for a word processor.
package struct DocumentPicture: Sendable, Equatable {
    /// The line of the text under it, to the letter: the caption of a table, or a paragraph of its own.
    package let caption: String
    /// What it shows, in words: the alternative text.
    package let description: String
    /// A whole SVG document with its own colours, which asks for nothing from elsewhere.
    package let svg: String
    /// In units of the drawing, of which 96 go in an inch as on the page; above 0.
    package let width: Int
    package let height: Int

    package init(caption: String, description: String, svg: String, width: Int, height: Int) {
        self.caption = caption
        self.description = description
        self.svg = svg
        self.width = max(1, width)
        self.height = max(1, height)
    }

    /// In millimetres: as on the page, within the lines of a sheet of A4 and not more than two thirds of its height.
    package var printedWidth: Int {
        let natural = Double(width) * 25.4 / 96
        return max(1, Int(min(natural, 150, 170 * Double(width) / Double(height))))
    }

    /// For a printer: 200 dots in an inch.
    var dots: (width: Int, height: Int) {
        let across = max(1, printedWidth * 200 * 10 / 254)
        return (across, max(1, min(8000, across * height / width)))
    }
}
