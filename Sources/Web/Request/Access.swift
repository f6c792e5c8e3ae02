package import Core

/// Who may enter a route. A route cannot be registered without it.
package enum Access: Sendable, Hashable {
    /// Anyone, without an account.
    case everyone
    /// Anyone who is signed in; the handler shows only what is theirs.
    case signedIn
    /// Whoever has one of these roles in at least one municipality; queries are scoped to those municipalities.
    case municipal(Set<MunicipalRole>)
    /// Members of the organisation whose number stands in the path as `{organisatie}`.
    case organisation(OrganisationRole)
    /// Whoever holds the secret in the path as `{sleutel}`; the handler looks it up.
    case secretLink
    /// Anyone, but only in the demo.
    case demo

    package static let centre = Access.municipal(MunicipalRole.centre)
    package static let administrator = Access.municipal([.administrator])

    enum Verdict { case enter, signIn, notFound }

    func verdict(actor: Actor, parameters: [String: String], isDemo: Bool) -> Verdict {
        switch self {
        case .everyone, .secretLink: return .enter
        case .demo: return isDemo ? .enter : .notFound
        case .signedIn: return actor.isSignedIn ? .enter : .signIn
        case .municipal(let roles):
            if !actor.isSignedIn { return .signIn }
            return actor.has(roles) ? .enter : .notFound
        case .organisation(let role):
            if !actor.isSignedIn { return .signIn }
            guard let text = parameters["organisatie"], let number = Int(text),
                actor.membership(number: number, atLeast: role) != nil
            else { return .notFound }
            return .enter
        }
    }

    /// For the access matrix in the documentation.
    package var name: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed in"
        case .municipal(let roles): roles.map(\.rawValue).sorted().joined(separator: " or ")
        case .organisation(let role): "organisation: \(role.rawValue)"
        case .secretLink: "secret link"
        case .demo: "demo only"
        }
    }
}

extension Visit {
    /// The organisation in the path, for which the route already asked a role.
    package func membership() throws -> Actor.Membership {
        guard let number = parameters["organisatie"].flatMap({ Int($0) }),
            let membership = actor.membership(number: number, atLeast: .member)
        else { throw WebError.notFound }
        return membership
    }

    /// The id of the person who is signed in.
    package func person() throws -> String {
        guard let person = actor.person else { throw WebError.signInFirst }
        return person
    }
}
