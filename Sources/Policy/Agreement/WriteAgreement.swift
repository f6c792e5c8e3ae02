import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer writes an agreement, lays it before its parties, settles it, changes it with a reason, ends it. Its parties
/// hear of everything that changes what holds.
struct WriteAgreement: Sendable {
    let house: House
    let visit: Visit

    func create(_ state: FormState) async throws -> Agreement {
        try await house.database.write { [house, visit] db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM policy_agreement")
            let id = Agreement.Identity(at: visit.now)
            try db.run(
                """
                INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, first_day,
                    last_day, rhythm, is_public, state, person_id, created_at)
                VALUES (\(id), \(number), \(cycle.id), \(cycle.municipality), \(Agreement.Kind.agreement), '', '',
                    \(visit.today), \(visit.today), \(ReportRhythm.year), \(false), \(Agreement.State.draft),
                    \(visit.actor.person), \(visit.now))
                """)
            try Self.fill(id, state, cycle, house, now: visit.now, in: db)
            try house.record(
                Audit.Event("afspraak-gemaakt", "afspraak", id.text, municipality: cycle.municipality), by: visit,
                in: db)
            return try Self.made(id, in: db)
        }
    }

    enum Saved: Sendable {
        case done(Agreement)
        /// Somebody else saved in the meantime; nothing was changed. This is what stands there now.
        case outdated(AgreementView)
    }

    /// - Parameter version: the one the form was made from.
    func change(_ state: FormState, version: Int?) async throws -> Saved {
        try await house.database.write { [house, visit] db in
            let (cycle, it) = try Agreement.changeable(visit, in: db)
            guard it.state != .ended else {
                throw WebError.badRequest(Text("Deze afspraak is beëindigd. Zet hem eerst weer aan."))
            }
            let parties = try AgreementParty.all(of: [it.id], in: db)[it.id] ?? []
            guard try Self.claim(it, version, in: db) else { return .outdated(try AgreementView.load(it, in: db)) }
            try Self.fill(it.id, state, cycle, house, now: visit.now, in: db)
            let tell = TellParties(house: house, now: visit.now)
            if it.state == .agreed {
                try db.run(
                    """
                    INSERT INTO policy_agreement_change (id, agreement_id, reason, person_id, changed_at, before)
                    VALUES (\(UUIDv7.make(at: visit.now)), \(it.id), \(state["waarom"]), \(visit.actor.person),
                        \(visit.now), \(AgreementTerms(it, parties).kept))
                    """)
                try tell.tell(.changed, of: it.id, reason: state["waarom"], before: parties, in: db)
            } else if it.sharedAt != nil {
                // A draft is written in many small steps: no mail for each of them.
                try tell.note(.shared, of: it.id, in: db)
            }
            try house.record(
                Audit.Event("afspraak-gewijzigd", "afspraak", it.id.text, municipality: it.municipality), by: visit,
                in: db)
            return .done(it)
        }
    }

    /// The parties may read the draft from now on, and are asked to.
    func share() async throws -> Agreement {
        try await act("afspraak-concept-gedeeld") { [house, visit] it, _, db in
            guard it.state == .draft, it.sharedAt == nil else { return }
            let parties = try AgreementParty.all(of: [it.id], in: db)[it.id] ?? []
            guard parties.contains(where: { $0.organisation != nil }) else {
                throw WebError.badRequest(
                    Text("Geen van de partijen staat in het register. Print het concept en geef het mee."))
            }
            try db.run("UPDATE policy_agreement SET shared_at = \(visit.now) WHERE id = \(it.id)")
            try TellParties(house: house, now: visit.now).tell(.shared, of: it.id, in: db)
        }
    }

    func unshare() async throws -> Agreement {
        try await act("afspraak-concept-niet-gedeeld") { it, _, db in
            try db.run(
                """
                UPDATE policy_agreement SET shared_at = NULL WHERE id = \(it.id) AND state = \(Agreement.State.draft)
                """)
        }
    }

