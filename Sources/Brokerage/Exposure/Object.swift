import Community
import Core
import Services
import Storage
import Web

/// Saying that you do not agree, and the answer of a person.
struct ObjectToAlgorithm: Sendable {
    let house: House
    let visit: Visit

    /// - Parameter places: a choice is asked only where the site serves more than one municipality.
    static func form(_ places: [(code: String, name: String)]) -> Form {
        var fields = [
            Field(
                "onderwerp", Text("Waar gaat het over?"),
                .select(AlgorithmObjection.Subject.allCases.map { .init($0.rawValue, $0.label) }))
        ]
        if places.count > 1 {
            fields.append(
                Field(
                    "gemeente", Text("In welke gemeente?"),
                    .select(places.map { .init($0.code, Text("\($0.name)")) })))
        }
        fields += [
            Field(
                "bezwaar", Text("Waar ben je het niet mee eens?"), .area(rows: 6),
                hint: Text("Vertel wat er gebeurde en wat je liever had gezien."), limit: 3000,
                rule: ApplicationText.message),
            Field("naam", Text("Je naam"), limit: 100, autocomplete: "name", rule: ApplicationText.name),
            .email(hint: Text("Hier sturen we het antwoord naartoe.")),
        ]
        return Form(fields)
    }

    static let answerForm = Form([
        Field(
            "antwoord", Text("Je antwoord"), .area(rows: 6),
            hint: Text("Schrijf wat je hebt uitgezocht en wat je besluit. Dit gaat per mail."), limit: 3000),
        Field(
            "aangepast", Text("Is er iets aangepast?"),
            .radios([.init("ja", Text("Ja")), .init("nee", Text("Nee"))])),
    ])

    /// - Throws: `WebError.tooMany` when this address sent several today.
    func send(_ state: FormState, to municipality: String, in db: any SQLConnection) throws {
        guard let email = Validation.email(state["email"])?.lowercased(),
            let subject = AlgorithmObjection.Subject(rawValue: state["onderwerp"])
        else { throw WebError.badRequest(Text("Vul het formulier opnieuw in.")) }
        let recent = try db.count(
            """
            SELECT COUNT(*) FROM algorithm_objection WHERE email = \(email)
            AND created_at > \(visit.now - .days(1))
            """)
        guard recent < AlgorithmObjection.dailyLimit else { throw WebError.tooMany(retryAfter: 3600) }
        let id = UUIDv7.make(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM algorithm_objection")
        let due = visit.now + .days(AlgorithmObjection.termDays)
        try db.run(
            """
            INSERT INTO algorithm_objection (id, number, municipality_code, subject, words, name, email, language,
                created_at, due_at)
            VALUES (\(id), \(number), \(municipality), \(subject), \(state["bezwaar"]), \(state["naam"]), \(email),
                \(visit.t.language), \(visit.now), \(due))
            """)
        try house.record(
            Audit.Event("bezwaar-ontvangen", "bezwaar", id, municipality: municipality), by: visit, in: db)
        let t = visit.t
        try mail(
            id, to: email, name: state["naam"], kind: "bezwaar-ontvangen", subject: t("We hebben je bezwaar"), t, in: db
        ) {
            // Nobody confirmed this address: the words stay behind the link.
            [
                .paragraph(
                    t(
                        "Iemand van de vrijwilligerscentrale leest wat je schreef. Je krijgt antwoord voor \(t.longDate(due.day))."
                    ))
            ]
        }
    }

    /// - Throws: `WebError.notFound` when it is not of a centre this visitor leads, or was answered already.
    func answer(_ number: Int, _ state: FormState, in db: any SQLConnection) throws {
        let codes = try CentreLead.municipalities(of: visit.actor, in: db)
        guard let objection = try AlgorithmObjection.find(number: number, in: codes, db) else {
            throw WebError.notFound
        }
        let changed = try db.run(
            """
            UPDATE algorithm_objection SET answer = \(state["antwoord"]), is_changed = \(state["aangepast"] == "ja"),
                answered_at = \(visit.now), answered_by = \(visit.actor.person)
            WHERE id = \(objection.id) AND answered_at IS NULL
            """)
        guard changed == 1 else { throw WebError.notFound }
        try house.record(
            Audit.Event("bezwaar-beantwoord", "bezwaar", objection.id, municipality: objection.municipality),
            by: visit, in: db)
        guard let email = objection.email else { return }
        let t = house.t(objection.language)
        try mail(
            objection.id, to: email, name: objection.name, kind: "bezwaar-antwoord",
            subject: t("Antwoord op je bezwaar"), t, in: db
        ) {
            [.paragraph(t("De vrijwilligerscentrale schrijft:")), .quote(state["antwoord"])]
        }
    }

    private func mail(
        _ id: String, to email: String, name: String, kind: String, subject: String, _ t: Texts,
        in db: any SQLConnection, _ blocks: () -> [Mail.Block]
    ) throws {
        let secret = try Tokens.issue(
            AlgorithmObjection.purpose, subject: id, lifetime: .days(365), now: visit.now, in: db)
        try house.mail(
            Mail(
                to: email, name: name, subject: subject, kind: kind, language: t.language, isSecret: true,
                [.paragraph(t("Beste \(name),"))] + blocks()
                    + [.button(label: t("Bekijk je bezwaar"), url: house.origin + "/bezwaar/" + secret)]), in: db)
    }
}
