import Community
import Core
import Storage
import Web

extension AgreementPart {
    /// What an organisation sees and does about its own agreements.
    func partyRoutes(_ routes: Routes) {
        let house = self.house
        let base = "/organisatie/{organisatie}/afspraken"
        routes.get(base, access: .organisation(.member)) { visit in
            let membership = try visit.membership()
            let views = try await house.database.read { db in
                try AgreementView.load(try Agreement.all(of: membership.organisation, in: db), in: db)
            }
            return PartyAgreementPages(visit: visit, membership: membership).list(views)
        }
        routes.get(base + "/{afspraak}", access: .organisation(.member)) { visit in
            let (pages, view) = try await Self.own(visit, house)
            let (changes, officer) = try await house.database.read { db in
                (
                    try AgreementChange.all(of: view.it.id, in: db), try PolicyPeople.name(view.it.owner, in: db)
                )
            }
            return pages.one(view, changes: changes, officer: officer)
        }
        routes.post(base + "/{afspraak}/gelezen", access: .organisation(.member)) { visit in
            let it = try await ReadAgreement(house: house, visit: visit).perform()
            return .redirect(
                to: it.path(organisation: try visit.membership().number),
                notice: visit.t("De gemeente ziet dat jullie dit lazen."))
        }
        routes.get(base + "/{afspraak}/voortgang", access: .organisation(.member)) { visit in
            let (pages, view) = try await Self.own(visit, house)
            guard view.it.state == .agreed else { throw WebError.notFound }
            let form = ProgressForm.form(view.days(today: visit.today), visit.t)
            let organisation = try visit.membership().organisation
            return pages.progress(view.it, form, form.filled(view.proposal(for: organisation, visit)))
        }
        routes.post(base + "/{afspraak}/voortgang", access: .organisation(.member)) { visit in
            let (pages, view) = try await Self.own(visit, house)
            let form = ProgressForm.form(view.days(today: visit.today), visit.t)
            let state = form.read(visit.form)
            guard state.isValid else { return pages.progress(view.it, form, state, status: 400) }
            let it = try await TellProgress(house: house, visit: visit).asParty(state)
            return .redirect(
                to: it.path(organisation: try visit.membership().number), notice: visit.t("Het verslag is bewaard."))
        }
    }

    /// What everyone may read.
    func publicRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/afspraken", access: .everyone) { visit in
            let (page, places) = try await house.database.read { db in
                let page = try Agreement.listed(after: visit.query.text("na"), in: db)
                let views = try AgreementView.load(page.items, in: db)
                let places = try Places.served(in: db).map { ($0.code, $0.name) }
                return (Page(items: views, next: page.next), places)
            }
            return PublicAgreementPages(visit: visit).list(page, places: Dictionary(places) { first, _ in first })
        }
        routes.get("/afspraken/{afspraak}", access: .everyone) { visit in
            let (view, place) = try await house.database.read { db in
                guard let it = try Agreement.find(number: visit.number("afspraak"), in: db), it.isShown else {
                    throw WebError.notFound
                }
                return (
                    try AgreementView.load(it, in: db), try Places.municipality(it.municipality, in: db)?.name
                )
            }
            return PublicAgreementPages(visit: visit).one(view, place: place)
        }
    }

    /// The agreement in the path, of which the organisation in the path is a party.
    private static func own(_ visit: Visit, _ house: House) async throws -> (PartyAgreementPages, AgreementView) {
        let membership = try visit.membership()
        let view = try await house.database.read { db in
            guard
                let it = try Agreement.find(number: visit.number("afspraak"), of: membership.organisation, in: db)
            else { throw WebError.notFound }
            return try AgreementView.load(it, in: db)
        }
        return (PartyAgreementPages(visit: visit, membership: membership), view)
    }
}
