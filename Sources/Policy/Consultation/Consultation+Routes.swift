import Community
import Core
import Storage
import Web

extension ConsultationPart {
    /// The questions of a round: write, ask, close.
    func deskRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/beleid/{ronde}/raadpleging", access: .policyReaders) { visit in
            let (cycle, items) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                let isOfficer = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
                let all = try Consultation.all(of: cycle.id, in: db)
                return (cycle, all.filter { isOfficer || $0.consultation.state != .draft })
            }
            return ConsultationPages(visit: visit, cycle: cycle).list(items)
        }
        routes.get("/beleid/{ronde}/raadpleging/nieuw", access: .policyOfficer) { visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = ConsultationForm.form(hasReactions: false)
            return ConsultationPages(visit: visit, cycle: cycle).create(
                form.filled(ConsultationForm.proposal(visit.today)))
        }
        routes.post("/beleid/{ronde}/raadpleging/nieuw", access: .policyOfficer) { visit in
            var state = ConsultationForm.form(hasReactions: false).read(visit.form)
            ConsultationForm.check(&state)
            guard state.isValid else {
                let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
                return ConsultationPages(visit: visit, cycle: cycle).create(state, status: 400)
            }
            let (cycle, number) = try await WriteConsultation(house: house, visit: visit).create(state)
            return .redirect(to: cycle.path(.consultation) + "/\(number)", notice: visit.t("Bewaard als concept."))
        }
        changeRoutes(routes)
        stateRoutes(routes)
        closeRoutes(routes)
    }

    private func changeRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/beleid/{ronde}/raadpleging/{vraag}/wijzigen", access: .policyOfficer) { visit in
            let (cycle, it, count) = try await Self.counted(visit, house)
            let has = count.total > 0
            return ConsultationPages(visit: visit, cycle: cycle).change(
                it, hasReactions: has,
                ConsultationForm.form(hasReactions: has).filled(ConsultationForm.values(it)))
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/wijzigen", access: .policyOfficer) { visit in
            let (cycle, it, count) = try await Self.counted(visit, house)
            let has = count.total > 0
            var state = ConsultationForm.form(hasReactions: has).read(visit.form)
            ConsultationForm.check(&state)
            guard state.isValid else {
                return ConsultationPages(visit: visit, cycle: cycle).change(it, hasReactions: has, state, status: 400)
            }
            _ = try await WriteConsultation(house: house, visit: visit).change(state)
            return .redirect(to: it.path(in: cycle), notice: visit.t("Opgeslagen."))
        }
    }

    private func stateRoutes(_ routes: Routes) {
        let house = self.house
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/openen", access: .policyOfficer) { visit in
            let (cycle, it) = try await WriteConsultation(house: house, visit: visit).open()
            return .redirect(to: it.path(in: cycle), notice: visit.t("De vraag staat open."))
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/terughalen", access: .policyOfficer) { visit in
            let (cycle, it) = try await WriteConsultation(house: house, visit: visit).takeBack()
            return .redirect(to: it.path(in: cycle), notice: visit.t("De vraag is weer een concept."))
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/verwijderen", access: .policyOfficer) { visit in
            let cycle = try await WriteConsultation(house: house, visit: visit).remove()
            return .redirect(to: cycle.path(.consultation), notice: visit.t("Het concept is weg."))
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/heropenen", access: .policyOfficer) { visit in
            let (cycle, it) = try await WriteConsultation(house: house, visit: visit).reopen()
            return .redirect(to: it.path(in: cycle), notice: visit.t("De raadpleging staat weer open."))
        }
    }

    private func closeRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/beleid/{ronde}/raadpleging/{vraag}/sluiten", access: .policyOfficer) { visit in
            let (cycle, it, tally) = try await Self.counted(visit, house)
            return ConsultationPages(visit: visit, cycle: cycle).close(
                it, tally, ConsultationForm.close.filled(["samenvatting": it.summary ?? ""]))
        }
        routes.post("/beleid/{ronde}/raadpleging/{vraag}/sluiten", access: .policyOfficer) { visit in
            let (cycle, it, tally) = try await Self.counted(visit, house)
            let state = ConsultationForm.close.read(visit.form)
            guard state.isValid, tally.isDone else {
                return ConsultationPages(visit: visit, cycle: cycle).close(it, tally, state, status: 400)
            }
            _ = try await WriteConsultation(house: house, visit: visit).close(summary: state["samenvatting"])
            return .redirect(to: it.path(in: cycle), notice: visit.t("De raadpleging is gesloten."))
        }
    }

    /// The question in the path with its figures, for an officer.
    static func counted(_ visit: Visit, _ house: House) async throws -> (PolicyCycle, Consultation, ReactionTally) {
        try await house.database.read { db in
            let (cycle, it) = try Consultation.changeable(visit, in: db)
            return (cycle, it, try ReactionTally.of(it.id, in: db))
        }
    }
}
