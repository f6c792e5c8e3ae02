import Community
import Core
import Services
import Storage
import Web

struct TrajectoryPersonView: Sendable {
    let person: TrajectoryPerson
    let trajectory: Trajectory
    let organisations: [Organisation]
    let helpers: [RoundHelper]
    let words: TalkWords
    let referrals: [TrajectoryReferral]
    let intake: Intake?

    init(_ person: TrajectoryPerson, _ trajectory: Trajectory, house: House, in db: any SQLConnection) throws {
        self.person = person
        self.trajectory = trajectory
        organisations = try trajectory.organisations(in: db)
        helpers = try RoundHelper.all(of: trajectory.id, in: db)
        words = try TalkWords(person, house: house, in: db)
        referrals = try TrajectoryReferral.all(of: person.id, in: db)
        intake = try person.intake.flatMap { try Intake.find(.init($0), in: db) }
    }

    /// Who can still be asked: nobody is asked twice for the same person.
    var unasked: [Organisation] {
        organisations.filter { organisation in !referrals.contains { $0.organisation == organisation.id } }
    }

    func name(of organisation: Organisation.Identity) -> String {
        organisations.first { $0.id == organisation }?.name ?? ""
    }
}

/// The page of one person: what was said, where it goes on, and the ways to help it along.
struct TrajectoryPersonPage {
    let visit: Visit
    let view: TrajectoryPersonView
    private var t: Texts { visit.t }
    private var person: TrajectoryPerson { view.person }
    private var path: String { view.trajectory.path + "/mensen/\(person.number)" }

    static func referForm(_ organisations: [Organisation]) -> Form {
        Form([
            Field(
                "organisatie", Text("Aan welke organisatie?"),
                .select(organisations.map { .init(String($0.number), Text("\($0.name)")) })),
            Field(
                "deelt", Text("Wat mag die organisatie lezen?"), .area(rows: 3),
                hint: Text("Alleen waar deze persoon ja op zei. De naam en het nummer volgen na een ja."), limit: 600),
        ])
    }

