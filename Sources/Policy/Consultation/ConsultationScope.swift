import Community
import Core
import Storage
import Web

extension Consultation {
    /// The question in the path as `{vraag}`, of the round in the path, for whoever may read it.
    ///
    /// - Throws: `WebError.notFound`; a draft is there for officers only.
    static func readable(_ visit: Visit, in db: any SQLConnection) throws -> (cycle: PolicyCycle, it: Consultation) {
        let cycle = try PolicyCycle.readable(visit, in: db)
        let found = try found(visit, cycle, in: db)
        guard found.state != .draft || visit.actor.has(PolicyAccess.writers, in: cycle.municipality) else {
            throw WebError.notFound
        }
        return (cycle, found)
    }

    /// The question in the path, for an officer who is about to change something.
    static func changeable(_ visit: Visit, in db: any SQLConnection) throws -> (cycle: PolicyCycle, it: Consultation) {
        let cycle = try PolicyCycle.changeable(visit, in: db)
        return (cycle, try found(visit, cycle, in: db))
    }

    private static func found(_ visit: Visit, _ cycle: PolicyCycle, in db: any SQLConnection) throws -> Consultation {
        guard let found = try find(number: visit.number("vraag"), in: db), found.cycle == cycle.id else {
            throw WebError.notFound
        }
        return found
    }

    /// - Throws: `WebError.badRequest` when it is not open: what is closed has its answers, a draft has none yet.
    func requireOpen() throws {
        guard state == .open else {
            throw WebError.badRequest(Text("Dit kan alleen zolang de vraag open staat."))
        }
    }
}

extension Reaction {
    /// The reaction in the path as `{reactie}`.
    ///
    /// - Throws: `WebError.badRequest` when it was taken back.
    static func found(_ visit: Visit, of consultation: Consultation.Identity, in db: any SQLConnection) throws
        -> Reaction
    {
        let number = try visit.number("reactie")
        guard let found = try find(number: number, of: consultation, in: db) else {
            throw try missing([number], of: consultation, in: db)
        }
        return found
    }

    /// What to say when none of these numbers has a reaction: it was taken back, or never was.
    static func missing(_ numbers: [Int], of consultation: Consultation.Identity, in db: any SQLConnection) throws
        -> WebError
    {
        let next = try React.nextNumber(consultation, in: db)
        return numbers.contains { $0 > 0 && $0 < next }
            ? .badRequest(Text("De schrijver heeft deze reactie intussen teruggenomen.")) : .notFound
    }
}