    /// From now on it holds, and its parties are asked how it goes.
    func settle() async throws -> Agreement {
        try await act("afspraak-vastgelegd", of: visit.form.int("versie")) { [house, visit] it, _, db in
            guard it.state == .draft else { throw Self.otherwise }
            let parties = try AgreementParty.all(of: [it.id], in: db)[it.id] ?? []
            if it.kind == .covenant, parties.count < 2 {
                throw WebError.badRequest(Text("Een convenant heeft ten minste twee partijen."))
            }
            guard !parties.isEmpty else { throw WebError.badRequest(Text("Noem eerst met wie je dit afspreekt.")) }
            try db.run(
                """
                UPDATE policy_agreement SET state = \(Agreement.State.agreed), agreed_at = \(visit.now)
                WHERE id = \(it.id)
                """)
            try TellParties(house: house, now: visit.now).tell(.settled, of: it.id, in: db)
        }
    }

    /// Back to a draft that its parties can read, as long as nobody told how it goes.
    func takeBack() async throws -> Agreement {
        try await act("afspraak-teruggehaald") { [house, visit] it, _, db in
            let told = try db.exists("SELECT 1 FROM policy_agreement_report WHERE agreement_id = \(it.id) LIMIT 1")
            guard it.state == .agreed, !told else {
                throw WebError.badRequest(Text("Er is al verslag gedaan. Wijzig de afspraak, of beëindig hem."))
            }
            try db.run(
                """
                UPDATE policy_agreement SET state = \(Agreement.State.draft), agreed_at = NULL,
                    shared_at = COALESCE(shared_at, \(visit.now)) WHERE id = \(it.id)
                """)
            try TellParties(house: house, now: visit.now).tell(.takenBack, of: it.id, in: db)
        }
    }

    func end(reason: String) async throws -> Agreement {
        try await act("afspraak-beeindigd") { [house, visit] it, _, db in
            guard it.state == .agreed else { throw Self.otherwise }
            try db.run(
                """
                UPDATE policy_agreement SET state = \(Agreement.State.ended), ended_at = \(visit.now),
                    end_reason = \(reason) WHERE id = \(it.id)
                """)
            try TellParties(house: house, now: visit.now).tell(.ended, of: it.id, reason: reason, in: db)
        }
    }

    func resume() async throws -> Agreement {
        try await act("afspraak-hervat") { [house, visit] it, _, db in
            guard it.state == .ended else { throw Self.otherwise }
            try db.run(
                """
                UPDATE policy_agreement SET state = \(Agreement.State.agreed), ended_at = NULL, end_reason = NULL
                WHERE id = \(it.id)
                """)
            try TellParties(house: house, now: visit.now).tell(.resumed, of: it.id, in: db)
        }
    }

    /// A draft can go.
    func remove() async throws -> String {
        let it = try await act("afspraak-verwijderd") { it, _, db in
            guard it.state == .draft else {
                throw WebError.badRequest(Text("Wat is afgesproken, blijft staan. Je kunt de afspraak wel beëindigen."))
            }
            try db.run("DELETE FROM policy_agreement_change WHERE agreement_id = \(it.id)")
            try db.run("DELETE FROM policy_agreement_reminder WHERE agreement_id = \(it.id)")
            try db.run("DELETE FROM policy_agreement_read WHERE agreement_id = \(it.id)")
            try db.run("DELETE FROM policy_agreement_party WHERE agreement_id = \(it.id)")
            try db.run("DELETE FROM policy_agreement WHERE id = \(it.id)")
        }
        return "/beleid/\(it.cycleNumber)/\(CyclePartKind.agreements.rawValue)"
    }

    private static var otherwise: WebError {
        .badRequest(Text("Iemand anders heeft deze afspraak net gewijzigd. Ga terug en lees hem eerst nog eens."))
    }

    /// - Parameter version: the one the officer read; `nil` inside for an action that asks none.
    private func act(
        _ action: String, of version: Int?? = .none,
        _ body: @escaping @Sendable (Agreement, PolicyCycle, any SQLConnection) throws -> Void
    ) async throws -> Agreement {
        try await house.database.write { [house, visit] db in
            let (cycle, it) = try Agreement.changeable(visit, in: db)
            guard try Self.claim(it, version ?? it.version, in: db) else { throw Self.otherwise }
            try body(it, cycle, db)
            try house.record(
                Audit.Event(action, "afspraak", it.id.text, municipality: it.municipality), by: visit, in: db)
            return it
        }
    }

