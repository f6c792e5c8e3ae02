import Core
import Tabulation

/// The weights that a survey ended up with, and how sure that makes it.
struct WeightingOutcome: Sendable {
    /// For each record, with mean 1.
    let weights: [Double]
    /// `nil` when it went wrong.
    let report: Weighting.Report?
    /// How many weights met a bound; `nil` when there are no bounds.
    let trimmed: Int?
    /// What went wrong: then all weights are 1.
    let problem: Text?

    /// In one sentence, for under a table.
    func sentence(_ t: Texts) -> String {
        guard let report else { return t("De weging lukte niet: alle antwoorden tellen even zwaar.") }
        let names = report.lines.map(\.name).joined(separator: ", ")
        let ways = t("Gewogen op: \(names).")
        return trimmed.map {
            $0 > 0 ? ways + " " + t.plural($0, "1 gewicht is begrensd.", "\($0) gewichten zijn begrensd.") : ways
        }
            ?? ways
    }
}

extension SurveyWeighting {
    /// Fits the weights to the records.
    ///
    /// One division is post-stratified, more are raked. Who did not answer a question of the weighting forms a group of
    /// its own that keeps its share: so nobody is left out.
    func fitted(to data: DataSet, t: Texts) -> WeightingOutcome {
        let even = [Double](repeating: 1, count: data.count)
        do {
            let known = try margins.map { try Self.margin($0, data, t) }
            let fitted: Weighting.Fitted
            if known.count == 1, let only = known.first {
                fitted = try Weighting.postStratified(even, by: only, allowsEmpty: true)
            } else {
                fitted = try Weighting.raked(even, to: known)
            }
            let relative = Weighting.normalised(fitted.weights)
            guard low != nil || high != nil else {
                return WeightingOutcome(weights: relative, report: fitted.report, trimmed: nil, problem: nil)
            }
            let cut = Weighting.trimmed(relative, low: low ?? 0, high: high ?? .infinity)
            var report = fitted.report
            report.effective = Weighting.effective(cut.weights)
            report.designEffect = Weighting.designEffect(cut.weights)
            return WeightingOutcome(
                weights: Weighting.normalised(cut.weights), report: report, trimmed: cut.records, problem: nil)
        } catch {
            let problem = (error as? Weighting.Fault)?.text ?? Text("Een vraag van de weging is er niet meer.")
            return WeightingOutcome(weights: even, report: nil, trimmed: nil, problem: problem)
        }
    }

    private static func margin(_ margin: Margin, _ data: DataSet, _ t: Texts) throws -> Weighting.Margin {
        let count = data.count
        var groups = [Int](repeating: -1, count: count)
        let source = margin.column ?? SurveyColumns.stratum
        guard let column = data[source], case .single(let codes, let options) = column.values else {
            throw CountedTable.Fault.unknownColumn(source)
        }
        let name = column.label
        // Groups of addresses have names and no lasting codes.
        let places = options.map { option in
            margin.groups.firstIndex { $0.code.map { $0 == option.code } ?? ($0.label == option.label) } ?? -1
        }
        for (record, code) in codes.enumerated() where code >= Column.firstOption {
            let option = Int(code) - Int(Column.firstOption)
            if places.indices.contains(option) { groups[record] = places[option] }
        }
        var labels = margin.groups.map(\.label)
        let sum = margin.groups.reduce(0) { $0 + max(0, $1.total) }
        guard sum > 0 else { throw Weighting.Fault.invalidTotal(margin: name) }
        let unknown = groups.count { $0 < 0 }
        let rest = Double(count - unknown)
        var totals = margin.groups.map { max(0, $0.total) / sum * rest }
        if unknown > 0 {
            labels.append(t("geen antwoord"))
            totals.append(Double(unknown))
            for record in groups.indices where groups[record] < 0 { groups[record] = labels.count - 1 }
        }
        return Weighting.Margin(name, groups: groups, labels: labels, totals: totals)
    }
}

extension Weighting.Fault {
    var text: Text {
        switch self {
        case .notInPopulation(let margin, let groups):
            Text("Bij \(margin) zijn er antwoorden in een groep waarvan het totaal 0 is: \(Self.list(groups)).")
        case .empty(let margin, let groups): Text("Bij \(margin) is er geen antwoord uit: \(Self.list(groups)).")
        case .invalidTotal(let margin): Text("Bij \(margin) kloppen de totalen niet. Vul getallen in vanaf 0.")
        case .nobody: Text("Er zijn nog geen antwoorden om te wegen.")
        case .lengths(let margin), .unplaced(let margin, _), .totals(let margin, _, _):
            Text("De weging op \(margin) kan niet.")
        }
    }

    private static func list(_ groups: [String]) -> String { groups.joined(separator: ", ") }
}
