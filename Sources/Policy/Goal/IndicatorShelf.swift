import Community
import Core
import Storage

/// All indicators of a municipality, from every module.
struct IndicatorShelf: Sendable {
    let all: [Indicator]
    private let byID: [String: Indicator]

    init(_ house: House, _ municipality: String, in db: any SQLConnection) throws {
        self.init(try house.indicators(of: municipality, in: db))
    }

    init(_ indicators: [Indicator]) {
        all = indicators
        byID = Dictionary(indicators.map { ($0.id, $0) }) { first, _ in first }
    }

    subscript(id: String) -> Indicator? { byID[id] }
}

extension Goal {
    /// The name of what is measured, in the reader's language where the content has it.
    func measureWords(_ t: Texts) -> String {
        indicator.flatMap { GoalsContent.standard?.measure($0) }.map { t($0.name) } ?? measure
    }

    /// The unit, in the reader's language where the content has it.
    func unitWords(_ t: Texts) -> String {
        indicator.flatMap { GoalsContent.standard?.measure($0) }.flatMap { GoalsContent.standard?.unit($0.unit) }
            .map { t($0.text) } ?? unit
    }
}