    /// Takes the next version: of two who read the same one, only the first gets it.
    private static func claim(_ it: Agreement, _ version: Int?, in db: any SQLConnection) throws -> Bool {
        guard let version, version == it.version else { return false }
        return try db.run(
            "UPDATE policy_agreement SET version = version + 1 WHERE id = \(it.id) AND version = \(version)") == 1
    }

    private static func made(_ id: Agreement.Identity, in db: any SQLConnection) throws -> Agreement {
        guard let made = try Agreement.find(id, in: db) else { throw StorageError.missingColumn("policy_agreement") }
        return made
    }

    /// Writes what stands in the form; the goal must be one of this round.
    private static func fill(
        _ id: Agreement.Identity, _ state: FormState, _ cycle: PolicyCycle, _ house: House, now: Moment,
        in db: any SQLConnection
    ) throws {
        guard let kind = Agreement.Kind(rawValue: state["soort"]), let first = state.day("van"),
            let last = state.day("tot"), let rhythm = ReportRhythm(rawValue: state["ritme"])
        else { throw WebError.notFound }
        let goal = try state.optional("doel").flatMap { try Goal.find(Goal.Identity($0), in: db) }
        guard goal == nil || goal?.cycle == cycle.id else { throw WebError.notFound }
        let figure = state.optional("cijfer")
        let named = try figure.flatMap { try IndicatorShelf(house, cycle.municipality, in: db)[$0] }
        let cents = try state.optional("bedrag").map { try Euro.cents($0).get() }
        try db.run(
            """
            UPDATE policy_agreement SET kind = \(kind), title = \(state["titel"]), activity = \(state["wat"]),
                goal_id = \(goal?.id), indicator = \(state.optional("waaraan")), indicator_id = \(figure),
                indicator_name = COALESCE(\(named.map { Texts.dutch($0.name) }), CASE WHEN indicator_id = \(figure)
                    THEN indicator_name ELSE NULL END), first_day = \(first), last_day = \(last), rhythm = \(rhythm), budget_line = \(state.optional("begroting")),
                budget_cents = \(cents), is_public = \(state.isOn("openbaar")) WHERE id = \(id)
            """)
        try db.run("DELETE FROM policy_agreement_party WHERE agreement_id = \(id)")
        for (position, party) in AgreementForm.parties(state["partijen"]).enumerated() {
            try add(party, to: id, position: position, municipality: cycle.municipality, now: now, in: db)
        }
    }

    /// A name that stands in the register is that organisation: it can tell by itself how it goes.
    static func add(
        _ party: (name: String, task: String), to id: Agreement.Identity, position: Int, municipality: String,
        now: Moment, in db: any SQLConnection
    ) throws {
        let organisation = try db.value(
            """
            SELECT id FROM organisation WHERE municipality_code = \(municipality)
            AND sort_key = \(TextFolding.sortKey(party.name)) AND state <> \(Organisation.State.stopped)
            ORDER BY number LIMIT 1
            """, as: String.self)
        try db.run(
            """
            INSERT INTO policy_agreement_party (id, agreement_id, position, organisation_id, name, task)
            VALUES (\(UUIDv7.make(at: now)), \(id), \(position), \(organisation), \(party.name), \(party.task))
            """)
    }
}

extension Agreement {
    /// The agreement in the path as `{afspraak}`, of the round in the path.
    static func readable(_ visit: Visit, in db: any SQLConnection) throws -> (cycle: PolicyCycle, it: Agreement) {
        let cycle = try PolicyCycle.readable(visit, in: db)
        let it = try found(visit, cycle, in: db)
        guard it.state != .draft || visit.actor.has(PolicyAccess.writers, in: cycle.municipality) else {
            throw WebError.notFound
        }
        return (cycle, it)
    }

    static func changeable(_ visit: Visit, in db: any SQLConnection) throws -> (cycle: PolicyCycle, it: Agreement) {
        let cycle = try PolicyCycle.changeable(visit, in: db)
        return (cycle, try found(visit, cycle, in: db))
    }

    private static func found(_ visit: Visit, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> Agreement {
        guard let found = try find(number: visit.number("afspraak"), in: db), found.cycle == cycle.id else {
            throw WebError.notFound
        }
        return found
    }
}
