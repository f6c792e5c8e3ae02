import Community
import Core
import Services
import Storage
import Web

/// Who could go with whom, as the rule proposes it today.
struct BuddyProposalPage {
    struct Section: Sendable {
        let code: String
        let name: String
        let board: BuddyBoard
    }

    let visit: Visit
    let sections: [Section]
    private var t: Texts { visit.t }

    /// So many requests stand on one page.
    static let size = 50

    static func noProposal(_ t: Texts) -> String {
        t("Het lukt nu niet om een voorstel te maken. Kies zelf wie past. De beheerder kan zien wat er misging.")
    }

    /// After this request the page begins; 0 for the longest waiting.
    private var after: Int { visit.query.int("na") ?? 0 }

    var reply: Reply {
        visit.page(
            t("Voorstellen"),
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .proposals))<h1>\(t("Voorstellen"))</h1>\
            <p class="lead">\(t("Wie het langst wacht, gaat voor. Daarna telt wie het best past. Jij beslist."))</p>\
            <p><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></p>\(shown, markup)</div>
            """)
    }

    /// Of more than one municipality the others are left out where one is read on.
    private var shown: [Section] {
        guard after > 0, let one = sections.first(where: { $0.code == visit.query.text("gemeente") }) else {
            return sections
        }
        return [one]
    }

    private func markup(_ section: Section) -> HTML {
        let board = section.board
        let title = sections.count > 1 ? section.name : t("Wachtlijst")
        if board.needs.isEmpty, sections.contains(where: { !$0.board.needs.isEmpty }) { return .empty }
        if board.needs.isEmpty { return Part.empty(title, t("Er wacht hier niemand op een maatje.")) }
        // A place that was passed since: the list is read from the top again.
        let start = board.needs.firstIndex { $0.number == after }.map { $0 + 1 } ?? 0
        let part = board.needs.indices.dropFirst(start).prefix(Self.size)
        let columns: [Web.Table.Column] = [
            .init(t("Aanvraag")), .init(t("Wacht")), .init(t("Voorstel")), .init(t("Waarom")),
        ]
        let rows = part.map { index -> [HTML] in row(board, index) }
        var next: String?
        if let last = part.last, last + 1 < board.needs.count {
            let query = visit.query.setting("na", to: [String(board.needs[last].number)])
            next = visit.url(query.setting("gemeente", to: [section.code]))
        }
        let notice: HTML = board.fault == nil ? .empty : Part.notice(Self.noProposal(t), .bad)
        return notice + Web.Table(title, columns, rows: rows).markup + Part.more(t("Toon meer"), next)
    }

    private func row(_ board: BuddyBoard, _ index: Int) -> [HTML] {
        let need = board.needs[index]
        let days = max(0, visit.today - need.since.day)
        let isLate = days > need.kind.maxWaitDays
        let first: HTML = """
            <a href="\(BuddyNav.requests.path)/\(need.number)">\(t("Aanvraag \(need.number)"))</a><br><span class="small soft">\(need.kind.name)\(if: need.places > 1, " · \(t("tandem"))")</span>
            """
        let wait: HTML = """
            \(t.plural(days, "1 dag", "\(days) dagen"))\(if: isLate, " " + Part.chip(t("te lang"), .bad))
            """
        return [first, wait] + proposal(board, index)
    }

    /// Who is proposed, and why: each of a tandem has its own reasons.
    private func proposal(_ board: BuddyBoard, _ index: Int) -> [HTML] {
        let chosen = board.proposals[index]
        guard chosen.isEmpty else {
            let names: HTML = """
                \(chosen, { "<a href=\"\(BuddyNav.volunteers.path)/\($0.number)\">\($0.name)</a><br>" })
                """
            let reasons: HTML = """
                \(chosen, { offer in
                    let why = board.pool.candidate(index, offer).fit.reasons(t).joined(separator: "; ")
                    return "\(if: chosen.count > 1, "<strong>\(offer.name)</strong>: ")\(why)<br>"
                })
                """
            return [names, reasons]
        }
        if !board.pool.hasCandidate(index) {
            let change = board.pool.hindrance(index).changes.first?.words(t) ?? ""
            return [Part.chip(t("niemand past"), .bad), "\(change)"]
        }
        if board.fault != nil {
            let path = "\(BuddyNav.requests.path)/\(board.needs[index].number)#kandidaten"
            return ["–", "<a href=\"\(path)\">\(t("Kies zelf wie past"))</a>"]
        }
        let isTandem = board.needs[index].places > 1
        return [
            "–",
            isTandem
                ? "\(t("Er zijn er nu geen twee, of ze zijn nodig voor wie langer wacht."))"
                : "\(t("Wie past, is nu nodig voor wie langer wacht."))",
        ]
    }
}
