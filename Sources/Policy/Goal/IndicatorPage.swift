import Community
import Core
import Web

/// Everything the platform measures in a municipality, with what counts and today's value.
struct IndicatorPage {
    let visit: Visit
    let content: GoalsContent
    let cycle: PolicyCycle
    let shelf: IndicatorShelf
    let values: [String: IndicatorCache.Value]
    private var t: Texts { visit.t }

    var reply: Reply {
        visit.cyclePage(
            cycle, .goals, title: t("Alle cijfers"),
            intro: t("\(shelf.all.count) cijfers tellen zichzelf. Elk kan een doel worden."), step: t("Alle cijfers"),
            Table(
                t("Cijfers van vandaag"),
                [
                    .init(t("Cijfer")), .init(t("Nu"), number: true), .init(t("Eenheid")), .init(t("Zo tellen we")),
                    .init(t("Hoe vers")),
                ], rows: shelf.all.map(row)
            ).markup)
    }

    private func row(_ indicator: Indicator) -> [HTML] {
        let measured = values[indicator.id]?.measured
        let unit = content.measure(indicator.id).flatMap { content.unit($0.unit) }
        let isPercent = Amount.isPercent(unit?.text.nl ?? indicator.unit.key)
        let value = measured.map {
            Amount.words($0.value, decimals: indicator.decimals, unit: isPercent ? "%" : "", t)
        }
        let path = indicator.recordsPath(cycle.municipality, on: visit.today, for: visit.actor)
        let shown: HTML =
            value.map { value in path.map { "<a href=\"\($0)\">\(value)</a>" } ?? "\(value)" } ?? "\(t("niet gemeten"))"
        return [
            "\(t(indicator.name))", shown, "\(t(indicator.unit))", "\(t(indicator.definition))",
            "\(t(indicator.freshness.label))",
        ]
    }
}
