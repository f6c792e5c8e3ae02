import Core
import Web

/// Outcomes in one line.
struct ScanWords {
    let t: Texts

    /// `Integraal: Midden, 62 van 100 · Route 2: van binnen naar buiten`.
    func outcome(_ filled: FilledScan) -> String {
        switch filled.sheet {
        case .integral(let scan):
            let assessment = scan.assess(filled.choices)
            let scales = assessment.scales.map { outcome in
                let name = scan.scales.first { $0.id == outcome.id }.map { t($0.name) } ?? ""
                return "\(name): \(scan.words(outcome, t))"
            }
            let route = scan.rule(of: assessment).flatMap { scan.route($0.route) }.map { t($0.name) }
            return (scales + [route].compactMap { $0 }).joined(separator: " · ")
        case .points(let scan):
            let highest = scan.answers.highest
            let full = scan.points.filter { filled.value($0.id) == highest }.count
            let low = scan.points.filter { (filled.value($0.id) ?? highest) <= highest / 2 }.count
            return t("\(full) van \(scan.points.count) staan goed, \(low) vragen werk")
        }
    }

    func due(_ note: ScanNote, today: Day) -> HTML {
        guard let due = note.due else { return "–" }
        if note.doneAt != nil { return "\(t.date(due)) \(Part.chip(t("klaar"), .good))" }
        return due < today ? "\(t.date(due)) \(Part.chip(t("te laat"), .bad))" : "\(t.date(due))"
    }
}

/// The button that prints, there only where a script can press it.
enum PartPrinting {
    static func button(_ t: Texts) -> HTML {
        "<button class=\"quiet\" type=\"button\" data-print hidden>\(t("Druk af"))</button>"
    }
}
