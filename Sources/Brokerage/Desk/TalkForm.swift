import Community
import Core
import Formats
import Services
import Storage
import Web

/// The talk as a form that leads: what someone likes, can, seeks, when, and what not; then notes and consent. It can be
/// kept half-way.
enum TalkForm {
    static let notes = "aantekeningen"
    static let consent = "toestemming"
    static let day = "toestemming-dag"
    static let reading = "lezen"
    static let address = "adres-klopt"

    /// What is asked beside the wishes.
    static let rest = Form([
        Field(
            notes, Text("Aantekeningen"), .area(rows: 6),
            hint: Text(
                "Alleen wat helpt bij het zoeken. Geen ziekte, geen schuld, geen nummers. De tekst wordt versleuteld bewaard."
            ),
            required: false, limit: 5000, rule: ApplicationText.message),
        Field(
            consent, Text("Vindt deze persoon het goed dat je dit opschrijft?"),
            .radios(
                [Field.Choice("", Text("Nog niet gevraagd"))]
                    + Intake.Consent.allCases.map { Field.Choice($0.rawValue, $0.label) }), required: false),
        Field(day, Text("Op welke dag zei die persoon dat?"), .date, required: false),
        Field(
            reading, Text("Wie mag dit lezen?"),
            .radios(Intake.Reading.allCases.map { Field.Choice($0.rawValue, $0.label) })),
    ])

    /// For a case whose address was typed by the person or by somebody else: only a question in the talk tells.
    static func addressField(_ intake: Intake) -> [Field] {
        guard intake.isAddressTyped, let email = intake.email else { return [] }
        return [
            Field(
                address, Text("Ik vroeg het na: \(email) is van deze persoon zelf."), .checkbox,
                hint: Text("Zonder dit vinkje kan niemand je aantekeningen ophalen met de link in de mail."),
                required: false)
        ]
    }

    /// The tick, as it may be kept: it stood beside the address of the page. Where another is kept now, nobody asked
    /// about that one here, and what is kept of it counts.
    static func tick(_ state: FormState, _ intake: Intake) -> [String] {
        let was = ReachForm.seen(ReachForm.email)
        guard !state.all(was).isEmpty, state.optional(was) != intake.email else { return state.all(address) }
        return intake.emailCheckedAt == nil ? [] : ["ja"]
    }

    /// What was sent, to be shown once more beside what is kept now.
    static func again(_ state: FormState, _ intake: Intake) -> FormState {
        var again = ReachForm.followed(state, intake)
        again.values[address] = tick(state, intake)
        return again
    }

    /// All fields together, for the list of what is wrong.
    static var whole: Form { Form(WishesForm.form.fields + ReachForm.form.fields + rest.fields) }

    static func start(_ view: DeskCase) -> FormState {
        var state = WishesForm.state(view.wishes ?? Wishes())
        let intake = view.intake
        state.values[notes] = view.notes.map { [$0] } ?? []
        state.values[consent] = [intake.consent?.rawValue ?? ""]
        state.values[day] = intake.consentOn.map { [$0.iso] } ?? []
        state.values[reading] = [intake.reading.rawValue]
        if intake.emailCheckedAt != nil { state.values[address] = ["ja"] }
        ReachForm.fill(&state, from: intake)
        return state
    }

    /// - Parameter isDone: the talk is over: then consent must have been asked.
    static func read(_ sent: Query, isDone: Bool, places: PlaceDirectory, today: Day) -> (FormState, Wishes?) {
        let (first, wishes) = WishesForm.read(sent, places: places, today: today)
        var state = first
        for other in [ReachForm.read(sent), rest.read(sent)] {
            for (name, values) in other.values { state.values[name] = values }
            for error in other.errors { state.addError(error.name, error.problem) }
        }
        if sent[address] != nil { state.values[address] = ["ja"] }
        let hasConsent = !state[consent].isEmpty
        if isDone, !hasConsent {
            state.addError(
                consent, Text("Vraag of het goed is dat je dit opschrijft. Zonder ja ronden we het gesprek niet af."))
        }
        if hasConsent, state[day].isEmpty { state.values[day] = [today.iso] }
        if let said = state.day(day), said > today { state.addError(day, Text("Deze dag komt nog.")) }
        return (state, state.isValid ? wishes : nil)
    }
}

