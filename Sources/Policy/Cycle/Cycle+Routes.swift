import Community
import Core
import Storage
import Web

extension Policy {
    func cycleRoutes(_ routes: Routes) {
        routes.get("/beleid", access: .policyReaders) { [house] visit in
            let codes = visit.actor.municipalities(with: PolicyAccess.readers)
            let cycles = try await house.database.read { db in try PolicyCycle.all(of: codes, in: db) }
            return CyclePages(visit: visit).list(cycles, mayStart: visit.actor.has(PolicyAccess.writers))
        }
        routes.get("/beleid/nieuw", access: .policyOfficer) { visit in
            let form = try await cycleForm(visit, nil)
            return CycleFormPages(visit: visit).start(form, form.filled(Self.proposal(visit)))
        }
        routes.post("/beleid/nieuw", access: .policyOfficer) { [house, parts] visit in
            let form = try await cycleForm(visit, nil)
            var state = form.read(visit.form)
            CycleForm.check(&state)
            guard state.isValid else { return CycleFormPages(visit: visit).start(form, state, status: 400) }
            let codes = visit.actor.municipalities(with: PolicyAccess.writers)
            let code = codes.count == 1 ? codes[0] : state["gemeente"]
            guard codes.contains(code) else { throw WebError.notFound }
            let previous = try await house.database.read { db in
                try PolicyCycle.all(of: [code], in: db).first
            }
            let number = try await StartCycle.perform(
                state, municipality: code, previous: previous, parts: parts, by: visit, house: house)
            return .redirect(to: "/beleid/\(number)", notice: visit.t("De ronde is begonnen."))
        }
        routes.get("/beleid/{ronde}", access: .policyReaders) { [house, parts] visit in
            let (view, highlights) = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return try GoalRecall.during {
                    (
                        try CycleView.load(cycle, parts: parts, house: house, visit: visit, in: db),
                        try self.highlights(of: cycle, visit: visit, in: db)
                    )
                }
            }
            return CyclePages(visit: visit).home(view, highlights: highlights)
        }
        changeRoutes(routes)
        skipRoutes(routes)
    }

    private func changeRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/wijzigen", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = try await cycleForm(visit, cycle)
            return CycleFormPages(visit: visit).change(cycle, form, form.filled(Self.values(cycle)))
        }
        routes.post("/beleid/{ronde}/wijzigen", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = try await cycleForm(visit, cycle)
            var state = form.read(visit.form)
            CycleForm.check(&state)
            guard state.isValid else { return CycleFormPages(visit: visit).change(cycle, form, state, status: 400) }
            _ = try await StartCycle.change(state, by: visit, house: house)
            return .redirect(to: cycle.path(), notice: visit.t("Opgeslagen."))
        }
    }

    private func skipRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/overslaan/{onderdeel}", access: .policyOfficer) { [house] visit in
            try await skipPage(visit, SkipPart.form.filled(), house: house)
        }
        routes.post("/beleid/{ronde}/overslaan/{onderdeel}", access: .policyOfficer) { [house] visit in
            let state = SkipPart.form.read(visit.form)
            guard state.isValid else { return try await skipPage(visit, state, house: house, status: 400) }
            let cycle = try await SkipPart.perform(
                Self.part(visit), reason: state["reden"], by: visit, house: house)
            return .redirect(to: cycle.path(), notice: visit.t("Overgeslagen. Je kunt het later alsnog doen."))
        }
        routes.post("/beleid/{ronde}/overslaan/{onderdeel}/toch", access: .policyOfficer) { [house] visit in
            let part = try Self.part(visit)
            let cycle = try await SkipPart.undo(part, by: visit, house: house)
            return .redirect(to: cycle.path(part))
        }
    }

    private func skipPage(_ visit: Visit, _ state: FormState, house: House, status: Int = 200) async throws -> Reply {
        let part = try Self.part(visit)
        let (cycle, skipped) = try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            return (cycle, try SkippedPart.all(of: cycle.id, in: db)[part])
        }
        var state = state
        if let skipped, state.isValid { state.values["reden"] = [skipped.reason] }
        return CycleFormPages(visit: visit).skip(cycle, part, state, isSkipped: skipped != nil, status: status)
    }

    private static func part(_ visit: Visit) throws -> CyclePartKind {
        guard let part = try CyclePartKind(rawValue: visit.parameter("onderdeel")) else { throw WebError.notFound }
        return part
    }

    /// The form with the municipalities and people this officer may choose.
    private func cycleForm(_ visit: Visit, _ cycle: PolicyCycle?) async throws -> Form {
        let codes = cycle.map { [$0.municipality] } ?? visit.actor.municipalities(with: PolicyAccess.writers)
        return try await house.database.read { db in
            let places = try codes.compactMap { try Places.municipality($0, in: db) }.map { ($0.code, $0.name) }
            var owners: [(id: String, name: String)] = []
            for code in codes {
                for person in try PolicyPeople.staff(of: code, in: db)
                where !owners.contains(where: { $0.id == person.id }) {
                    owners.append(person)
                }
            }
            return CycleForm.form(municipalities: places, owners: owners)
        }
    }

    /// What most rounds are: four years from the coming January, pulled by whoever begins.
    private static func proposal(_ visit: Visit) -> [String: String] {
        let first = visit.today.year + 1
        return [
            "van": String(first), "tot": String(first + 3), "eigenaar": visit.actor.person ?? "",
            "naam": visit.t("Plan vrijwillige inzet \(String(first))–\(String(first + 3))"),
        ]
    }

    private static func values(_ cycle: PolicyCycle) -> [String: String] {
        [
            "naam": cycle.name, "van": String(cycle.firstYear), "tot": String(cycle.lastYear),
            "eigenaar": cycle.owner?.text ?? "", "raad": cycle.councilDay?.iso ?? "",
        ]
    }
}
