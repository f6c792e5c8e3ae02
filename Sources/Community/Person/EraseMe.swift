import Core
import Services
import Storage
import Web

/// Someone wipes their own data. They get one last mail, and that mail goes as soon as it was delivered.
struct EraseMe: Sendable {
    let house: House

    static let farewell = "gewist-bericht"
    static let cleaning = "gewist-bericht-opruimen"

    func hindrances(_ person: Person.Identity) async throws -> [Hindrance] {
        try await house.database.read { db in try Hindrance.all(for: person, in: db) }
    }

    func perform(by visit: Visit) async throws {
        let id = Person.Identity(try visit.person())
        try await house.database.write { [now = visit.now] db in
            guard let person = try Person.find(id, in: db) else { throw WebError.notFound }
            try PersonFile.erase(id, by: visit.cause, house: house, now: now, in: db)
            if let email = person.email { try sayGoodbye(email, person.language, now: now, in: db) }
        }
    }

    private func sayGoodbye(_ email: String, _ language: Language, now: Moment, in db: any SQLConnection) throws {
        let t = house.t(language)
        try house.mail(
            Mail(
                to: email, subject: t("Je gegevens zijn gewist"), kind: Self.farewell, language: language,
                [
                    .paragraph(t("Je hebt je gegevens gewist. We bewaren je naam en je e-mailadres niet meer.")),
                    .paragraph(t("Dank je wel dat je meedeed. Je bent altijd weer welkom.")),
                ]), in: db)
        let mail: String? = try db.value(
            """
            SELECT id FROM mail WHERE recipient = \(email) AND kind = \(Self.farewell)
            ORDER BY created_at DESC, id DESC LIMIT 1
            """)
        if let mail { try Jobs.add(Self.cleaning, payload: mail, at: now + .hours(1), now: now, in: db) }
    }

    /// Removes the last mail once it has left or cannot leave; looks again in an hour while it waits.
    var cleaningJob: Job {
        Job(Self.cleaning) { mail, now in
            try await house.database.write { db in
                let left = try db.run(
                    """
                    DELETE FROM mail WHERE id = \(mail) AND kind = \(Self.farewell)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead))
                    """)
                if left == 0, try db.exists("SELECT 1 FROM mail WHERE id = \(mail)") {
                    try Jobs.add(Self.cleaning, payload: mail, at: now + .hours(1), now: now, in: db)
                }
            }
        }
    }
}

/// What happens at an erasure, in words, and the end of it.
struct EraseMePages {
    let visit: Visit
    var t: Texts { visit.t }

    static let form = Form([
        Field("wissen", Text("Ja, wis mijn gegevens. Ik weet dat dit niet terug te draaien is."), .checkbox)
    ])

    func ask(_ hindrances: [Hindrance], _ state: FormState) -> Reply {
        hindrances.isEmpty ? confirm(state) : hindered(hindrances)
    }

    private func confirm(_ state: FormState) -> Reply {
        let gone = [
            t("Je naam, e-mailadres, telefoonnummer, postcode en geboortejaar."),
            t("Je reacties en berichten, en je zoekopdrachten."),
            t("Je plek bij organisaties, en al je inlogsessies."),
        ]
        let stays = [
            t("Getallen zonder naam, zoals hoeveel mensen reageerden."),
            t("Het logboek: wat er gebeurde en wanneer, met een nummer in plaats van je naam."),
        ]
        let content: HTML = "\(visit.fields(Self.form, state))<p><button>\(t("Wis mijn gegevens"))</button></p>"
        return visit.simplePage(
            t("Wis mijn gegevens"), intro: t("Je account en alles wat bij jou hoort gaat weg. Ook bij organisaties."),
            status: state.isValid ? 200 : 400,
            """
            \(Part.card(t("Dit gaat weg"), "<ul>\(gone, { "<li>\($0)</li>" })</ul>"))\
            \(Part.card(t("Dit blijft"), "<ul>\(stays, { "<li>\($0)</li>" })</ul>"))\
            <p><a href="/mijn/gegevens">\(t("Bekijk of bewaar eerst je gegevens"))</a></p>\
            \(visit.errorSummary(Self.form, state))\(visit.form(action: "/mijn/wissen", classes: "stack", content))
            """)
    }

    private func hindered(_ hindrances: [Hindrance]) -> Reply {
        visit.simplePage(
            t("Wis mijn gegevens"), intro: t("Dat kan nog niet. Anderen rekenen op jou:"),
            """
            <ul class="stack">\(hindrances, row)</ul><p>\(t("Daarna kun je hier je gegevens wissen."))</p>
            """)
    }

    private func row(_ hindrance: Hindrance) -> HTML {
        switch hindrance {
        case .lastManager(let organisation, let number):
            """
            <li>\(t("Je bent de enige beheerder van \(organisation)."))\
             <a href="\(OrganisationNav.Item.people.path(number))">\(t("Maak iemand anders beheerder"))</a> \(t("of"))\
             <a href="/organisatie/\(number)/stoppen">\(t("stop met de organisatie"))</a>.</li>
            """
        case .lastAdministrator(let municipality):
            "<li>\(t("Je bent de enige beheerder van \(municipality). Geef eerst iemand anders die rol."))</li>"
        }
    }

    func goodbye() -> Reply {
        visit.simplePage(
            t("Je gegevens zijn gewist"), intro: t("Dank je wel dat je meedeed. Je bent uitgelogd."),
            """
            <p>\(t("Je krijgt nog één mail als bewijs. Daarna is ook je e-mailadres bij ons weg."))</p>\
            <p>\(Part.button(t("Naar de beginpagina"), "/", quiet: true))</p>
            """)
    }
}
