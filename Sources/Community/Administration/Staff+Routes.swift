import Core
import Storage
import Web

extension Community {
    func staffRoutes(_ routes: Routes) {
        routes.get("/beheer/gebruikers", access: .administrator) { visit in
            let (page, municipalities) = try await house.database.read { db in
                let scope = try AdministrationScope(visit, in: db)
                return (
                    try StaffMember.list(visit.query.text("zoek"), after: visit.query.text("na"), scope: scope, in: db),
                    try scope.municipalities(in: db)
                )
            }
            return StaffListPages(visit: visit, municipalities: municipalities).list(page)
        }
        routes.get("/beheer/uitnodigen", access: .administrator) { visit in
            let municipalities = try await ownMunicipalities(visit)
            let only = municipalities.count == 1 ? municipalities.first?.code : nil
            return StaffListPages(visit: visit, municipalities: municipalities)
                .invite(StaffListPages.inviteForm(municipalities).filled(only.map { ["gemeente": $0] } ?? [:]))
        }
        routes.post("/beheer/uitnodigen", access: .administrator) { visit in
            let municipalities = try await ownMunicipalities(visit)
            let state = StaffListPages.inviteForm(municipalities).read(visit.form)
            guard state.isValid, let email = Validation.email(state["email"]),
                let role = MunicipalRole(rawValue: state["rol"])
            else { return StaffListPages(visit: visit, municipalities: municipalities).invite(state) }
            let person = try await StaffActions(house: house, visit: visit).invite(
                email: email, name: state["naam"], municipality: state["gemeente"], role: role)
            return .redirect(to: "/beheer/gebruikers/\(person)", notice: visit.t("De rol is gegeven."))
        }
        routes.get("/beheer/gebruikers/{persoon}", access: .administrator) { visit in
            try await staffPage(visit).reply(FormState())
        }
        staffChanges(routes)
    }

    private func staffChanges(_ routes: Routes) {
        routes.post("/beheer/gebruikers/{persoon}/rollen", access: .administrator) { visit in
            let page = try await staffPage(visit)
            let state = StaffListPages.roleForm(page.municipalities).read(visit.form)
            guard state.isValid, let role = try Self.role(visit) else { return page.reply(state) }
            try await StaffActions(house: house, visit: visit).grant(role)
            return try Self.back(visit, visit.t("De rol is gegeven."))
        }
        routes.post("/beheer/gebruikers/{persoon}/rollen/weg", access: .administrator) { visit in
            guard let role = try Self.role(visit) else { throw WebError.notFound }
            try await StaffActions(house: house, visit: visit).remove(role)
            return .redirect(to: "/beheer/gebruikers", notice: visit.t("De rol is ingetrokken."))
        }
        routes.post("/beheer/gebruikers/{persoon}/uitloggen", access: .administrator) { visit in
            try await StaffActions(house: house, visit: visit).endSessions(of: visit.parameter("persoon"))
            return try Self.back(visit, visit.t("Deze persoon is overal uitgelogd."))
        }
        routes.post("/beheer/gebruikers/{persoon}/uitnodigen", access: .administrator) { visit in
            try await StaffActions(house: house, visit: visit).inviteAgain(visit.parameter("persoon"))
            return try Self.back(visit, visit.t("De mail met een nieuwe link is onderweg."))
        }
        routes.post("/beheer/gebruikers/{persoon}/tweede-stap", access: .administrator) { visit in
            try await StaffActions(house: house, visit: visit).clearSecondStep(of: visit.parameter("persoon"))
            return try Self.back(visit, visit.t("De tweede stap is gewist."))
        }
    }

    private static func back(_ visit: Visit, _ notice: String) throws -> Reply {
        .redirect(to: "/beheer/gebruikers/\(try visit.parameter("persoon"))", notice: notice)
    }

    private static func role(_ visit: Visit) throws -> StaffRole? {
        guard let role = visit.form.text("rol").flatMap(MunicipalRole.init(rawValue:)),
            let municipality = visit.form.text("gemeente")
        else { return nil }
        return StaffRole(
            person: Person.Identity(try visit.parameter("persoon")), municipality: municipality, role: role)
    }

    private func staffPage(_ visit: Visit) async throws -> StaffPage {
        let id = try visit.parameter("persoon")
        return try await house.database.read { db in
            let scope = try AdministrationScope(visit, in: db)
            let member = try StaffMember.find(id, scope: scope, in: db)
            let fixed = try member.roles.filter { try $0.role == .administrator && $0.isLast(in: db) }
            return try StaffPage(
                visit: visit, member: member, municipalities: scope.municipalities(in: db),
                sessions: Sessions.all(of: member.person.id, now: visit.now, in: db), fixed: Set(fixed),
                worksElsewhere: StaffMember.worksElsewhere(member.person.id, scope: scope, in: db),
                claimed: OpenIDRoles.all(of: member.person.id, in: db))
        }
    }

    private func ownMunicipalities(_ visit: Visit) async throws -> [Municipality] {
        try await house.database.read { db in try AdministrationScope(visit, in: db).municipalities(in: db) }
    }
}
