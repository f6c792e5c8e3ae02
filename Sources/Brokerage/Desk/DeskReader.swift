import Community
import Core
import Storage
import Web

/// Someone of the centre at the desk: which cases are theirs, and which talks they may open.
struct DeskReader: Sendable {
    let person: Person.Identity
    /// Where they work for the centre.
    let codes: [String]
    /// Where they lead it.
    let managed: [String]

    init(_ actor: Actor) throws {
        guard let id = actor.person else { throw WebError.signInFirst }
        person = Person.Identity(id)
        codes = actor.municipalities(with: MunicipalRole.centre)
        managed = actor.municipalities(with: [.centreManager])
    }

    /// Their own id and those of the colleagues they stand in for today.
    func mine(today: Day, in db: any SQLConnection) throws -> [Person.Identity] {
        try DeskAbsence.covered(by: person, on: today, in: db)
    }

    /// Holds for an intake `i` whose talk they may open. What one broker kept to themselves and left behind is for who
    /// leads the centre, or for all where nobody does.
    func readable(_ mine: [Person.Identity]) -> SQL {
        """
        (i.reading = \(Intake.Reading.team) OR i.owner_id IN (\(list: mine))
        OR i.municipality_code IN (\(list: managed))
        OR (\(Self.isNobodys) AND NOT EXISTS (SELECT 1 FROM municipal_role m
            WHERE m.municipality_code = i.municipality_code AND m.role = \(MunicipalRole.centreManager))))
        """
    }

    /// The intake with this number, when it is theirs to see. Authorises: call it inside the transaction that writes.
    ///
    /// - Throws: `WebError.notFound` for another centre's, one that is kept from them, and one that was erased.
    func find(_ number: Int, today: Day, in db: any SQLConnection) throws -> Intake {
        let row = try db.first(
            """
            SELECT i.* FROM intake i WHERE i.number = \(number) AND i.municipality_code IN (\(list: codes))
            AND i.erased_at IS NULL AND \(readable(try mine(today: today, in: db)))
            """)
        guard let row else { throw WebError.notFound }
        return try Intake(row: row)
    }

    /// Holds for an intake `i` that is nobody's: never taken, or its broker does not work there any more.
    static var isNobodys: SQL {
        """
        (i.owner_id IS NULL OR NOT EXISTS (SELECT 1 FROM municipal_role r WHERE r.person_id = i.owner_id
            AND r.municipality_code = i.municipality_code AND r.role IN (\(MunicipalRole.broker), \(MunicipalRole.centreManager))))
        """
    }
}
