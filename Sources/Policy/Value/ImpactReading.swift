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
            for id in item.seenBy {
                guard let indicator = known[id], let found = try indicator.measured(municipality, on: day, in: db)
                else { continue }
                let value = Amount.words(found.value, decimals: indicator.decimals, unit: indicator.unit.key, t)
                let unit = Amount.isPercent(indicator.unit.key) ? "" : " " + t(indicator.unit)
                figures.append((t(indicator.name), value + unit))
                if indicator.freshness == .yearly { hasSurvey = true }
            }
            return ImpactReading(
                name: t(item.name), text: t(item.text), needs: t(item.needs), source: item.source, figures: figures,
                hasSurvey: hasSurvey)
        }
    }
}
