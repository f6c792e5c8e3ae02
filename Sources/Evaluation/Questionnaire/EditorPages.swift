import Community
import Core
import Questionnaires
import Storage
import Web

/// The questionnaire as its maker works on it: pages and questions in order, each with what can be done to it.
struct EditorPages {
    let visit: Visit
    let stored: StoredQuestionnaire
    let last: PastChange?
    let surveys: [Survey]

    private var t: Texts { visit.t }
    private var content: Questionnaire { stored.content }
    private var first: String { stored.first }

    static func load(_ visit: Visit, in db: any SQLConnection) throws -> EditorPages {
        let stored = try StoredQuestionnaire.found(visit, in: db)
        return EditorPages(
            visit: visit, stored: stored, last: try PastChange.last(of: stored, in: db),
            surveys: try stored.surveys(in: db))
    }

    func outline() -> Reply {
        let problems = content.problems()
        let count = content.questions.count { $0.kind != .info }
        let minutes = max(1, (count * 15 + 59) / 60)
        let lead =
            "\(t.plural(count, "1 vraag", "\(count) vragen")) · \(t.plural(minutes, "ongeveer 1 minuut", "ongeveer \(minutes) minuten"))"
        let actions: HTML =
            Part.button(t("Bekijk als invuller"), stored.path("voorbeeld"))
            + Part.button(t("Titel en teksten"), stored.path("gegevens"), quiet: true)
        return visit.questionnairePage(
            stored, intro: lead, actions: actions,
            """
            \(undo)\(frozenNote)\(ProblemList(problems, stored: stored, t: t).markup)\
            <div class="columns side-right"><div class="stack">\(content.blocks.enumerated().map { $0 }, { page($0.element, $0.offset) })\(newPage)</div>\
            <aside class="stack no-print">\(tools)</aside></div>
            """)
    }

    private var undo: HTML {
        guard let last else { return .empty }
        let label = t(last.change.label(last.target))
        return """
            <div class="notice plain row apart no-print"><span>\(t("Laatste wijziging: \(label).")) </span>\(visit.buttonForm(action: stored.path("ongedaan"), label: t("Maak ongedaan")))</div>
            """
    }

    private var frozenNote: HTML {
        let open = surveys.filter { $0.version != nil }
        if open.isEmpty { return .empty }
        return Part.notice(
            t(
                "Een enquête die al open is, houdt de vragen die hij had. Wat je hier verandert, geldt voor een volgende."
            ), .plain)
    }

    // MARK: Pages and questions

    private func page(_ block: Questionnaire.Block, _ index: Int) -> HTML {
        let title = block.title?(first) ?? ""
        let name = title.isEmpty ? t("Pagina \(index + 1)") : t("Pagina \(index + 1): \(title)")
        let path = stored.path("pagina/\(block.id)")
        let buttons = tools(
            path, name, isFirst: index == 0, isLast: index == content.blocks.count - 1, copies: false)
        let empty: HTML = "<p class=\"soft\">\(t("Deze pagina is nog leeg."))</p>"
        let list: HTML =
            "<ol class=\"survey-outline\">\(block.questions.enumerated().map { $0 }, { question($0.element, block, index, $0.offset) })</ol>"
        return """
            <section class="card stack" id="pagina-\(block.id)"><div class="row apart"><h2>\(name)</h2><div class="row no-print">\(buttons)</div></div>\
            \(condition(block.showIf))\(block.intro, { "<p class=\"soft\" lang=\"\(first)\">\($0(first))</p>" })\
            \(if: block.questions.isEmpty, empty)\(if: !block.questions.isEmpty, list)\(newQuestion(block, name))</section>
            """
    }

    private func question(_ question: Question, _ block: Questionnaire.Block, _ page: Int, _ index: Int) -> HTML {
        let path = stored.path("vraag/\(question.id)")
        let isFirst = page == 0 && index == 0
        let isLast = page == content.blocks.count - 1 && index == block.questions.count - 1
        let count = question.rows.isEmpty ? question.choices.count : question.rows.count
        let detail =
            question.rows.isEmpty
            ? t.plural(count, "1 antwoord", "\(count) antwoorden") : t.plural(count, "1 regel", "\(count) regels")
        let chips: HTML = """
            \(Part.chip(question.id))\(Part.chip(t(question.kind.label)))\(if: count > 0, Part.chip(detail))\
            \(if: question.isRequired, Part.chip(t("verplicht"), .warm))
            """
        let text = question.text(first)
        return """
            <li id="vraag-\(question.id)"><p><a href="\(path)" lang="\(first)">\(text.isEmpty ? t("Nog zonder tekst") : text)</a></p>\
            <p class="chips">\(chips)</p>\(condition(question.showIf))\
            <div class="row no-print">\(tools(path, question.id, isFirst: isFirst, isLast: isLast, copies: true))</div></li>
            """
    }

