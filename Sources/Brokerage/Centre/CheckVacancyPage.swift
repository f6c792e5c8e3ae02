import Community
import Core
import Storage
import Web

/// A vacancy as the centre judges it: all the public would see, what changed, and the decision.
struct VacancyCheck: Sendable {
    let view: VacancyView
    let history: ObjectHistory

    /// - Throws: `WebError.notFound` for what is not the visitor's to judge: another municipality's, a template, or a
    ///   draft that nobody sent in yet.
    init(_ number: Int, municipalities: [String], in db: any SQLConnection) throws {
        guard let view = try VacancyView.load(number: number, in: db),
            municipalities.contains(view.vacancy.municipality),
            !view.vacancy.isTemplate, view.vacancy.state != .draft || view.vacancy.submittedAt != nil
        else { throw WebError.notFound }
        self.view = view
        history = try ObjectHistory(view.vacancy.id.text, in: db)
    }

    var waits: Bool { view.vacancy.state == .submitted || view.vacancy.hasUnseenChanges }
}

struct CheckVacancyPage {
    let visit: Visit
    let check: VacancyCheck
    let feedback: FormState
    private var t: Texts { visit.t }
    private var vacancy: Vacancy { check.view.vacancy }
    private var owner: Organisation { check.view.organisation }
    private var parts: CheckMarkup { CheckMarkup(visit: visit) }
    private var path: String { "/centrale/vacatures/\(vacancy.number)" }

    func reply(status: Int = 200) -> Reply {
        visit.page(
            vacancy.title, status: status,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Nakijken"), CentreRoutes.home)], label: t("Waar je bent")))\
            <header class="stack"><h1>\(vacancy.title)</h1><p class="lead"><a href="/centrale/organisaties/\(owner.number)">\(owner.name)</a></p>\
            <p class="row">\(Part.chip(t(vacancy.state.label), tone))\(if: vacancy.hasUnseenChanges, Part.chip(t("Wijziging wacht op controle"), .wait))\
            \(waiting)</p>\(if: check.waits, parts.toDecision)</header>\
            <div class="columns side-right"><div class="stack">\(privacy)\(parts.changes(changes))\(story)\(facts)\(parts.test(owner.test))</div>\
            <div class="stack brief">\(decision)\(parts.history(check.history))</div></div></div>
            """)
    }

    private var tone: Part.Tone {
        switch vacancy.state {
        case .online: .good
        case .submitted, .paused: .wait
        case .draft, .closed: .plain
        }
    }

    private var waiting: HTML {
        guard check.waits, let since = vacancy.submittedAt else { return .empty }
        return "<span class=\"small soft\">\(t("Ingestuurd: \(t.ago(since, now: visit.now))"))</span>"
    }

    private var privacy: HTML {
        let fields = vacancy.privateLooking
        if fields.isEmpty { return .empty }
        let names = fields.map { t($0) }.joined(separator: ", ")
        return Part.notice(t("Hier lijkt een e-mailadres of telefoonnummer te staan: \(names)."))
    }

    private var changes: [(label: String, before: String, after: String)]? {
        VacancySnapshot.changes(of: vacancy, t: t)?.map { (t($0.key.label), $0.old, $0.new) }
    }

    private var story: HTML {
        let texts: [(String, String)] = [
            (t("Wat ga je doen?"), vacancy.what), (t("Waarom is het nodig?"), vacancy.why),
            (t("Wat vragen we van je?"), vacancy.requirements), (t("Wat krijg je ervoor terug?"), vacancy.gets),
        ]
        let parts: HTML = "\(texts.filter { !$0.1.isEmpty }, { "<h3>\($0.0)</h3>\(HTML(paragraphs: $0.1))" })"
        return Part.card(
            t("De tekst"),
            "\(parts)<p class=\"no-print\"><a href=\"\(vacancy.path)\">\(t("Bekijk de hele pagina zoals bezoekers die zien"))</a></p>"
        )
    }

    private var facts: HTML {
        VacancyAside(page: VacancyPage(view: check.view, sight: .preview, similar: [], visit: visit)).markup
    }

    private var decision: HTML {
        guard check.waits else { return Part.card(t("Jouw besluit"), "<p>\(settled)</p>\(returned)") }
        let label = vacancy.hasUnseenChanges ? t("Keur de wijziging goed") : t("Keur goed en zet online")
        return parts.decision(
            path: path, seen: vacancy.updatedAt, approve: label, obstacle: obstacle, feedback: feedback,
            suggestions: Feedback.forVacancy)
    }

    private var obstacle: HTML? {
        guard !vacancy.hasUnseenChanges, !owner.mayPublish else { return nil }
        return """
            <p>\(t("De organisatie is nog niet goedgekeurd. Kijk eerst daarnaar. Daarna kan de vacature online."))</p>\
            <p>\(Part.button(t("Naar de organisatie"), "/centrale/organisaties/\(owner.number)", quiet: true, compact: true))</p>
            """
    }

    private var settled: String {
        switch vacancy.state {
        case .draft: t("Teruggegeven. De organisatie is aan zet.")
        case .online: t("Deze vacature staat online. Je hoeft niets te doen.")
        case .paused: t("Deze vacature staat op pauze. Je hoeft niets te doen.")
        case .closed, .submitted: t("Deze vacature is gesloten. Je hoeft niets te doen.")
        }
    }

    private var returned: HTML {
        guard vacancy.state == .draft else { return .empty }
        return "\(vacancy.feedback, { "<blockquote>\($0)</blockquote>" })"
    }
}
