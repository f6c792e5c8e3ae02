import Community
import Core
import Storage
import Web

extension PlanPart {
    func fileRoutes(_ routes: Routes) {
        routes.post(
            "/beleid/{ronde}/plan/stap/{stap}/bestanden", access: .policyOfficer, bodyLimit: StepFile.limit + 262_144
        ) { [house] visit in
            let step = try step(visit)
            guard let file = visit.files["bestand"], StepFile.problem(file) == nil else {
                var state = FormState()
                state.addError("bestand", StepFile.problem(visit.files["bestand"]) ?? Text("Kies een bestand."))
                return StepPages(
                    visit: visit, view: try await stepView(visit), back: StepReturn(place: .file, state: state)
                ).page(status: 400)
            }
            try await KeepFile.add(file, to: step, by: visit, house: house)
            return try await backToStep(visit, step.number, visit.t("Het bestand is bewaard."))
        }
        routes.get("/beleid/{ronde}/plan/bestanden/{bestand}", access: .policyReaders) { [house] visit in
            let id = try visit.parameter("bestand")
            let found = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                return try db.first(
                    "SELECT name, content_type, bytes FROM policy_file WHERE id = \(id) AND cycle_id = \(cycle.id)"
                ).map { row in
                    (
                        try row("name", as: String.self), try row("content_type", as: String.self),
                        try row("bytes", as: [UInt8].self)
                    )
                }
            }
            guard let (name, type, bytes) = found else { throw WebError.notFound }
            return .download(bytes, name: name, type: type)
        }
        routes.post("/beleid/{ronde}/plan/bestanden/{bestand}/weg", access: .policyOfficer) { [house] visit in
            try await KeepFile.remove(try visit.parameter("bestand"), by: visit, house: house)
            return try await backToStep(visit, visit.form.int("stap") ?? 1, visit.t("Het bestand is weg."))
        }
        peopleRoutes(routes)
    }

    private func peopleRoutes(_ routes: Routes) {
        routes.post("/beleid/{ronde}/plan/stap/{stap}/mensen", access: .policyOfficer) { [house] visit in
            let step = try step(visit)
            let state = StepPerson.form.read(visit.form)
            guard state.isValid else {
                return StepPages(
                    visit: visit, view: try await stepView(visit), back: StepReturn(place: .people, state: state)
                ).page(status: 400)
            }
            try await StepPerson.add([state["naam"]], to: step, by: visit, house: house)
            return try await backToStep(visit, step.number, visit.t("Bewaard."))
        }
        routes.post("/beleid/{ronde}/plan/stap/{stap}/mensen/voorstel", access: .policyOfficer) { [house] visit in
            let step = try step(visit)
            try await StepPerson.add(step.involve.map { visit.t($0.text) }, to: step, by: visit, house: house)
            return try await backToStep(visit, step.number, visit.t("Bewaard."))
        }
        routes.post("/beleid/{ronde}/plan/mensen/{mens}/weg", access: .policyOfficer) { [house] visit in
            try await StepPerson.remove(try visit.parameter("mens"), by: visit, house: house)
            return try await backToStep(visit, visit.form.int("stap") ?? 1, visit.t("Bewaard."))
        }
    }
}
