import Community
import Core
import Web

/// The pieces that pages about agreements share.
struct AgreementMarkup {
    let t: Texts
    let today: Day

    func chip(_ view: AgreementView) -> HTML {
        switch view.it.state {
        case .draft: return Part.chip(t("concept"))
        case .ended: return Part.chip(t("beëindigd"))
        case .agreed:
            guard let light = view.light else { return Part.chip(t("nog geen verslag")) }
            return self.light(light)
        }
    }

    /// A word with the colour: who does not see the colour reads it.
    func light(_ light: ProgressReport.Light) -> HTML {
        let tone: Part.Tone =
            switch light {
            case .green: .good
            case .amber: .wait
            case .red: .bad
            }
        return Part.chip("● " + t(light.word), tone)
    }

    func card(_ view: AgreementView, path: String, level: Int = 2) -> HTML {
        let it = view.it
        let link: HTML = "<a href=\"\(path)\"\(attribute: "lang", t.typed)>\(it.title)</a>"
        let heading: HTML = level == 2 ? "<h2 class=\"h3\">\(link)</h2>" : "<h3>\(link)</h3>"
        let reason: HTML =
            view.reports.first.map { report in
                "<p class=\"small\"\(attribute: "lang", t.typed)>\(report.reason)</p>"
            } ?? .empty
        return """
            <li class="card stack edge-vertalen"><div class="row apart">\(heading)\(chip(view))</div>\
            <p class="small soft">\(names(view)) · \(period(it))</p>\(reason)</li>
            """
    }

    func names(_ view: AgreementView) -> String { view.parties.map(\.name).joined(separator: ", ") }

    func period(_ it: Agreement) -> String { "\(t.date(it.firstDay)) – \(t.date(it.lastDay))" }

    /// - Parameters:
    ///   - opensRound: the reader may follow the link to the goal.
    ///   - figure: what the platform counts now of the agreement's figure.
    func facts(_ view: AgreementView, opensRound: Bool, figure: Indicator.Measured? = nil) -> HTML {
        let it = view.it
        let lang = t.typed
        var facts: [(String, HTML)] = [
            (t("Wie doet wat"), "<div\(attribute: "lang", lang)>\(HTML(paragraphs: it.activity))</div>"),
            (t("Met wie"), parties(view)), (t("Wanneer"), "\(period(it))"),
        ]
        if let number = it.goalNumber, let result = it.goalResult {
            let words = t("Doel \(number): \(result)")
            facts.append(
                (
                    t("Voor welk doel"),
                    opensRound
                        ? "<a href=\"/beleid/\(it.cycleNumber)/\(CyclePartKind.goals.rawValue)/\(number)\"\(attribute: "lang", lang)>\(words)</a>"
                        : "<span\(attribute: "lang", lang)>\(words)</span>"
                ))
        }
        if let name = it.figureWords(t) {
            let now: HTML = "\(figure.flatMap { value($0, it) }, { " – \(t("nu: \($0)"))" })"
            facts.append((t("Cijfer"), "\(name)\(now)"))
        }
        if let indicator = it.indicator {
            facts.append((t("Waaraan je het ziet"), "<span\(attribute: "lang", lang)>\(indicator)</span>"))
        }
        if it.budgetLine != nil || it.budgetCents != nil {
            let words = [it.budgetCents.map { t.euros($0) }, it.budgetLineName].compactMap(\.self)
            facts.append((t("Geld"), "\(words.joined(separator: ", "))"))
        }
        facts.append((t("Verslag"), "\(t(it.rhythm.label))"))
        if let reason = it.endReason, let at = it.endedAt {
            facts.append(
                (t("Beëindigd"), "\(t.date(at.day)): <span\(attribute: "lang", lang)>\(reason)</span>"))
        }
        return Part.facts(facts)
    }

    private func value(_ measured: Indicator.Measured, _ it: Agreement) -> String? {
        guard let measure = it.figure.flatMap({ GoalsContent.standard?.measure($0) }) else {
            return Amount.number(measured.value, decimals: 1, t)
        }
        let unit = GoalsContent.standard?.unit(measure.unit)
        return Amount.words(measured.value, decimals: unit?.decimals ?? 0, unit: unit?.text.nl ?? "", t)
    }

    /// Each change with its reason and what stood there before.
    ///
    /// - Parameter names: whether the reader may know which officer did it.
    func history(_ view: AgreementView, _ changes: [AgreementChange], names: Bool) -> HTML {
        if changes.isEmpty { return .empty }
        var later = AgreementTerms(view.it, view.parties)
        var items = HTML.empty
        for change in changes {
            let author: HTML = names ? "\(change.author, { " <span class=\"small soft\">(\($0))</span>" })" : .empty
            let differences = change.before?.differences(to: later, t) ?? []
            items += """
                <li>\(t.date(change.at.day))\(author): <span\(attribute: "lang", t.typed)>\(change.reason)</span>\(before(differences, change.at))</li>
                """
            if let old = change.before { later = old }
        }
        return Part.card(t("Gewijzigd"), "<ul>\(items)</ul>")
    }

    private func before(_ differences: [AgreementTerms.Difference], _ at: Moment) -> HTML {
        if differences.isEmpty { return .empty }
        let rows: [[HTML]] = differences.map { line in
            [
                "\(t(line.label))", "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: line.before))</div>",
                "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: line.after))</div>",
            ]
        }
        let table = Table(
            t("Wat er op \(t.date(at.day)) veranderde"), [.init(t("Wat")), .init(t("Eerst")), .init(t("Daarna"))],
            rows: rows
        ).markup
        return "<details><summary>\(t("Wat er veranderde"))</summary>\(table)</details>"
    }

    private func parties(_ view: AgreementView) -> HTML {
        """
        <ul class="plain"\(attribute: "lang", t.typed)>\(view.parties, { party in
            let name: HTML = "\(party.organisationNumber, { "<a href=\"/organisaties/\($0)\">\(party.name)</a>" })\(if: party.organisationNumber == nil, "\(party.name)")"
            return "<li>\(name)\(if: !party.task.isEmpty, ": \(party.task)")</li>"
        })</ul>
        """
    }

    /// How it went, the newest first, each in three lines.
    func reports(_ view: AgreementView) -> HTML {
        if view.reports.isEmpty { return "<p>\(t("Er is nog niet verteld hoe het gaat."))</p>" }
        return "<ol class=\"plain told\">\(view.reports, { "<li>\(report($0))</li>" })</ol>"
    }

    private func report(_ report: ProgressReport) -> HTML {
        let by = report.organisationName ?? t("de gemeente")
        var facts: [(String, HTML)] = [(t("Gedaan"), "\(report.done)")]
        if !report.otherwise.isEmpty { facts.append((t("Ging anders"), "\(report.otherwise)")) }
        facts.append((t("Volgende stap"), "\(report.next)"))
        return """
            <article class="card stack"><div class="row apart"><h3>\(t("Tot en met \(t.date(report.day))"))</h3>\(light(report.light))</div>\
            <p\(attribute: "lang", t.typed)><strong>\(report.reason)</strong></p><div\(attribute: "lang", t.typed)>\(Part.facts(facts))</div>\
            <p class="small soft">\(t("Verteld door \(by) op \(t.date(report.createdAt.day))"))</p></article>
            """
    }
}
