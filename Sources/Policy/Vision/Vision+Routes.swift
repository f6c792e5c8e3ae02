import Community
import Core
import Storage
package import Web

extension VisionPart {
    package func routes(_ routes: Routes) {
        let root = "/beleid/{ronde}/visie"
        routes.get(root, access: .policyReaders) { [content] visit in
            VisionPage(visit: visit, view: try await view(visit), shelf: content).reply()
        }
        routes.get(root + "/vergelijken", access: .policyReaders) { visit in
            VisionComparePage(visit: visit, view: try await view(visit)).reply()
        }
        routes.get(root + "/versies/{versie}", access: .policyReaders) { visit in
            try versionPage(visit, try await view(visit))
        }
        ownRoutes(routes, root + "/voorstel")
        inviteRoutes(routes, root)
        adoptRoutes(routes, root + "/vaststellen")
        linkRoutes(routes, "/visie-voorstel/{sleutel}")
    }

    private func ownRoutes(_ routes: Routes, _ path: String) {
        routes.get(path, access: .policyOfficer) { visit in
            let view = try await changeableView(visit)
            let form = VisionForm(content: view.content, use: .proposal, t: visit.t)
            let own = view.own(visit.actor.person)
            let state = form.state(own?.choice ?? view.start?.choice ?? VisionChoice())
            return VisionFormPages(visit: visit).own(view, form, state, own: own)
        }
        routes.post(path, access: .policyOfficer) { [house] visit in
            let view = try await changeableView(visit)
            let form = VisionForm(content: view.content, use: .proposal, t: visit.t)
            let send = visit.form[VisionForm.send] == "ja"
            let state = read(form, visit, send: send)
            guard state.isValid else {
                let own = view.own(visit.actor.person)
                return VisionFormPages(visit: visit).own(view, form, state, own: own)
            }
            let cycle = try await SaveProposal.own(
                form.choice(state), send: send, content: view.content, by: visit, house: house)
            return .redirect(to: cycle.path(.vision), notice: visit.t("Je voorstel is bewaard."))
        }
    }

    private func inviteRoutes(_ routes: Routes, _ root: String) {
        routes.get(root + "/uitnodigen", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            return VisionFormPages(visit: visit).invite(
                cycle, InviteProposer.form.filled(["tot": (visit.today + 21).iso]))
        }
        routes.post(root + "/uitnodigen", access: .policyOfficer) { [house, content] visit in
            var state = InviteProposer.form.read(visit.form)
            InviteProposer.check(&state, today: visit.today)
            let cycle = try await house.database.read { [email = state["email"]] db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                let isKnown = try VisionProposal.fresh(of: cycle.id, in: db).contains {
                    $0.email != nil && $0.email == Validation.email(email)?.lowercased()
                }
                return (cycle, isKnown)
            }
            if cycle.1 { state.addError("email", Text("Dit adres kreeg al een uitnodiging in deze ronde.")) }
            guard state.isValid else { return VisionFormPages(visit: visit).invite(cycle.0, state, status: 400) }
            let changed = try await InviteProposer.perform(state, content: content.file(), by: visit, house: house)
            return .redirect(to: changed.path(.vision), notice: visit.t("De uitnodiging is onderweg."))
        }
        routes.post(root + "/voorstellen/{voorstel}/opnieuw", access: .policyOfficer) { [house] visit in
            let cycle = try await InviteProposer.again(by: visit, house: house)
            return .redirect(
                to: cycle.path(.vision), notice: visit.t("De nieuwe link is onderweg. De oude werkt niet meer."))
        }
        routes.post(root + "/voorstellen/{voorstel}/intrekken", access: .policyOfficer) { [house] visit in
            let cycle = try await InviteProposer.withdraw(by: visit, house: house)
            return .redirect(to: cycle.path(.vision), notice: visit.t("De uitnodiging is ingetrokken."))
        }
    }

    private func adoptRoutes(_ routes: Routes, _ path: String) {
        routes.get(path, access: .policyOfficer) { visit in
            let view = try await changeableView(visit)
            let form = adoptionForm(view, visit)
            var state = form.state(view.versions.first?.choice ?? view.comparison.middle)
            state.values["dag"] = [visit.today.iso]
            return VisionFormPages(visit: visit).adopt(view, form, state)
        }
        routes.post(path, access: .policyOfficer, bodyLimit: 262_144) { [house] visit in
            let view = try await changeableView(visit)
            let form = adoptionForm(view, visit)
            var state = form.form.read(visit.form)
            if let day = state.day("dag"), day > visit.today {
                state.addError("dag", Text("Kies vandaag of een dag die al was."))
            }
            guard state.isValid else { return VisionFormPages(visit: visit).adopt(view, form, state) }
            let outcome = try await AdoptVision.perform(
                form.choice(state), state, after: visit.form.int("na-versie") ?? 0, content: view.content, by: visit,
                house: house)
            switch outcome {
            case .adopted(let cycle):
                return .redirect(to: cycle.path(.vision), notice: visit.t("De visie ligt vast."))
            case .overtaken:
                let fresh = try await changeableView(visit)
                return VisionFormPages(visit: visit).adopt(
                    fresh, adoptionForm(fresh, visit), state, overtaken: true)
            }
        }
    }

    // MARK: What the pages need

    private func view(_ visit: Visit) async throws -> VisionView {
        try await house.database.read { [content] db in
            try VisionView.load(PolicyCycle.readable(visit, in: db), content, in: db)
        }
    }

    private func changeableView(_ visit: Visit) async throws -> VisionView {
        try await house.database.read { [content] db in
            try VisionView.load(PolicyCycle.changeable(visit, in: db), content, in: db)
        }
    }

    private func adoptionForm(_ view: VisionView, _ visit: Visit) -> VisionForm {
        VisionForm(content: view.content, use: .adoption(isFirst: view.versions.isEmpty), t: visit.t)
    }

    func read(_ form: VisionForm, _ visit: Visit, send: Bool) -> FormState {
        var state = form.form.read(visit.form)
        if send { VisionForm.checkSending(&state) }
        return state
    }

    private func versionPage(_ visit: Visit, _ view: VisionView) throws -> Reply {
        let number = try visit.number("versie")
        guard let vision = view.versions.first(where: { $0.version == number }) else { throw WebError.notFound }
        let t = visit.t
        let later = view.versions.first { $0.version == number + 1 }
        let notice: HTML = "\(later, { Part.notice(t("Deze versie is vervangen. De reden: \($0.reason)")) })"
        let text = VisionText(vision: vision, content: VisionView.content(vision, content), proposals: [], t: t)
        return visit.cyclePage(
            view.cycle, .vision, title: t("Versie \(number) van de visie"), step: t("Versie \(number)"),
            actions: PartPrinting.button(t), notice + text.markup)
    }
}
