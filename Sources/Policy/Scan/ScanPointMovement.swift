import Core
import Web

/// Per point where it stood the time before and where it stands now, on the scale of its answers.
struct ScanPointMovement {
    let before: FilledScan?
    let now: FilledScan
    let t: Texts

    var caption: String { t("Per punt: vorige keer en nu") }

    /// In words, for who cannot see the picture.
    var description: String {
        now.sheet.sections.map { section in
            let text = now.sheet.answers.text(now.answers[section.id]?.choice, t)
            guard let before, before.answers[section.id]?.choice != nil else { return "\(t(section.title)): \(text)" }
            let old = before.sheet.answers.text(before.answers[section.id]?.choice, t)
            return t("\(t(section.title)): was \(old), nu \(text)")
        }.joined(separator: ". ")
    }

    var figures: ReportFigures {
        func words(_ filled: FilledScan?, _ section: ScanSection) -> String {
            filled.map { $0.sheet.answers.text($0.answers[section.id]?.choice, t) } ?? "–"
        }
        return ReportFigures(
            columns: [.init(t("Punt")), .init(t("Vorige keer")), .init(t("Nu"))],
            rows: now.sheet.sections.map { [t($0.title), words(before, $0), words(now, $0)] })
    }

    var picture: HTML {
        let highest = max(1, now.sheet.answers.highest)
        let options = now.sheet.answers.options.filter { $0.value != nil }
        func x(_ value: Int) -> Int { 60 + value * 380 / highest }
        let sections = now.sheet.sections
        let height = 34 + sections.count * 26
        var rows = HTML.empty
        for option in options {
            let value = option.value ?? 0
            rows += "<path class=\"grid\" d=\"M\(x(value)) 26V\(height - 6)\" fill=\"none\"/>"
            rows += "<text x=\"\(x(value))\" y=\"16\" font-size=\"12\" text-anchor=\"middle\">\(value)</text>"
        }
        for (index, section) in sections.enumerated() {
            let y = 42 + index * 26
            rows += "<text x=\"0\" y=\"\(y + 4)\" font-size=\"13\">\(mark(section, index))</text>"
            let old = before.flatMap { $0.value(section.id) }
            let new = now.value(section.id)
            if let old, let new, old != new {
                rows +=
                    "<path class=\"line-vertalen\" d=\"M\(x(old)) \(y)H\(x(new))\" fill=\"none\" stroke-width=\"2.5\"/>"
            }
            if let old { rows += "<circle class=\"scan-before\" cx=\"\(x(old))\" cy=\"\(y)\" r=\"7\"/>" }
            if let new { rows += "<circle class=\"fill-vertalen\" cx=\"\(x(new))\" cy=\"\(y)\" r=\"5\"/>" }
            if new == nil { rows += "<text x=\"46\" y=\"\(y + 4)\" font-size=\"13\">?</text>" }
        }
        return """
            <svg class="chart" viewBox="0 0 470 \(height)" role="img" aria-label="\(caption)"><desc>\(description)</desc>\(rows)</svg>
            """
    }

    /// What explains the picture.
    var legend: String {
        let scale = now.sheet.answers.options.compactMap { option in option.value.map { "\($0) = \(t(option.text))" } }
            .joined(separator: ", ")
        return before == nil
            ? t("\(scale). Een vraagteken: nog niet te zeggen.")
            : t("\(scale). Open rondje: vorige keer. Dicht rondje: nu. Een vraagteken: nog niet te zeggen.")
    }

    private func mark(_ section: ScanSection, _ index: Int) -> String {
        guard case .points(let scan) = now.sheet else { return String(index + 1) }
        return scan.points.first { $0.id == section.id }?.mark ?? String(index + 1)
    }
}
