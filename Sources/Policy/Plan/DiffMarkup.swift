import Core
import Web

/// Draws what changed. Words say it as well as colour does.
struct DiffMarkup {
    let t: Texts

    func markup(from old: String, to new: String) -> HTML {
        let lines = ParagraphDiff.lines(from: old, to: new)
        if lines.isEmpty { return "<p class=\"soft\">\(t("Hier staat niets."))</p>" }
        return "<div class=\"diff stack\">\(lines, one)</div>"
    }

    private func one(_ line: ParagraphDiff.Line) -> HTML {
        switch line {
        case .kept(let text): return "<p>\(text)</p>"
        case .removed(let text):
            return "<p><del><span class=\"visually-hidden\">\(t("Weg:")) </span>\(text)</del></p>"
        case .added(let text):
            return "<p><ins><span class=\"visually-hidden\">\(t("Erbij:")) </span>\(text)</ins></p>"
        case .rewritten(let words): return "<p>\(Self.runs(words), word)</p>"
        }
    }

    private func word(_ change: Change<String>) -> HTML {
        switch change {
        case .kept(let text): "\(text)"
        case .removed(let text): "<del><span class=\"visually-hidden\">\(t("Weg:")) </span>\(text)</del>"
        case .added(let text): "<ins><span class=\"visually-hidden\">\(t("Erbij:")) </span>\(text)</ins>"
        }
    }

    /// Words of one kind that follow each other as one piece.
    static func runs(_ words: [Change<String>]) -> [Change<String>] {
        var runs: [Change<String>] = []
        for word in words {
            switch (runs.last, word) {
            case (.kept(let before)?, .kept(let next)): runs[runs.count - 1] = .kept(before + next)
            case (.removed(let before)?, .removed(let next)): runs[runs.count - 1] = .removed(before + next)
            case (.added(let before)?, .added(let next)): runs[runs.count - 1] = .added(before + next)
            default: runs.append(word)
            }
        }
        return runs
    }
}
