import Community
import Core
import Storage
package import Web

extension FieldPart {
    package func routes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/velden", access: .policyReaders) { [house] visit in
            let supplies = supplies(visit.now)
            let view = try await house.database.read { db in
                try FieldView.load(
                    PolicyCycle.readable(visit, in: db), content, supplies: supplies, t: visit.t, today: visit.today,
                    in: db)
            }
            return FieldPages(visit: visit, content: content).overview(view)
        }
        routes.post("/beleid/{ronde}/velden/tel", access: .policyOfficer) { [house] visit in
            let cycle = try await ChangeField.keepCounts(content, by: visit, house: house)
            return .redirect(
                to: cycle.path(.fields), notice: visit.t("De stand van vandaag is vastgelegd."))
        }
        addRoutes(routes)
        oneRoutes(routes)
    }

    private func addRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/velden/nieuw", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = FieldForm(supplies: house.registry.modules.flatMap(\.supply), hasName: true)
            let example = content.ownDomains.first { $0.id == visit.query.text("voorbeeld") }
            let rule = WorkField.rule(sectors: example?.registerSectors ?? [], groups: example?.targetGroups)
            return FieldDetailPages(visit: visit, content: content).add(
                cycle, form.form, form.filled(rule, name: example.map { visit.t($0.name) } ?? ""))
        }
        routes.post("/beleid/{ronde}/velden/nieuw", access: .policyOfficer) { [house] visit in
            let form = FieldForm(supplies: house.registry.modules.flatMap(\.supply), hasName: true)
            let state = form.read(visit.form)
            guard state.isValid else {
                let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
                return FieldDetailPages(visit: visit, content: content).add(cycle, form.form, state, status: 400)
            }
            let cycle = try await ChangeField.add(
                name: state["naam"], FieldForm.rule(state), by: visit, house: house)
            return .redirect(to: cycle.path(.fields), notice: visit.t("Toegevoegd."))
        }
    }

    private func oneRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/velden/{veld}", access: .policyReaders) { visit in try await page(visit, nil) }
        routes.post("/beleid/{ronde}/velden/{veld}", access: .policyOfficer) { [house] visit in
            let field = try await found(visit)
            let form = FieldForm(supplies: house.registry.modules.flatMap(\.supply), hasName: field.isOwn)
            let state = form.read(visit.form)
            guard state.isValid else { return try await page(visit, state, status: 400) }
            let cycle = try await ChangeField.save(
                field.key, name: field.isOwn ? state["naam"] : nil, FieldForm.rule(state), by: visit, house: house)
            return .redirect(to: cycle.path(.fields) + "/" + field.key, notice: visit.t("Opgeslagen."))
        }
        routes.post("/beleid/{ronde}/velden/{veld}/archief", access: .policyOfficer) { [house] visit in
            let field = try await found(visit)
            let isAway = visit.form["besluit"] != "terug"
            let cycle = try await ChangeField.archive(field, isAway: isAway, by: visit, house: house)
            return .redirect(
                to: cycle.path(.fields),
                notice: isAway
                    ? visit.t("Weggezet. Onderaan kun je het terugzetten.") : visit.t("Het terrein staat terug."))
        }
    }

    private func found(_ visit: Visit) async throws -> WorkField {
        try await house.database.read { [content] db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            return try Self.field(visit, try WorkField.all(of: cycle.id, content, t: visit.t, in: db))
        }
    }

    private static func field(_ visit: Visit, _ fields: [WorkField]) throws -> WorkField {
        let key = try visit.parameter("veld")
        guard let field = fields.first(where: { $0.key == key }) else { throw WebError.notFound }
        return field
    }

    private func page(_ visit: Visit, _ state: FormState?, status: Int = 200) async throws -> Reply {
        let supplies = supplies(visit.now)
        let (view, field, area, organisations) = try await house.database.read { [content] db in
            let view = try FieldView.load(
                PolicyCycle.readable(visit, in: db), content, supplies: supplies, t: visit.t, today: visit.today,
                in: db)
            let field = try Self.field(visit, view.fields + view.archived)
            let area = view.areas.first { $0.id == visit.query.text("wijk") }
            let list = try FieldOrganisations.page(
                field.rule, of: view.cycle.municipality, in: area?.id, after: visit.query.int("na"), db: db)
            return (view, field, area, list)
        }
        let form = FieldForm(supplies: supplies, hasName: field.isOwn)
        return FieldDetailPages(visit: visit, content: content).one(
            view, field, area: area, organisations, form.form, state ?? form.filled(field.rule, name: field.name),
            status: status)
    }
}
