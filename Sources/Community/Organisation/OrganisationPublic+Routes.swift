import Core
import Services
import Storage
package import Web

extension Community {
    /// All routes of organisations: public, registering, and the workspace of members.
    package func organisationRoutes(_ routes: Routes) {
        directoryRoutes(routes)
        registerOrganisationRoutes(routes)
        organisationWorkspaceRoutes(routes)
        organisationPeopleRoutes(routes)
        memberInvitationRoutes(routes)
    }

    private func directoryRoutes(_ routes: Routes) {
        routes.get("/organisaties", access: .everyone) { visit in
            let (areas, directory, page) = try await house.database.read { db in
                let areas = try WorkArea.all(in: db)
                let directory = OrganisationDirectory(visit.query, areas: areas)
                return (areas, directory, try directory.page(in: db))
            }
            return OrganisationDirectoryPages(visit: visit).list(directory, page, areas: areas)
        }
        routes.get("/organisaties/{nummer}", access: .everyone) { visit in
            let number = try visit.number("nummer")
            let (found, areas) = try await house.database.read { db in
                (try Organisation.find(number: number, in: db), try WorkArea.all(in: db))
            }
            guard let organisation = found, organisation.state == .approved else { throw WebError.notFound }
            return OrganisationDirectoryPages(visit: visit).one(organisation, areas: areas)
        }
    }

    private func registerOrganisationRoutes(_ routes: Routes) {
        typealias Name = OrganisationForm.Name
        let register = RegisterOrganisation(house: house)
        routes.get("/organisaties/aanmelden", access: .everyone) { visit in
            let areas = try await house.database.read { db in try WorkArea.all(in: db) }
            let form = OrganisationForm.registration(areas)
            let known = [Name.ownName: visit.actor.name, Name.ownEmail: visit.actor.email ?? ""]
            return RegisterOrganisationPages(visit: visit).form(form, form.filled(known))
        }
        routes.post("/organisaties/aanmelden", access: .everyone) { visit in
            let areas = try await house.database.read { db in try WorkArea.all(in: db) }
            let form = OrganisationForm.registration(areas)
            let (state, draft, lookalikes) = try await house.database.read { db in
                let (state, draft) = try OrganisationDraft.validated(visit.form, form: form, areas: areas, in: db)
                return (state, draft, try draft.map { try Organisation.lookalikes(of: $0, in: db) } ?? [])
            }
            let pages = RegisterOrganisationPages(visit: visit)
            guard let draft, let email = Validation.email(state[Name.ownEmail]) else { return pages.form(form, state) }
            guard lookalikes.isEmpty || state.isOn(Name.anyway) else {
                return pages.form(form, state, lookalikes: lookalikes)
            }
            let waiting = RegisterOrganisation.Waiting(
                draft: draft, name: OrganisationDraft.oneLine(state[Name.ownName]), email: email)
            var kept = Query()
            for field in form.fields { for value in state.all(field.name) { kept.append(field.name, value) } }
            try await register.ask(kept, waiting, visit: visit)
            return pages.sent(email)
        }
        routes.get("/organisaties/aanmelden/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = RegisterOrganisationPages(visit: visit)
            return try await register.look(secret, now: visit.now).map { pages.confirm($0, secret: secret) }
                ?? pages.gone()
        }
        routes.post("/organisaties/aanmelden/{sleutel}", access: .secretLink) { visit in
            let pages = RegisterOrganisationPages(visit: visit)
            let made = try await register.confirm(try visit.parameter("sleutel"), visit: visit)
            return made.map { pages.done($0) } ?? pages.gone()
        }
    }
}
