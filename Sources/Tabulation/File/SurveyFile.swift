/// A survey in a file, for tabulating without the site: questions in columns, records in the order of their values.
package struct SurveyFile: Decodable, Sendable {
    package enum Fault: Error, Sendable, Equatable {
        /// The column or the weights have another number of values than there are records.
        case length(String)
        /// Two columns have the name, or the grid names a column that is not there.
        case name(String)
        case unknownCode(column: String, code: Int)
        /// More options than a column can have, or the same code twice.
        case options(String)
    }

    package struct Item: Decodable, Sendable {
        package var code: Int
        package var label: String?
        package var isMissing: Bool?
        package var isNone: Bool?
    }

    package struct Question: Decodable, Sendable {
        package enum Kind: String, Decodable, Sendable { case single, multiple, number }

        package var name: String
        package var label: String?
        package var kind: Kind
        package var options: [Item]?
        /// A code, a list of codes, or a number; `null` and `[]` were passed over.
        package var values: [Value]
        /// Who saw it; left out, everybody.
        package var shown: [Bool]?
    }

    /// A value as it stands in the file.
    package enum Value: Decodable, Sendable {
        case nothing
        case one(Double)
        case several([Int])

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let one = try? container.decode(Double.self) {
                self = .one(one)
            } else {
                self = .several(try container.decode([Int].self))
            }
        }
    }

    package struct Block: Decodable, Sendable {
        package var name: String
        package var label: String?
        package var columns: [String]
        package var rows: [String]?
    }

    package var columns: [Question]
    package var grids: [Block]?
    package var weights: [Double]?
    package var population: Int?

    /// The records, ready to be counted.
    package func dataSet() throws(Fault) -> DataSet {
        let count = columns.first?.values.count ?? weights?.count ?? 0
        if let weights, weights.count != count { throw .length("weights") }
        var built: [Column] = []
        var names: Set<String> = []
        for column in columns {
            guard names.insert(column.name).inserted else { throw .name(column.name) }
            guard column.values.count == count, (column.shown?.count ?? count) == count else {
                throw .length(column.name)
            }
            built.append(try column.column())
        }
        var blocks: [DataSet.Grid] = []
        for grid in grids ?? [] {
            for name in grid.columns where !names.contains(name) { throw .name(name) }
            blocks.append(
                DataSet.Grid(
                    name: grid.name, label: grid.label ?? grid.name, columns: grid.columns,
                    rows: grid.rows ?? grid.columns))
        }
        return DataSet(count: count, columns: built, grids: blocks, weights: weights, population: population)
    }
}
