import App
import Community
import Core
import Services
import Storage
import Testing
import Web

/// What someone fills in to register an organisation.
func registration(_ changes: [String: String] = [:]) -> [(String, String)] {
    typealias Name = OrganisationForm.Name
    var fields: [String: String] = [
        Name.name: "Koor De Lijsters", Name.kvk: "87654321", Name.kind: OrganisationKind.mutualSupport.rawValue,
        Name.sector: Sector.cultuur.rawValue, Name.description: "Wij zingen samen.", Name.website: "lijsters.example",
        Name.street: "Plein 2", Name.postcode: "9902 AB", Name.area: "", Name.contact: "Els Zanger",
        Name.email: "koor@lijsters.example", Name.phone: "0123 456 789", Name.nonprofit: "ja", Name.social: "ja",
        Name.noDisplacement: "ja", Name.insured: "ja", Name.ownName: "Piet Noot", Name.ownEmail: "piet@noot.example",
    ]
    fields.merge(changes) { $1 }
    return fields.map { ($0.key, $0.value) }
}

extension TestSite {
    /// A visit as the actions of the centre get it.
    func visit(as role: Role) -> Visit {
        var visit = Visit(
            method: .post, path: "/", now: clock.now, requestID: "test", address: "192.0.2.9",
            site: Site(place: "Waterveen", contact: "", origin: Self.origin), csrf: CSRFToken(key: [1], binding: "test")
        )
        visit.actor = Actor(
            person: id(role), name: role.name, email: role.email,
            municipal: role.municipal.map { [$0.code: [$0.role]] } ?? [:])
        return visit
    }

    func organisation(_ number: Int) async throws -> Organisation? {
        try await read { db in try Organisation.find(number: number, in: db) }
    }

    func register(_ changes: [String: String] = [:]) async throws -> Organisation {
        _ = await post("/organisaties/aanmelden", form: registration(changes))
        let mail = try #require(
            try await mails(to: changes[OrganisationForm.Name.ownEmail] ?? "piet@noot.example").last)
        _ = await post(try #require(mail.path("/organisaties/aanmelden/")))
        return try #require(try await organisation(3))
    }

    func details(_ number: Int, _ changes: [String: String]) async throws -> [(String, String)] {
        var fields = try #require(try await organisation(number)).fields
        fields.merge(changes) { $1 }
        return fields.map { ($0.key, $0.value) }
    }
}
