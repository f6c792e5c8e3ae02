import Community
import Core
import Storage
import Web

/// After the outcome: where you go, why, and all that comes after.
struct PupilOutcomePage {
    let pages: PupilPages
    private var visit: Visit { pages.visit }
    private var t: Texts { pages.t }
    private var view: PupilView { pages.view }
    private var path: String { pages.path }

    func markup(hours: FormState?, review: FormState?, objection: FormState?) -> HTML {
        var parts = placeCard
        if let placed = view.placed {
            parts += hoursCard(placed, hours) + reviewCard(placed, review)
        }
        return parts + why + objectionCard(objection)
    }

    private var placeCard: HTML {
        guard let placed = view.placed else {
            let words =
                !view.pupil.mayTakePart
                ? t("Zonder ja van een ouder of verzorger doe je niet mee. Vraag je docent wat nu kan.")
                : view.pupil.ownWayAt != nil
                    ? t("Je regelt zelf een plek, of doet niet mee. Klopt dat niet? Vraag je docent.")
                    : t("Je docent en de vrijwilligerscentrale zoeken met je verder.")
            return Part.card(
                t("Je hebt nog geen plek"),
                """
                <p>\(words)</p>\(if: view.agreed > 0, "<p>\(t("Je uren blijven staan: \(t.duration(view.agreed)) akkoord."))</p>")
                """)
        }
        let place = placed.place.place
        let facts: [(String, HTML)] = [
            (t("Waar"), "\(placed.place.organisation), \(place.place)"),
            (t("Wanneer"), "\(t(place.rhythm.label)), \(place.times)"),
            (t("Hoeveel uur"), "\(placed.round.hours)"),
        ]
        let missing = placed.missing.map { t($0.label) }.joined(separator: ", ")
        let agreement: HTML =
            missing.isEmpty
            ? "<p>\(Part.chip(t("De afspraak is rond"), .good)) <a href=\"\(path)/afspraak\">\(t("Bekijk"))</a></p>"
            : """
            <p>\(t("De afspraak wacht nog op: \(missing)."))</p><p>\(Part.button(t("Bekijk en teken de afspraak"), path + "/afspraak", quiet: !placed.missing.contains(.pupil)))</p>
            """
        return Part.card(
            t("Je plek: \(place.title)"),
            "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: place.what))</div>\(Part.facts(facts))\(agreement)")
    }