extension DeskWork {
    /// Keeps what was filled in. Who ends the talk gets a week to come with something.
    func keepTalk(_ intake: Intake, _ wishes: Wishes, _ state: FormState, isDone: Bool, in db: any SQLConnection) throws
    {
        guard intake.isOpen else {
            throw WebError.badRequest(Text("Dit dossier is intussen afgesloten. Kijk opnieuw."))
        }
        let consent = Intake.Consent(rawValue: state[TalkForm.consent])
        let agreedOn = consent == nil ? nil : state.day(TalkForm.day)
        let reading = Intake.Reading(rawValue: state[TalkForm.reading]) ?? .team
        // Who keeps it to themselves must be its broker, or nobody could act on it.
        let owner = try reading == .own && intake.owner == nil ? actor(in: db) : intake.owner
        let isChecked = intake.email != nil && state.isOn(TalkForm.address)
        let checked: Moment? = isChecked ? intake.emailCheckedAt ?? now : nil
        try db.run(
            """
            UPDATE intake SET sealed_wishes = \(try seal(wishes.isEmpty ? nil : wishes.json.text, intake, .wishes, in: db)),
                sealed_notes = \(try seal(state.optional(TalkForm.notes), intake, .notes, in: db)), consent = \(consent),
                consent_on = \(agreedOn), reading = \(reading), owner_id = \(owner), email_checked_at = \(checked)
            WHERE id = \(intake.id)
            """)
        try record(
            "intake-gesprek-bewaard", intake,
            details: ["klaar": .bool(isDone), "adresNagevraagd": .bool(checked != nil)], in: db)
        guard isDone else { return }
        try db.run("UPDATE intake SET talked_at = COALESCE(talked_at, \(now)) WHERE id = \(intake.id)")
        try markContact(intake, in: db)
        if let talk = try DeskTalk.planned(for: intake.id, in: db), talk.startsAt <= now + .hours(2) {
            try end(planned: intake, as: .held, in: db)
        }
        if intake.talkedAt == nil { try add(.talk, to: intake, in: db) }
        // Further on, what waits for an answer still does; only a talk that was waited for is over.
        guard intake.state == .new || intake.state == .talking || intake.next == .talk else { return }
        try settle(intake, wasSpoken: true, nil, in: db)
    }
}

struct TalkPage {
    let visit: Visit
    let view: DeskCase
    private var t: Texts { visit.t }

    func reply(_ state: FormState, status: Int = 200) -> Reply {
        let path = view.intake.path
        let crumbs = Part.breadcrumbs(
            [(title: t("Iedereen aan de balie"), path: DeskNav.list), (title: view.intake.name, path: path)],
            label: t("Kruimelpad"))
        let question: HTML =
            "\(view.question, { Part.card(t("Dit zei de persoon zelf"), "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>") })"
        let rest = Form(TalkForm.addressField(view.intake) + TalkForm.rest.fields)
        let form = visit.form(
            action: path + "/gesprek", classes: "stack editor",
            """
            \(visit.errorSummary(TalkForm.whole, state))\(Part.card(t("Wensen"), WishesForm.markup(visit, state)))\
            \(Part.card(t("Mail en telefoon"), ReachForm.markup(visit, state, view.intake)))\
            \(Part.card(t("Afspraken"), visit.fields(rest, state)))\
            <p class="row"><button name="doe" value="klaar">\(t("Het gesprek is klaar"))</button>\
            <button class="quiet" name="doe" value="bewaar">\(t("Bewaar, ik ga later verder"))</button></p>
            """)
        return visit.page(
            t("Gesprek met \(view.intake.name)"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(t("Gesprek met \(view.intake.name)"))</h1>\
            <p class="lead">\(t("Loop de vragen samen langs. Alles mag open blijven: wat je niet weet, staat niets in de weg."))</p>\
            \(question)\(form)</div>
            """)
    }
}
