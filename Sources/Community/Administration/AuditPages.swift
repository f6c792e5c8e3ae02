import Core
import Storage
import Web

/// The audit log to read: newest first, or all about one object or one person.
struct AuditPages {
    let visit: Visit
    let filter: AuditLine.Filter
    var t: Texts { visit.t }

    func page(_ lines: Page<AuditLine>, check: AuditCheck.Result?, head: (seq: Int, hash: String)?) -> Reply {
        let next = lines.next.map { visit.url(visit.query.setting("voor", to: [$0])) }
        let list: HTML =
            (lines.items.isEmpty
                ? Part.empty(t("Niets gevonden"), t("Er zijn hier geen gebeurtenissen die jij mag zien."))
                : table(lines.items)) + Part.more(t("Oudere gebeurtenissen"), next)
        return AdministrationNav.page(
            visit, .log, title: t("Logboek"), intro: t("Wie wat deed, en wanneer. Niemand kan hier iets in wijzigen."),
            "\(chain(check, head))\(search)\(list)\(download(head?.seq ?? 0))")
    }

    private func chain(_ check: AuditCheck.Result?, _ head: (seq: Int, hash: String)?) -> HTML {
        let result: HTML =
            if let check {
                Part.chip(
                    check.isWhole
                        ? t("Heel, gecontroleerd op \(t.dateTime(check.at))")
                        : t("Niet heel, gecontroleerd op \(t.dateTime(check.at))"),
                    check.isWhole ? .good : .bad)
            } else {
                Part.chip(t("Nog niet gecontroleerd"), .wait)
            }
        let last: HTML =
            "\(head, { "<p class=\"small soft\">\(t("Laatste gebeurtenis: nummer \($0.seq), kenmerk")) <code class=\"long\">\($0.hash)</code></p>" })"
        return Part.card(
            t("De keten"),
            """
            <div class="row">\(result)\(visit.buttonForm(action: "/beheer/logboek/controleren", label: t("Controleer nu")))</div>\(last)
            """)
    }

    private var search: HTML {
        """
        <form method="get" action="/beheer/logboek" class="row" role="search">\
        <div><label for="object">\(t("Nummer van het object"))</label><input id="object" name="object" value="\(filter.object ?? "")"></div>\
        <div><label for="actor">\(t("Nummer van de persoon"))</label><input id="actor" name="actor" value="\(filter.actor ?? "")"></div>\
        <button class="quiet">\(t("Filter"))</button>\(if: filter.object != nil || filter.actor != nil, "<a href=\"/beheer/logboek\">\(t("Alles tonen"))</a>")</form>
        """
    }

    private func table(_ lines: [AuditLine]) -> HTML {
        Table(
            t("Gebeurtenissen"),
            [
                .init(t("Nummer"), number: true), .init(t("Tijdstip")), .init(t("Wie")), .init(t("Actie")),
                .init(t("Object")),
                .init(t("Resultaat")), .init(t("Oorsprong")), .init(t("Details")),
            ],
            rows: lines.map { line in
                [
                    "\(line.seq)", "\(t.dateTime(line.at))", actor(line), "\(line.action)", object(line),
                    "\(line.result)",
                    "\(line.origin)", "\(if: line.details != "{}", "<code class=\"long\">\(line.details)</code>")",
                ]
            }
        ).markup
    }

    private func actor(_ line: AuditLine) -> HTML {
        guard let name = line.actorName else { return "\(line.actor)" }
        return
            "<a href=\"\(Query([("actor", line.actor)]).url("/beheer/logboek"))\">\(name.isEmpty ? line.actor : name)</a>"
    }

    private func object(_ line: AuditLine) -> HTML {
        """
        \(line.object) <a class="small" href="\(Query([("object", line.objectID)]).url("/beheer/logboek"))"><code class="long">\(line.objectID)</code></a>
        """
    }

    /// Large logs leave in files of a fixed number of events.
    private func download(_ last: Int) -> HTML {
        guard last > 0 else { return .empty }
        let starts = Array(stride(from: 1, through: last, by: AuditFile.size).suffix(12))
        return Part.card(
            t("Downloaden"),
            """
            <p class="small soft">\(t("Als CSV-bestand voor een rekenblad. Het downloaden komt ook in het logboek."))</p><div class="row">\(starts, { start in
                visit.buttonForm(
                    action: "/beheer/logboek/csv",
                    label: t("Nummer \(start) tot en met \(min(last, start + AuditFile.size - 1))"),
                    fields: [("vanaf", String(start))])
            })</div>
            """)
    }
}
