import Community
import Core
import Storage
import Web

/// Something the site sees happening by itself. It is only a proposal: a person says yes.
struct WorkbookProposal: Sendable {
    let element: String
    /// The name of the indicator.
    let name: Text
    let value: Double
    let unit: Text
    /// Where the records behind the figure are, when there is such a page.
    let path: String?

    /// `212 vacatures`.
    func figure(_ t: Texts) -> String { t.measured(value) + " " + t(unit) }

    /// What is noted as evidence: what was counted, and when.
    func evidence(_ t: Texts, today: Day) -> String {
        t("\(t(name)): \(figure(t)), geteld op \(t.date(today))")
    }

    /// For elements without anyone who carries them out, the first indicator that shows that it does happen.
    ///
    /// - Parameter indicators: of all functions of the house; content may name some that are not there yet.
    static func find(
        _ function: WorkbookContent.Function, _ sheet: WorkbookSheet, municipality: String, visit: Visit,
        indicators: [Indicator], in db: any SQLConnection
    ) throws -> [WorkbookProposal] {
        let known = Dictionary(indicators.map { ($0.id, $0) }) { first, _ in first }
        return try function.elements.compactMap { element in
            guard !sheet.answer(element.id).happens, !sheet.isDeclined(element.id) else { return nil }
            for id in element.seenBy ?? [] {
                guard let indicator = known[id] else { continue }
                guard let measured = try indicator.measured(municipality, on: visit.today, in: db), measured.value > 0
                else { continue }
                return WorkbookProposal(
                    element: element.id, name: indicator.name, value: measured.value,
                    unit: indicator.unit,
                    path: indicator.recordsPath(municipality, on: visit.today, for: visit.actor))
            }
            return nil
        }
    }
}

extension Texts {
    /// A measured number as people write it: whole, or with one decimal.
    func measured(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "–" }
        let tenths = Int((value * 10).rounded())
        let rest = abs(tenths % 10)
        let mark = language == .dutch ? "," : "."
        return number(tenths / 10) + (rest == 0 ? "" : mark + String(rest))
    }
}
