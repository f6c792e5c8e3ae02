import Community
import Core
import Services
import Storage
import Web

/// The report of a round, to print, and the end of it.
struct DoorReportRoutes: Sendable {
    let house: House
    private static let path = DoorRoundRoutes.base + "/verslag"

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            DoorReport(visit: visit, view: try await DoorRoundRoutes(house: house).view(visit)).reply()
        }
        routes.post(Self.path, access: .centre) { visit in
            let view = try await DoorRoundRoutes(house: house).view(visit)
            let state = TrajectoryReportRoutes.form.read(visit.form)
            guard state.isValid else { return DoorReport(visit: visit, view: view).reply(state, status: 400) }
            try await house.database.write { db in
                let round = try DoorRoundRoutes.round(visit, in: db)
                let changed = try db.run(
                    """
                    UPDATE door_round SET state = \(DoorRound.State.ended), ended_at = \(visit.now),
                        conclusion = \(state["conclusie"])
                    WHERE id = \(round.id) AND state = \(DoorRound.State.running)
                    """)
                guard changed == 1 else { throw WebError.notFound }
                try db.run(
                    """
                    UPDATE round_helper SET stopped_at = \(visit.now), key_hash = NULL, key_sealed = NULL
                    WHERE round_id = \(round.id) AND stopped_at IS NULL
                    """)
                try db.run("UPDATE door SET code_hash = NULL, code_sealed = NULL WHERE round_id = \(round.id)")
                try house.record(
                    Audit.Event("ronde-afgerond", "ronde", round.id.text, municipality: round.municipality), by: visit,
                    in: db)
            }
            return .redirect(
                to: view.round.path + "/verslag", notice: visit.t("Afgerond. De links en codes werken niet meer."))
        }
    }
}

struct DoorReport {
    let visit: Visit
    let view: DoorRoundView
    private var t: Texts { visit.t }

    func reply(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let round = view.round
        var facts: [(String, HTML)] = [
            (t("Periode"), "\(t.date(round.firstDay)) – \(t.date(round.endedAt?.day ?? round.lastDay))")
        ]
        if let place = view.neighbourhood { facts.append((t("Dorp, wijk of buurt"), "\(place)")) }
        facts += [
            (t("Lopers"), "\(view.helpers.count)"), (t("Geantwoord met de kaart"), "\(view.total.viaCard)"),
            (t("Geplaatst via de balie"), "\(view.placed)"),
        ]
        let rows = view.streets.map { street -> [HTML] in
            let count = street.count
            return [
                "<span\(attribute: "lang", t.typed)>\(street.name)</span>", "\(count.all)", "\(count.spoken)",
                "\(count.no)", "\(count.card)",
                "\(count.open + count.away)", "\(count.offers)", "\(count.asks)",
            ]
        }
        let table = Web.Table(
            t("Straten"),
            [
                .init(t("Straat")), .init(t("Deuren"), number: true), .init(t("Gesproken"), number: true),
                .init(t("Nee"), number: true), .init(t("Kaart"), number: true), .init(t("Niet gedaan"), number: true),
                .init(t("Wil iets doen"), number: true), .init(t("Vraagt hulp"), number: true),
            ], rows: rows
        ).markup
        let words: HTML =
            round.conclusion.isEmpty
            ? .empty
            : Part.card(
                t("Wat we leerden"), "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: round.conclusion))</div>")
        return visit.page(
            t("Verslag: \(round.name)"), status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(round.path)"\(attribute: "lang", t.typed)>\(round.name)</a></p><h1>\(t("Verslag: \(round.name)"))</h1>\
            \(Part.card(nil, Part.facts(facts)))\(DoorMarkup(t: t).figures(view))\(Part.card(t("Uitkomst per deur"), DoorMarkup(t: t).chart(view)))\
            \(Part.card(nil, table))\(words)\(end(state))</div>
            """)
    }

    private func end(_ state: FormState?) -> HTML {
        guard view.round.state == .running else { return .empty }
        let form = TrajectoryReportRoutes.form
        let shown = state ?? form.filled()
        let left = view.total.open + view.total.away
        let warn: HTML = """
            \(if: left > 0, Part.notice(t.plural(left, "1 deur is nog niet klaar.", "\(left) deuren zijn nog niet klaar.")))
            """
        return """
            <section class="card stack no-print"><h2>\(t("Rond de ronde af"))</h2>\(warn)\
            <p>\(t("Daarna werken de links van de lopers en de codes op de kaarten niet meer. Na drie maanden vergeten we de namen en de huisnummers."))</p>\
            \(visit.form(action: view.round.path + "/verslag", classes: "stack", """
            \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Rond af"))</button></p>
            """))</section>
            """
    }
}
