import Core
import Web

/// The pages on which a vision is typed: an own proposal, one by a link, and the text that is adopted.
struct VisionFormPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func own(_ view: VisionView, _ form: VisionForm, _ state: FormState, own: VisionProposal?) -> Reply {
        let sent: HTML =
            own?.isSent ?? false ? Part.notice(t("Je voorstel is binnen. Je kunt het nog wijzigen."), .good) : .empty
        return visit.cyclePage(
            view.cycle, .vision, title: t("Jouw voorstel"),
            intro: t("Schrijf op wat jij vindt. Straks kiezen jullie samen."),
            step: t("Voorstel"), status: state.isValid ? 200 : 400,
            sent + (own == nil ? start(view) : .empty)
                + proposal(form, state, action: view.cycle.path(.vision) + "/voorstel"))
    }

    func byLink(_ cycle: PolicyCycle, place: String, _ proposal: VisionProposal, _ form: VisionForm, _ state: FormState)
        -> Reply
    {
        let path = visit.path
        let sent: HTML =
            proposal.isSent ? Part.notice(t("Je voorstel is binnen. Je kunt het nog wijzigen."), .good) : .empty
        let last = proposal.expires.map { t("Je kunt stoppen en later verder, tot en met \(t.date($0)).") } ?? ""
        return visit.page(
            t("Jouw voorstel"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap stack page"><h1>\(t("Denk mee over vrijwilligerswerk in \(place)"))</h1>\
            <p class="lead">\(t("Hallo \(proposal.name)! Er zijn geen goede of foute antwoorden. \(last)"))</p>\
            <p class="small soft">\(t("Alleen wie bij de gemeente dit beleid maakt, ziet je naam. Anderen zien namens wie je kijkt."))</p>\
            \(sent)\(self.proposal(form, state, action: path))</div>
            """)
    }

    private func proposal(_ form: VisionForm, _ state: FormState, action: String) -> HTML {
        visit.form(
            action: action, classes: "stack",
            """
            \(VisionFields(visit: visit, form: form, state: state).markup())<p class="row"><button name="\(VisionForm.send)" value="ja">\(t("Verstuur mijn voorstel"))</button>\
            <button class="quiet" name="\(VisionForm.send)" value="nee">\(t("Bewaar, ik ga later verder"))</button></p>
            """)
    }

    private func start(_ view: VisionView) -> HTML {
        guard let start = view.start else { return .empty }
        return Part.notice(
            t("De schuiven beginnen waar de groep stond in de typetest van \(t.date(start.day)). Verzet ze gerust."))
    }

    func adopt(_ view: VisionView, _ form: VisionForm, _ state: FormState, overtaken: Bool = false) -> Reply {
        let notice: HTML =
            overtaken
            ? Part.notice(
                t("Iemand anders legde net een versie vast. Jouw tekst staat hier nog. Bekijk eerst die versie."), .bad)
            : .empty
        let after = view.versions.first?.version ?? 0
        let content: HTML = """
            <input type="hidden" name="na-versie" value="\(after)">\(VisionFields(visit: visit, form: form, state: state).markup())\
            <p class="row"><button>\(t("Leg deze visie vast"))</button>\(Part.button(t("Terug"), view.cycle.path(.vision), quiet: true))</p>
            """
        let intro =
            after == 0
            ? t("Dit is het midden van de voorstellen. Pas het aan tot het klopt met wat is besloten.")
            : t("Dit is de visie van nu. Pas aan wat verandert. De oude versie blijft bewaard.")
        return visit.cyclePage(
            view.cycle, .vision, title: t("Stel de visie vast"), intro: intro, step: t("Vaststellen"),
            status: state.isValid && !overtaken ? 200 : 400,
            notice + visit.form(action: view.cycle.path(.vision) + "/vaststellen", classes: "stack", content))
    }

    func invite(_ cycle: PolicyCycle, _ state: FormState, status: Int = 200) -> Reply {
        let form = InviteProposer.form
        return visit.cyclePage(
            cycle, .vision, title: t("Nodig iemand uit"),
            intro: t("Deze persoon krijgt een mail met een eigen link. Een account is niet nodig."),
            step: t("Uitnodigen"),
            status: status,
            visit.form(
                action: cycle.path(.vision) + "/uitnodigen", classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Stuur de uitnodiging"))</button>\(Part.button(t("Terug"), cycle.path(.vision), quiet: true))</p>
                """))
    }

    func gone() -> Reply {
        visit.simplePage(
            t("Deze link werkt niet meer"), intro: t("De tijd is om, of de visie is al gekozen."), status: 404,
            "<p>\(t("Vraag de gemeente om een nieuwe link als je nog iets wilt zeggen."))</p>")
    }

    func thanks() -> Reply {
        visit.simplePage(
            t("Dank je wel, je voorstel is binnen"),
            intro: t("De gemeente legt alle voorstellen naast elkaar. Je krijgt een mail als de visie is gekozen."),
            "<p>\(Part.button(t("Bekijk of wijzig je voorstel"), visit.path, quiet: true))</p>")
    }
}
