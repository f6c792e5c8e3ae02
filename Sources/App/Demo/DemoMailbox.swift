import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Web

/// All mail of the demo in one readable place. Nothing leaves the machine.
struct DemoMailbox {
    let house: House
    let tick: @Sendable () async throws -> Void

    func routes(_ routes: Routes) {
        routes.get("/demo/post", access: .demo) { visit in try await list(visit) }
        routes.get("/demo/post/{id}", access: .demo) { visit in try await show(visit) }
        routes.post("/demo/post/{id}", access: .demo) { visit in try await reply(visit) }
    }

    private func list(_ visit: Visit) async throws -> Reply {
        // Mail of a second ago should be here already.
        try await tick()
        let t = visit.t
        let address = visit.query.text("aan")
        let before = visit.query.text("voor")
        let page = try await house.database.read { db in
            var conditions: [SQL] = []
            if let address { conditions.append("recipient = \(address)") }
            if let before { conditions.append("id < \(before)") }
            let rows = try db.rows("SELECT * FROM mail WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT 31").map(
                Outbox.Item.init(row:))
            return Page(fetched: rows, limit: 30) { $0.id }
        }
        let rows: HTML = "\(page.items, { row($0, t, now: visit.now) })"
        let list: HTML =
            page.items.isEmpty
            ? Part.empty(
                t("Nog geen post"), t("Reageer op een vacature of verzet de tijd, dan komt er mail."),
                Part.button(t("Zoek vrijwilligerswerk"), "/vacatures"))
            : "<ul class=\"tasks card\">\(rows)</ul>"
        var query = Query()
        if let address { query.append("aan", address) }
        let next = page.next.map { query.setting("voor", to: [$0]).url("/demo/post") }
        return visit.page(
            t("Post"),
            """
            <div class="wrap stack page"><div><h1>\(t("Post"))</h1><p class="soft">\(address.map { t("Alle mail aan \($0).") } ?? t("Alle mail van de demo, nieuwste eerst."))</p></div>\
            \(list)\(Part.more(t("Oudere post"), next))</div>
            """)
    }

    private func row(_ item: Outbox.Item, _ t: Texts, now: Moment) -> HTML {
        """
        <li><span class="dot dot-verbreiden" aria-hidden="true"></span><div><a href="/demo/post/\(item.id)"><strong>\(item.subject)</strong></a><br>\
        <span class="small soft">\(t("aan")) \(item.recipientName) &lt;\(item.recipient)&gt; · \(t.ago(item.createdAt, now: now)), \(t.time(item.createdAt))</span></div></li>
        """
    }

    private func find(_ visit: Visit) async throws -> Outbox.Item {
        let id = try visit.parameter("id")
        guard
            let item = try await house.database.read({ db in
                try db.first("SELECT * FROM mail WHERE id = \(id)").map(Outbox.Item.init(row:))
            })
        else { throw WebError.notFound }
        return item
    }

    private func show(_ visit: Visit) async throws -> Reply {
        page(visit, try await find(visit), DemoReply.form.filled())
    }

    /// Answers a mail as the mail program of its reader would.
    private func reply(_ visit: Visit) async throws -> Reply {
        let item = try await find(visit)
        let state = DemoReply.form.read(visit.form)
        guard state.isValid else { return page(visit, item, state) }
        guard let message = DemoReply(item: item, text: state[DemoReply.field]).message(now: visit.now) else {
            throw WebError.notFound
        }
        let outcome = try await InboundMail(house: house).receive(message, now: visit.now)
        let path = "/demo/post/\(item.id)"
        guard case .added = outcome else {
            return .redirect(
                to: path, notice: visit.t("Dit antwoord is niet aangekomen. Misschien is het gesprek al gesloten."))
        }
        return .redirect(to: path, notice: visit.t("Je antwoord staat in het gesprek. De ander krijgt een mail."))
    }

    private func page(_ visit: Visit, _ item: Outbox.Item, _ state: FormState) -> Reply {
        let t = visit.t
        let answer: HTML =
            item.replyTo == nil
            ? .empty
            : Part.card(
                t("Beantwoord deze mail"), id: "antwoord",
                """
                <p class="small soft">\(t("Zo gaat het ook in een gewoon mailprogramma: je antwoord komt in het gesprek op de site."))</p>\
                \(visit.errorSummary(DemoReply.form, state))\
                \(visit.form(action: "/demo/post/\(item.id)", classes: "stack", "\(visit.fields(DemoReply.form, state))<p><button>\(t("Verstuur het antwoord"))</button></p>"))
                """)
        let facts = Part.facts([
            (t("Aan"), "<a href=\"\(Query([("aan", item.recipient)]).url("/demo/post"))\">\(item.recipient)</a>"),
            (t("Van"), "\(house.sender.name) &lt;\(house.sender.address)&gt;"),
            (t("Verstuurd"), "\(t.dateTime(item.createdAt))"),
        ])
        return visit.page(
            item.subject, status: state.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p class="small"><a href="/demo/post">\(t("Alle post"))</a></p><h1>\(item.subject)</h1>\(facts)\
            <div class="card stack mail-text">\(linked(item.text))</div>\(answer)</div>
            """)
    }

    /// The text of the mail with its links to this site as links.
    private func linked(_ text: String) -> HTML {
        var markup = HTML.empty
        for block in text.split(separator: "\n\n") {
            var lines = HTML.empty
            for (index, line) in block.split(separator: "\n").enumerated() {
                if index > 0 { lines += "<br>" }
                var words = HTML.empty
                for (place, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
                    if place > 0 { words += " " }
                    words +=
                        word.hasPrefix(house.origin + "/")
                        ? "<a href=\"\(SafePath.checked(String(word.dropFirst(house.origin.count))))\">\(word)</a>"
                        : "\(word)"
                }
                lines += words
            }
            markup += "<p>\(lines)</p>"
        }
        return markup
    }
}
