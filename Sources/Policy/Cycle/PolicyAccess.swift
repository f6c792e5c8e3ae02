import Community
package import Core
package import Storage
package import Web

/// Who may see and who may change a round. What an action checks on the way in, it checks again in its transaction.
package enum PolicyAccess {
    /// They see all that is not about single people.
    package static let readers: Set<MunicipalRole> = [
        .policyOfficer, .councilMember, .centreManager, .broker, .researcher,
    ]
    package static let writers: Set<MunicipalRole> = [.policyOfficer]
}

extension Access {
    /// Whoever may read the policy rounds of a municipality.
    package static let policyReaders = Access.municipal(PolicyAccess.readers)
    /// The policy officers.
    package static let policyOfficer = Access.municipal(PolicyAccess.writers)
}

extension PolicyCycle {
    /// The round whose number stands in the path as `{ronde}`.
    ///
    /// - Throws: `WebError.notFound` when the visitor has no role for it in its municipality.
    package static func readable(_ visit: Visit, in db: any SQLConnection) throws -> PolicyCycle {
        try found(visit, PolicyAccess.readers, in: db)
    }

    /// The round in the path, for an officer who is about to change something.
    ///
    /// - Throws: `WebError.notFound`, or `.badRequest` when the round is closed: history does not change.
    package static func changeable(_ visit: Visit, in db: any SQLConnection) throws -> PolicyCycle {
        let cycle = try found(visit, PolicyAccess.writers, in: db)
        guard !cycle.isClosed else {
            throw WebError.badRequest(Text("Deze ronde is gesloten. Je kunt hem lezen, maar niet meer veranderen."))
        }
        return cycle
    }

    private static func found(_ visit: Visit, _ roles: Set<MunicipalRole>, in db: any SQLConnection) throws
        -> PolicyCycle
    {
        guard let cycle = try find(number: visit.number("ronde"), in: db),
            visit.actor.has(roles, in: cycle.municipality)
        else { throw WebError.notFound }
        return cycle
    }
}

extension Visit {
    /// Whether the visitor may change this round now.
    package func mayChange(_ cycle: PolicyCycle) -> Bool {
        !cycle.isClosed && actor.has(PolicyAccess.writers, in: cycle.municipality)
    }
}
