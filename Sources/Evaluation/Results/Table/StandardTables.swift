import Questionnaires
import Tabulation

/// The table that every question gets by itself, in the order and the blocks of the questionnaire.
struct StandardTables {
    struct Block: Sendable {
        let title: String
        let items: [Item]
    }

    struct Item: Sendable {
        /// The name of the column or grid.
        let name: String
        let text: String
        /// `nil` for a question that is read, not counted.
        let request: TableRequest?
    }

    let results: ResultsData

    var blocks: [Block] {
        var used: Set<String> = []
        var blocks = results.questionnaire.blocks.compactMap { block -> Block? in
            let items = block.questions.flatMap { self.items(of: $0) }
            used.formUnion(items.map(\.name))
            return items.isEmpty ? nil : Block(title: block.title?(results.language) ?? "", items: items)
        }
        // What stands in no block: files that were read in, columns that were coded by hand.
        let rows = Set(results.data.grids.flatMap(\.columns))
        let rest = results.data.columns.filter { !used.contains($0.name) && !rows.contains($0.name) }
        let others = rest.compactMap { column in
            Self.request(for: column).map { Item(name: column.name, text: column.label, request: $0) }
        }
        if !others.isEmpty { blocks.append(Block(title: "", items: others)) }
        return blocks
    }

    private func items(of question: Question) -> [Item] {
        let text = question.text(results.language)
        if question.kind == .info { return [] }
        if results.data.grid(question.id) != nil {
            return [Item(name: question.id, text: text, request: TableRequest(.grid, rows: question.id))]
        }
        guard let column = results.data[question.id] else { return [] }
        return [Item(name: question.id, text: text, request: Self.request(for: column))]
    }

    /// `nil` for open texts.
    static func request(for column: Column) -> TableRequest? {
        switch column.values {
        case .single, .multiple: TableRequest(.counts, rows: column.name)
        case .number: TableRequest(.mean, rows: column.name)
        case .text: nil
        }
    }
}
