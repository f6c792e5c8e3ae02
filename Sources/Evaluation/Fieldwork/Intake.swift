import Community
import Core
import Formats
import Services
import Storage

/// A list that is on its way into the address book: looked at first, taken over after.
struct Intake: Sendable {
    enum State: String, SQLConvertible {
        case looked = "bekeken"
        case running = "bezig"
        case done = "klaar"
    }

    let id: String
    let survey: Survey.Identity
    let source: Address.Source
    /// Of the file; the id of the audience for a register.
    let name: String
    let content: [UInt8]
    let columns: [AddressColumn]
    let state: State
    let total: Int
    let done: Int
    let report: IntakeReport

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        source = try row("source")
        name = try row("name")
        content = try row("content", as: [UInt8]?.self) ?? []
        columns = (try JSONValue(parsing: row("columns", as: String.self)).array ?? []).map {
            $0.string.flatMap(AddressColumn.init(rawValue:)) ?? .skip
        }
        state = try row("state")
        total = try row("rows_total")
        done = try row("rows_done")
        report = IntakeReport(json: try JSONValue(parsing: row("report", as: String.self)))
    }

    func path(_ survey: Survey) -> String { survey.path("adressen/toevoegen/" + id) }

    static func find(_ id: String, of survey: Survey.Identity? = nil, in db: any SQLConnection) throws -> Intake? {
        let intake = try db.first("SELECT * FROM survey_intake WHERE id = \(id)").map(Intake.init(row:))
        return survey == nil || intake?.survey == survey ? intake : nil
    }

    /// What is in it, line by line. A register is asked again, so that it is as it is now.
    func lines(_ survey: Survey, audiences: [Audience], today: Day, in db: any SQLConnection) throws -> [IntakeLine] {
        switch source {
        case .paste, .hand: return IntakeText.read(String(decoding: content, as: UTF8.self))
        case .file: return try IntakeSheet(content).lines(columns)
        case .register:
            guard let audience = audiences.first(where: { $0.id == name }) else { return [] }
            return try audience.members(survey.municipality, today, db).enumerated().map { index, member in
                IntakeLine(
                    line: index + 1, name: member.name ?? "", organisation: member.organisation ?? "",
                    email: member.email ?? "", phone: member.phone ?? "", stratum: member.group ?? "",
                    language: member.language.rawValue, person: member.person,
                    organisationID: member.organisationID)
            }
        }
    }

    /// The groups that are still allowed; `nil` for any. A new small group would make an anonymous answer known.
    static func groups(_ survey: Survey, in db: any SQLConnection) throws -> Set<String>? {
        guard survey.mode == .anonymous, survey.state == .field,
            try FieldworkSettings.of(survey.id, in: db).keepsStratum
        else { return nil }
        return Set(try AddressBook.strata(of: survey.id, in: db).map(\.name))
    }
}

/// What came of a list so far.
struct IntakeReport: Sendable, Equatable {
    var new = 0
    var merged = 0
    var refused = 0
    /// The first lines that something is to be told about.
    var remarks: [IntakeCheck.Remark] = []
    static let mostRemarks = 300

    init() {}

    mutating func add(_ check: IntakeCheck) {
        new += check.new.count
        merged += check.merged
        refused += check.refused
        remarks += check.remarks.prefix(max(0, Self.mostRemarks - remarks.count))
    }

    /// Leaves all these lines out for one reason.
    mutating func refuse(_ lines: [IntakeLine], _ problem: IntakeProblem) {
        refused += lines.count
        remarks += lines.prefix(max(0, Self.mostRemarks - remarks.count)).map {
            IntakeCheck.Remark(line: $0.line, problem: problem, value: "")
        }
    }

    init(json: JSONValue) {
        new = json["new"]?.int ?? 0
        merged = json["merged"]?.int ?? 0
        refused = json["refused"]?.int ?? 0
        remarks = (json["remarks"]?.array ?? []).compactMap { item in
            guard let line = item[0]?.int, let problem = item[1]?.string.flatMap(IntakeProblem.init(rawValue:)) else {
                return nil
            }
            return IntakeCheck.Remark(line: line, problem: problem, value: item[2]?.string ?? "")
        }
    }

    var json: JSONValue {
        [
            "new": .int(new), "merged": .int(merged), "refused": .int(refused),
            "remarks": .array(
                remarks.map { .array([.int($0.line), .string($0.problem.rawValue), .string($0.value)]) }),
        ]
    }
}
