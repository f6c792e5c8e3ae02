import Community
import Core
import Web

/// One element: what is there, what readers said, and the way to write.
struct ElementPages {
    let visit: Visit
    let view: ElementView
    let content: ElementsContent
    var commentState: FormState?
    private var t: Texts { visit.t }
    private var path: PlanPath { PlanPath(view.cycle) }
    private var number: Int { view.content.number }
    private var mayChange: Bool { visit.mayChange(view.cycle) }
    private var paragraphs: [String] { Paragraphs.split(view.element.text) }

    func page(status: Int = 200) -> Reply {
        let name = t(view.content.name)
        let write: HTML = mayChange ? Part.button(t("Schrijf"), path.write(number)) : .empty
        let versions: HTML =
            view.element.version > 0 ? Part.button(t("Versies"), path.versions(number), quiet: true) : .empty
        let notices = ClashNotice.list(visit, view.cycle, content, waiting: view.waiting, untold: view.untold)
        let form = PlanComment.form(paragraphs: paragraphs, t: t)
        let summary: HTML = commentState.map { visit.errorSummary(form, $0) } ?? .empty
        return visit.cyclePage(
            view.cycle, .plan, title: "\(number). \(name)", intro: t(view.content.guidance), step: name,
            actions: versions + write, status: status,
            """
            \(summary)\(PlanFrame.nav(visit, view.cycle, current: .text))\(notices)\(skipped)\(text)\(lostComments)\
            \(commentForm(form))\(told)\(around)
            """)
    }

    private var skipped: HTML {
        guard let reason = view.element.skipReason else { return .empty }
        let undo: HTML =
            mayChange
            ? visit.buttonForm(action: path.element(number) + "/toch", label: t("Toch opnemen")) : .empty
        return """
            <div class="notice row apart"><span>\(t("Dit onderdeel is overgeslagen. Reden: \(reason)"))</span>\(undo)</div>
            """
    }

    private var text: HTML {
        if paragraphs.isEmpty {
            let start: HTML =
                mayChange
                ? "<p class=\"row\">\(Part.button(t("Schrijf"), path.write(number)))\(Part.button(t("Sla over"), path.element(number) + "/overslaan", quiet: true))</p>"
                : .empty
            return view.element.skipReason != nil
                ? .empty
                : "<section class=\"card stack\"><h2>\(t("Hier staat nog niets"))</h2><p>\(t("Wat jij schrijft, komt boven wat de andere onderdelen vertellen."))</p>\(start)</section>"
        }
        let saved = view.element.savedAt.map {
            t(
                "Versie \(view.element.version), bewaard door \(PlanFrame.name(view.element.author, t)) op \(t.dateTime($0))"
            )
        }
        return """
            <section class="stack"><h2>\(t("Onze tekst"))</h2>\(saved, { "<p class=\"small soft\">\($0)</p>" })\
            \(paragraphs.enumerated(), { paragraph($0.offset + 1, $0.element) })</section>
            """
    }

    private func paragraph(_ index: Int, _ text: String) -> HTML {
        let remarks = view.comments.filter { $0.paragraph == text }
        return """
            <div class="paragraph" id="alinea-\(index)"><span class="paragraph-number small soft" aria-hidden="true">\(index)</span>\
            <div class="stack">\(HTML(markdown: text))\(remarks, { CommentMarkup(visit: visit, cycle: view.cycle).one($0) })</div></div>
            """
    }

    private var told: HTML {
        var page = ReportPage(t: t)
        let blocks = page.markup(view.told)
        let links: HTML = """
            \(view.references, { item in
                "<p><a href=\"\(path.element(item.element.number))\">\(t("\(t(item.part.label)): zie onderdeel \(item.element.number), \(t(item.element.name))"))</a></p>"
            })
            """
        if view.told.isEmpty, view.references.isEmpty {
            return
                "<section class=\"card stack\"><h2>\(t("Dit vult zichzelf"))</h2><p class=\"soft\">\(t("Nog niets. Hier komt:")) \(t(view.content.filledWith))</p></section>"
        }
        return """
            <section class="card stack"><h2>\(t("Dit vult zichzelf"))</h2><p class="small soft">\(t("Dit komt uit de andere onderdelen van de ronde en verandert mee, tot de raad het plan vaststelt."))</p>\
            \(if: !view.told.isEmpty, "<details\(flag: "open", paragraphs.isEmpty)><summary>\(t("Bekijk het"))</summary><div class=\"stack\">\(blocks)</div></details>")\
            \(links)</section>
            """
    }

    // MARK: Remarks

    private var lostComments: HTML {
        let now = Set(paragraphs)
        let lost = view.comments.filter { !now.contains($0.paragraph) }
        if lost.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Opmerkingen bij het geheel en bij eerdere tekst"))</h2>\
            \(lost, { CommentMarkup(visit: visit, cycle: view.cycle, quotes: true).one($0) })</section>
            """
    }

    private func commentForm(_ form: Form) -> HTML {
        guard !view.cycle.isClosed else { return .empty }
        return """
            <section class="card stack no-print"><h2>\(t("Zeg er iets over"))</h2>\(visit.form(
                action: path.element(number) + "/opmerkingen", classes: "stack",
                "<input type=\"hidden\" name=\"versie\" value=\"\(view.element.version)\">\(visit.fields(form, commentState ?? form.filled()))<p><button>\(t("Plaats je opmerking"))</button></p>"))</section>
            """
    }

    private var around: HTML {
        let before = content.element(number: number - 1)
        let after = content.element(number: number + 1)
        let left: HTML = "\(before, { "<a href=\"\(path.element($0.number))\">← \($0.number). \(t($0.name))</a>" })"
        let right: HTML = "\(after, { "<a href=\"\(path.element($0.number))\">\($0.number). \(t($0.name)) →</a>" })"
        return "<div class=\"row apart no-print\"><span>\(left)</span><span>\(right)</span></div>"
    }
}
