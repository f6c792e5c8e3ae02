import Core
import Web

/// The questions of a round, and the forms to write one.
struct ConsultationPages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var base: String { cycle.path(.consultation) }

    func list(_ items: [(consultation: Consultation, tally: ReactionTally)]) -> Reply {
        let start: HTML = visit.mayChange(cycle) ? Part.button(t("Stel een vraag"), base + "/nieuw") : .empty
        let content: HTML =
            items.isEmpty
            ? Part.empty(
                t("Er is nog niets gevraagd"),
                visit.mayChange(cycle)
                    ? t(
                        "Begin met één open vraag. Mensen reageren op de site, na een uitnodiging of op een bijeenkomst."
                    )
                    : t("Zodra de gemeente iets vraagt, lees je het hier."), start)
            : "<ul class=\"cards\">\(items, { card($0.consultation, $0.tally) })</ul>"
        return visit.cyclePage(
            cycle, .consultation, intro: t(CyclePartKind.consultation.purpose), actions: items.isEmpty ? .empty : start,
            content)
    }

    private func card(_ it: Consultation, _ tally: ReactionTally) -> HTML {
        let open = tally.unanswered
        let chip: HTML =
            switch it.state {
            case .draft: Part.chip(t("concept"))
            case .open: Part.chip(it.isAsking(on: visit.today) ? t("loopt") : t("wacht op antwoord"), .wait)
            case .closed: Part.chip(t("gesloten"), .good)
            }
        let work: HTML =
            it.state == .open && open > 0
            ? "<p class=\"small\">\(t.plural(open, "1 reactie wacht op antwoord", "\(open) reacties wachten op antwoord"))</p>"
            : .empty
        return """
            <li class="card stack edge-vertalen"><div class="row apart"><h2 class="h3"><a href="\(it.path(in: cycle))"\(attribute: "lang", t.typed)>\(it.title)</a></h2>\(chip)</div>\
            <p\(attribute: "lang", t.typed)>\(it.question)</p><p class="small soft">\(it.stage(on: visit.today, t)) · \
            \(t.plural(tally.total, "1 reactie", "\(tally.total) reacties"))</p>\(work)</li>
            """
    }

    func create(_ state: FormState, status: Int = 200) -> Reply {
        let form = ConsultationForm.form(hasReactions: false)
        return visit.cyclePage(
            cycle, .consultation, title: t("Stel een vraag"),
            intro: t("Je bewaart de vraag eerst als concept. Daarna kijk je hem na en zet je hem open."), step: "",
            status: status,
            fields(form, state, action: base + "/nieuw", back: base, label: t("Bewaar als concept")))
    }

    func change(_ it: Consultation, hasReactions: Bool, _ state: FormState, status: Int = 200) -> Reply {
        let form = ConsultationForm.form(hasReactions: hasReactions)
        return visit.cyclePage(
            cycle, .consultation, title: t("Wijzig de vraag"),
            intro: hasReactions
                ? t("Er is al gereageerd. Het onderwerp en de vraag blijven daarom zoals ze zijn.") : nil,
            step: "", status: status,
            fields(form, state, action: it.path(in: cycle) + "/wijzigen", back: it.path(in: cycle), label: t("Bewaar")))
    }

    func meeting(_ it: Consultation, _ state: FormState, status: Int = 200) -> Reply {
        let path = it.path(in: cycle)
        return visit.cyclePage(
            cycle, .consultation, title: t("Voer in wat er gezegd is"),
            intro: t("Wat mensen op een bijeenkomst zeggen, telt net zo zwaar als een reactie op de site."), step: "",
            status: status,
            fields(ReactionForm.meeting, state, action: path + "/invoeren", back: path, label: t("Bewaar de reacties")))
    }

    func invite(_ it: Consultation, _ counts: (asked: Int, reacted: Int), _ state: FormState, status: Int = 200)
        -> Reply
    {
        let path = it.path(in: cycle)
        let known: HTML =
            counts.asked > 0
            ? Part.notice(t("Je vroeg al \(counts.asked) mensen. Van hen reageerden er \(counts.reacted).")) : .empty
        return visit.cyclePage(
            cycle, .consultation, title: t("Nodig mensen uit"),
            intro: t("Iedereen krijgt een mail met een eigen link. Wie je al vroeg, krijgt niet nog een mail."),
            step: "",
            status: status,
            known
                + fields(
                    GuestList.form, state, action: path + "/uitnodigen", back: path,
                    label: t("Verstuur de uitnodigingen")))
    }

    func close(_ it: Consultation, _ tally: ReactionTally, _ state: FormState, status: Int = 200) -> Reply {
        let path = it.path(in: cycle)
        guard tally.isDone else {
            return visit.cyclePage(
                cycle, .consultation, title: t("Sluit de raadpleging"), step: "", status: status,
                Part.empty(
                    t("Dit kan nog niet"),
                    t(
                        "Nog \(tally.unchecked) nakijken en \(tally.unanswered) beantwoorden. Elke reactie krijgt een antwoord met een reden."
                    ),
                    Part.button(t("Naar de reacties"), path + "?toon=\(ReactionFilter.Show.unanswered.rawValue)")))
        }
        return visit.cyclePage(
            cycle, .consultation, title: t("Sluit de raadpleging"),
            intro: t("Elke reactie heeft een antwoord. Na het sluiten kan niemand meer reageren."), step: "",
            status: status,
            fields(
                ConsultationForm.close, state, action: path + "/sluiten", back: path, label: t("Sluit de raadpleging")))
    }

    func fields(_ form: Form, _ state: FormState, action: String, back: String, label: String) -> HTML {
        visit.form(
            action: action, classes: "stack narrow",
            """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))\
            <p class="row"><button>\(label)</button>\(Part.button(t("Terug"), back, quiet: true))</p>
            """)
    }
}
