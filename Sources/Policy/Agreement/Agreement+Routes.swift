import Community
import Core
import Storage
import Web

extension AgreementPart {
    func deskRoutes(_ routes: Routes) {
        let house = self.house
        let base = "/beleid/{ronde}/afspraken"
        routes.get(base, access: .policyReaders) { visit in
            let (cycle, views) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                let isOfficer = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
                let all = try Agreement.all(of: cycle.id, in: db).filter { isOfficer || $0.state != .draft }
                return (cycle, try AgreementView.load(all, in: db))
            }
            let show = visit.query.text("toon").flatMap(AgreementListPage.Show.init(rawValue:)) ?? .all
            return AgreementListPage(visit: visit, cycle: cycle).reply(views, show: show)
        }
        routes.get(base + "/{afspraak}", access: .policyReaders) { visit in
            try await house.database.read { db in
                let (cycle, it) = try Agreement.readable(visit, in: db)
                let now = try it.figure.flatMap { try IndicatorCache.values(it.municipality, in: db)[$0]?.measured }
                return AgreementPages(visit: visit, cycle: cycle).one(
                    try AgreementView.load(it, in: db), changes: try AgreementChange.all(of: it.id, in: db), figure: now
                )
            }
        }
        writeRoutes(routes, base)
        stateRoutes(routes, base + "/{afspraak}")
        endRoutes(routes, base + "/{afspraak}")
        progressRoutes(routes, base + "/{afspraak}")
    }

    private func writeRoutes(_ routes: Routes, _ base: String) {
        let house = self.house
        routes.get(base + "/nieuw", access: .policyOfficer) { visit in
            let (pages, form, goals) = try await Self.blank(visit, house)
            // From the page of a goal: its number is in the query.
            let goal = visit.query.text("doel").flatMap { Int($0) }.flatMap { number in
                goals.first { $0.number == number }
            }
            return pages.edit(nil, form, form.filled(AgreementForm.proposal(visit.today, goal: goal)))
        }
        routes.post(base + "/nieuw", access: .policyOfficer) { visit in
            let (pages, form, _) = try await Self.blank(visit, house)
            var state = form.read(visit.form)
            AgreementForm.check(&state)
            guard state.isValid else { return pages.edit(nil, form, state, status: 400) }
            let it = try await WriteAgreement(house: house, visit: visit).create(state)
            return .redirect(to: it.path, notice: visit.t("Bewaard als concept."))
        }
        routes.get(base + "/{afspraak}/wijzigen", access: .policyOfficer) { visit in
            let (pages, view, form) = try await Self.filled(visit, house)
            return pages.edit(view.it, form, form.filled(AgreementForm.values(view)))
        }
        routes.post(base + "/{afspraak}/wijzigen", access: .policyOfficer) { visit in
            let (pages, view, form) = try await Self.filled(visit, house)
            var state = form.read(visit.form)
            AgreementForm.check(&state)
            guard state.isValid else { return pages.edit(view.it, form, state, status: 400) }
            switch try await WriteAgreement(house: house, visit: visit).change(state, version: state.int("versie")) {
            case .done(let it): return .redirect(to: it.path, notice: visit.t("Opgeslagen."))
            case .outdated(let stored):
                AgreementForm.mark(&state, form, stored, visit.t)
                return pages.edit(view.it, form, state, isOvertaken: true, status: 400)
            }
        }
    }

    private func stateRoutes(_ routes: Routes, _ path: String) {
        let house = self.house
        routes.post(path + "/laten-lezen", access: .policyOfficer) { visit in
            let it = try await WriteAgreement(house: house, visit: visit).share()
            return .redirect(to: it.path, notice: visit.t("De partijen kunnen het concept lezen. Ze kregen een mail."))
        }
        routes.post(path + "/niet-laten-lezen", access: .policyOfficer) { visit in
            let it = try await WriteAgreement(house: house, visit: visit).unshare()
            return .redirect(to: it.path, notice: visit.t("Alleen de gemeente ziet het concept nu nog."))
        }
        routes.post(path + "/vastleggen", access: .policyOfficer) { visit in
            let it = try await WriteAgreement(house: house, visit: visit).settle()
            return .redirect(to: it.path, notice: visit.t("De afspraak geldt."))
        }
        routes.post(path + "/terughalen", access: .policyOfficer) { visit in
            let it = try await WriteAgreement(house: house, visit: visit).takeBack()
            return .redirect(to: it.path, notice: visit.t("De afspraak is weer een concept."))
        }
        routes.post(path + "/hervatten", access: .policyOfficer) { visit in
            let it = try await WriteAgreement(house: house, visit: visit).resume()
            return .redirect(to: it.path, notice: visit.t("De afspraak geldt weer."))
        }
        routes.post(path + "/verwijderen", access: .policyOfficer) { visit in
            let list = try await WriteAgreement(house: house, visit: visit).remove()
            return .redirect(to: list, notice: visit.t("Het concept is weg."))
        }
    }

    private func endRoutes(_ routes: Routes, _ path: String) {
        let house = self.house
        routes.get(path + "/beeindigen", access: .policyOfficer) { visit in
            let (pages, view, _) = try await Self.filled(visit, house)
            return pages.end(view.it, AgreementForm.end.filled())
        }
        routes.post(path + "/beeindigen", access: .policyOfficer) { visit in
            let (pages, view, _) = try await Self.filled(visit, house)
            let state = AgreementForm.end.read(visit.form)
            guard state.isValid else { return pages.end(view.it, state, status: 400) }
            let it = try await WriteAgreement(house: house, visit: visit).end(reason: state["reden"])
            return .redirect(to: it.path, notice: visit.t("De afspraak is beëindigd."))
        }
    }

    private func progressRoutes(_ routes: Routes, _ path: String) {
        let house = self.house
        routes.get(path + "/voortgang", access: .policyOfficer) { visit in
            let (pages, view, _) = try await Self.filled(visit, house)
            let form = ProgressForm.form(view.days(today: visit.today), visit.t)
            return pages.progress(view.it, form, form.filled(view.proposal(for: nil, visit)))
        }
        routes.post(path + "/voortgang", access: .policyOfficer) { visit in
            let (pages, view, _) = try await Self.filled(visit, house)
            let form = ProgressForm.form(view.days(today: visit.today), visit.t)
            let state = form.read(visit.form)
            guard state.isValid else { return pages.progress(view.it, form, state, status: 400) }
            let it = try await TellProgress(house: house, visit: visit).asOfficer(state)
            return .redirect(to: it.path, notice: visit.t("Het verslag is bewaard."))
        }
    }

    private static func blank(_ visit: Visit, _ house: House) async throws -> (AgreementPages, Form, [Goal]) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let choices = try AgreementChoices.load(cycle, house, in: db)
            return (
                AgreementPages(visit: visit, cycle: cycle), AgreementForm.form(choices, isAgreed: false), choices.goals
            )
        }
    }

    private static func filled(_ visit: Visit, _ house: House) async throws -> (AgreementPages, AgreementView, Form) {
        try await house.database.read { db in
            let (cycle, it) = try Agreement.changeable(visit, in: db)
            let choices = try AgreementChoices.load(cycle, house, for: it, in: db)
            return (
                AgreementPages(visit: visit, cycle: cycle), try AgreementView.load(it, in: db),
                AgreementForm.form(choices, isAgreed: it.state == .agreed)
            )
        }
    }
}

extension AgreementView {
    /// What stands in the form at first: the report that is asked for, or the one of that day to mend.
    func proposal(for organisation: Organisation.Identity?, _ visit: Visit) -> [String: String] {
        let days = days(today: visit.today)
        let asked = visit.query.text("dag").flatMap { Day(iso: $0) }
        let day = asked.flatMap { days.contains($0) ? $0 : nil } ?? openDay(today: visit.today) ?? days.last
        let own = reports.first { $0.day == day && $0.organisation == organisation }
        return ProgressForm.values(own, day: day)
    }
}
