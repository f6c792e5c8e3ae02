import Community
import Core
import Storage
package import Web

extension PartyPart {
    package func routes(_ routes: Routes) {
        listRoute(routes)
        addRoutes(routes)
        registerRoutes(routes)
        oneRoutes(routes)
        editRoutes(routes)
    }

    private func listRoute(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/partijen", access: .policyReaders) { [house] visit in
            let group = visit.query.text("groep").flatMap { content.group($0) }
            let after = visit.query.int("na")
            let view = try await house.database.read { db in
                let cycle = try PolicyCycle.readable(visit, in: db)
                let kinds = group.map { group in content.kinds.filter { $0.group == group.key }.map(\.id) }
                let counts = try Party.kinds(of: cycle.id, in: db)
                return PartyListPages.View(
                    cycle: cycle, group: group?.key,
                    page: try Party.page(of: cycle.id, kinds: kinds, after: after, limit: 24, in: db), counts: counts,
                    spoken: try Party.spoken(of: cycle.id, since: visit.today - 365, upTo: visit.today, in: db),
                    due: cycle.isClosed ? [] : try Party.next(of: cycle.id, to: visit.today, limit: 20, in: db),
                    waiting: counts.isEmpty ? try Party.unlinkedCount(of: cycle, in: db) : 0,
                    archived: try Party.page(of: cycle.id, archived: true, limit: 50, in: db).items)
            }
            return PartyListPages(visit: visit, content: content).list(view)
        }
    }

    private func addRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/partijen/nieuw", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let form = PartyForm(content: content, t: visit.t).form
            let kind = visit.query.text("soort").flatMap { content.kind($0) }
            return PartyFormPages(visit: visit, content: content).add(
                cycle, form, form.filled(["soort": kind?.id ?? ""]), kind: kind)
        }
        routes.post("/beleid/{ronde}/partijen/nieuw", access: .policyOfficer) { [house] visit in
            let form = PartyForm(content: content, t: visit.t)
            let state = form.read(visit.form)
            guard state.isValid else {
                let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
                return PartyFormPages(visit: visit, content: content).add(
                    cycle, form.form, state, kind: nil, status: 400)
            }
            let path = try await ChangeParty.add(PartyForm.draft(state), by: visit, house: house)
            return .redirect(to: path, notice: visit.t("Toegevoegd."))
        }
    }

    private func registerRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/partijen/register", access: .policyOfficer) { [house] visit in
            let after = visit.query.int("na")
            let (cycle, page) = try await house.database.read { db in
                let cycle = try PolicyCycle.changeable(visit, in: db)
                return (cycle, try Party.unlinked(of: cycle, after: after, limit: 30, in: db))
            }
            return PartyFormPages(visit: visit, content: content).register(cycle, page)
        }
        routes.post("/beleid/{ronde}/partijen/register", access: .policyOfficer) { [house] visit in
            let cycle = try await house.database.read { db in try PolicyCycle.changeable(visit, in: db) }
            let picked = visit.form.all("organisatie").prefix(100).compactMap { text -> (number: Int, kind: String)? in
                guard let number = Int(text), let kind = visit.form["soort-\(number)"].flatMap({ content.kind($0) })
                else { return nil }
                return (number, kind.id)
            }
            let path = cycle.path(.parties)
            guard !picked.isEmpty else {
                return .redirect(to: path + "/register", notice: visit.t("Vink eerst een organisatie aan."))
            }
            let added = try await ChangeParty.link(picked, by: visit, house: house)
            return .redirect(
                to: path, notice: visit.t.plural(added, "1 partij erbij.", "\(added) partijen erbij."))
        }
    }

    private func oneRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/partijen/{partij}", access: .policyReaders) { visit in
            try await one(visit, nil)
        }
        routes.post("/beleid/{ronde}/partijen/{partij}/gesprek", access: .policyOfficer) { [house] visit in
            let state = PartyForm.talk(today: visit.today).read(visit.form)
            guard state.isValid else { return try await one(visit, state, status: 400) }
            try await ChangeParty.noteTalk(state, by: visit, house: house)
            return .redirect(to: try Self.path(visit), notice: visit.t("Genoteerd."))
        }
        routes.post("/beleid/{ronde}/partijen/{partij}/gesprek/weg", access: .policyOfficer) { [house] visit in
            let isGone = visit.form["besluit"] != "terug"
            try await ChangeParty.removeTalk(visit.form["gesprek"] ?? "", isGone: isGone, by: visit, house: house)
            return .redirect(
                to: try Self.path(visit),
                notice: isGone
                    ? visit.t("Het gesprek is verwijderd. Onderaan kun je het terugzetten.")
                    : visit.t("Het gesprek staat terug."))
        }
        routes.post("/beleid/{ronde}/partijen/{partij}/archief", access: .policyOfficer) { [house] visit in
            let isAway = visit.form["besluit"] != "terug"
            try await ChangeParty.archive(isAway: isAway, by: visit, house: house)
            return .redirect(
                to: try Self.path(visit), notice: isAway ? visit.t("Weggezet.") : visit.t("De partij staat terug."))
        }
    }

    private func editRoutes(_ routes: Routes) {
        let content = content
        routes.get("/beleid/{ronde}/partijen/{partij}/wijzigen", access: .policyOfficer) { [house] visit in
            let (cycle, party) = try await house.database.read { db in try Self.changeable(visit, in: db) }
            let form = PartyForm(content: content, t: visit.t, isLinked: party.organisation != nil)
            return PartyFormPages(visit: visit, content: content).edit(cycle, party, form.form, form.filled(party))
        }
        routes.post("/beleid/{ronde}/partijen/{partij}/wijzigen", access: .policyOfficer) { [house] visit in
            let (cycle, party) = try await house.database.read { db in try Self.changeable(visit, in: db) }
            let form = PartyForm(content: content, t: visit.t, isLinked: party.organisation != nil)
            var state = form.read(visit.form)
            let pages = PartyFormPages(visit: visit, content: content)
            guard state.isValid else { return pages.edit(cycle, party, form.form, state, status: 400) }
            let draft = PartyForm.draft(state, name: party.organisation != nil ? party.name : nil)
            guard
                try await ChangeParty.save(draft, version: state.int("versie") ?? 0, by: visit, house: house)
            else {
                let newest = try await house.database.read { db in try Self.changeable(visit, in: db).1 }
                state.values["versie"] = [String(newest.version)]
                return pages.edit(cycle, newest, form.form, state, isStale: true, status: 409)
            }
            return .redirect(to: party.path(cycle), notice: visit.t("Opgeslagen."))
        }
    }

    private func one(_ visit: Visit, _ state: FormState?, status: Int = 200) async throws -> Reply {
        let before = visit.query.text("voor")
        let (cycle, party, talks, removed) = try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard let party = try Party.find(visit.number("partij"), of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            return (
                cycle, party, try Party.talks(party.id, before: before, limit: 20, in: db),
                try Party.removedTalk(party.id, in: db)
            )
        }
        let form = PartyForm.talk(today: visit.today)
        return PartyPages(visit: visit, content: content).one(
            cycle, party, talks, removed: removed, form, state ?? form.filled(["dag": visit.today.iso]), status: status)
    }

    private static func changeable(_ visit: Visit, in db: any SQLConnection) throws -> (PolicyCycle, Party) {
        let cycle = try PolicyCycle.changeable(visit, in: db)
        guard let party = try Party.find(visit.number("partij"), of: cycle.id, in: db) else { throw WebError.notFound }
        return (cycle, party)
    }

    private static func path(_ visit: Visit) throws -> String {
        "/beleid/\(try visit.number("ronde"))/partijen/\(try visit.number("partij"))"
    }
}
