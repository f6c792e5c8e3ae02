import Core
import Web

/// Where a point of attention goes: to the board of chances and threats, or to the plan alone.
struct PutOnBoardPage {
    let visit: Visit
    let cycle: PolicyCycle
    let proposal: CarriedProposal
    /// `nil` when this round has no board yet.
    let board: ChanceBoard.State?
    let form: Form
    private var t: Texts { visit.t }
    private var path: String { "\(cycle.path(.evaluation))/meegekomen/\(proposal.place)" }

    func reply(_ state: FormState, status: Int) -> Reply {
        visit.cyclePage(
            cycle, .evaluation, title: t("Neem een aandachtspunt over"), intro: proposal.item.title,
            step: t("Overnemen"), status: status,
            """
            <div\(attribute: "lang", t.typed)>\(HTML(paragraphs: proposal.item.text))</div>\(onBoard(state))\(inPlan)\
            <p>\(Part.button(t("Terug"), cycle.path(.evaluation), quiet: true))</p>
            """)
    }

    private func onBoard(_ state: FormState) -> HTML {
        let title = t("Op het bord met kansen en bedreigingen")
        switch board {
        case .collecting:
            return """
                <section class="card stack narrow"><h2>\(title)</h2><p>\(t("Dan kan iedereen erop stemmen, en kun je er een doel van maken."))</p>\
                \(visit.errorSummary(form, state))\(visit.form(
                    action: path + "/bord", classes: "stack",
                    "\(visit.fields(form, state))<p><button>\(t("Zet op het bord"))</button></p>"))</section>
                """
        case nil:
            return """
                <section class="card stack narrow"><h2>\(title)</h2><p>\(t("Er is nog geen bord. Open het, en kom dan hier terug om het punt erop te zetten."))</p>\
                \(visit.buttonForm(action: cycle.path(.chances) + "/open", label: t("Open het bord"), classes: "quiet"))</section>
                """
        case .voting, .closed:
            return """
                <section class="card stack narrow"><h2>\(title)</h2><p>\(t("Op het bord kan niets meer bij: het verzamelen is voorbij."))</p></section>
                """
        }
    }

    /// The board takes cards, or can still be opened.
    private var isOpen: Bool { board == nil || board == .collecting }

    private var inPlan: HTML {
        if proposal.state == .taken { return .empty }
        return """
            <section class="card stack narrow"><h2>\(t("Alleen in het plan"))</h2>\
            <p>\(t("Dan staat het in het plan bij wat de vorige ronde ons leerde."))\(if: isOpen, " \(t("Later kan het nog op het bord."))")</p>\
            \(visit.buttonForm(action: path + "/overnemen", label: t("Neem over in het plan"), classes: board == .collecting ? "quiet" : ""))</section>
            """
    }
}
