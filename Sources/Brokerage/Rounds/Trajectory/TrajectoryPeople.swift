import Community
import Core
import Formats
import Services
import Storage
import Web

/// Puts people on the list and shares them out over interviewers.
struct TrajectoryPeople: Sendable {
    let house: House
    let visit: Visit
    let trajectory: Trajectory

    struct Report: Sendable, Equatable {
        var added = 0
        /// On the list already.
        var known = 0
        /// Of an organisation that does not take part.
        var strange = 0
    }

    static func form(_ organisations: [Organisation]) -> Form {
        var fields = [
            Field("naam", Text("Naam"), limit: 100, autocomplete: "off") { name in
                Validation.containsCitizenNumber(name)
                    ? Text("Hier staat een burgerservicenummer. Haal het weg.") : nil
            },
            Field(
                "relatie", Text("Hoe kent de organisatie deze persoon?"), hint: Text("Zoals: vader van een leerling."),
                required: false, limit: 200, autocomplete: "off"),
            .phone(), .email(required: false),
        ]
        if organisations.count > 1 {
            fields.append(
                Field(
                    "organisatie", Text("Van welke organisatie?"),
                    .select(organisations.map { .init($0.name, Text("\($0.name)")) })))
        }
        return Form(fields)
    }

    func add(_ state: FormState, in db: any SQLConnection) throws -> Report {
        let entry = TrajectoryList.Entry(
            line: 1, name: state["naam"], email: state.optional("email").flatMap(Validation.email)?.lowercased(),
            phone: state.optional("telefoon").flatMap(Validation.phone), relation: state["relatie"],
            organisation: state["organisatie"])
        return try take([entry], in: db)
    }

    /// Puts in whoever is not there yet.
    func take(_ entries: [TrajectoryList.Entry], in db: any SQLConnection) throws -> Report {
        guard try Trajectory.find(trajectory.id, in: db)?.state == .running else { throw WebError.notFound }
        let organisations = try trajectory.organisations(in: db)
        let names = Dictionary(
            organisations.map { (TextFolding.sortKey($0.name), $0.id) }, uniquingKeysWith: { first, _ in first })
        let keys = try db.rows(
            """
            SELECT sort_key, organisation_id FROM trajectory_person
            WHERE trajectory_id = \(trajectory.id) AND erased_at IS NULL
            """
        ).map { row -> String in
            try row("sort_key", as: String.self) + "|" + (row("organisation_id", as: String?.self) ?? "")
        }
        var known = Set(keys)
        var report = Report()
        var number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory_person")
        for entry in entries {
            let found =
                entry.organisation.isEmpty
                ? organisations.first?.id : names[TextFolding.sortKey(entry.organisation)]
            guard let organisation = found else {
                report.strange += 1
                continue
            }
            let key = TextFolding.sortKey(entry.name)
            guard known.insert(key + "|" + organisation.text).inserted else {
                report.known += 1
                continue
            }
            let id = TrajectoryPerson.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO trajectory_person (id, number, trajectory_id, municipality_code, organisation_id, name,
                    sort_key, email, phone, relation, state, created_at)
                VALUES (\(id), \(number), \(trajectory.id), \(trajectory.municipality), \(organisation), \(entry.name),
                    \(key), \(entry.email), \(entry.phone), \(entry.relation), \(TrajectoryPerson.State.open),
                    \(visit.now))
                """)
            number += 1
            report.added += 1
        }
        if report.added > 0 {
            try house.record(
                Audit.Event(
                    "traject-mensen-toegevoegd", "traject", trajectory.id.text, municipality: trajectory.municipality,
                    details: ["aantal": .int(report.added)]), by: visit, in: db)
        }
        return report
    }

    /// Gives everybody without an interviewer one: of the own organisation when there is one, and whoever has the
    /// fewest talks to do. Returns how many were given out.
    func divide(in db: any SQLConnection) throws -> Int {
        let helpers = try RoundHelper.all(of: trajectory.id, in: db).filter(\.isActive)
        guard !helpers.isEmpty else { throw WebError.badRequest(Text("Voeg eerst gespreksvoerders toe.")) }
        let people = try db.rows(
            """
            SELECT * FROM trajectory_person WHERE trajectory_id = \(trajectory.id) AND helper_id IS NULL
            AND erased_at IS NULL AND state IN (\(list: [TrajectoryPerson.State.open, .later])) ORDER BY sort_key, id
            """
        ).map(TrajectoryPerson.init(row:))
        var load: [String: Int] = [:]
        for row in try db.rows(
            """
            SELECT helper_id, COUNT(*) AS n FROM trajectory_person WHERE trajectory_id = \(trajectory.id)
            AND helper_id IS NOT NULL AND state = \(TrajectoryPerson.State.open) GROUP BY helper_id
            """)
        {
            load[try row("helper_id")] = try row("n")
        }
        for person in people {
            let own = helpers.filter { $0.organisation == person.organisation }
            let pool = own.isEmpty ? helpers : own
            // Lowest number first among equals, so that the same list is shared out in the same way.
            guard
                let helper = pool.min(by: {
                    (load[$0.id.text] ?? 0, $0.number) < (load[$1.id.text] ?? 0, $1.number)
                })
            else { continue }
            load[helper.id.text, default: 0] += 1
            try assign(person, to: helper, in: db)
        }
        return people.count
    }

    /// - Throws: `WebError.notFound` when the interviewer is of another trajectory or stopped.
    func assign(_ person: TrajectoryPerson, to helper: RoundHelper?, in db: any SQLConnection) throws {
        guard person.trajectory == trajectory.id,
            helper.map({ $0.trajectory == trajectory.id && $0.isActive }) ?? true
        else { throw WebError.notFound }
        try db.run(
            """
            UPDATE trajectory_person SET helper_id = \(helper?.id), assigned_at = \(helper == nil ? nil : visit.now)
            WHERE id = \(person.id) AND erased_at IS NULL
            """)
    }
}