    func reply(_ refer: FormState?, status: Int) -> Reply {
        visit.page(
            person.name, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(view.trajectory.path)/mensen">\(t("Mensen in het traject"))</a></p>\
            <div class="row apart"><h1\(attribute: "lang", t.typed)>\(person.name)</h1>\(Part.chip(t(person.state.label), person.state == .wants ? .good : .plain))</div>\
            <div class="columns side-right"><div class="stack">\(facts)\(talk)\(referrals)</div>\
            <aside class="stack no-print">\(next(refer))\(assign)\(away)</aside></div></div>
            """)
    }

    private var facts: HTML {
        var facts: [(String, HTML)] = []
        if !person.relation.isEmpty {
            facts.append((t("Bekend als"), "<span\(attribute: "lang", t.typed)>\(person.relation)</span>"))
        }
        if let organisation = person.organisation { facts.append((t("Bekend bij"), "\(view.name(of: organisation))")) }
        if let phone = person.phone {
            facts.append((t("Telefoonnummer"), "<a href=\"tel:\(RoundMarkup.dial(phone))\">\(phone)</a>"))
        }
        if let email = person.email { facts.append((t("E-mailadres"), "\(email)")) }
        let helper = view.helpers.first { $0.id == person.helper }
        facts.append((t("Gespreksvoerder"), "\(helper.map { RoundText.name($0.name, t) } ?? t("nog niemand"))"))
        if let talked = person.talkedAt { facts.append((t("Gesproken op"), "\(t.date(talked.day))")) }
        if let again = person.askAgain { facts.append((t("Opnieuw vragen op"), "\(t.date(again))")) }
        if person.state == .wants {
            facts.append((t("Vervolg"), "\(person.route.map { t($0.label) } ?? t("Wacht op een vervolg"))"))
        }
        if let consent = person.consentAt {
            facts.append((t("Zei ja op doorgeven"), "\(t.date(consent.day)), \(t("mondeling"))"))
        }
        if let started = person.startedAt { facts.append((t("Begonnen"), "\(t.date(started.day))")) }
        if let intake = view.intake {
            facts.append((t("Balie"), "<a href=\"\(intake.path)\">\(t(intake.state.label))</a>"))
        }
        return Part.card(nil, Part.facts(facts))
    }

    private var talk: HTML {
        let wishes = (view.words.wishes?.summary(t) ?? []).map { ($0.0, HTML("\($0.1)")) }
        guard view.words.notes != nil || !wishes.isEmpty else { return .empty }
        let notes: HTML = "\(view.words.notes, { "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</div>" })"
        return Part.card(
            t("Wat er in het gesprek gezegd is"),
            "\(notes)\(if: !wishes.isEmpty, Part.facts(wishes))<p class=\"small soft\">\(t("Dit staat versleuteld opgeslagen. Wie het leest, komt in het logboek."))</p>"
        )
    }

    private var referrals: HTML {
        guard !view.referrals.isEmpty else { return .empty }
        let rows = view.referrals.map { referral -> HTML in
            let waits = referral.state == .asked && referral.due < visit.now
            let chip = Part.chip(
                t(referral.state.label), referral.state == .yes || referral.state == .started ? .good : .wait)
            return """
                <li class="stack"><div class="row apart"><strong>\(view.name(of: referral.organisation))</strong>\(chip)</div>\
                <p class="small soft">\(t("Gevraagd op \(t.date(referral.createdAt.day))"))\(if: waits, " · \(t("wacht langer dan \(Trajectory.answerDays) dagen: bel eens"))")</p>\
                \(if: !referral.reason.isEmpty, "<blockquote\(attribute: "lang", t.typed)>\(referral.reason)</blockquote>")</li>
                """
        }
        return Part.card(t("Vragen aan organisaties"), "<ul class=\"plain stack\">\(rows, { $0 })</ul>")
    }

    private func next(_ refer: FormState?) -> HTML {
        guard person.state == .wants else {
            let write: HTML =
                InterviewForm.isOpenToCentre(person)
                ? "<p>\(Part.button(t("Schrijf het gesprek zelf op"), path + "/gesprek", quiet: true, compact: true))</p>"
                : .empty
            let reopen: HTML =
                person.state == .open || view.trajectory.state != .running
                ? .empty : visit.buttonForm(action: path + "/open", label: t("Zet het gesprek weer open"))
            return write.isEmpty && reopen.isEmpty ? .empty : Part.card(t("Vervolg"), write + reopen)
        }
        var parts = HTML.empty
        let isAsked = view.referrals.contains { $0.state == .asked || $0.state == .yes }
        if person.intake == nil, person.consentAt != nil {
            parts += visit.buttonForm(action: path + "/balie", label: t("Naar de balie"), classes: "compact")
        }
        if person.startedAt == nil {
            parts += visit.buttonForm(action: path + "/begonnen", label: t("Is begonnen"))
        }
        if person.intake == nil, person.route != .closed {
            parts += visit.buttonForm(action: path + "/sluiten", label: t("Sluit zonder vervolg"))
        }
        if person.intake == nil, person.route != .organisation, view.trajectory.state == .running {
            parts += visit.buttonForm(action: path + "/open", label: t("Zet het gesprek weer open"))
        }
        let form = Self.referForm(view.unasked)
        let shown = refer ?? form.filled()
        let isOver = person.consentAt == nil || isAsked || person.intake != nil
        let question = visit.form(
            action: path + "/doorverwijzen", classes: "stack",
            """
            \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Verstuur de vraag"))</button></p>
            """)
        let fold: HTML = """
            <details\(flag: "open", refer != nil)><summary>\(t("Vraag een organisatie"))</summary>\(question)</details>
            """
        let over = t("Je vroeg alle organisaties van dit traject al. Aan de balie zoek je verder.")
        let ask: HTML =
            isOver ? .empty : view.unasked.isEmpty ? "<p class=\"small soft\">\(over)</p>" : fold
        return Part.card(t("Vervolg"), "<div class=\"stack\">\(parts)</div>\(ask)")
    }

    private var assign: HTML {
        guard person.state == .open || person.state == .later, view.trajectory.state == .running else { return .empty }
        return Part.card(
            t("Gespreksvoerder"),
            visit.form(
                action: path + "/gespreksvoerder", classes: "stack",
                """
                <div class="field"><label for="veld-hulp">\(t("Wie praat met deze persoon?"))</label><select id="veld-hulp" name="hulp"><option value="">\(t("nog niemand"))</option>\
                \(view.helpers.filter(\.isActive), { helper in
                    "<option value=\"\(helper.number)\"\(flag: "selected", helper.id == person.helper)>\(helper.name)</option>"
                })</select></div><p class="row"><button class="quiet compact">\(t("Bewaar"))</button></p>
                """))
    }

    private var away: HTML {
        """
        <details class="card"><summary>\(t("Vergeet deze persoon"))</summary><div class="stack"><p>\(t("De naam, het nummer en alles wat gezegd is gaan weg. Alleen het aantal blijft. Dat kan niet ongedaan."))</p>\
        <p>\(t("Staat deze persoon ook bij de balie? Dat wis je daar."))</p>\
        \(visit.buttonForm(action: path + "/vergeet", label: t("Vergeet")))</div></details>
        """
    }
}
