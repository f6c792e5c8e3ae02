import Core
import Web

/// The board itself, as readers and participants both see it.
struct ChanceMarkup {
    let visit: Visit
    let content: ChancesContent
    let view: ChanceView
    /// Where the forms of this visitor go: the round's page, or their personal link.
    let base: String
    /// An officer of the round.
    let isOfficer: Bool
    private var t: Texts { visit.t }

    /// The form for a card, with examples.
    func add(_ state: FormState) -> HTML {
        guard view.board.state == .collecting, !view.cycle.isClosed else { return .empty }
        let form = ChanceForm.card(content, t: t)
        let examples: HTML = """
            <details><summary>\(t("Voorbeelden"))</summary><ul>\(content.themes, { theme in
                "<li><strong>\(t(theme.name))</strong>: \(t(theme.question)) <span class=\"soft\">\((theme.chances.prefix(1) + theme.threats.prefix(1)).map { t($0.text) }.joined(separator: " "))</span></li>"
            })</ul></details>
            """
        return """
            <section class="card stack no-print" id="nieuw"><h2>\(t("Schrijf een kaartje"))</h2>\(visit.errorSummary(form, state))\
            \(visit.form(action: base + "/kaart", classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Zet op het bord"))</button></p>"))\(examples)</section>
            """
    }

    /// All cards by theme; with votes to give, or votes given.
    var board: HTML {
        if view.cards.isEmpty {
            return Part.empty(t("Het bord is nog leeg"), t("Schrijf het eerste kaartje, of begin met een voorbeeld."))
        }
        let themes: HTML = "\(content.themes, { theme($0) })"
        guard view.board.state == .voting, !view.cycle.isClosed else { return themes }
        let most = content.card.votesPerPerson
        return visit.form(
            action: base + "/stem", classes: "stack",
            """
            <p class="card">\(t("Vink hoogstens \(most) kaartjes aan. Je kunt je keuze veranderen tot het bord sluit."))</p>\(themes)\
            <p class="row workbook-save"><button>\(view.mine.isEmpty ? t("Stem") : t("Verander mijn stem"))</button></p>
            """) + coverForms
    }

    private func theme(_ theme: ChancesContent.Theme) -> HTML {
        let cards = view.cards.filter { $0.theme == theme.id }
        if cards.isEmpty { return .empty }
        func column(_ kind: ChanceCard.Kind, _ title: String) -> HTML {
            let own = cards.filter { $0.kind == kind }
            let list: HTML =
                own.isEmpty
                ? "<p class=\"small soft\">\(t("Nog geen"))</p>" : "<ul class=\"plain chance-list\">\(own, card)</ul>"
            return "<div class=\"stack\"><h3>\(title)</h3>\(list)</div>"
        }
        return """
            <section class="stack chance-theme"><h2>\(t(theme.name))</h2><p class="soft">\(t(theme.question))</p>\
            <div class="chance-columns">\(column(.chance, t("Kansen")))\(column(.threat, t("Bedreigingen")))</div></section>
            """
    }

    private func card(_ card: ChanceCard) -> HTML {
        let text: HTML =
            card.isHidden
            ? "<span class=\"soft\">\(t("Dit kaartje is afgedekt: er stond een gegeven van een mens in."))</span>"
            : "<span\(attribute: "lang", t.typed)>\(card.text)</span>"
        let originals = view.originals[card.id] ?? []
        let more: HTML =
            originals.isEmpty
            ? .empty
            : "<details class=\"small\"><summary>\(t("Samengevoegd uit \(originals.count) kaartjes"))</summary><ul>\(originals, { "<li\(attribute: "lang", t.typed)>\($0.isHidden ? t("Afgedekt") : $0.text) \(view.cycle.isClosed ? .empty : cover($0))</li>" })</ul></details>"
        return
            "<li class=\"chance-card \(card.kind.rawValue)\" id=\"kaart-\(card.number)\">\(head(card, text))\(more)\(actions(card))</li>"
    }

    private func head(_ card: ChanceCard, _ text: HTML) -> HTML {
        if view.board.state == .voting, !view.cycle.isClosed, !card.isHidden {
            return """
                <label class="tick"><input type="checkbox" name="kaart" value="\(card.number)"\(flag: "checked", view.mine.contains(card.id))><span>\(text)</span></label>
                """
        }
        let votes = view.votes[card.id] ?? 0
        let count: HTML =
            view.tells && !card.isHidden ? " \(Part.chip(words(votes), votes > 0 ? .good : .plain))" : .empty
        return "<p>\(text)\(count)</p>"
    }

