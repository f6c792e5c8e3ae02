import Brokerage
import Community
import Core
import Foundation
import Storage
import Testing
import Web

/// Every declared route × every role: who may enter, who is sent to sign in, and for whom the page does not exist.
struct AccessMatrixTests {
    enum Outcome: String { case enters, signsIn = "sign in", missing = "not found" }

    /// What the declared access promises for a role, for the organisation and municipality of the test site.
    static func promised(_ access: Access, _ role: Role) -> Outcome {
        switch access {
        case .everyone, .secretLink: return .enters
        case .demo: return .missing
        case .signedIn: return role == .anonymous ? .signsIn : .enters
        case .municipal(let roles):
            if role == .anonymous { return .signsIn }
            return role.municipal.map { roles.contains($0.role) } ?? false ? .enters : .missing
        case .organisation(let needed):
            if role == .anonymous { return .signsIn }
            return role == .manager || (role == .member && needed == .member) ? .enters : .missing
        }
    }

    /// The path with values that exist nowhere, but for the organisation.
    static func example(_ route: Route) -> String {
        route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            if part == "{organisatie}" { return "1" }
            return part.hasPrefix("{") ? "999999" : String(part)
        }.joined(separator: "/")
    }

    @Test func `every route lets in whom it declares, and nobody else`() async throws {
        let site = try await TestSite()
        #expect(site.town.routes.count > 60)
        for route in site.town.routes where route.access != .everyone && route.access != .secretLink {
            for role in Role.allCases {
                let path = Self.example(route)
                let reply = route.method == .get ? await site.get(path, as: role) : await site.post(path, as: role)
                let promised = Self.promised(route.access, role)
                let note = Comment(
                    rawValue:
                        "\(route.method.rawValue) \(route.path) as \(role.rawValue): \(reply.status) \(reply.location)")
                switch promised {
                case .missing: #expect(reply.status == 404, note)
                case .signsIn:
                    let isSentToSignIn =
                        route.method == .get ? reply.location.hasPrefix("/inloggen") : reply.status == 401
                    #expect(isSentToSignIn, note)
                case .enters:
                    // Inside, a thing that does not exist is a 404 too: what may not happen is the way to the sign-in.
                    #expect(!reply.location.hasPrefix("/inloggen?terug"), note)
                    #expect(reply.status != 401 && reply.status != 403 && reply.status != 500, note)
                }
            }
        }
    }

    @Test func `public routes never fail for anyone`() async throws {
        let site = try await TestSite()
        for route in site.town.routes
        where route.method == .get && (route.access == .everyone || route.access == .secretLink) {
            for role in [Role.anonymous, .resident, .broker] {
                let reply = await site.get(Self.example(route), as: role)
                #expect(reply.status < 500, "\(route.path) as \(role.rawValue): \(reply.status)")
            }
        }
    }

    @Test func `staff of one municipality see nothing of another`() async throws {
        let site = try await TestSite()
        for path in ["/centrale", "/centrale/organisaties", "/centrale/reacties", "/centrale/cijfers"] {
            let own = await site.get(path, as: .otherBroker)
            #expect(own.status == 200, "\(path)")
            #expect(!own.body.contains("Taalhuis De Brug"), "\(path)")
        }
        #expect(await site.get("/centrale/organisaties/1", as: .otherBroker).status == 404)
        #expect(await site.get("/centrale/organisaties/1", as: .broker).status == 200)
    }

    /// The matrix as a page of the documentation. `RECORD=1 swift test` writes it anew.
    @Test func `the matrix in the documentation is the one in the program`() async throws {
        let site = try await TestSite()
        var lines = [
            "# Who may enter", "",
            "Every route of the program with the access it declares. This page is made by a test from the declared routes.",
            "", "| method | path | access | " + Role.allCases.map(\.rawValue).joined(separator: " | ") + " |",
            "|---|---|---|" + Role.allCases.map { _ in "---|" }.joined(),
        ]
        for route in site.town.routes.sorted(by: { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }) {
            let cells = Role.allCases.map { Self.promised(route.access, $0).rawValue }
            lines.append(
                "| \(route.method.rawValue) | `\(route.path)` | \(route.access.name) | \(cells.joined(separator: " | ")) |"
            )
        }
        let text = lines.joined(separator: "\n") + "\n"
        let file = ArchitectureTests.root.appendingPathComponent("docs/access.md")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        #expect(written == text, "docs/access.md is not up to date: run RECORD=1 swift test --filter AccessMatrixTests")
    }
}
