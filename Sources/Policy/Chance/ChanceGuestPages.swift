import Community
import Core
import Web

/// The board for people without an account.
struct ChanceGuestPages {
    let visit: Visit
    let content: ChancesContent
    private var t: Texts { visit.t }

    func code(_ state: FormState, status: Int = 200) -> Reply {
        visit.simplePage(
            t("Denk mee over vrijwilligers"), intro: t("Heb je een code gekregen? Typ hem hier."), status: status,
            visit.form(
                action: "/kansen", classes: "stack",
                """
                \(visit.errorSummary(ChanceForm.code, state))\(visit.fields(ChanceForm.code, state))<p><button>\(t("Ga naar het bord"))</button></p>
                """))
    }

    func welcome(_ cycle: PolicyCycle, _ board: ChanceBoard, secret: String) -> Reply {
        let join: HTML =
            board.state == .closed
            ? Part.notice(t("Het bord is gesloten. Meedoen kan niet meer."))
            : visit.buttonForm(action: "/kansen/" + secret, label: t("Doe mee"), classes: "")
        return visit.simplePage(
            t(content.title),
            intro: t("De gemeente maakt nieuw beleid voor vrijwilligers en vraagt jou om mee te denken."),
            """
            <p>\(t(content.intro))</p><p>\(t("Je hebt geen account nodig. We vragen niet wie je bent. Je krijgt een eigen link waarmee je later terug kunt."))</p>\(join)
            """)
    }

    func board(_ view: ChanceView, secret: String, _ state: FormState, status: Int = 200) -> Reply {
        let base = "/kansen/mee/" + secret
        let markup = ChanceMarkup(visit: visit, content: content, view: view, base: base, isOfficer: false)
        let now: String =
            switch view.board.state {
            case .collecting: t("Schrijf zo veel kaartjes als je wilt, één kans of bedreiging per kaartje.")
            case .voting: t(content.card.explanation)
            case .closed: t("Het bord is gesloten. Dank je wel. Hieronder zie je wat eruit kwam.")
            }
        let until: HTML = "\(view.board.until, { "<p>\(t("Dat kan tot en met \(t.date($0))."))</p>" })"
        return visit.page(
            t(content.title), status: status,
            """
            <div class="wrap stack page"><h1>\(t(content.title))</h1><p class="lead">\(now)</p>\(if: view.board.state != .closed, until)\
            <p class="small soft no-print">\(t("Bewaar deze pagina: de link is van jou alleen. Wie hem heeft, kan jouw kaartjes en stemmen veranderen."))</p>\
            \(markup.outcome(goals: false))\(markup.add(state))\(markup.board)\(content.source.markup(t))</div>
            """)
    }
}
