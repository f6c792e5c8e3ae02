import Community
import Core
import Services
import Storage
import Web

/// Whether vacancies that many apply for yield to those nobody applies for: the choice of each municipality's centre,
/// kept with date and person. Off until somebody turns it on.
struct FairExposure: Sendable, Equatable {
    let municipality: String
    let isOn: Bool
    let at: Moment
    /// Who decided; `nil` after an erasure.
    let person: String?

    init(row: Row) throws {
        municipality = try row("municipality_code")
        isOn = try row("is_on")
        at = try row("at")
        person = try row("person_name")
    }

    /// Tells that somebody turned it on or off; the payload is the municipality.
    static let channel: Channel = "fair_exposure"

    static func isOn(in municipality: String, _ db: any SQLConnection) throws -> Bool {
        try db.value(
            "SELECT is_on FROM fair_exposure WHERE municipality_code = \(municipality) ORDER BY at DESC LIMIT 1",
            as: Bool.self) ?? false
    }

    /// Every decision, the newest first.
    static func history(of municipality: String, in db: any SQLConnection) throws -> [FairExposure] {
        try db.rows(
            """
            SELECT f.municipality_code, f.is_on, f.at, p.name AS person_name FROM fair_exposure f
            LEFT JOIN person p ON p.id = f.person_id
            WHERE f.municipality_code = \(municipality) ORDER BY f.at DESC LIMIT 100
            """
        ).map(FairExposure.init(row:))
    }

    /// The municipalities where it is on now.
    static func municipalities(in db: any SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT f.municipality_code FROM fair_exposure f WHERE f.is_on = \(true) AND NOT EXISTS (
                SELECT 1 FROM fair_exposure later WHERE later.municipality_code = f.municipality_code
                AND later.at > f.at)
            ORDER BY f.municipality_code
            """
        ).map { try $0("municipality_code") }
    }

    /// Turns it on or off, and lets the search follow in the same step. Nothing happens when it stands so already.
    ///
    /// - Throws: `WebError.notFound` when the visitor does not manage the centre of this municipality.
    static func turn(_ isOn: Bool, in municipality: String, house: House, visit: Visit, _ db: any SQLConnection) throws
    {
        guard visit.actor.municipalities(with: [.centreManager]).contains(municipality) else { throw WebError.notFound }
        guard try self.isOn(in: municipality, db) != isOn else { return }
        try db.run(
            """
            INSERT INTO fair_exposure (municipality_code, at, is_on, person_id)
            VALUES (\(municipality), \(visit.now), \(isOn), \(visit.actor.person))
            """)
        try house.record(
            Audit.Event(
                isOn ? "eerlijke-aandacht-aan" : "eerlijke-aandacht-uit", "gemeente", municipality,
                municipality: municipality),
            by: visit, in: db)
        try VacancyPressure.refreshAll(in: municipality, now: visit.now, db)
        try db.notify(channel, municipality)
    }
}
