import Community
import Core
import Web

/// The board in the round: for readers, and with the levers for officers.
struct ChancePages {
    let visit: Visit
    let content: ChancesContent
    private var t: Texts { visit.t }

    func start(_ cycle: PolicyCycle) -> Reply {
        let mayChange = visit.mayChange(cycle)
        let open: HTML =
            mayChange
            ? visit.buttonForm(action: cycle.path(.chances) + "/open", label: t("Open het bord"), classes: "") : .empty
        return visit.cyclePage(
            cycle, .chances, intro: t(content.intro),
            """
            \(Part.empty(t("Er is nog geen bord"), mayChange ? t("Open het bord en nodig mensen uit. Zij hebben geen account nodig.") : t("Een beleidsmedewerker van de gemeente kan het openen."), open))\
            \(content.source.markup(t))
            """)
    }

    func board(_ view: ChanceView, _ state: FormState, status: Int = 200) -> Reply {
        let cycle = view.cycle
        let base = cycle.path(.chances)
        let isOfficer = visit.mayChange(cycle)
        let markup = ChanceMarkup(visit: visit, content: content, view: view, base: base, isOfficer: isOfficer)
        let cards = view.cards.count
        let line = [
            t("Het bord staat op: \(t(view.board.state.label))"), t.plural(cards, "1 kaartje", "\(cards) kaartjes"),
            view.board.state == .collecting ? "" : t.plural(view.voters, "1 stemmer", "\(view.voters) stemmers"),
            view.board.until.map { t("tot en met \(t.date($0))") } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        let actions: HTML =
            isOfficer && view.board.state != .closed
            ? Part.button(t("Nodig mensen uit"), base + "/uitnodigen") : .empty
        return visit.cyclePage(
            cycle, .chances, intro: t(content.intro), actions: actions, status: status,
            """
            <p class="soft">\(line)</p>\(if: isOfficer, levers(view, base))\(markup.outcome(goals: isOfficer))\(markup.add(state))\(markup.board)\(content.source.markup(t))
            """)
    }

    private func levers(_ view: ChanceView, _ base: String) -> HTML {
        // What was told stays as it is.
        if view.tells { return .empty }
        func move(_ state: ChanceBoard.State, _ label: String, quiet: Bool) -> HTML {
            visit.buttonForm(
                action: base + "/stap", label: label, classes: quiet ? "quiet" : "", fields: [("naar", state.rawValue)])
        }
        func day(_ state: ChanceBoard.State, _ label: String) -> HTML {
            visit.form(
                action: base + "/stap", classes: "row",
                """
                <input type="hidden" name="naar" value="\(state.rawValue)"><label for="tot">\(label)</label>\
                <input class="chance-day" type="date" id="tot" name="tot"\(attribute: "value", view.board.until?.iso)><button class="quiet compact">\(t("Bewaar"))</button>
                """)
        }
        let buttons: HTML =
            switch view.board.state {
            case .collecting:
                day(.collecting, t("Verzamelen tot en met"))
                    + Part.button(t("Voeg kaartjes samen"), base + "/samen", quiet: true)
                    + move(.voting, t("Begin met stemmen"), quiet: view.cards.isEmpty)
            case .voting:
                day(.voting, t("Stemmen tot en met"))
                    + (view.voters == 0 ? move(.collecting, t("Terug naar verzamelen"), quiet: true) : .empty)
                    + move(.closed, t("Sluit het bord"), quiet: false)
                    + "<p class=\"small soft\">\(t("Stemden er \(ChanceView.smallestGroup) mensen of meer? Dan zie je na het sluiten de stemmen, en kan het bord niet meer open."))</p>"
            case .closed: move(.voting, t("Toch weer open om te stemmen"), quiet: true)
            }
        return "<div class=\"card row no-print\">\(buttons)</div>"
    }

    // MARK: Merging

    func merge(_ view: ChanceView, _ form: Form, _ state: FormState, picked: Set<Int>, status: Int = 200) -> Reply {
        let base = view.cycle.path(.chances)
        let themes: HTML = """
            \(content.themes, { theme in
                let cards = view.open.filter { $0.theme == theme.id }
                return cards.isEmpty ? .empty : "<fieldset class=\"stack\"><legend>\(t(theme.name))</legend><div class=\"ticks\">\(cards, { tick($0, picked) })</div></fieldset>"
            })
            """
        return visit.cyclePage(
            view.cycle, .chances, title: t("Voeg kaartjes samen"),
            intro: t(
                "Kies wat hetzelfde zegt en schrijf er één kaartje van. De oude kaartjes blijven bewaard, en je kunt het terugdraaien."
            ),
            step: t("Samenvoegen"), status: status,
            visit.form(
                action: base + "/samen", classes: "stack",
                """
                \(visit.errorSummary(form, state))<section class="card stack" id="veld-kaart"><h2>\(t("Kies de kaartjes"))</h2>\(state.problem("kaart"), { "<p class=\"field-error\">\(t($0))</p>" })\(themes)</section>\
                <section class="card stack"><h2>\(t("Het nieuwe kaartje"))</h2>\(visit.fields(form, state))\
                <p class="row"><button>\(t("Voeg samen"))</button>\(Part.button(t("Terug"), base, quiet: true))</p></section>
                """))
    }

    private func tick(_ card: ChanceCard, _ picked: Set<Int>) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="kaart" value="\(card.number)"\(flag: "checked", picked.contains(card.number))>\
        <span><span\(attribute: "lang", t.typed)>\(card.text)</span> <span class="small soft">\(t(card.kind.label))</span></span></label>
        """
    }

    // MARK: Inviting

    func invite(_ cycle: PolicyCycle, _ board: ChanceBoard, link: String, _ state: FormState, status: Int = 200)
        -> Reply
    {
        let base = cycle.path(.chances)
        let form = ChanceForm.invitation
        let open: HTML = """
            <section class="card stack"><h2>\(t("In een zaal of nieuwsbrief"))</h2><p>\(t("Iedereen met deze link of code kan meedoen, zonder account:"))</p>\
            <p class="code">\(link)</p><p>\(t("Of ga naar \(visit.site.origin)/kansen en typ:"))</p><p class="chance-code">\(board.code)</p>\
            \(visit.buttonForm(action: base + "/nieuwe-link", label: t("Maak een nieuwe link en code")))</section>
            """
        let mail: HTML = """
            <section class="card stack no-print"><h2>\(t("Met een mail"))</h2><p>\(t("Elk adres krijgt een eigen link. Zo stemt iedereen één keer."))</p>\(visit.errorSummary(form, state))\
            \(visit.form(action: base + "/uitnodigen", classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Verstuur"))</button></p>"))</section>
            """
        return visit.cyclePage(
            cycle, .chances, title: t("Nodig mensen uit"), step: t("Uitnodigen"), status: status,
            "\(open)\(mail)<p>\(Part.button(t("Terug"), base, quiet: true))</p>")
    }
}