    private func words(_ votes: Int) -> String {
        votes >= view.cap ? t("\(view.cap) stemmen of meer") : t.plural(votes, "1 stem", "\(votes) stemmen")
    }

    private func actions(_ card: ChanceCard) -> HTML {
        guard !view.cycle.isClosed else { return .empty }
        let number = ("kaart", String(card.number))
        var buttons = HTML.empty
        if view.board.state == .collecting, view.isOwn(card), !card.isMerged {
            buttons += visit.buttonForm(action: base + "/kaart/weg", label: t("Haal weg"), fields: [number])
        }
        if isOfficer, view.board.state == .collecting, card.isMerged {
            buttons += visit.buttonForm(action: base + "/uiteen", label: t("Haal uit elkaar"), fields: [number])
        }
        let cover = cover(card)
        if !cover.isEmpty {
            buttons +=
                card.isHidden ? cover : "<details class=\"small\"><summary>\(t("Afdekken"))</summary>\(cover)</details>"
        }
        return buttons.isEmpty ? .empty : "<div class=\"row no-print\">\(buttons)</div>"
    }

    /// The only thing an officer may do with what others wrote: cover it when it names a person.
    private func cover(_ card: ChanceCard) -> HTML {
        guard isOfficer, !card.isHidden || !card.text.isEmpty else { return .empty }
        let verdict = card.isHidden ? "toon" : "dek-af"
        let label = card.isHidden ? t("Toon weer") : t("Dek af: er staat iets over één mens in")
        guard view.board.state == .voting else {
            return visit.buttonForm(
                action: base + "/dek-af", label: label,
                fields: [("kaart", String(card.number)), ("kaartje", card.id), ("besluit", verdict)])
        }
        // The card stands in the voting form, and a form in a form is no form.
        return
            "<button class=\"quiet compact\" form=\"\(verdict)\" name=\"kaart\" value=\"\(card.number)\">\(label)</button>"
    }

    private var coverForms: HTML {
        guard isOfficer else { return .empty }
        return """
            \(["dek-af", "toon"], { verdict in
                "<form method=\"post\" id=\"\(verdict)\" action=\"\(base)/dek-af\">\(visit.csrf.hiddenFields)<input type=\"hidden\" name=\"besluit\" value=\"\(verdict)\"></form>"
            })
            """
    }

    /// The outcome: what most people want to do something with.
    func outcome(goals: Bool) -> HTML {
        guard view.board.state == .closed else { return .empty }
        if view.voters == 0 { return Part.notice(t("Er is niet gestemd."), .plain) }
        guard view.tells else { return untold(goals: goals) }
        let top = view.ranked.filter { $0.votes > 0 }.prefix(10)
        let rows = top.map { card, votes -> [HTML] in
            [
                "<span\(attribute: "lang", t.typed)>\(card.text)</span>\(if: goals, "<br>\(goal(card))")",
                "\(t(card.kind.label))", "\(content.theme(card.theme).map { t($0.name) } ?? "")",
                "\(view.words(votes, t))",
            ]
        }
        let columns = [
            Table.Column(t("Kaartje")), Table.Column(t("Soort")), Table.Column(t("Thema")),
            Table.Column(t("Stemmen"), number: true),
        ]
        return """
            <section class="card stack"><h2>\(t("Dit kreeg de meeste stemmen"))</h2><p class="soft">\(t.plural(view.voters, "1 mens stemde.", "\(view.voters) mensen stemden."))</p>\
            \(Table(t("De tien kaartjes met de meeste stemmen"), columns, rows: rows).markup)</section>
            """
    }

    /// Too few voted to say how.
    private func untold(goals: Bool) -> HTML {
        let few = ChanceView.smallestGroup
        let notice = Part.notice(
            t("Minder dan \(few) mensen stemden. Daarom tonen we geen stemmen: je zou zien wie wat koos."), .plain)
        guard goals, !view.open.isEmpty else { return notice }
        return notice + """
            <section class="card stack no-print"><h2>\(t("Hier kun je een doel van maken"))</h2><ul>\(view.open, { card in
                "<li><span\(attribute: "lang", t.typed)>\(card.text)</span> \(goal(card))</li>"
            })</ul></section>
            """
    }

    private func goal(_ card: ChanceCard) -> HTML {
        """
        <a class="small no-print" href="\(view.cycle.newGoalPath(card.text))">\(t("Maak hier een doel van"))<span class="visually-hidden">: \(card.text)</span></a>
        """
    }
}
