import Community
import Core
import Storage
import Web

/// What surveys found, as the evaluation tells it: the figures that a municipality keeps beside its goals, each with how
/// sure it is and when people were asked.
enum SurveyFigures {
    /// - Parameter day: what was asked after it belongs to the next evaluation.
    static func blocks(_ house: House, _ municipality: String, on day: Day, t: Texts, in db: any SQLConnection) throws
        -> [ReportBlock]
    {
        let heading = ReportBlock.heading(t("Enquêtes"))
        let figures = try house.indicators(of: municipality, in: db).filter { $0.freshness == .yearly }
        let rows = try figures.compactMap { indicator in
            try indicator.measured(municipality, on: day, in: db).map { row(indicator, $0, t) }
        }
        if rows.isEmpty {
            return [
                heading,
                .paragraph(
                    t(
                        "Er is nog geen cijfer uit een enquête. Kies bij de resultaten van een enquête “Cijfers voor doelen”. Dan staat het cijfer hier."
                    )),
            ]
        }
        return [
            heading,
            .table(
                caption: t("Cijfers uit enquêtes"),
                columns: [
                    .init(t("Wat we vroegen")), .init(t("Cijfer"), number: true), .init(t("Ligt tussen"), number: true),
                    .init(t("Antwoorden"), number: true), .init(t("Gevraagd tot")),
                ], rows: rows),
        ]
    }

    private static func row(_ indicator: Indicator, _ found: Indicator.Measured, _ t: Texts) -> [String] {
        let unit = indicator.unit.key
        func words(_ value: Double) -> String { Amount.words(value, decimals: indicator.decimals, unit: unit, t) }
        let interval =
            found.low.flatMap { low in found.high.map { t("\(words(low)) en \(words($0))") } } ?? t("niet bekend")
        let name = Amount.isPercent(unit) ? t(indicator.name) : "\(t(indicator.name)) (\(t(indicator.unit)))"
        return [
            name, words(found.value), interval, found.base.map { t.number($0) } ?? "–",
            found.day.map { t.date($0) } ?? "–",
        ]
    }
}
