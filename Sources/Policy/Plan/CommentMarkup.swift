import Community
import Core
import Web

/// One remark with what was done with it.
struct CommentMarkup {
    let visit: Visit
    let cycle: PolicyCycle
    /// Shows the paragraph it was about.
    var quotes = false
    private var t: Texts { visit.t }

    func one(_ comment: PlanComment) -> HTML {
        let chip: HTML = comment.isOpen ? Part.chip(t("open"), .wait) : Part.chip(t("klaar"), .good)
        let quote: HTML =
            quotes && !comment.paragraph.isEmpty
            ? "<blockquote class=\"small soft\">\(PlanComment.excerpt(comment.paragraph))</blockquote>" : .empty
        let answer: HTML =
            "\(comment.answer, { "<p class=\"small\"><strong>\(t("Wat we ermee deden:"))</strong> \($0)</p>" })"
        return """
            <div class="remark stack" id="opmerking-\(comment.id)"><p class="row small"><strong>\(PlanFrame.name(comment.author, t))</strong> \
            <span class="soft">\(t.dateTime(comment.createdAt))</span> \(chip)</p>\(quote)\(HTML(paragraphs: comment.text))\(answer)\(actions(comment))</div>
            """
    }

    private func actions(_ comment: PlanComment) -> HTML {
        guard visit.mayChange(cycle) else { return .empty }
        let path = PlanPath(cycle).comment(comment.id)
        guard comment.isOpen else {
            return "<p>\(visit.buttonForm(action: path + "/heropen", label: t("Zet weer open")))</p>"
        }
        let id = "antwoord-\(comment.id)"
        return """
            <details class="no-print"><summary>\(t("Rond deze opmerking af"))</summary>\(visit.form(
                action: path + "/klaar", classes: "stack",
                """
                <div class="field"><label for="\(id)">\(t("Wat deed je ermee?"))</label><textarea id="\(id)" name="antwoord" rows="2" maxlength="500" required></textarea></div>\
                <p><button class="quiet compact">\(t("Afgerond"))</button></p>
                """))</details>
            """
    }
}
