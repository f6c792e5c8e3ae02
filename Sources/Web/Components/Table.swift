import Core

/// A table with a caption, headings and rows of markup; it scrolls on its own on a narrow screen.
package struct Table {
    package struct Column: Sendable {
        package let title: String
        package let isNumber: Bool
        package init(_ title: String, number: Bool = false) {
            self.title = title
            isNumber = number
        }
    }

    let caption: String
    let columns: [Column]
    let rows: [[HTML]]

    package init(_ caption: String, _ columns: [Column], rows: [[HTML]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    /// The first cell of each row is its heading.
    package var markup: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption><thead><tr>\(columns, { column in
            "<th scope=\"col\"\(attribute: "class", column.isNumber ? "n" : nil)>\(column.title)</th>"
        })</tr></thead><tbody>\(rows, { row in "<tr>\(cells(row))</tr>" })</tbody></table></div>
        """
    }

    private func cells(_ row: [HTML]) -> HTML {
        var markup = HTML.empty
        for (index, cell) in row.enumerated() {
            let isNumber = index < columns.count && columns[index].isNumber
            markup +=
                index == 0
                ? "<th scope=\"row\">\(cell)</th>" : "<td\(attribute: "class", isNumber ? "n" : nil)>\(cell)</td>"
        }
        return markup
    }
}
