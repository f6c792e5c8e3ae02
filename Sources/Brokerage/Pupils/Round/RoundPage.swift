import Community
import Core
import Matching
import Storage
import Web

/// A round for the centre: what came in, the next step, the outcome, objections.
struct RoundPage {
    let visit: Visit
    let view: RoundView
    private var t: Texts { visit.t }
    private var round: PupilRound { view.round }
    private var path: String { round.centrePath }

    /// - Parameters:
    ///   - freeze: the form of the freezing that was sent and cannot be taken; the next ones likewise.
    ///   - problem: why a step was not taken.
    func reply(
        freeze: FormState? = nil, seed: FormState? = nil, reason: FormState? = nil,
        answer: (id: String, state: FormState)? = nil, hours: FormState? = nil, problem: Text? = nil
    ) -> Reply {
        let isWrong =
            freeze != nil || seed != nil || reason != nil || answer != nil || hours != nil || problem != nil
        let stopped = StoppedPlaces.card(view.stoppedHours, action: path + "/uren", hours, visit)
        return visit.page(
            round.name, status: isWrong ? 400 : 200,
            """
            <div class="wrap stack page"><p><a href="\(CentrePupilRoutes.home)">\(t("Maatschappelijke stage"))</a></p><h1>\(round.name)</h1>\
            <p class="chips">\(Part.chip(t(round.state.label), round.state == .published ? .good : .wait))</p>\(problem, { Part.notice(t($0), .bad) })\(figures)\(step(freeze, seed))\(withdraw(reason))\(objections(answer))\(stopped)\(outcome)\(rules)</div>
            """)
    }

    private var figures: HTML {
        var list = [
            Figure(t("Leerlingen"), t.number(view.pupils), path: path + "/leerlingen"),
            Figure(t("Hebben gekozen"), t.share(view.chose, of: view.pupils)),
            Figure(t("Zonder toestemming"), t.number(view.withoutConsent), detail: t("doen niet mee met de loting")),
            Figure(
                t("Plekken"), t.number(view.seats),
                detail: t.plural(view.places, "bij 1 aanbod", "bij \(view.places) keer aanbod")),
        ]
        if view.submitted > 0 {
            list.append(Figure(t("Wacht op nakijken"), t.number(view.submitted), path: CentrePupilRoutes.home))
        }
        return Figure.list(list)
    }

    private func button(_ label: String, _ word: String) -> HTML {
        visit.form(action: path + word, "<p class=\"row\"><button>\(label)</button></p>")
    }

    private func step(_ freeze: FormState?, _ seed: FormState?) -> HTML {
        let content: HTML
        switch round.state {
        case .open:
            let canFreeze = round.canFreeze(on: visit.today)
            content =
                canFreeze && view.submitted > 0
                ? "<p>\(t("Het kiezen is voorbij. Er wachten nog plekken op nakijken. Zeg eerst bij elke plek ja of nee. Daarna leg je de wensen vast."))</p>"
                : canFreeze
                    ? freezeStep(freeze)
                    : "<p>\(t("Kiezen kan van \(t.date(round.wishesFrom)) tot en met \(t.date(round.wishesUntil)). Daarna leg je de wensen vast."))</p>"
        case .frozen: content = seedStep(seed)
        case .drawn:
            content = """
                <p>\(t("Er is geloot. Nog niemand ziet de uitkomst. Kijk de cijfers hieronder na. Een mens besluit: jij."))</p>\(button(t("Ik besluit deze verdeling te gebruiken"), "/besluit"))
                """
        case .decided:
            let second: HTML =
                view.left > 0
                ? """
                <p>\(t.plural(view.left, "1 leerling heeft nog geen plek.", "\(view.left) leerlingen hebben nog geen plek.")) \
                \(t("In de tweede ronde tellen eerst de wensen nog eens: voor plekken die vrijkwamen en leerlingen die er later bij kwamen. Niemand raakt een plek kwijt; iemand kan wel een plek krijgen die hoger op de eigen lijst staat. Wie dan niets heeft, krijgt een vrije plek, zo dicht mogelijk bij school."))</p>\(button(t("Doe de tweede ronde"), "/tweede-ronde"))
                """ : .empty
            content =
                second
                + "<p>\(t("Veranderen met de hand kan bij de leerling zelf. Ben je klaar?"))</p>\(button(t("Maak de uitslag bekend"), "/bekend"))"
        case .published:
            content = "<p>\(t("De uitslag is bekend. Scholen, organisaties en ouders kregen een mail."))</p>"
        }
        let choose: HTML =
            round.state == .open
            ? "<p class=\"row\">\(Part.button(t("Kies het soort loting"), path + "/loting", quiet: true))\(Part.button(t("Wijzig de ronde"), path + "/wijzig", quiet: true))</p>"
            : .empty
        return Part.card(t("Nu"), content + blocked + choose)
    }

    /// Places that do not count now, though pupils may have chosen them.
    private var blocked: HTML {
        guard !view.blocked.isEmpty else { return .empty }
        return """
            <h3>\(t("Deze plekken tellen nu niet mee"))</h3><ul>\(view.blocked, { item in
                """
                <li><a href="\(CentrePupilRoutes.home)/plekken/\(item.place.place.number)">\(item.place.place.title)</a>, \(item.place.organisation): \
                \(t(item.place.place.state.label))\(if: item.lists > 0, " · \(t.plural(item.lists, "staat op 1 lijst", "staat op \(item.lists) lijsten"))")</li>
                """
            })</ul>
            """
    }