    private func condition(_ source: String?) -> HTML {
        guard let source, !source.isEmpty else { return .empty }
        return "<p class=\"small soft\">\(t("Alleen als")) <code>\(source)</code></p>"
    }

    private func tools(_ path: String, _ name: String, isFirst: Bool, isLast: Bool, copies: Bool) -> HTML {
        var buttons: HTML = """
            <a class="button quiet compact" href="\(path)" aria-label="\(t("Verander \(name)"))">\(t("Verander"))</a>
            """
        if !isFirst { buttons += button(path + "/omhoog", t("Omhoog"), t("Omhoog: \(name)")) }
        if !isLast { buttons += button(path + "/omlaag", t("Omlaag"), t("Omlaag: \(name)")) }
        if copies { buttons += button(path + "/kopie", t("Kopieer"), t("Kopieer \(name)")) }
        buttons += button(path + "/weg", t("Verwijder"), t("Verwijder \(name)"))
        return buttons
    }

    private func button(_ action: String, _ label: String, _ spoken: String) -> HTML {
        visit.form(
            action: action, classes: "inline",
            "<button class=\"quiet compact\" aria-label=\"\(spoken)\">\(label)</button>")
    }

    private func newQuestion(_ block: Questionnaire.Block, _ name: String) -> HTML {
        let id = "soort-\(block.id)"
        return visit.form(
            action: stored.path("vraag"), classes: "row no-print",
            """
            <input type="hidden" name="pagina" value="\(block.id)"><div class="field"><label for="\(id)">\(t("Nieuwe vraag op deze pagina"))</label>\
            <select id="\(id)" name="soort">\(Question.Kind.allCases, { "<option value=\"\($0.rawValue)\">\(t($0.label))</option>" })</select></div>\
            <button class="quiet" aria-label="\(t("Voeg een vraag toe aan \(name)"))">\(t("Voeg toe"))</button>
            """)
    }

    private var newPage: HTML {
        visit.form(
            action: stored.path("pagina"), classes: "no-print",
            "<button class=\"quiet\">\(t("Voeg een pagina toe"))</button>")
    }

    // MARK: Beside it

    private var tools: HTML {
        let languages = content.languages.dropFirst().map { (t("Vertaling: \($0)"), stored.path("taal/\($0)")) }
        var links: [(String, String)] = [
            (t("Neem een vraag van anderen over"), QuestionnairePart.shelf + "/vragen?naar=\(stored.number)")
        ]
        links += languages
        links += [
            (t("Versies"), stored.path("versies")), (t("Download als YAML"), stored.path("vragenlijst.yaml")),
            (t("Download als XLSForm"), stored.path("vragenlijst.xlsx")),
            (t("Lees een bestand in"), stored.path("inlezen")),
        ]
        let begin = Part.button(t("Begin een enquête"), "/enquetes/nieuw?vragenlijst=eigen-\(stored.id)", quiet: true)
        let used: HTML =
            surveys.isEmpty
            ? "<p>\(t("Nog geen enquête gebruikt deze vragenlijst."))</p><p>\(begin)</p>"
            : "<ul>\(surveys, { "<li><a href=\"\($0.path())\">\($0.title)</a> <span class=\"soft\">\(t($0.state.label))</span></li>" })</ul><p>\(begin)</p>"
        let archive =
            stored.archivedAt == nil
            ? visit.buttonForm(action: stored.path("opbergen"), label: t("Berg deze vragenlijst op"))
            : visit.buttonForm(action: stored.path("terughalen"), label: t("Haal deze vragenlijst terug"))
        return """
            \(Part.card(t("Meer"), "<ul>\(links, { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" })</ul>"))\
            \(Part.card(t("Gebruikt in"), used))\(archive)
            """
    }
}

extension Visit {
    /// A page about a questionnaire, with the way up.
    func questionnairePage(
        _ stored: StoredQuestionnaire, title: String? = nil, intro: String? = nil, actions: HTML = .empty,
        status: Int = 200, _ content: HTML
    ) -> Reply {
        var steps = [(t("Enquêtes"), "/enquetes"), (t("Vragenlijsten"), QuestionnairePart.shelf)]
        if title != nil { steps.append((stored.name, stored.path())) }
        let heading = title ?? stored.name
        return page(
            title.map { "\($0) – \(stored.name)" } ?? heading, status: status,
            """
            <div class="wrap stack page">\(Part.breadcrumbs(steps, label: t("Je bent hier")))\
            <div class="row apart"><div><h1>\(heading)</h1>\(intro, { "<p class=\"lead\">\($0)</p>" })</div>\
            \(if: !actions.isEmpty, "<div class=\"row no-print\">\(actions)</div>")</div>\(content)</div>
            """)
    }
}
