import Community
import Core
import Web

/// The agreements of a round on the desk of those who work on it.
struct AgreementPages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var base: String { cycle.path(.agreements) }
    private var markup: AgreementMarkup { AgreementMarkup(t: t, today: visit.today) }

    /// - Parameter isOvertaken: somebody else saved while this was being written.
    func edit(_ it: Agreement?, _ form: Form, _ state: FormState, isOvertaken: Bool = false, status: Int = 200) -> Reply
    {
        let notice: HTML =
            isOvertaken
            ? Part.notice(
                t("Terwijl jij schreef, bewaarde iemand anders deze afspraak. Wat jij typte, staat er nog."), .bad)
            : .empty
        let action = it.map { $0.path + "/wijzigen" } ?? base + "/nieuw"
        return visit.cyclePage(
            cycle, .agreements, title: it == nil ? t("Maak een afspraak") : t("Wijzig de afspraak"),
            intro: it == nil
                ? t("Je bewaart hem eerst als concept. Klopt het voor iedereen? Dan leg je hem vast.") : nil,
            step: "", status: status,
            notice
                + visit.form(
                    action: action, classes: "stack narrow",
                    """
                    \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                    <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), it?.path ?? base, quiet: true))</p>
                    """))
    }

    /// - Parameter figure: what the platform counts now of the agreement's figure.
    func one(_ view: AgreementView, changes: [AgreementChange], figure: Indicator.Measured?) -> Reply {
        let it = view.it
        let unknown = view.parties.filter { $0.organisation == nil }
        let hint: HTML =
            visit.mayChange(cycle) && it.state != .ended && !unknown.isEmpty
            ? Part.notice(
                t(
                    "Niet in het register: \(unknown.map(\.name).joined(separator: ", ")). Voor deze partij doe jij verslag."
                ))
            : .empty
        let history = markup.history(view, changes, names: true)
        return visit.cyclePage(
            cycle, .agreements, title: it.title, intro: t(it.kind.label), step: "", actions: actions(view),
            """
            \(next(view))<div class="row">\(markup.chip(view))\(if: it.isShown, "<a class=\"small\" href=\"\(it.publicPath)\">\(t("Zo ziet iedereen het"))</a>")</div>\
            \(hint)\(Part.card(t("De afspraak"), markup.facts(view, opensRound: true, figure: figure)))\
            <section class="stack"><h2>\(t("Hoe het gaat"))</h2>\(markup.reports(view))</section>\(history)
            """)
    }

    private func actions(_ view: AgreementView) -> HTML {
        let it = view.it
        let print: HTML = "<button class=\"quiet\" type=\"button\" data-print hidden>\(t("Print"))</button>"
        guard visit.mayChange(cycle) else { return print }
        let change = Part.button(t("Wijzig"), it.path + "/wijzigen", quiet: true)
        switch it.state {
        case .draft:
            let version = [("versie", String(it.version))]
            return """
                \(print)\(change)\(visit.buttonForm(action: it.path + "/verwijderen", label: t("Verwijder"), classes: "quiet"))\
                \(visit.buttonForm(action: it.path + "/vastleggen", label: t("Leg vast"), classes: "", fields: version))
                """
        case .agreed:
            let back: HTML =
                view.reports.isEmpty
                ? visit.buttonForm(action: it.path + "/terughalen", label: t("Terug naar concept"), classes: "quiet")
                : .empty
            return """
                \(print)\(change)\(back)\(Part.button(t("Beëindig"), it.path + "/beeindigen", quiet: true))\
                \(Part.button(t("Vertel hoe het gaat"), it.path + "/voortgang"))
                """
        case .ended:
            return print + visit.buttonForm(action: it.path + "/hervatten", label: t("Toch weer aan"), classes: "quiet")
        }
    }

    private func next(_ view: AgreementView) -> HTML {
        switch view.it.state {
        case .draft: return draft(view)
        case .ended: return reading(view)
        case .agreed:
            guard let day = view.openDay(today: visit.today) else { return reading(view) }
            return Part.notice(t("Het verslag tot en met \(t.date(day)) wordt gevraagd.")) + reading(view)
        }
    }

    private func draft(_ view: AgreementView) -> HTML {
        let it = view.it
        guard visit.mayChange(cycle) else { return .empty }
        if let since = it.sharedAt {
            let stop = visit.buttonForm(
                action: it.path + "/niet-laten-lezen", label: t("Laat het niet meer lezen"), classes: "quiet compact")
            return """
                \(Part.notice(t("Dit is een concept. De partijen kunnen het lezen sinds \(t.date(since.day)).")))\
                \(reading(view))<div class="row no-print">\(stop)</div>
                """
        }
        guard view.parties.contains(where: { $0.organisation != nil }) else {
            return Part.notice(
                t("Dit is een concept. Geen van de partijen staat in het register: print het en geef het mee."))
        }
        let share = visit.buttonForm(action: it.path + "/laten-lezen", label: t("Laat de partijen lezen"), classes: "")
        return """
            \(Part.notice(t("Dit is een concept. Laat het de partijen lezen en leg het dan vast.")))\
            <div class="row no-print">\(share)</div>
            """
    }

    /// Who of the parties read the last news, for those who work on the round.
    private func reading(_ view: AgreementView) -> HTML {
        guard visit.mayChange(cycle), view.it.newsVersion > 0 else { return .empty }
        let unread = Set(view.unread.compactMap(\.organisation))
        let read = view.parties.filter { party in party.organisation.map { !unread.contains($0) } ?? false }
        var words: [String] = []
        if !read.isEmpty { words.append(t("Gelezen door: \(read.map(\.name).joined(separator: ", ")).")) }
        if !view.unread.isEmpty {
            words.append(t("Nog niet gelezen door: \(view.unread.map(\.name).joined(separator: ", "))."))
        }
        return words.isEmpty ? .empty : "<p class=\"small no-print\">\(words.joined(separator: " "))</p>"
    }

    func end(_ it: Agreement, _ state: FormState, status: Int = 200) -> Reply {
        visit.cyclePage(
            cycle, .agreements, title: t("Beëindig “\(it.title)”"), step: "", status: status,
            visit.form(
                action: it.path + "/beeindigen", classes: "stack narrow",
                """
                \(visit.errorSummary(AgreementForm.end, state))\(visit.fields(AgreementForm.end, state))\
                <p class="row"><button>\(t("Beëindig"))</button>\(Part.button(t("Terug"), it.path, quiet: true))</p>
                """))
    }

    func progress(_ it: Agreement, _ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.cyclePage(
            cycle, .agreements, title: t("Hoe gaat “\(it.title)”?"),
            intro: t(
                "Drie regels en een kleur zijn genoeg. Schreef je dit verslag al? Dan komt het nieuwe ervoor in de plaats."
            ),
            step: "", status: status,
            Self.progressForm(visit, it, form, state, action: it.path + "/voortgang", back: it.path))
    }

    static func progressForm(
        _ visit: Visit, _ it: Agreement, _ form: Form, _ state: FormState, action: String, back: String
    ) -> HTML {
        let t = visit.t
        let open: HTML =
            it.isPublic ? Part.notice(t("Iedereen kan dit verslag lezen. Schrijf geen namen van mensen op.")) : .empty
        return visit.form(
            action: action, classes: "stack narrow",
            """
            \(open)\(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(t("Bewaar het verslag"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """)
    }
}
