import Community
import Core
import Storage
import Web

/// What is known of the meaning for one of the four parties.
struct ImpactReading: Sendable {
    let name: String
    let text: String
    let needs: String
    let source: SourceNote
    /// From the platform and from surveys, with the unit in the value.
    let figures: [(name: String, value: String)]
    /// Whether people were asked. What the platform counts says something, but not what it meant to them.
    let hasSurvey: Bool

    static func all(
        _ content: ValueContent, municipality: String, on day: Day, indicators: [Indicator], t: Texts,
        in db: any SQLConnection
    ) throws -> [ImpactReading] {
        let known = Dictionary(indicators.map { ($0.id, $0) }) { first, _ in first }
        return try content.impact.map { item in
            var figures: [(name: String, value: String)] = []
            var hasSurvey = false
            // A figure of a survey can carry the name of the party itself.
            for id in item.seenBy + [item.id] {
                guard let indicator = known[id], let found = try indicator.measured(municipality, on: day, in: db)
                else { continue }
                let value = Amount.words(found.value, decimals: indicator.decimals, unit: indicator.unit.key, t)
                let unit = Amount.isPercent(indicator.unit.key) ? "" : " " + t(indicator.unit)
                figures.append((t(indicator.name), value + unit + sample(found, indicator, t)))
                if indicator.freshness == .yearly { hasSurvey = true }
            }
            return ImpactReading(
                name: t(item.name), text: t(item.text), needs: t(item.needs), source: item.source, figures: figures,
                hasSurvey: hasSurvey)
        }
    }

    /// ` (tussen 7,1 en 7,6, van 137 antwoorden)`, for what comes from a sample.
    private static func sample(_ found: Indicator.Measured, _ indicator: Indicator, _ t: Texts) -> String {
        guard let low = found.low, let high = found.high, let base = found.base else { return "" }
        func words(_ value: Double) -> String {
            Amount.words(value, decimals: indicator.decimals, unit: indicator.unit.key, t)
        }
        return " (" + t("tussen \(words(low)) en \(words(high)), van \(t.number(base)) antwoorden") + ")"
    }
}
