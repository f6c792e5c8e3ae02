import Community
import Core
import Services
import Storage
package import Web

extension ValuePart {
    package func routes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/waarde", access: .policyReaders) { visit in
            let (cycle, detail) = try await load(visit, number: nil)
            return ValuePages(visit: visit, cycle: cycle, content: shown(detail)).show(detail)
        }
        routes.get("/beleid/{ronde}/waarde/versies/{nummer}", access: .policyReaders) { visit in
            let (cycle, detail) = try await load(visit, number: visit.number("nummer"))
            return ValuePages(visit: visit, cycle: cycle, content: shown(detail)).show(detail)
        }
        routes.get("/beleid/{ronde}/waarde/nieuw", access: .policyOfficer) { [content] visit in
            let (cycle, newest, inhabitants) = try await basis(visit)
            let file: ValueContent = content.file()
            let values = ValueForm.values(
                newest?.band ?? file.proposal(inhabitants: inhabitants), why: newest?.why ?? [:],
                year: min(max(visit.today.year, cycle.firstYear), cycle.lastYear), note: newest?.note ?? "")
            let form = ValueForm(content: file)
            return ValuePages(visit: visit, cycle: cycle, content: file).form(
                form, form.form.filled(values), inhabitants: inhabitants)
        }
        routes.post("/beleid/{ronde}/waarde/nieuw", access: .policyOfficer) { visit in try await save(visit) }
    }

    private func shown(_ detail: ValuePages.Detail) -> ValueContent {
        detail.calculation.map(file) ?? content.file()
    }

    private func basis(_ visit: Visit) async throws -> (PolicyCycle, ValueCalculation?, Int) {
        try await house.database.read { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            return (
                cycle, try ValueCalculation.all(of: cycle.id, in: db).first,
                try Places.municipality(cycle.municipality, in: db)?.inhabitants ?? 0
            )
        }
    }

    private func save(_ visit: Visit) async throws -> Reply {
        let (cycle, _, inhabitants) = try await basis(visit)
        let file: ValueContent = content.file()
        let form = ValueForm(content: file)
        var state = form.form.read(visit.form)
        var why: [ValueFactor: String] = [:]
        let band = state.isValid ? form.band(&state) : nil
        if let band { why = form.sources(&state, band, proposal: file.proposal(inhabitants: inhabitants)) }
        guard let band, state.isValid, let year = state.int("jaar") else {
            return ValuePages(visit: visit, cycle: cycle, content: file).form(
                form, state, inhabitants: inhabitants, status: 400)
        }
        try await house.database.write { [house, why, note = state["opmerking"]] db in
            try db.holdAlone("policy_value_calculation")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let made = try ValueCalculation.add(
                band, why: why, year: year, note: note, version: file.version, cycle: cycle,
                person: visit.actor.person, at: visit.now, in: db)
            try house.record(
                Audit.Event("waarde-berekend", "berekening", made.id.text, municipality: cycle.municipality),
                by: visit, in: db)
        }
        return .redirect(to: cycle.path(.value), notice: visit.t("De berekening is bewaard."))
    }

    private func load(_ visit: Visit, number: Int?) async throws -> (PolicyCycle, ValuePages.Detail) {
        try await house.database.read { [content, house] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            let all = try ValueCalculation.all(of: cycle.id, in: db)
            let calculation = number == nil ? all.first : all.first { $0.number == number }
            if number != nil, calculation == nil { throw WebError.notFound }
            let newest: ValueContent = content.file()
            let inhabitants = try Places.municipality(cycle.municipality, in: db)?.inhabitants ?? 0
            let impact = try ImpactReading.all(
                newest, municipality: cycle.municipality, on: min(visit.today, cycle.lastDay),
                indicators: try house.indicators(of: cycle.municipality, in: db), t: visit.t, in: db)
            return (
                cycle,
                ValuePages.Detail(
                    calculation: calculation, band: calculation?.band ?? newest.proposal(inhabitants: inhabitants),
                    inhabitants: inhabitants, author: try PolicyPeople.name(calculation?.person, in: db), all: all,
                    impact: impact)
            )
        }
    }
}
