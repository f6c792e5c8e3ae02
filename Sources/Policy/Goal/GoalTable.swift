import Core
import Web

/// The goals with begin, now, target and how they stand: on the page of goals and on the home page of a round.
struct GoalTable {
    let board: GoalBoard
    let t: Texts
    let today: Day
    /// Of a round that is over: its figures are those of its end.
    var isOver = false

    private var nowWord: String { isOver ? t("Aan het eind") : t("Nu") }

    func markup(level: Int = 2) -> HTML {
        let title: HTML = level == 2 ? "<h2>\(board.title(t))</h2>" : .empty
        let columns: HTML = """
            <th scope="col">\(t("Doel"))</th><th scope="col" class="n">\(t("Begin"))</th><th scope="col" class="n">\(nowWord)</th>\
            <th scope="col" class="n">\(t("Streven"))</th><th scope="col">\(t("Verloop"))</th><th scope="col">\(t("Stand"))</th>
            """
        return """
            <section class="card goals">\(title)<div class="scroll" tabindex="0" role="region" aria-label="\(board.title(t))"><table>\
            <caption class="visually-hidden">\(board.title(t))</caption><thead><tr>\(columns)</tr></thead><tbody>\(board.lines, row)</tbody></table></div></section>
            """
    }

    private func row(_ line: GoalBoard.Line) -> HTML {
        let goal = line.goal
        let now: HTML =
            line.reading.value.map {
                "<strong>\(goal.words($0, t))</strong>\(line.reading.margin, { "<br><span class=\"small soft\">± \(Amount.number($0, decimals: goal.decimals, t))</span>" })"
            } ?? "<strong>\(t("niet gemeten"))</strong>"
        let head: HTML = """
            <a href="\(goal.path)"\(attribute: "lang", t.typed)>\(goal.result)</a><br><span class="small soft">\(Self.how(line, t, today: today))</span>\
            <span class="brief">\(nowWord): <strong>\(goal.words(line.reading.value, t))</strong> · \(t("Streven")): \(goal.words(goal.target, t)) \(Part.chip(t(line.reading.verdict.label), line.reading.verdict.tone))</span>
            """
        return """
            <tr><th scope="row">\(head)</th><td class="n">\(goal.words(goal.baseline, t))</td><td class="n">\(now)</td>\
            <td class="n">\(goal.words(goal.target, t))<br><span class="small soft">\(t.shortDate(goal.targetDay, today: today))</span></td>\
            <td>\(GoalDrawing.spark(goal, line.points, t))</td>\
            <td>\(Part.chip(t(line.reading.verdict.label), line.reading.verdict.tone))</td></tr>
            """
    }

    /// How the figure comes about: `meet zichzelf: plaatsingen`, or the source and the day of what people wrote down.
    static func how(_ line: GoalBoard.Line, _ t: Texts, today: Day) -> String {
        let goal = line.goal
        if goal.isLive { return t("meet zichzelf: \(goal.measureWords(t))") }
        var words = [t("met de hand: \(goal.measureWords(t))")]
        if let day = line.reading.day { words.append(t.shortDate(day, today: today)) }
        if let base = line.reading.base { words.append(t("n = \(base)")) }
        return words.joined(separator: ", ")
    }
}
