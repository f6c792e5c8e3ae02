import Community
import Core
import Formats
import Services
import Storage
import Web

/// Keeps a list, looks at it, and takes it over in batches: each in a transaction of its own that also says how far it
/// is, so that a stop at any moment loses and doubles nobody.
struct TakeIntake: Sendable {
    static let kind = "enquete-adressen"
    /// A list up to this size is taken over at once, while the person waits.
    static let small = 1000

    let house: House
    private var audiences: [Audience] { house.registry.modules.flatMap(\.audiences) }

    /// Keeps what somebody brought and gives its id.
    func keep(
        _ content: [UInt8], source: Address.Source, name: String, columns: [AddressColumn], by visit: Visit
    ) async throws -> String {
        try await house.database.write { [self] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO survey_intake (id, survey_id, source, name, content, columns, state, rows_total, rows_done,
                    report, person_id, created_at)
                VALUES (\(id), \(survey.id), \(source), \(name), \(content), \(Self.json(columns)),
                    \(Intake.State.looked), 0, 0, \(IntakeReport().json.text), \(visit.actor.person), \(visit.now))
                """)
            try look(id, survey, visit.today, in: db)
            try house.record(
                Audit.Event(
                    "enquete-lijst-geladen", "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["bron": .string(source.rawValue)]), by: visit, in: db)
            return id
        }
    }

    static func json(_ columns: [AddressColumn]) -> String {
        JSONValue(columns.map { JSONValue.string($0.rawValue) }).text
    }

    /// Reads the whole list and remembers what would come of it.
    func look(_ id: String, _ survey: Survey, _ today: Day, in db: any SQLConnection) throws {
        guard let intake = try Intake.find(id, of: survey.id, in: db), intake.state == .looked else { return }
        let lines = try intake.lines(survey, audiences: audiences, today: today, in: db)
        var report = IntakeReport()
        report.add(
            try IntakeCheck(
                lines, for: survey, groups: try Intake.groups(survey, in: db), vault: house.vault, in: db))
        try db.run(
            "UPDATE survey_intake SET rows_total = \(lines.count), report = \(report.json.text) WHERE id = \(id)")
    }

    /// The first lines as they would come in.
    func sample(_ intake: Intake, _ survey: Survey, today: Day, in db: any SQLConnection) throws -> [NewAddress] {
        let lines = try intake.lines(survey, audiences: audiences, today: today, in: db).prefix(40)
        return Array(
            try IntakeCheck(Array(lines), for: survey, groups: nil, vault: house.vault, in: db).new.prefix(8))
    }

    /// Begins the taking over. A large list goes on in the background.
    func start(_ id: String, by visit: Visit) async throws {
        let total = try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            guard let intake = try Intake.find(id, of: survey.id, in: db) else { throw WebError.notFound }
            let last = try AddressBook.last(of: survey, in: db)
            if intake.state == .looked, last + intake.report.new > AddressBook.most {
                throw FieldworkRefusal.full(last, intake.report.new)
            }
            let begun = try db.run(
                """
                UPDATE survey_intake SET state = \(Intake.State.running), rows_done = 0,
                    report = \(IntakeReport().json.text) WHERE id = \(id) AND state = \(Intake.State.looked)
                """)
            guard begun == 1 else { return 0 }
            // A small list is done below; the job is there for when the program stops halfway.
            let wait = intake.total > Self.small ? Span.seconds(0) : .minutes(1)
            try Jobs.add(Self.kind, payload: id, at: visit.now + wait, now: visit.now, in: db)
            try house.record(
                Audit.Event(
                    "enquete-adressen-toegevoegd", "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["regels": .int(intake.total)]), by: visit, in: db)
            return intake.total
        }
        if total > 0, total <= Self.small { try await run(id, now: visit.now) }
    }

    /// Goes on until all is taken over.
    func run(_ id: String, now: Moment) async throws {
        let read = try await house.database.read { [audiences] db -> (Survey, [IntakeLine])? in
            guard let intake = try Intake.find(id, in: db), intake.state == .running,
                let survey = try Survey.find(intake.survey, in: db)
            else { return nil }
            return (survey, try intake.lines(survey, audiences: audiences, today: now.day, in: db))
        }
        guard let (survey, lines) = read else { return }
        while try await step(id, survey.id, lines, now) {}
    }

    /// One batch. Gives whether there is more.
    private func step(_ id: String, _ survey: Survey.Identity, _ lines: [IntakeLine], _ now: Moment) async throws
        -> Bool
    {
        try await house.database.write { [self] db in
            try db.holdAlone("survey_address")
            guard let intake = try Intake.find(id, in: db), intake.state == .running,
                let survey = try Survey.find(survey, in: db)
            else { return false }
            let some = Array(lines.dropFirst(intake.done).prefix(AddressBook.batch))
            let check = try IntakeCheck(
                some, for: survey, groups: try Intake.groups(survey, in: db), vault: house.vault, in: db)
            guard try AddressBook.last(of: survey, in: db) + check.new.count <= AddressBook.most else {
                try stop(intake, survey, Array(lines.dropFirst(intake.done)), now, in: db)
                return false
            }
            try AddressBook.add(
                check.new, to: survey, source: intake.source, vault: house.vault, now: now, in: db)
            for other in check.known {
                if let email = other.email { try AddressBook.fill(email, of: survey, with: other, in: db) }
            }
            var report = intake.report
            report.add(check)
            let done = intake.done + some.count
            let isMore = done < lines.count && !some.isEmpty && survey.state != .closed
            // What was brought is not needed any more: the addresses stand in the book.
            try db.run(
                """
                UPDATE survey_intake SET rows_done = \(done), report = \(report.json.text),
                    state = \(isMore ? Intake.State.running : .done) WHERE id = \(id)
                """)
            if !isMore { try finish(id, survey, now, in: db) }
            return isMore
        }
    }

    /// The book is full: what is left of the list stays out, and the report says so.
    private func stop(
        _ intake: Intake, _ survey: Survey, _ rest: [IntakeLine], _ now: Moment, in db: any SQLConnection
    ) throws {
        var report = intake.report
        report.refuse(rest, .full)
        try db.run(
            """
            UPDATE survey_intake SET report = \(report.json.text), state = \(Intake.State.done)
            WHERE id = \(intake.id)
            """)
        try finish(intake.id, survey, now, in: db)
    }

    private func finish(_ id: String, _ survey: Survey, _ now: Moment, in db: any SQLConnection) throws {
        try db.run("UPDATE survey_intake SET content = NULL WHERE id = \(id)")
        // Whoever came in while the survey is open gets an invitation.
        if survey.state == .field {
            try Jobs.add(FieldworkJob.now, payload: survey.id.text, at: now, now: now, in: db)
        }
    }
}

/// Why something about the fieldwork cannot be done now.
enum FieldworkRefusal {
    static let closed = WebError.badRequest(Text("Deze enquête is gesloten. Dit kun je niet meer veranderen."))

    /// - Parameters:
    ///   - known: so many stand in the book.
    ///   - new: so many would come.
    static func full(_ known: Int, _ new: Int) -> WebError {
        .badRequest(
            Text(
                "Een enquête heeft hoogstens \(AddressBook.most) adressen. Er zijn er al \(known) en deze lijst heeft er \(new). Maak de lijst korter."
            ))
    }
}
