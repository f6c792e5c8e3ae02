import Core
import Web

/// For each function two bars: how much is in the policy and how much is carried out, each with a line where the
/// average municipality of 2011 was.
struct WorkbookChart {
    let overview: WorkbookOverview
    let t: Texts

    private var parts: [WorkbookOverview.Part] { overview.parts }

    var title: String { t("Beleid naast uitvoering, per basisfunctie") }

    /// What the drawing says, in words.
    var description: String {
        parts.map { part in
            t(
                "\(t(part.function.name)): \(share(part.compared.filter { $0.answer.inPolicy == .yes }.count, part))% in beleid en \(share(part.compared.filter(\.answer.happens).count, part))% in uitvoering."
            )
        }.joined(separator: " ")
    }

    var figures: ReportFigures {
        ReportFigures(
            columns: [
                .init(t("Basisfunctie")), .init(t("In beleid"), number: true), .init(t("In uitvoering"), number: true),
            ],
            rows: parts.map { part in
                [
                    t(part.function.name), "\(share(part.compared.filter { $0.answer.inPolicy == .yes }.count, part))%",
                    "\(share(part.compared.filter(\.answer.happens).count, part))%",
                ]
            })
    }

    var svg: HTML {
        var rows = HTML.empty
        for (index, part) in parts.enumerated() {
            let count = part.compared.count * 10
            rows += row(
                part, y: index * 70,
                policy: (
                    part.compared.filter { $0.answer.inPolicy == .yes }.count * 10,
                    part.policyThen(base: overview.survey.base), count
                ),
                execution: (
                    part.compared.filter(\.answer.happens).count * 10, part.executionThen(base: overview.survey.base),
                    count
                ))
        }
        let height = parts.count * 70 + 30
        return """
            <svg class="chart workbook-chart" viewBox="0 0 560 \(height)" role="img" aria-label="\(title). \(description)">\(rows)\
            <line class="then" x1="190" x2="190" y1="\(height - 24)" y2="\(height - 6)"/><text x="200" y="\(height - 10)" font-size="13">\(t("gemiddelde in 2011"))</text></svg>
            """
    }

    private typealias Bar = (now: Int, then: Int, whole: Int)

    private func row(_ part: WorkbookOverview.Part, y: Int, policy: Bar, execution: Bar) -> HTML {
        """
        <text x="0" y="\(y + 34)" font-size="14" font-weight="600">\(t(part.function.name))</text>\
        \(bar(policy, y: y + 6, t("beleid"), "policy"))\(bar(execution, y: y + 34, t("uitvoering"), "fill-\(part.function.id)"))
        """
    }

    private func bar(_ bar: Bar, y: Int, _ label: String, _ kind: String) -> HTML {
        let width = 250
        let now = bar.whole == 0 ? 0 : bar.now * width / bar.whole
        let then = 190 + (bar.whole == 0 ? 0 : bar.then * width / bar.whole)
        let percent = bar.whole == 0 ? 0 : (bar.now * 200 + bar.whole) / (bar.whole * 2)
        return """
            <rect class="track" x="190" y="\(y)" width="\(width)" height="22" rx="3"/>\
            <rect class="\(kind)" x="190" y="\(y)" width="\(max(1, now))" height="22" rx="3"/>\
            <line class="then" x1="\(then)" x2="\(then)" y1="\(y - 3)" y2="\(y + 25)"/>\
            <text x="450" y="\(y + 16)" font-size="13">\(percent)% \(label)</text>
            """
    }

    private func share(_ count: Int, _ part: WorkbookOverview.Part) -> Int {
        WorkbookSurvey.Line.percent(count, of: part.compared.count)
    }
}
