import Core
import Services
import Storage
import Web

/// The mail that did not arrive, and the search for one address.
struct MailDeskPages {
    let visit: Visit
    var t: Texts { visit.t }

    func page(_ dead: Page<MailDesk.Line>, waiting: Int, found: [MailDesk.Line]?) -> Reply {
        let address = visit.query.text("adres") ?? ""
        let search: HTML = """
            <form method="get" action="/beheer/post" class="row" role="search"><div><label for="adres">\(t("E-mailadres van de ontvanger"))</label>\
            <span class="hint" id="adres-uitleg">\(t("Het hele adres. Je ziet wat er is verstuurd, niet wat erin staat."))</span>\
            <input type="search" id="adres" name="adres" value="\(address)" aria-describedby="adres-uitleg"></div>\
            <button class="quiet">\(t("Zoek"))</button></form>
            """
        let results: HTML = "\(found, { lines in Part.card(t("Laatste mails aan \(address)"), self.found(lines)) })"
        let next = dead.next.map { Query([("voor", $0)]).url("/beheer/post") }
        let list: HTML =
            dead.items.isEmpty
            ? Part.empty(t("Alle post is aangekomen"), t("Er zijn geen mails die niet weg konden."))
            : deadTable(dead.items) + Part.more(t("Oudere mails"), next)
        let queue = t.plural(waiting, "1 mail wacht op verzending.", "\(waiting) mails wachten op verzending.")
        return AdministrationNav.page(visit, .mail, title: t("Post"), intro: queue, "\(list)\(search)\(results)")
    }

    private func deadTable(_ lines: [MailDesk.Line]) -> HTML {
        Table(
            t("Mails die niet weg konden"),
            [.init(t("Ontvanger")), .init(t("Soort")), .init(t("Gemaakt")), .init(t("Reden")), .init(t("Wat nu"))],
            rows: lines.map { line in
                [
                    "\(line.recipient)", "\(line.kind)", "\(t.dateTime(line.createdAt))",
                    "\(line.lastError ?? t("onbekend"))",
                    """
                    <div class="row">\(visit.buttonForm(action: "/beheer/post/\(line.id)/opnieuw", label: t("Probeer opnieuw")))\
                    \(visit.buttonForm(action: "/beheer/post/\(line.id)/weg", label: t("Gooi weg")))</div>
                    """,
                ]
            }
        ).markup
    }

    private func found(_ lines: [MailDesk.Line]) -> HTML {
        guard !lines.isEmpty else { return "<p>\(t("Aan dit adres is de laatste tijd niets verstuurd."))</p>" }
        return Table(
            t("Gevonden mails"), [.init(t("Gemaakt")), .init(t("Soort")), .init(t("Stand")), .init(t("Reden"))],
            rows: lines.map { line in
                ["\(t.dateTime(line.createdAt))", "\(line.kind)", state(line), "\(line.lastError ?? "")"]
            }
        ).markup
    }

    private func state(_ line: MailDesk.Line) -> HTML {
        switch line.state {
        case .sent: Part.chip(line.sentAt.map { t("Verstuurd, \(t.dateTime($0))") } ?? t("Verstuurd"), .good)
        case .waiting, .sending:
            Part.chip(t.plural(line.tries, "Wacht, na 1 poging", "Wacht, na \(line.tries) pogingen"), .wait)
        case .dead: Part.chip(t("Niet gelukt"), .bad)
        }
    }
}
