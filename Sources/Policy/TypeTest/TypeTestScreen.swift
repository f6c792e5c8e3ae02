import Core
import Web

/// The result for the wall: one thought on each screen, large type, no menu. The next screen is a plain link that has
/// the keyboard already: Enter goes on.
struct TypeTestScreen {
    let visit: Visit
    let session: TypeTestSession
    /// The address of the screens of this session, without the number.
    let path: String
    /// Where the one who runs it goes back to.
    let home: String
    private var t: Texts { visit.t }

    struct Sheet {
        let title: String
        let body: HTML
    }

    /// While people fill it in: how to take part.
    func door(sent: Int) -> Reply {
        let code: HTML = "\(session.code, { "<p class=\"tt-code\">\(TypeTestCode.spoken($0))</p>" })"
        return document(
            Sheet(
                title: session.title,
                body: """
                    <p>\(t("Pak je telefoon en ga naar"))</p><p class="tt-address">\(host)/typetest</p>\(code)\
                    <p class="soft">\(t("\(sent) ingestuurd"))</p><p class="row"><a class="button quiet" href="\(path)">\(t("Ververs"))</a></p>
                    """), number: 1, of: 1)
    }

    /// The address as people type it.
    private var host: String {
        let origin = visit.site.origin
        return origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? origin
    }

    func result(_ result: TypeTestResult, number: Int) -> Reply? {
        let sheets = Self.sheets(result, t: t)
        guard sheets.indices.contains(number - 1) else { return nil }
        return document(sheets[number - 1], number: number, of: sheets.count)
    }

    static func sheets(_ result: TypeTestResult, t: Texts) -> [Sheet] {
        let content = result.content
        let words = TypeTestWords(t: t, content: content)
        var sheets: [Sheet] = []
        for outcome in result.outcomes {
            let name = words.name(outcome.viewpoint)
            let picture: HTML = outcome.level == .everything ? TypeTestQuadrant(words: words, outcome).svg : .empty
            sheets.append(
                Sheet(
                    title: name,
                    body: """
                        <div class="tt-sheet">\(picture)<div class="stack"><p><strong>\(words.headline(outcome))</strong></p>\
                        \(words.reserve(outcome), { "<p class=\"soft\">\($0)</p>" })</div></div>
                        """
                ))
            if let border = words.border(outcome) {
                sheets.append(
                    Sheet(
                        title: t("Op de grens"),
                        body: "<p>\(border)</p><p class=\"soft\">\(words.spread(outcome) ?? "")</p>"))
            }
        }
        if let main = result.main {
            sheets += divided(main, words)
            if let type = content.type(main.type) {
                sheets.append(
                    Sheet(
                        title: words.name(type),
                        body: "<p>\(t(type.description))</p>\(TypeTestTypeCard(t: t, type: type).lists(level: 2))"))
            }
        }
        sheets += content.discussion.map {
            Sheet(title: t($0.question), body: "<p class=\"soft\">\(t($0.help))</p>")
        }
        sheets.append(Sheet(title: t("Tot slot"), body: "<p>\(t(content.closing))</p>"))
        return sheets
    }

    /// The statements that divide the group, one by one.
    private static func divided(_ outcome: TypeTestOutcome, _ words: TypeTestWords) -> [Sheet] {
        let t = words.t
        let bars = TypeTestBars(words: words, outcome: outcome)
        return outcome.agenda.prefix(4).compactMap { item in
            words.statement(item.number).map { statement in
                Sheet(
                    title: t(statement.agenda),
                    body: """
                        \(bars.bar(item.tally))<p class="soft">\(words.tally(item.tally, of: outcome.count))</p>\
                        <div class="tt-three"><p><strong>a</strong> \(t(statement.a))</p><p><strong>b</strong> \(t(statement.b))</p></div>
                        """)
            }
        }
    }

    private func document(_ sheet: Sheet, number: Int, of count: Int) -> Reply {
        let back: HTML =
            number > 1
            ? "<a class=\"button quiet\" rel=\"prev\" href=\"\(path)/\(number - 1)\">\(t("Vorige"))</a>" : .empty
        let on: HTML =
            number < count
            ? "<a class=\"button\" rel=\"next\" href=\"\(path)/\(number + 1)\" autofocus>\(t("Volgende"))</a>" : .empty
        return .html(
            """
            <!doctype html>
            <html lang="\(t.language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
            <title>\(sheet.title) – \(session.title)</title><link rel="stylesheet" href="\(Assets.url("css/tokens.css"))">\
            <link rel="stylesheet" href="\(Assets.url("css/inzet.css"))"></head>
            <body class="tt-screen"><main><h1>\(sheet.title)</h1>\(sheet.body)</main>\
            <nav aria-label="\(t("Bladen"))"><a href="\(home)">\(t("Stop"))</a><span>\(number) / \(count)</span><span class="row">\(back)\(on)</span></nav></body></html>
            """)
    }
}
