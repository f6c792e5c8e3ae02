import Core
import Services
import Storage
import Web

extension Community {
    func organisationPeopleRoutes(_ routes: Routes) {
        let path = "/organisatie/{organisatie}/mensen"
        routes.get(path, access: .organisation(.member)) { visit in
            try await peoplePage(visit, OrganisationPeoplePages.freshInvite)
        }
        routes.post(path + "/uitnodigen", access: .organisation(.manager)) { visit in try await invite(visit) }
        routes.post(path + "/uitnodigen/intrekken", access: .organisation(.manager)) { visit in
            let key = visit.form.text("uitnodiging") ?? ""
            try await InviteMember(house: house).withdraw(key, from: try visit.membership(), by: visit)
            return try back(visit, visit.t("De uitnodiging is ingetrokken."))
        }
        routes.post(path + "/vertrekken", access: .organisation(.member)) { visit in
            let membership = try visit.membership()
            switch try await ChangeMember(house: house).leave(membership, by: visit) {
            case .done: return .redirect(to: "/mijn", notice: visit.t("Je hoort niet meer bij \(membership.name)."))
            case .lastManager: return try back(visit, lastManager(visit))
            }
        }
        routes.post(path + "/{persoon}/rol", access: .organisation(.manager)) { visit in
            guard let role = visit.form.text("rol").flatMap(OrganisationRole.init(rawValue:)) else {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            let person = Person.Identity(try visit.parameter("persoon"))
            let outcome = try await ChangeMember(house: house).give(
                role, to: person, in: try visit.membership(), by: visit)
            return try back(visit, outcome == .done ? visit.t("Opgeslagen.") : lastManager(visit))
        }
        routes.post(path + "/{persoon}/weg", access: .organisation(.manager)) { visit in
            let person = Person.Identity(try visit.parameter("persoon"))
            let outcome = try await ChangeMember(house: house).remove(person, from: try visit.membership(), by: visit)
            return try back(visit, outcome == .done ? visit.t("Opgeslagen.") : lastManager(visit))
        }
    }

    private func lastManager(_ visit: Visit) -> String {
        visit.t("Dat kan niet: er moet één beheerder blijven. Maak eerst iemand anders beheerder.")
    }

    private func back(_ visit: Visit, _ notice: String) throws -> Reply {
        .redirect(to: OrganisationNav.Item.people.path(try visit.membership().number), notice: notice)
    }

    private func peoplePage(_ visit: Visit, _ state: FormState) async throws -> Reply {
        let membership = try visit.membership()
        let (members, invitations) = try await house.database.read { [now = visit.now] db in
            (
                try Member.all(of: membership.organisation, in: db),
                try MemberInvitation.open(of: membership.organisation, now: now, in: db)
            )
        }
        return OrganisationPeoplePages(visit: visit, membership: membership).page(members, invitations, invite: state)
    }

    private func invite(_ visit: Visit) async throws -> Reply {
        var state = OrganisationPeoplePages.inviteForm.read(visit.form)
        guard state.isValid, let email = Validation.email(state["email"]),
            let role = OrganisationRole(rawValue: state["rol"])
        else { return try await peoplePage(visit, state) }
        switch try await InviteMember(house: house).perform(email, as: role, to: try visit.membership(), by: visit) {
        case .sent: return try back(visit, visit.t("De uitnodiging is verstuurd naar \(email)."))
        case .isMember: state.addError("email", Text("Deze persoon hoort al bij jullie organisatie."))
        case .tooMany:
            state.addError("email", Text("Er wachten al te veel uitnodigingen. Trek er eerst een paar in."))
        }
        return try await peoplePage(visit, state)
    }
}
