import Core

/// The figures of attention as people and files read them.
struct AttentionWords {
    let t: Texts

    static let columns: [Text] = [
        Text("Week tot en met"), Text("Vacatures die telden"), Text("Kreeg een reactie"),
        Text("Kleine organisaties"), Text("Grotere organisaties"), Text("Scheefheid"),
        Text("Reacties per plek, midden"),
        Text("Reacties per plek, 9 van de 10"), Text("Dagen tot de eerste reactie"),
    ]

    func percent(_ part: AttentionWeek.Part) -> String { t.share(part.some, of: part.all) }
    /// 0 is equal, 100 is all to one.
    func skew(_ gini: Int?) -> String { gini.map { t.number(($0 + 5) / 10) } ?? "–" }
    /// `1,5`
    func perPlace(_ hundredths: Int?) -> String {
        guard let hundredths else { return "–" }
        let tenths = (hundredths + 5) / 10
        return "\(tenths / 10)\(t.language == .dutch ? "," : ".")\(tenths % 10)"
    }
    func days(_ days: Int?) -> String { days.map { t.number($0) } ?? "–" }

    func cells(_ week: AttentionWeek) -> [String] {
        [
            t.number(week.withAny.all), percent(week.withAny), percent(week.small), percent(week.large),
            skew(week.gini), perPlace(week.median), perPlace(week.high), days(week.firstDays),
        ]
    }

    func cells(_ summary: AttentionFigures.Summary?) -> [String] {
        guard let summary else { return Array(repeating: "–", count: 7) }
        return [
            percent(summary.withAny), percent(summary.small), percent(summary.large), skew(summary.gini),
            perPlace(summary.median), perPlace(summary.high), days(summary.firstDays),
        ]
    }
}
