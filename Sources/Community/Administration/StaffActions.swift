import Core
import Formats
import Services
import Storage
import Web

/// What an administrator does with staff. Each right is checked in the transaction of the change.
struct StaffActions: Sendable {
    let house: House
    let visit: Visit

    /// Gives a role to the person with this address, who may be new here, and mails the way in when there is no
    /// password yet.
    func invite(email: String, name: String, municipality: String, role: MunicipalRole) async throws -> Person.Identity
    {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).require(municipality)
            let person = try Person.findOrCreate(
                email: email, name: name, language: .dutch, now: visit.now, in: db)
            let granted = StaffRole(person: person.id, municipality: municipality, role: role)
            if try granted.grant(now: visit.now, in: db) { try record("rol-gegeven", granted, in: db) }
            if try Credential.find(person.id, in: db)?.passwordHash == nil {
                try Invitation(house: house).send(to: Person.find(person.id, in: db) ?? person, now: visit.now, in: db)
                try record("uitgenodigd", granted, in: db)
            }
            return person.id
        }
    }

    /// - Throws: `WebError.notFound` for a person or municipality outside the scope.
    func grant(_ role: StaffRole) async throws {
        try await house.database.write { db in
            let scope = try AdministrationScope(visit, in: db)
            try scope.require(role.municipality)
            _ = try StaffMember.find(role.person.text, scope: scope, in: db)
            if try role.grant(now: visit.now, in: db) { try record("rol-gegeven", role, in: db) }
        }
    }

    /// Takes a role and ends the person's sessions, so that it counts at once.
    ///
    /// - Throws: `WebError.badRequest` for the last administrator of a municipality.
    func remove(_ role: StaffRole) async throws {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).require(role.municipality)
            if try role.role == .administrator && role.isLast(in: db) {
                throw WebError.badRequest(
                    Text("Dit is de laatste beheerder van de gemeente. Maak eerst iemand anders beheerder."))
            }
            guard try role.remove(in: db) else { throw WebError.notFound }
            try Sessions.endAll(of: role.person, in: db)
            try record("rol-ingetrokken", role, in: db)
        }
    }

    func endSessions(of id: String) async throws {
        try await change(id, "sessies-beeindigd") { member, db in
            try Sessions.endAll(of: member.person.id, in: db)
        }
    }

    /// Mails a new link to choose a password. The password of now works until the link is used.
    func inviteAgain(_ id: String) async throws {
        try await change(id, "uitgenodigd") { [house, visit] member, db in
            try Invitation(house: house).send(to: member.person, now: visit.now, in: db)
        }
    }

    /// For a lost phone. Not for people who also work elsewhere: their account is not this administrator's alone.
    func clearSecondStep(of id: String) async throws {
        try await change(id, "tweede-stap-gewist", onlyOurs: true) { [house] member, db in
            try Credential.clearSecondStep(of: member.person.id, in: db)
            try Sessions.endAll(of: member.person.id, in: db)
            try SecurityMail(house: house).send(.secondStepRemoved, to: member.person.id, in: db)
        }
    }

    private func change(
        _ id: String, _ action: String, onlyOurs: Bool = false,
        _ body: @escaping @Sendable (StaffMember, any SQLConnection) throws -> Void
    ) async throws {
        try await house.database.write { db in
            let scope = try AdministrationScope(visit, in: db)
            let member = try StaffMember.find(id, scope: scope, in: db)
            if onlyOurs, try StaffMember.worksElsewhere(member.person.id, scope: scope, in: db) {
                throw WebError.notFound
            }
            try body(member, db)
            try house.record(
                Audit.Event(action, "persoon", id, municipality: member.roles.first?.municipality ?? ""), by: visit,
                in: db)
        }
    }

    private func record(_ action: String, _ role: StaffRole, in db: any SQLConnection) throws {
        try house.record(
            Audit.Event(
                action, "persoon", role.person.text, municipality: role.municipality,
                details: ["rol": .string(role.role.rawValue)]),
            by: visit, in: db)
    }
}
