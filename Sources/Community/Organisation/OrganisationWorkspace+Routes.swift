import Core
import Services
import Storage
import Web

extension Community {
    func organisationWorkspaceRoutes(_ routes: Routes) {
        routes.get("/organisatie/{organisatie}", access: .organisation(.member)) { visit in
            let membership = try visit.membership()
            let organisation = try await own(membership)
            let prefix = "/organisatie/\(membership.number)/"
            var tasks: [TaskItem] = []
            for module in house.registry.modules {
                let all = try await module.tasks(for: visit.actor, t: visit.t, now: visit.now)
                tasks += all.filter { $0.path.hasPrefix(prefix) }
            }
            let sorted = tasks.enumerated().sorted { left, right in
                let a = left.element.since ?? visit.now
                let b = right.element.since ?? visit.now
                return a == b ? left.offset < right.offset : a < b
            }
            return OrganisationWorkspacePages(visit: visit, membership: membership)
                .home(organisation, tasks: sorted.map(\.element))
        }
        detailRoutes(routes)
        stopRoutes(routes)
    }

    private func own(_ membership: Actor.Membership) async throws -> Organisation {
        let found = try await house.database.read { db in try Organisation.find(membership.organisation, in: db) }
        guard let found else { throw WebError.notFound }
        return found
    }

    private func detailRoutes(_ routes: Routes) {
        let path = "/organisatie/{organisatie}/gegevens"
        routes.get(path, access: .organisation(.member)) { visit in
            let membership = try visit.membership()
            let organisation = try await own(membership)
            let pages = OrganisationWorkspacePages(visit: visit, membership: membership)
            guard membership.role == .manager else { return pages.readDetails(organisation) }
            let areas = try await house.database.read { db in try WorkArea.all(in: db) }
            let form = OrganisationForm.details(areas)
            return pages.details(organisation, form, form.filled(organisation.fields))
        }
        routes.post(path, access: .organisation(.manager)) { visit in
            let membership = try visit.membership()
            let organisation = try await own(membership)
            let (form, state, draft) = try await house.database.read { db in
                let areas = try WorkArea.all(in: db)
                let form = OrganisationForm.details(areas)
                let (state, draft) = try OrganisationDraft.validated(visit.form, form: form, areas: areas, in: db)
                return (form, state, draft)
            }
            guard let draft else {
                return OrganisationWorkspacePages(visit: visit, membership: membership).details(
                    organisation, form, state)
            }
            let outcome = try await ChangeOrganisation.perform(membership.organisation, draft, by: visit, house: house)
            let notice =
                switch outcome {
                case .saved: visit.t("Opgeslagen.")
                case .submittedAgain: visit.t("Opgeslagen en ingestuurd. De vrijwilligerscentrale kijkt ernaar.")
                case .centreLooks:
                    visit.t("Opgeslagen. De vrijwilligerscentrale kijkt even mee naar wat er veranderde.")
                }
            return .redirect(to: OrganisationNav.Item.home.path(membership.number), notice: notice)
        }
    }

    private func stopRoutes(_ routes: Routes) {
        let path = "/organisatie/{organisatie}/stoppen"
        routes.get(path, access: .organisation(.manager)) { visit in
            let pages = OrganisationWorkspacePages(visit: visit, membership: try visit.membership())
            return pages.stop(OrganisationWorkspacePages.stopForm.filled())
        }
        routes.post(path, access: .organisation(.manager)) { visit in
            let membership = try visit.membership()
            let state = OrganisationWorkspacePages.stopForm.read(visit.form)
            guard state.isValid else {
                return OrganisationWorkspacePages(visit: visit, membership: membership).stop(state)
            }
            try await StopOrganisation.perform(membership.organisation, by: visit, house: house)
            return .redirect(to: "/mijn", notice: visit.t("\(membership.name) staat niet meer op de site."))
        }
    }
}
