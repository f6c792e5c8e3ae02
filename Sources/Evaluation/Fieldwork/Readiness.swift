import Community
import Core
import Questionnaires
import Storage
import Tabulation

/// What must be in order before a survey can open, point by point.
struct Readiness: Sendable {
    enum State: Sendable { case good, look, missing }

    struct Item: Sendable {
        let state: State
        let text: Text
        /// Where it is put right.
        let path: String
    }

    private(set) var items: [Item] = []
    let counts: AddressCounts

    var isReady: Bool { !items.contains { $0.state == .missing } }

    /// - Parameter seesBounces: whether mail that comes back reaches the program.
    init(_ survey: Survey, _ settings: FieldworkSettings, seesBounces: Bool, in db: any SQLConnection) throws {
        counts = try AddressCounts(survey.id, in: db)
        questionnaire(survey, try StoredQuestionnaire.find(survey.questionnaire, in: db)?.content)
        days(survey)
        basis(survey)
        people(survey)
        if !seesBounces, counts.all > counts.withoutMail { addBounces(survey) }
        try groups(survey, settings, in: db)
        size(survey)
    }

    private mutating func add(_ state: State, _ text: Text, _ path: String) {
        items.append(Item(state: state, text: text, path: path))
    }

    private mutating func questionnaire(_ survey: Survey, _ content: Questionnaire?) {
        let path = survey.path("vragenlijst")
        let asked = content?.questions.count { $0.kind != .info } ?? 0
        guard let content, asked > 0 else { return add(.missing, Text("De vragenlijst heeft nog geen vragen."), path) }
        let wrong = content.problems().filter(\.isFatal)
        if wrong.isEmpty {
            add(.good, Text("De vragenlijst heeft \(asked) vragen en is in orde."), path)
        } else {
            add(.missing, Text("In de vragenlijst moet je nog \(wrong.count) dingen verbeteren."), path)
        }
    }

    private mutating func days(_ survey: Survey) {
        let path = survey.path("opzet#dagen")
        guard let first = survey.opensOn, let last = survey.closesOn else {
            return add(.missing, Text("Kies de eerste en de laatste dag."), path)
        }
        if last <= first { return add(.missing, Text("De laatste dag moet na de eerste liggen."), path) }
        if let reminder = survey.remindsOn, reminder <= first || reminder >= last {
            return add(.missing, Text("De herinnering moet tussen de eerste en de laatste dag liggen."), path)
        }
        if last - first < 7 {
            add(.look, Text("Mensen hebben maar \(last - first) dagen. Vier weken is gewoon."), path)
        } else {
            add(.good, Text("De dagen staan vast: \(last - first) dagen om te antwoorden."), path)
        }
    }

    private mutating func basis(_ survey: Survey) {
        let path = survey.path("opzet#privacy")
        let hasBasis = LawfulBasis(rawValue: survey.lawfulBasis) != nil
        if !hasBasis { add(.missing, Text("Zeg waarom je deze mensen mag aanschrijven."), path) }
        if survey.purpose.isEmpty { add(.missing, Text("Schrijf op waarvoor je het vraagt."), path) }
        if hasBasis, !survey.purpose.isEmpty { add(.good, Text("Doel en grondslag staan erbij."), path) }
    }

    private mutating func people(_ survey: Survey) {
        let path = survey.path("adressen")
        if counts.all == 0, !survey.hasOpenLink {
            return add(.missing, Text("Er zijn nog geen adressen, en de open link staat uit."), path)
        }
        if counts.all == 0 {
            add(
                .look, Text("Er zijn geen adressen. Er gaat geen mail uit: alleen wie de open link krijgt, doet mee."),
                path)
        }
        if counts.all > 0 { add(.good, Text("Er staan \(counts.all) adressen klaar."), path) }
        if counts.withoutMail > 0 {
            add(.look, Text("\(counts.withoutMail) mensen hebben geen e-mailadres. Die kun je alleen bellen."), path)
        }
        if counts.optedOut > 0 {
            add(.look, Text("\(counts.optedOut) mensen willen geen enquêtes. Zij krijgen geen mail."), path)
        }
        if survey.mode == .anonymous, counts.all > 0, counts.all < 10 {
            add(.look, Text("Met minder dan tien mensen is een antwoord soms te raden, ook anoniem."), path)
        }
    }

    private mutating func addBounces(_ survey: Survey) {
        add(
            .look,
            Text(
                "Mail die terugkomt, bereikt ons niet: zo’n adres telt als stilte. Een beheerder zet dat aan met “inzet post --inbox”."
            ), survey.path("adressen"))
    }

    private mutating func groups(_ survey: Survey, _ settings: FieldworkSettings, in db: any SQLConnection) throws {
        guard survey.mode == .anonymous, settings.keepsStratum else { return }
        let path = survey.path("adressen")
        let small = try AddressBook.strata(of: survey.id, in: db).filter { $0.count < Self.leastGroup }
        let without = counts.withoutStratum
        if let first = small.first {
            add(.missing, Text("Groep “\(first.name)” heeft minder dan tien adressen. Voeg groepen samen."), path)
        } else if without > 0, without < Self.leastGroup {
            add(
                .missing, Text("Er zijn \(without) adressen zonder groep. Dat zijn er te weinig om anoniem te zijn."),
                path)
        } else {
            add(.good, Text("Elke groep is groot genoeg om anoniem te blijven."), path)
        }
    }

    /// Of a group that goes along with anonymous answers.
    static let leastGroup = 10

    private mutating func size(_ survey: Survey) {
        guard let population = survey.population else { return }
        if population < counts.all {
            add(
                .missing, Text("De hele groep telt \(population) mensen, maar er zijn \(counts.all) adressen."),
                survey.path("opzet#tellen"))
        }
    }
}

/// How many addresses there are, and how far they are.
struct AddressCounts: Sendable, Equatable {
    let all: Int
    let withoutMail: Int
    let withoutStratum: Int
    let optedOut: Int
    /// Will get an invitation and did not yet.
    let toInvite: Int
    let invited: Int
    let reminded: Int
    let answered: Int

    init(_ survey: Survey.Identity, in db: any SQLConnection) throws {
        let row = try db.first(
            """
            SELECT COUNT(*) AS amount, SUM(CASE WHEN email IS NULL THEN 1 ELSE 0 END) AS without_mail,
                SUM(CASE WHEN stratum IS NULL THEN 1 ELSE 0 END) AS without_stratum,
                SUM(CASE WHEN refusal_reason = \(RefusalReason.optedOut.rawValue) THEN 1 ELSE 0 END) AS opted_out,
                SUM(CASE WHEN outcome = \(Outcome.notInvited) AND invited_at IS NULL AND email IS NOT NULL
                    AND refusal_way IS NULL THEN 1 ELSE 0 END) AS to_invite,
                SUM(CASE WHEN invited_at IS NOT NULL THEN 1 ELSE 0 END) AS invited,
                SUM(CASE WHEN reminded_at IS NOT NULL THEN 1 ELSE 0 END) AS reminded,
                SUM(CASE WHEN turnout = \(Turnout.answered) THEN 1 ELSE 0 END) AS answered
            FROM survey_address WHERE survey_id = \(survey)
            """)
        func count(_ name: String) throws -> Int { try row.flatMap { try $0(name, as: Int?.self) } ?? 0 }
        all = try count("amount")
        withoutMail = try count("without_mail")
        withoutStratum = try count("without_stratum")
        optedOut = try count("opted_out")
        toInvite = try count("to_invite")
        invited = try count("invited")
        reminded = try count("reminded")
        answered = try count("answered")
    }
}
