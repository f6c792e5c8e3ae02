import Core
import Web

/// One page of questions to fill in.
struct ScanSectionPage {
    let visit: Visit
    let cycle: PolicyCycle
    let filled: FilledScan
    let previous: FilledScan?
    let section: ScanSection
    let form: ScanSectionForm
    /// What the house counts by itself, by question.
    let counts: [String: [String]]
    private var t: Texts { visit.t }

    /// - Parameters:
    ///   - state: what stands in the fields.
    ///   - overtaken: someone else saved the page while this visitor was typing.
    func reply(_ state: FormState, overtaken: Bool = false) -> Reply {
        let sections = filled.sheet.sections
        let place = (sections.firstIndex { $0.id == section.id } ?? 0) + 1
        let fields = form.form
        let revision = filled.notes[section.id]?.revision ?? 0
        let facts: HTML =
            section.facts.isEmpty
            ? .empty : "<div class=\"card\">\(fields.fields, { visit.field($0, state) })</div>"
        let notice: HTML =
            overtaken
            ? Part.notice(
                t("Iemand anders bewaarde deze vragen net. Er is niets overschreven. Vergelijk, en bewaar opnieuw."),
                .bad) : .empty
        let content: HTML = """
            <input type="hidden" name="\(ScanSectionForm.revision)" value="\(revision)">\(visit.errorSummary(fields, state))\
            \(section.questions, { question($0, fields, state, overtaken: overtaken) })\(facts)\(action(fields, state, overtaken: overtaken))\
            <p class="row"><button>\(t("Bewaar en ga verder"))</button>\(Part.button(t("Terug"), filled.run.path(cycle), quiet: true))</p>
            """
        return visit.cyclePage(
            cycle, .scans, title: t(section.title), intro: t(section.explanation), step: t(filled.sheet.title),
            status: state.isValid && !overtaken ? 200 : 400,
            """
            <p class="small soft">\(t("Deel \(place) van \(sections.count)")) · <a href="\(filled.run.path(cycle))">\(t(filled.sheet.title))</a></p>\
            \(notice)\(visit.form(action: filled.run.path(cycle, section.id), classes: "stack", content))
            """)
    }

    private func question(_ question: ScanQuestion, _ fields: Form, _ state: FormState, overtaken: Bool) -> HTML {
        let choice = ScanSectionForm.choice(question.id)
        let note = ScanSectionForm.note(question.id)
        return """
            <div class="card stack scan-question">\(visit.field(choice, of: fields, state))\(before(question))\
            \(counts[question.id] ?? [], { "<p class=\"small\">\($0)</p>" })\(if: overtaken, other(question, state))\
            \(visit.field(note, of: fields, state))\(question.source.markup(t))</div>
            """
    }

    private func before(_ question: ScanQuestion) -> HTML {
        guard let previous, let given = previous.answers[question.id], given.choice != nil else { return .empty }
        let day = t.date(previous.run.day)
        let text = previous.sheet.answers.text(given.choice, t)
        return "<p class=\"small soft\">\(t("Vorige keer, \(day): \(text)."))</p>"
    }

    /// What the other person saved, where it differs from what stands in the field.
    private func other(_ question: ScanQuestion, _ state: FormState) -> HTML {
        let given = filled.answers[question.id]
        let isSame =
            (given?.choice ?? "") == state[ScanSectionForm.choice(question.id)]
            && (given?.note ?? "") == state[ScanSectionForm.note(question.id)]
        if isSame { return .empty }
        return """
            <div class="notice wait"><p>\(t("Bewaard door een ander: \(filled.sheet.answers.text(given?.choice, t))"))</p>\(HTML(paragraphs: given?.note ?? ""))</div>
            """
    }

    private func action(_ fields: Form, _ state: FormState, overtaken: Bool) -> HTML {
        guard section.hasAction else { return .empty }
        let names = ["verankerd", "actie", "eigenaar", "klaar-op"]
        let saved = filled.notes[section.id]?.action ?? ""
        let other: HTML =
            overtaken && saved != state["actie"] && !saved.isEmpty
            ? Part.notice(t("Bewaard door een ander: \(saved)")) : .empty
        return """
            <section class="card stack"><h2 class="h3">\(t("Wat doen jullie eraan?"))</h2>\
            <p class="hint">\(t("Leeg laten mag. Kies liever een paar acties die lukken."))</p>\(other)\(names, { visit.field($0, of: fields, state) })</section>
            """
    }
}