    private var why: HTML {
        let reason: HTML = "\(view.lastChange, { "<p>\(t("Je plek is met de hand veranderd. De reden: \($0)"))</p>" })"
        guard let outcome = view.outcome else {
            let late =
                view.placed?.placement.wish.map {
                    t("Je lootte niet mee. In de tweede ronde lukte keuze \($0) van je lijst.")
                }
                ?? t("Je had geen lijst die meetelde. Daarom kreeg je in de tweede ronde een plek die nog vrij was.")
            let second: HTML = view.placed?.placement.source == .second ? "<p>\(late)</p>" : .empty
            return reason.isEmpty && second.isEmpty ? .empty : Part.card(t("Waarom deze plek?"), reason + second)
        }
        let full = outcome.fullBefore
        let summary =
            switch full {
            case 0: t("Je kreeg je eerste keuze.")
            case outcome.wishes.count: t.plural(full, "Je keuze was vol.", "Al je \(full) keuzes waren vol.")
            case 1: t("Je eerste keuze was vol.")
            default: t("Je eerste \(full) keuzes waren vol.")
            }
        let freed =
            view.placed?.placement.wish.map {
                t("In de tweede ronde kwam er een plek vrij die op je lijst stond: keuze \($0).")
            } ?? t("In de tweede ronde kreeg je een plek die nog vrij was, zo dicht mogelijk bij school.")
        let second: HTML = view.placed?.placement.source == .second ? "<p>\(freed)</p>" : .empty
        let list: HTML = """
            <ol class="stack">\(outcome.wishes, { wish in
                "<li><strong>\(view.titles[wish.place] ?? wish.place)</strong><br>\(wish.words(t))</li>"
            })</ol>
            """
        let proof: HTML =
            "\(view.draw, { "<p class=\"small soft\"><a href=\"\($0.path)\">\(t("Reken de loting zelf na"))</a></p>" })"
        return Part.card(t("Waarom deze plek?"), "<p>\(summary)</p>\(second)\(reason)\(list)\(proof)")
    }

    private func hoursCard(_ placed: PlacementView, _ state: FormState?) -> HTML {
        let form = PupilHours.form
        let state = state ?? form.filled(["dag": visit.today.iso])
        let need = placed.round.hours * 60
        let agreed = t("\(t.duration(placed.agreed)) akkoord van \(t.duration(need)).")
        let sum = placed.waiting > 0 ? agreed + " " + t("\(t.duration(placed.waiting)) wacht nog.") : agreed
        let rows = placed.hours.map { entry -> [HTML] in
            let away: HTML =
                entry.state == .agreed
                ? .empty
                : visit.buttonForm(action: path + "/uren/\(entry.id)/weg", label: t("Haal weg"))
            let chip = Part.chip(
                t(entry.state.label), entry.state == .agreed ? .good : entry.state == .waiting ? .wait : .bad)
            return [
                "\(t.shortDate(entry.day, today: visit.today))", "\(t.duration(entry.minutes))", "\(entry.note)",
                "\(chip)\(entry.reason, { " <span class=\"small\">\($0)</span>" }) \(away)",
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? .empty
            : Web.Table(
                t("Opgeschreven"),
                [.init(t("Dag")), .init(t("Tijd"), number: true), .init(t("Wat")), .init(t("Stand"))], rows: rows
            ).markup
        let proof: HTML =
            placed.isDone
            ? "<p>\(Part.button(t("Je bewijs"), path + "/bewijs"))</p>" : .empty
        let write = visit.form(
            action: path + "/uren", classes: "stack",
            "\(visit.errorSummary(form, state))\(visit.fields(form, state))<p class=\"row\"><button>\(t("Schrijf op"))</button></p>"
        )
        return Part.card(t("Je uren"), id: "uren", "<p>\(sum)</p>\(proof)\(table)\(write)")
    }

    private func reviewCard(_ placed: PlacementView, _ state: FormState?) -> HTML {
        guard placed.agreed * 2 >= placed.round.hours * 60 else { return .empty }
        let form = PupilReview.form
        let sent = view.review
        let known = sent.map { ["cijfer": String($0.score), "woorden": $0.words] } ?? [:]
        let shown = state ?? form.filled(known)
        let label = sent == nil ? t("Verstuur") : t("Verander")
        let write = visit.form(
            action: path + "/evaluatie", classes: "stack",
            "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(label)</button></p>"
        )
        guard sent != nil else { return Part.card(t("Hoe vond je het?"), write) }
        return """
            <details class="card"\(flag: "open", state != nil)><summary>\(t("Bedankt voor je mening. Wil je iets veranderen?"))</summary>\(write)</details>
            """
    }

    private func objectionCard(_ state: FormState?) -> HTML {
        let form = Objection.form
        let shown = state ?? form.filled()
        let old: HTML = """
            \(view.objections, { item in
                "<div><p>\(item.words)</p><p class=\"small\">\(item.answer.map { t("Antwoord: \($0)") } ?? t("Wacht op antwoord."))</p></div>"
            })
            """
        let write = visit.form(
            action: path + "/bezwaar", classes: "stack",
            "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button class=\"quiet\">\(t("Verstuur"))</button></p>"
        )
        return """
            <details class="card"\(flag: "open", state != nil || !view.objections.isEmpty)><summary>\(t("Ben je het er niet mee eens?"))</summary>\
            <div class="stack">\(old)\(write)</div></details>
            """
    }
}
