import Community
import Core
import Storage
import Web

/// Pupils in an organisation's workspace: places offered, pupils who come, agreements and hours.
struct OrganisationPupilRoutes: Sendable {
    let house: House
    static let base = "/organisatie/{organisatie}/stage"

    func register(_ routes: Routes) {
        let member = Access.organisation(.member)
        let base = Self.base
        routes.get(base, access: member) { visit in try await pages(visit).overview() }
        routes.get(base + "/plekken/nieuw", access: member) { visit in
            let pages = try await pages(visit)
            guard pages.view.open != nil else { throw WebError.notFound }
            return pages.editor(nil, pages.form.filled(["soort": "los"]))
        }
        routes.post(base + "/plekken/nieuw", access: member) { visit in try await save(visit, number: nil) }
        routes.get(base + "/plekken/{plek}", access: member) { visit in
            let pages = try await pages(visit)
            guard let place = pages.view.place(try visit.number("plek")) else { throw WebError.notFound }
            return pages.editor(place, pages.form.filled(PlaceForm.values(place)))
        }
        routes.post(base + "/plekken/{plek}", access: member) { visit in
            try await save(visit, number: try visit.number("plek"))
        }
        routes.post(base + "/plekken/{plek}/weg", access: member) { visit in
            let number = try visit.number("plek")
            let membership = try visit.membership()
            try await house.database.write { db in
                try OfferPlace(house: house, visit: visit).withdraw(
                    number, organisation: membership.organisation, in: db)
            }
            return .redirect(to: Self.path(membership), notice: visit.t("De plek is weg."))
        }
        placedRoutes(routes, member)
    }

    private func placedRoutes(_ routes: Routes, _ member: Access) {
        let base = Self.base
        routes.post(base + "/uren", access: member) { visit in
            let membership = try visit.membership()
            let ids = Array(visit.form.all("uren").prefix(100))
            let agrees = visit.form.text("doe") != "terug"
            var state = OrganisationPupilPages.hoursForm.read(visit.form)
            state.values["uren"] = ids
            if !agrees, state.optional("reden") == nil {
                state.addError("reden", Text("Schrijf erbij wat er niet klopt. De leerling leest dat."))
            }
            if ids.isEmpty { state.addError("reden", Text("Vink eerst uren aan.")) }
            guard state.isValid else { return try await pages(visit).overview(hours: state) }
            let reason = state.optional("reden")
            let count = try await house.database.write { db in
                try PupilHours.decide(
                    ids, agrees: agrees, reason: agrees ? nil : reason,
                    within: "organisation_id = \(membership.organisation)", visit: visit, house: house, in: db)
            }
            return .redirect(
                to: Self.path(membership),
                notice: visit.t.plural(count, "1 regel bijgewerkt.", "\(count) regels bijgewerkt."))
        }
        routes.get(base + "/leerlingen/{plaatsing}", access: member) { visit in
            let membership = try visit.membership()
            let view = try await placement(visit)
            return AgreementPage(visit: visit, view: view, back: Self.path(membership), signs: .organisation).reply()
        }
        routes.post(base + "/leerlingen/{plaatsing}", access: member) { visit in
            let membership = try visit.membership()
            let number = try visit.number("plaatsing")
            try await house.database.write { db in
                guard let view = try PlacementView(number: number, organisation: membership.organisation, in: db) else {
                    throw WebError.notFound
                }
                try Signature.sign(
                    view.placement, as: .organisation, name: visit.actor.name, house: house, visit: visit, in: db)
            }
            return .redirect(to: Self.path(membership), notice: visit.t("Getekend."))
        }
        routes.post(base + "/leerlingen/{plaatsing}/evaluatie", access: member) { visit in
            let membership = try visit.membership()
            let number = try visit.number("plaatsing")
            let state = PupilReview.form.read(visit.form)
            guard state.isValid else { throw WebError.badRequest(Text("Maak een keuze.")) }
            try await house.database.write { db in
                guard let view = try PlacementView(number: number, organisation: membership.organisation, in: db) else {
                    throw WebError.notFound
                }
                try PupilReview.keep(state, of: view.placement.id, by: .organisation, now: visit.now, in: db)
            }
            return .redirect(to: Self.path(membership), notice: visit.t("Bedankt."))
        }
    }

    static func path(_ membership: Actor.Membership) -> String { OrganisationNav.Item.pupils.path(membership.number) }

    private func placement(_ visit: Visit) async throws -> PlacementView {
        let membership = try visit.membership()
        let number = try visit.number("plaatsing")
        let view = try await house.database.read { db in
            try PlacementView(number: number, organisation: membership.organisation, in: db)
        }
        guard let view else { throw WebError.notFound }
        return view
    }

    private func pages(_ visit: Visit) async throws -> OrganisationPupilPages {
        let membership = try visit.membership()
        let view = try await house.database.read { db in
            try OrganisationPupilView(
                membership.organisation, today: visit.today, after: visit.query.int("na") ?? 0, in: db)
        }
        return OrganisationPupilPages(visit: visit, membership: membership, view: view)
    }

    private func save(_ visit: Visit, number: Int?) async throws -> Reply {
        let pages = try await pages(visit)
        let place = try number.map { number -> PupilPlace in
            guard let place = pages.view.place(number) else { throw WebError.notFound }
            return place
        }
        var state = pages.form.read(visit.form)
        PlaceForm.check(&state)
        guard state.isValid else { return pages.editor(place, state, status: 400) }
        let membership = pages.membership
        let roundID = place?.round ?? pages.view.open?.id
        try await house.database.write { [state] db in
            guard let organisation = try Organisation.find(membership.organisation, in: db), let roundID,
                let round = try PupilRound.find(roundID, in: db), round.municipality == organisation.municipality
            else { throw WebError.notFound }
            try OfferPlace(house: house, visit: visit).save(
                state, number: number, round: round, organisation: organisation, in: db)
        }
        return .redirect(
            to: Self.path(membership), notice: visit.t("Bewaard. De vrijwilligerscentrale kijkt de plek na."))
    }
}
