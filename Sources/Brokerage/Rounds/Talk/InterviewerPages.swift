import Community
import Core
import Web

/// The phone pages of an interviewer.
struct InterviewerPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var base: String { RoundKeys.path(visit.parameters["sleutel"] ?? "") }

    func home(_ view: InterviewerView) -> Reply {
        let toDo = view.people.filter { $0.isToDo(on: visit.today) }
        let done = view.people.filter { !$0.isToDo(on: visit.today) }
        let running = view.trajectory.state == .running
        let list: HTML
        if !running {
            list = Part.notice(t("Dit traject is afgerond. Bedankt voor je hulp."), .good)
        } else if view.people.isEmpty {
            list = Part.empty(t("Er staat nog niemand op je lijst"), t("Je hoort het als er mensen voor je zijn."))
        } else if toDo.isEmpty {
            list = Part.notice(t("Je hebt iedereen gesproken. Bedankt!"), .good)
        } else {
            list = """
                <h2>\(t("Met wie je nog praat"))</h2><ul class="plain round-people">\(toDo, card)</ul>
                """
        }
        let spoken: HTML =
            done.isEmpty
            ? .empty
            : """
            <details class="card"\(flag: "open", toDo.isEmpty)><summary>\(t("Klaar: \(done.count)"))</summary><ul class="plain stack">\(done, { person in
                "<li class=\"row apart\"><span\(attribute: "lang", t.typed)>\(person.name)</span>\(chip(person))</li>"
            })</ul></details>
            """
        return visit.page(
            t("Jouw gesprekken"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><h1>\(t("Dag \(view.helper.firstName), dit zijn jouw gesprekken"))</h1>\
            <p class="lead"\(attribute: "lang", t.typed)>\(view.trajectory.name)</p>\
            \(RoundMarkup.progress(done.count, of: view.people.count, t("\(done.count) van \(view.people.count) gesproken")))\
            \(list)\(spoken)\(tips)\(help(view))</div>
            """)
    }

    private func card(_ person: TrajectoryPerson) -> HTML {
        let late = person.assignedAt.map { visit.now - $0 > .days(Trajectory.talkDays) } ?? false
        let phone: HTML =
            "\(person.phone, { "<a class=\"button quiet\" href=\"tel:\(RoundMarkup.dial($0))\">\(t("Bel \($0)"))</a>" })"
        return """
            <li class="card stack"><h3\(attribute: "lang", t.typed)>\(person.name)</h3>\
            \(if: !person.relation.isEmpty, "<p class=\"soft\"\(attribute: "lang", t.typed)>\(person.relation)</p>")\
            \(if: person.state == .later, "<p>\(Part.chip(t("Opnieuw vragen"), .wait))</p>")\(if: late && person.state == .open, "<p>\(Part.chip(t("Staat al even op je lijst"), .wait))</p>")\
            <p class="row">\(Part.button(t("Schrijf het gesprek op"), "\(base)/gesprek/\(person.number)"))\(phone)</p></li>
            """
    }

    private func chip(_ person: TrajectoryPerson) -> HTML {
        Part.chip(t(person.state.label), person.state == .wants ? .good : .plain)
    }

    private var tips: HTML {
        let lines = [
            t("Vraag wat iemand leuk vindt en goed kan. Begin niet met wat er nodig is."),
            t("Luister meer dan je praat. Haal niemand over: nee is ook goed."),
            t("Vraag of je mag opschrijven wat iemand vertelt, en wie het mag lezen."),
            t("Beloof geen plek. Zeg wel wie er contact opneemt."),
        ]
        return """
            <details class="card"><summary>\(t("Zo voer je een goed gesprek"))</summary><ul>\(lines, { "<li>\($0)</li>" })</ul></details>
            """
    }

    private func help(_ view: InterviewerView) -> HTML {
        guard let centre = view.centre, !centre.phone.isEmpty else { return .empty }
        return """
            <p class="small">\(t("Vragen? Bel \(centre.name):")) <a href="tel:\(RoundMarkup.dial(centre.phone))">\(centre.phone)</a></p>
            """
    }

    /// Nothing of what was said comes back here: the phone of an interviewer may lie about.
    func done(_ person: TrajectoryPerson) -> Reply {
        visit.simplePage(
            t("Dit gesprek staat erin"),
            "<p>\(chip(person))</p><p>\(t("Klopt er iets niet? Bel de vrijwilligerscentrale. Zij kunnen het gesprek opnieuw openzetten."))</p><p><a href=\"\(base)\">\(t("Terug naar je lijst"))</a></p>"
        )
    }

    func talk(_ form: InterviewForm, _ sent: FormState?) -> Reply {
        talk(form, sent, back: base, action: "\(base)/gesprek/\(form.person.number)", label: t("Terug naar je lijst"))
    }

    /// The form of a talk, for an interviewer or for the centre.
    func talk(_ form: InterviewForm, _ sent: FormState?, back: String, action: String, label: String) -> Reply {
        let state = sent ?? form.start
        let person = form.person
        let wishes: HTML = """
            <fieldset class="card stack round-part"><legend class="h2">\(t("Wil iets doen? Vraag dan door"))</legend>\
            <p class="hint">\(t("Alles mag leeg blijven. Vink aan wat in het gesprek langskwam."))</p>\(wishMarkup(state))</fieldset>
            """
        let further: HTML = """
            <fieldset class="card stack round-part"><legend class="h2">\(t("En hoe gaat het verder?"))</legend>\
            <p class="hint">\(t("Alleen invullen als deze persoon iets wil doen."))</p>\(visit.fields(form.further, state))</fieldset>
            """
        return visit.page(
            t("Gesprek met \(person.name)"), head: ApplicationMarkup.noIndex, status: sent == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(back)">\(label)</a></p><h1>\(t("Gesprek met \(person.name)"))</h1>\
            \(if: !person.relation.isEmpty, "<p class=\"soft\"\(attribute: "lang", t.typed)>\(person.relation)</p>")\
            \(visit.form(action: action, classes: "stack", """
            \(visit.errorSummary(form.all, state))<div class="card">\(visit.fields(form.outcome, state))</div>\(wishes)\(further)\
            <p class="row"><button>\(t("Klaar, sla op"))</button></p>
            """))</div>
            """)
    }

    private func wishMarkup(_ state: FormState) -> HTML {
        let (first, more) = InterviewForm.wishFields.fields.reduce(into: (HTML.empty, HTML.empty)) { sum, field in
            let markup = wish(field, state)
            if InterviewForm.firstWishes.contains(field.name) { sum.0 += markup } else { sum.1 += markup }
        }
        let names = InterviewForm.wishFields.fields.map(\.name).filter { !InterviewForm.firstWishes.contains($0) }
        let isFilled = names.contains { !state[$0].isEmpty || state.problem($0) != nil }
        return """
            \(first)<details\(flag: "open", isFilled)><summary>\(t("Meer vragen: goed in, liever niet, hoe vaak"))</summary><div class="stack">\(more)</div></details>
            """
    }

    private func wish(_ field: Field, _ state: FormState) -> HTML {
        guard field.name == Wishes.Name.moments else { return visit.field(field, state) }
        return MomentGrid(
            chosen: Set(state.all(field.name)), problem: state.problem(field.name), t: t, name: field.name,
            legend: field.label, hint: field.hint
        ).markup
    }
}