    private func freezeStep(_ state: FormState?) -> HTML {
        let form = RoundSteps.freezeForm
        let shown = state ?? form.filled()
        let words: HTML = """
            <p>\(t("Het kiezen is voorbij. Leg de wensen vast: dan verandert niemand ze nog, ook wij niet."))</p>\
            <p>\(t("Zeg nu al waar het getal vandaan komt waarmee we straks loten. Dat staat meteen op de openbare pagina. Daarna kun je geen andere bron meer kiezen."))</p>
            """
        return words
            + visit.form(
                action: path + "/vastleggen", classes: "stack",
                "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(t("Leg de wensen vast"))</button></p>"
            )
    }

    private func seedStep(_ state: FormState?) -> HTML {
        let form = RoundSteps.seedForm(named: view.current?.namedSource)
        let shown = state ?? form.filled()
        let mark: HTML = """
            \(view.current, { draw in
                "<p>\(t("De vingerafdruk van de wensen staat op de")) <a href=\"\(draw.path)\">\(t("openbare pagina"))</a>. <code>\(draw.commitment)</code></p>"
            })
            """
        return mark
            + "<p>\(t("Vul nu het getal in waarmee we loten. Het moet na het vastleggen bekend zijn geworden. Loten kan één keer."))</p>"
            + visit.form(
                action: path + "/zaad", classes: "stack",
                "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(t("Loot"))</button></p>"
            )
    }

    private func withdraw(_ state: FormState?) -> HTML {
        guard [.frozen, .drawn].contains(round.state) else { return .empty }
        let form = RoundSteps.reasonForm
        let shown = state ?? form.filled()
        return """
            <details class="card"\(flag: "open", state != nil)><summary>\(t("Er klopt iets niet: trek de loting in"))</summary><div class="stack">\
            <p>\(t("Het kiezen gaat weer open als je de dagen verschuift. Deze loting blijft openbaar, met jouw reden erbij."))</p>\
            \(visit.form(action: path + "/intrekken", classes: "stack", "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button class=\"quiet\">\(t("Trek in"))</button></p>"))</div></details>
            """
    }

    private var outcome: HTML {
        guard [.drawn, .decided, .published].contains(round.state) else { return .empty }
        let byWish = view.byWish.filter { $0.wish > 0 }.map { line -> [HTML] in
            ["\(t("Keuze \(line.wish)"))", "\(t.number(line.count))", "\(t.share(line.count, of: view.placed))"]
        }
        let bySource = view.bySource.map { line -> [HTML] in
            ["\(t(line.source.label))", "\(t.number(line.count))", "\(t.share(line.count, of: view.placed))"]
        }
        let columns: [Web.Table.Column] = [
            .init(t("Wat")), .init(t("Leerlingen"), number: true), .init(t("Deel"), number: true),
        ]
        let left: HTML = """
            <p>\(t("Zonder plek: \(view.left).")) <a href="\(path)/leerlingen?zonder=ja">\(t("Bekijk wie"))</a></p>
            """
        let proof: HTML =
            "\(view.current, { "<p><a href=\"\($0.path)\">\(t("De openbare pagina van deze loting"))</a></p>" })"
        return Part.card(
            t("De uitkomst"),
            Web.Table(t("Welke keuze lukte"), columns, rows: byWish).markup
                + Web.Table(t("Hoe leerlingen een plek kregen"), columns, rows: bySource).markup + left + proof)
    }

    private func objections(_ sent: (id: String, state: FormState)?) -> HTML {
        guard !view.objections.isEmpty else { return .empty }
        func fields(_ id: String) -> HTML {
            let form = Objection.answerForm(id)
            let state = sent?.id == id ? sent?.state ?? form.filled() : form.filled()
            return visit.errorSummary(form, state) + visit.fields(form, state)
        }
        return Part.card(
            t("Wie is het er niet mee eens?"),
            """
            \(view.objections, { item in
                """
                <article class="stack"><h3><a href="\(path)/leerlingen/\(item.pupil.number)">\(item.pupil.name)</a></h3><p>\(item.objection.words)</p>\
                \(visit.form(action: "\(path)/bezwaar/\(item.objection.id)", classes: "stack", """
                \(fields(item.objection.id))<p class="row"><button>\(t("Antwoord"))</button></p>
                """))</article>
                """
            })
            """)
    }

    private var rules: HTML {
        let kind =
            round.rule == .oneNumber ? t("één lotnummer voor alle plekken") : t("bij elke plek een eigen lotnummer")
        let facts: [(String, HTML)] = [
            (t("Soort loting"), "\(kind)"), (t("Keuzes"), "\(round.wishesMin) – \(round.wishesMax)"),
            (t("Uren"), "\(round.hours)"), (t("Loting"), "\(t.date(round.drawDay))"),
            (t("Klaar op"), "\(t.date(round.lastDay))"),
        ]
        let first: HTML =
            view.rules.isEmpty
            ? "<p>\(t("Niemand gaat voor: alleen het lot beslist."))</p>"
            : "<ol>\(view.rules, { "<li>\($0.label(t))</li>" })</ol>"
        return Part.card(t("Afspraken van deze ronde"), Part.facts(facts) + "<h3>\(t("Wie gaat voor?"))</h3>" + first)
    }
}
