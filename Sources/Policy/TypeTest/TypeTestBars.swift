import Core
import Web

/// How a group is spread over the answers: a bar for each statement that shows the stretch of numbers it hears.
struct TypeTestBars {
    let words: TypeTestWords
    let outcome: TypeTestOutcome
    private var t: Texts { words.t }

    /// All statements with both answers, in the order in which they were asked.
    func table(caption: String) -> HTML {
        Table(
            caption,
            [
                .init(t("Stelling")), .init(t("Hoeveel kozen \(words.content.scoring.countedAnswer)?")),
                .init(t("Antwoorden")),
            ],
            rows: outcome.statements.compactMap { item in
                words.statement(item.number).map { statement in
                    [
                        "\(statement.number). \(t(statement.agenda))",
                        "\(bar(item.tally))<span class=\"small\">\(words.tally(item.tally, of: outcome.count))</span>",
                        "<span class=\"small\">a: \(t(statement.a))<br>b: \(t(statement.b))</span>",
                    ]
                }
            }
        ).markup
    }

    /// A line from none to all with the stretch on it; the words beside it say the same.
    func bar(_ tally: TypeTestTally) -> HTML {
        let all = max(1, outcome.count)
        let start = tally.lower * 200 / all
        let end = max(start + 4, tally.upper * 200 / all)
        return """
            <svg class="tt-bar" viewBox="0 0 200 14" aria-hidden="true" focusable="false" preserveAspectRatio="none"><rect class="tt-track" width="200" height="14" rx="3"/>\
            <rect class="tt-stretch" x="\(start)" width="\(end - start)" height="14" rx="3"/><path class="axis" d="M100 0V14"/></svg>
            """
    }

    /// The statements that divide the group, for a talk.
    func agenda(most: Int = 5) -> HTML {
        let items = outcome.agenda.prefix(most)
        guard !items.isEmpty else { return "<p>\(noAgenda)</p>" }
        return """
            <ol class="tt-agenda">\(items, { item in
                "<li><div class=\"row apart\"><span>\(words.statement(item.number).map { t($0.agenda) } ?? "")</span><span class=\"soft small\">\(words.tally(item.tally, of: outcome.count))</span></div>\(bar(item.tally))</li>"
            })</ol>
            """
    }

    var noAgenda: String {
        outcome.level == .everything && outcome.count >= 8
            ? t("Er is geen stelling waarover jullie echt verdeeld zijn. Praat over de vragen hieronder.")
            : t("Met deze groep kunnen we niet zeggen welke stelling jullie verdeelt. Loop de stellingen samen langs.")
    }
}
