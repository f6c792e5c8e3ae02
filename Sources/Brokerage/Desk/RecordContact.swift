import Community
import Core
import Formats
import Storage
import Web

/// What a broker writes down of a call or a visit.
enum ContactForm {
    static let kind = "wat"
    static let care = "gaat"
    static let note = "aantekening"
    static let next = "verder"

    /// - Parameter asksCare: the call was about how the new work goes.
    static func form(asksCare: Bool) -> Form {
        let care = Field(
            Self.care, Text("Hoe gaat het?"),
            .radios(DeskContact.Care.allCases.map { Field.Choice($0.rawValue, $0.label) }),
            hint: Text("Alleen als je iemand sprak."), required: false)
        return Form(
            [
                Field(
                    kind, Text("Wat deed je?"),
                    .radios(DeskContact.Kind.choosable.map { Field.Choice($0.rawValue, $0.label) }))
            ] + (asksCare ? [care] : []) + [
                Field(
                    note, Text("Aantekening"), .area(rows: 3),
                    hint: Text("Schrijf alleen op wat je nodig hebt. Wie dit dossier opent, leest het."),
                    required: false, limit: 2000, rule: ApplicationText.message),
                Field(
                    next, Text("Wanneer verder?"), .date,
                    hint: Text("Leeg betekent: binnen een week. Na geen gehoor: over twee dagen."), required: false),
            ])
    }

    /// With the rules that need more than one field.
    static func read(_ sent: Query, asksCare: Bool, today: Day) -> FormState {
        var state = form(asksCare: asksCare).read(sent)
        if let day = state.day(next), day < today || day > today + 366 {
            state.addError(next, Text("Kies een dag vanaf vandaag, binnen een jaar."))
        }
        let kind = DeskContact.Kind(rawValue: state[kind])
        if asksCare, kind?.isSpoken == true, state[care].isEmpty {
            state.addError(care, Text("Maak een keuze."))
        }
        return state
    }
}

extension DeskWork {
    /// Writes the contact down and settles what follows. The caller found the intake in this transaction.
    func contact(_ intake: Intake, _ state: FormState, in db: any SQLConnection) throws {
        guard intake.isOpen, let kind = DeskContact.Kind(rawValue: state[ContactForm.kind]) else {
            throw WebError.badRequest(Text("Dit dossier is intussen afgesloten. Kijk opnieuw."))
        }
        let care = kind.isSpoken ? DeskContact.Care(rawValue: state[ContactForm.care]) : nil
        try add(kind, outcome: care?.rawValue, note: state.optional(ContactForm.note), to: intake, in: db)
        try record("intake-contact", intake, details: ["wat": .string(kind.rawValue)], in: db)
        if kind.isSpoken { try markContact(intake, in: db) }
        let day = state.day(ContactForm.next).map { max(now, DeskTerm.morning($0)) }
        if kind == .noAnswer {
            let again = day ?? DeskTerm.morning(DeskTerm.retryDays, after: now)
            return try move(intake, to: intake.state, intake.next ?? .followUp, at: again, in: db)
        }
        if intake.state == .placed, intake.next?.isCare == true {
            return try settle(care: care, intake, day, in: db)
        }
        try settle(intake, wasSpoken: kind.isSpoken, day, in: db)
    }

    /// The first time that someone of the desk spoke with the person.
    func markContact(_ intake: Intake, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE intake SET first_contact_at = \(now) WHERE id = \(intake.id) AND first_contact_at IS NULL")
    }

    private func settle(care: DeskContact.Care?, _ intake: Intake, _ day: Moment?, in db: any SQLConnection) throws {
        let step = intake.next ?? .careFirst
        switch care {
        case .good where step == .careFirst:
            let start = intake.placedAt ?? now
            let due = DeskTerm.morning(start.day + DeskTerm.careSecondDays)
            try move(intake, to: .placed, .careSecond, at: day ?? max(due, DeskTerm.morning(1, after: now)), in: db)
        case .good: try close(intake, .placed, in: db)
        case .stopped:
            let placements = try db.rows(
                """
                SELECT a.id FROM desk_proposal p JOIN application a ON a.id = p.application_id
                WHERE p.intake_id = \(intake.id) AND a.state = \(VacancyApplication.State.placed)
                AND a.stopped_at IS NULL
                """)
            let work = ApplicationWork(house, cause: cause, now: now)
            for row in placements { _ = try work.stop(row("id"), reason: .other, text: nil, by: .applicant, in: db) }
            let due = day ?? DeskTerm.morning(DeskTerm.followUpDays, after: now)
            try move(intake, to: .talking, .followUp, at: due, in: db)
        case .question, nil:
            let due = day ?? DeskTerm.morning(DeskTerm.followUpDays, after: now)
            try move(intake, to: .placed, step, at: due, in: db)
        }
    }

    /// What follows an ordinary contact: the term begins again, what waits for an answer still does.
    func settle(_ intake: Intake, wasSpoken: Bool, _ day: Moment?, in db: any SQLConnection) throws {
        if let talk = try DeskTalk.planned(for: intake.id, in: db) {
            if talk.startsAt > now {
                let state: Intake.State = intake.state == .new ? .talking : intake.state
                return try move(intake, to: state, .talk, at: talk.startsAt, in: db)
            }
            if wasSpoken { try end(planned: intake, as: .held, in: db) }
        }
        let due = day ?? DeskTerm.morning(DeskTerm.followUpDays, after: now)
        switch intake.state {
        case .new where !wasSpoken:
            // A message left is no contact yet: someone calls again soon.
            let again = day ?? DeskTerm.morning(DeskTerm.retryDays, after: now)
            try move(intake, to: .new, .firstContact, at: again, in: db)
        case .new, .talking: try move(intake, to: .talking, .followUp, at: due, in: db)
        case .proposed:
            let step: IntakeStep = try Proposal.hasIntroduction(intake.id, in: db) ? .introduction : .answer
            try move(intake, to: .proposed, step, at: due, in: db)
        case .thinking: try move(intake, to: .thinking, .thinking, at: due, in: db)
        case .placed: try careAgain(intake, day, in: db)
        case .closed: break
        }
    }

    /// Someone has a place and was called about something else: the aftercare that is still owed comes at its time.
    private func careAgain(_ intake: Intake, _ day: Moment?, in db: any SQLConnection) throws {
        let hadFirst = try db.exists(
            "SELECT id FROM desk_contact WHERE intake_id = \(intake.id) AND outcome = \(DeskContact.Care.good) LIMIT 1")
        let start = (intake.placedAt ?? now).day
        let due = DeskTerm.morning(start + (hadFirst ? DeskTerm.careSecondDays : DeskTerm.careFirstDays))
        let soonest = DeskTerm.morning(1, after: now)
        try move(intake, to: .placed, hadFirst ? .careSecond : .careFirst, at: day ?? max(due, soonest), in: db)
    }
}
