import Core
import Web

/// What the plan, the evaluation and the handover file tell of the value.
struct ValueReport {
    let calculation: ValueCalculation
    let words: ValueWords
    let impact: [ImpactReading]
    private var t: Texts { words.t }

    func blocks(_ document: ReportKind) -> [ReportBlock] {
        let band = calculation.band
        var blocks: [ReportBlock] = [
            .paragraph(
                t(
                    "Wat vrijwilligers in een jaar doen, is \(words.rounded(band.low.value)) tot \(words.rounded(band.high.value)) waard. Ons midden is \(words.rounded(band.middle.value)), over \(String(calculation.year))."
                )),
            .paragraph(t(words.content.caution)),
        ]
        if document == .handover {
            return blocks + [assumptions]
        }
        let chart = words.chart(band)
        blocks += [
            .list(words.steps(band.middle)),
            .picture(
                chart.svg, caption: t("Bandbreedte van de waarde per jaar"), description: chart.description,
                figures: ReportFigures(
                    columns: [.init(t("Aanname")), .init(t("Laag"), number: true), .init(t("Hoog"), number: true)],
                    rows: chart.bars.map { [$0.label, chart.write($0.low), chart.write($0.high)] })),
            assumptions,
        ]
        if let first = band.swings.first {
            blocks.append(.paragraph(t("Het zwaarst telt de aanname “\(words.name(first.factor))”.")))
        }
        return blocks + [meaning, .source(words.content.source)]
    }

    private var assumptions: ReportBlock {
        .table(
            caption: t("Elke aanname met haar bron"), columns: words.assumptionColumns,
            rows: words.assumptionRows(calculation.band, why: calculation.why))
    }

    private var meaning: ReportBlock {
        .table(
            caption: t("Wat het betekent, voor vier partijen"),
            columns: [.init(t("Voor wie")), .init(t("Wat")), .init(t("Wat we weten"))],
            rows: impact.map { reading in
                var known = reading.figures.map { "\($0.name): \($0.value)" }
                if !reading.hasSurvey { known.append(t("niet gevraagd aan de mensen zelf")) }
                return [reading.name, reading.text, known.joined(separator: "; ")]
            })
    }
}
